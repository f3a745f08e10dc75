"""Addresses on a municipality's site. `page` and `edit` have the same names on the regional site."""

from django.urls import path

from tenants.statement.views import about, faults, statement

app_name = "statement"
urlpatterns = [
    path("tillganglighet/", statement.page, name="page"),
    path("tillganglighet/andra/", statement.edit, name="edit"),
    path("tillganglighet/fel/", faults.report, name="report"),
    path("tillganglighet/fel/tack/", faults.thanks, name="thanks"),
    path("tillganglighet/anmalda-fel/", faults.listed, name="faults"),
    path("tillganglighet/anmalda-fel/<int:pk>/", faults.handle, name="handle"),
    path("personuppgifter/", about.personal_data, name="personal_data"),
    path("handlingar/", about.documents, name="documents"),
]
