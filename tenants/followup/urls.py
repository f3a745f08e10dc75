"""Addresses of the follow-up: the page, its sections, their tables as files, and views that are kept."""

from django.urls import path

from tenants.followup.sections.all import PARTS
from tenants.followup.views.pages import follow_up, section_page, table_file
from tenants.followup.views.saved import change_page, remove_page, start_page, view_list

app_name = "followup"
urlpatterns = [
    path("uppfoljning/", follow_up, name="page"),
    path("uppfoljning/vyer/", view_list, name="views"),
    path("uppfoljning/vyer/<int:pk>/", change_page, name="view"),
    path("uppfoljning/vyer/<int:pk>/ta-bort/", remove_page, name="remove_view"),
    path("uppfoljning/vyer/<int:pk>/start/", start_page, name="start_view"),
    *(path(f"uppfoljning/{code}/", section_page, {"code": code}, name=code) for code in PARTS),
    *(
        path(f"uppfoljning/{code}/{table}.csv", table_file, {"code": code, "key": table}, name=f"{code}-{table}")
        for code, part in PARTS.items()
        for table in part.tables
    ),
]
