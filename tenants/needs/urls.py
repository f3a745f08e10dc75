"""Addresses of the needs."""

from django.urls import path

from tenants.needs.views import links, write
from tenants.needs.views.list import need_csv, need_list
from tenants.needs.views.page import need_page

app_name = "needs"
urlpatterns = [
    path("behov/", need_list, name="list"),
    path("behov/export.csv", need_csv, name="csv"),
    path("behov/nytt/", write.new_need, name="new"),
    path("behov/ideer-utan-behov/", links.ideas_without_need, name="ideas_without_need"),
    path("behov/ideer-utan-behov/export.csv", links.ideas_without_need_csv, name="without_csv"),
    path("behov/<int:pk>/", need_page, name="page"),
    path("behov/<int:pk>/andra/", write.edit_page, name="edit"),
    path("behov/<int:pk>/avsluta/", write.end_page, name="end"),
    path("behov/<int:pk>/oppna-igen/", write.reopen, name="reopen"),
    path("behov/<int:pk>/lamna-ide/", write.idea_for_need, name="idea"),
    path("behov/<int:pk>/koppla/", links.link_page, name="link"),
    path("behov/<int:pk>/ideer/<int:idea>/ta-bort/", links.unlink, name="unlink"),
    path("ideer/<int:pk>/behov/", links.of_idea, name="of_idea"),
]
