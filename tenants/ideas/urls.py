"""Addresses of the idea pages."""

from django.urls import path

from tenants.ideas.views.board import board
from tenants.ideas.views.care import answer_back_page, coach_page, edit_page, reopen_idea, secrecy_page
from tenants.ideas.views.export import idea_csv
from tenants.ideas.views.inbox import inbox, triage_page
from tenants.ideas.views.list import idea_list
from tenants.ideas.views.page import idea_page

app_name = "ideas"
urlpatterns = [
    path("ideer/", idea_list, name="list"),
    path("ideer/export.csv", idea_csv, name="csv"),
    path("ideer/tavla/", board, name="board"),
    path("ideer/<int:pk>/", idea_page, name="page"),
    path("ideer/<int:pk>/andra/", edit_page, name="edit"),
    path("ideer/<int:pk>/svara/", answer_back_page, name="answer_back"),
    path("ideer/<int:pk>/coach/", coach_page, name="coach"),
    path("ideer/<int:pk>/sekretess/", secrecy_page, name="secrecy"),
    path("ideer/<int:pk>/oppna-igen/", reopen_idea, name="reopen"),
    path("inkorg/", inbox, name="inbox"),
    path("inkorg/<int:pk>/", triage_page, name="triage"),
]
