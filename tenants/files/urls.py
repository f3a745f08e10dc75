"""Addresses of files."""

from django.urls import include, path

from tenants.files import views

pages = [
    path("filer/<uuid:key>/", views.download, name="download"),
    path("filer/<uuid:key>/ta-bort/", views.remove, name="remove"),
    path("ideer/<int:pk>/filer/", views.add, name="add"),
]
urlpatterns = [path("", include((pages, "files")))]
