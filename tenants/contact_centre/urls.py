"""Addresses of the contact centre."""

from django.urls import path

from tenants.contact_centre import views

app_name = "contact_centre"
urlpatterns = [
    path("kundcenter/", views.call, name="call"),
    path("kundcenter/papper/", views.paper, name="paper"),
    path("kundcenter/finns-redan/", views.already, name="already"),
    path("kundcenter/<int:pk>/", views.receipt, name="receipt"),
]
