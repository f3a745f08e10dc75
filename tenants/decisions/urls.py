"""Addresses of gates and decisions."""

from django.urls import include, path

from tenants.decisions.views.conflict import conflict_page
from tenants.decisions.views.criteria import criteria_page
from tenants.decisions.views.gate import gate_page
from tenants.decisions.views.listing import decision_csv, decision_list
from tenants.decisions.views.record import correct_page, decision_page

pages = [
    path("ideer/<int:pk>/beslut/", gate_page, name="gate"),
    path("ideer/<int:pk>/villkor/", criteria_page, name="criteria"),
    path("ideer/<int:pk>/jav/", conflict_page, name="conflict"),
    path("beslut/", decision_list, name="list"),
    path("beslut/export.csv", decision_csv, name="csv"),
    path("beslut/<uuid:key>/", decision_page, name="decision"),
    path("beslut/<uuid:key>/ratta/", correct_page, name="correct"),
]
urlpatterns = [path("", include((pages, "decisions")))]
