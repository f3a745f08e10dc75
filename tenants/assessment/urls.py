"""Addresses of assessments."""

from django.urls import path

from tenants.assessment.models import Side
from tenants.assessment.views.assess import assess_page
from tenants.assessment.views.distribute import distribute_page
from tenants.assessment.views.idea import idea_page, withdraw_page
from tenants.assessment.views.overview import figure_csv, overview_csv, overview_page
from tenants.assessment.views.queue import next_page, queue_page
from tenants.assessment.views.scales import edit_scale_page, scales_page

app_name = "assessment"
urlpatterns = [
    path("bedomning/", queue_page, name="queue"),
    path("bedomning/nasta/", next_page, name="next"),
    path("bedomning/<int:pk>/", assess_page, name="assess"),
    path("bedomning/<int:pk>/ta-tillbaka/", withdraw_page, name="withdraw"),
    path("bedomning/oversikt/", overview_page, name="overview"),
    path("bedomning/oversikt/export.csv", overview_csv, name="csv"),
    path("bedomning/oversikt/figur.csv", figure_csv, name="figure_csv"),
    path("bedomning/fordela/", distribute_page, name="distribute"),
    path("bedomning/kriterier/", scales_page, name="scales"),
    path("bedomning/kriterier/behov/", edit_scale_page, {"side": Side.NEED}, name="edit_need"),
    path("bedomning/kriterier/genomforbarhet/", edit_scale_page, {"side": Side.FEASIBILITY}, name="edit_feasibility"),
    path("ideer/<int:pk>/bedomning/", idea_page, name="idea"),
]
