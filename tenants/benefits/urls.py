"""Addresses of the pages about benefit."""

from django.urls import path

from tenants.benefits.views.calculation import (
    alternative_page,
    basis_page,
    chain_page,
    line_page,
    new_alternative_page,
    remove_alternative_page,
    remove_line_page,
)
from tenants.benefits.views.idea import benefit_page
from tenants.benefits.views.measure import measure_page, new_measure_page, reading_page
from tenants.benefits.views.overview import benefit_csv, benefit_overview

app_name = "benefits"
OF_IDEA = "ideer/<int:pk>/nytta/"
ALTERNATIVE = f"{OF_IDEA}alternativ/<int:alternative>/"
urlpatterns = [
    path("nytta/", benefit_overview, name="overview"),
    path("nytta/export.csv", benefit_csv, name="csv"),
    path(OF_IDEA, benefit_page, name="idea"),
    path(f"{OF_IDEA}effektkedja/", chain_page, name="chain"),
    path(f"{OF_IDEA}kalkyl/", basis_page, name="basis"),
    path(f"{OF_IDEA}alternativ/", new_alternative_page, name="new_alternative"),
    path(ALTERNATIVE, alternative_page, name="alternative"),
    path(f"{ALTERNATIVE}ta-bort/", remove_alternative_page, name="remove_alternative"),
    path(f"{ALTERNATIVE}rad/", line_page, name="new_line"),
    path(f"{ALTERNATIVE}rad/<int:line>/", line_page, name="line"),
    path(f"{ALTERNATIVE}rad/<int:line>/ta-bort/", remove_line_page, name="remove_line"),
    path(f"{OF_IDEA}matt/", new_measure_page, name="new_measure"),
    path("nytta/<uuid:key>/", measure_page, name="measure"),
    path("nytta/<uuid:key>/<slug:point>/", reading_page, name="reading"),
]
