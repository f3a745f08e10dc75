"""Addresses of the organisation's screens."""

from django.urls import include, path

from tenants.organisation import views

pages = [
    path("organisation/", views.start, name="start"),
    path("organisation/namnder/", views.authority_list, name="authorities"),
    path("organisation/namnder/export.csv", views.authority_csv, name="authorities_csv"),
    path("organisation/namnder/ny/", views.authority, name="authority_new"),
    path("organisation/namnder/<int:pk>/", views.authority, name="authority"),
    path("organisation/enheter/", views.unit_list, name="units"),
    path("organisation/enheter/export.csv", views.unit_csv, name="units_csv"),
    path("organisation/enheter/ny/", views.unit, name="unit_new"),
    path("organisation/enheter/<int:pk>/", views.unit, name="unit"),
    path("organisation/gallring/", views.rule_list, name="rules"),
    path("organisation/gallring/export.csv", views.rule_csv, name="rules_csv"),
    path("organisation/gallring/ny/", views.rule, name="rule_new"),
    path("organisation/gallring/<int:pk>/", views.rule, name="rule"),
]

urlpatterns = [path("", include((pages, "organisation")))]
