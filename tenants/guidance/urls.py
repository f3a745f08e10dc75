"""Addresses of the guidance."""

from django.urls import path

from tenants.guidance import views
from tenants.guidance.steps import BY_KEY

app_name = "guidance"
urlpatterns = [
    path("vagledning/", views.guidance_page, {"audience": "bearer"}, name="bearer"),
    path("vagledning/chef/", views.guidance_page, {"audience": "manager"}, name="manager"),
    *(path(f"vagledning/{key}/andra/", views.step_page, {"key": key}, name=key) for key in BY_KEY),
    path("vagledning/steg/<int:pk>/<slug:audience>/", views.stage_page, name="stage"),
]
