"""Addresses."""

from django.urls import path

from shared.portfolio import views

app_name = "portfolio"
urlpatterns = [
    path("", views.home, name="home"),
    path("portfolj/", views.show_funnel, name="funnel"),
    path("portfolj/portfolj.csv", views.download_funnel, name="funnel_csv"),
]
