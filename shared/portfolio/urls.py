"""Addresses. They are kept: `/` is everybody's, `/oversikt/` and `/forbund/<slug>/` are the analysts'."""

from django.urls import path

from shared.portfolio.views.downloads import download
from shared.portfolio.views.funnel import download_funnel, show_funnel
from shared.portfolio.views.home import home
from shared.portfolio.views.overview import show_federation, show_overview

app_name = "portfolio"
urlpatterns = [
    path("", home, name="home"),
    path("oversikt/", show_overview, name="overview"),
    path("oversikt/forandringar.csv", download, {"what": "changes"}, name="changes_csv"),
    path("oversikt/karta.csv", download, {"what": "map"}, name="map_csv"),
    path("oversikt/tid.csv", download, {"what": "times"}, name="times_csv"),
    path("oversikt/bruk.csv", download, {"what": "uptake"}, name="uptake_csv"),
    path("oversikt/loften.csv", download, {"what": "promises"}, name="promises_csv"),
    path("forbund/<slug:slug>/", show_federation, name="federation"),
    path("portfolj/", show_funnel, name="funnel"),
    path("portfolj/portfolj.csv", download_funnel, name="funnel_csv"),
]
