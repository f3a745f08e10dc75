"""Addresses on the regional site. A municipality's have the same names (tenants.statement)."""

from django.urls import path

from sluss.statement import views

app_name = "statement"
urlpatterns = [
    path("tillganglighet/", views.statement, name="page"),
    path("tillganglighet/andra/", views.edit, name="edit"),
]
