"""Addresses of the goals."""

from django.urls import path

from tenants.goals.views.edit import edit_page, new_page, step_page
from tenants.goals.views.importing import import_page
from tenants.goals.views.links import goals_of, link_page, unlink_page
from tenants.goals.views.listing import by_department, department_csv, goal_csv, goal_list, year_plan
from tenants.goals.views.page import goal_page

app_name = "goals"
urlpatterns = [
    path("mal/", goal_list, name="list"),
    path("mal/export.csv", goal_csv, name="csv"),
    path("mal/ny/", new_page, name="new"),
    path("mal/importera/", import_page, name="import"),
    path("mal/forvaltningar/", by_department, name="departments"),
    path("mal/forvaltningar/export.csv", department_csv, name="departments_csv"),
    path("mal/arsplan/", year_plan, name="year_plan"),
    path("mal/for/<slug:kind>/<int:other>/", goals_of, name="of"),
    path("mal/<int:pk>/", goal_page, name="page"),
    path("mal/<int:pk>/andra/", edit_page, name="edit"),
    path("mal/<int:pk>/steg/<slug:step>/", step_page, name="step"),
    path("mal/<int:pk>/koppla/<slug:kind>/", link_page, name="link"),
    path("mal/<int:pk>/koppla/<slug:kind>/<int:other>/ta-bort/", unlink_page, name="unlink"),
]
