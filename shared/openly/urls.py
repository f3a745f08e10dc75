"""Addresses. They are kept: people have been sent to them."""

from django.urls import path

from shared.openly.views import download, search

app_name = "openly"
urlpatterns = [
    path("oppet/", search, name="search"),
    path("oppet/export.csv", download, name="csv"),
]
