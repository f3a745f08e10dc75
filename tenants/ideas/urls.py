"""Addresses of the idea pages."""

from django.urls import path

from tenants.ideas.views import bulk, openings
from tenants.ideas.views.board import board
from tenants.ideas.views.care import answer_back_page, coach_page, edit_page, reopen_idea, secrecy_page
from tenants.ideas.views.export import board_csv, idea_csv, inbox_csv
from tenants.ideas.views.inbox import inbox, triage_page, triage_targets
from tenants.ideas.views.list import idea_list
from tenants.ideas.views.page import idea_page

app_name = "ideas"
urlpatterns = [
    path("ideer/", idea_list, name="list"),
    path("ideer/export.csv", idea_csv, name="csv"),
    path("ideer/tavla/", board, name="board"),
    path("ideer/tavla/export.csv", board_csv, name="board_csv"),
    path("ideer/<int:pk>/", idea_page, name="page"),
    path("ideer/<int:pk>/andra/", edit_page, name="edit"),
    path("ideer/<int:pk>/svara/", answer_back_page, name="answer_back"),
    path("ideer/<int:pk>/coach/", coach_page, name="coach"),
    path("ideer/<int:pk>/sekretess/", secrecy_page, name="secrecy"),
    path("ideer/<int:pk>/oppna-igen/", reopen_idea, name="reopen"),
    path("inkorg/", inbox, name="inbox"),
    path("inkorg/export.csv", inbox_csv, name="inbox_csv"),
    path("inkorg/<int:pk>/", triage_page, name="triage"),
    path("inkorg/<int:pk>/finns/", triage_targets, name="triage_targets"),
    path("inkorg/oppningar/", openings.opening_list, name="openings"),
    path("inkorg/oppningar/export.csv", openings.opening_csv, name="openings_csv"),
    path("inkorg/oppningar/ny/", openings.new_opening, name="new_opening"),
    path("inkorg/oppningar/<slug:code>/", openings.opening_page, name="opening"),
    path("inkorg/svar/", bulk.bulk_list, name="bulk_list"),
    path("inkorg/svar/export.csv", bulk.bulks_csv, name="bulks_csv"),
    path("inkorg/svar/nytt/", bulk.choose, name="bulk_choose"),
    path("inkorg/svar/<uuid:key>/", bulk.bulk_page, name="bulk"),
    path("inkorg/svar/<uuid:key>/forhandsvisa/", bulk.preview, name="bulk_preview"),
    path("inkorg/svar/<uuid:key>/starta/", bulk.start, name="bulk_start"),
    path("inkorg/svar/<uuid:key>/lage/", bulk.progress, name="bulk_progress"),
    path("inkorg/svar/<uuid:key>/rapport.csv", bulk.report_csv, name="bulk_report"),
    path("inkorg/svar/<uuid:key>/angra/", bulk.undo, name="bulk_undo"),
    path("inkorg/svar/<uuid:key>/ta-bort/", bulk.discard, name="bulk_discard"),
]
