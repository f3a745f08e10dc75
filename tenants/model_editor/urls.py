"""Addresses of the model's editor."""

from django.urls import path

from tenants.model_editor.views import draft, preview, versions

app_name = "model_editor"
urlpatterns = [
    path("modell/", versions.version_list, name="versions"),
    path("modell/version/<int:version>/", versions.version_page, name="version"),
    path("modell/utkast/", draft.draft_page, name="draft"),
    path("modell/utkast/grund/", draft.settings_page, name="settings"),
    path("modell/utkast/slang/", draft.discard, name="discard"),
    path("modell/utkast/publicera/", preview.preview, name="preview"),
    path("modell/utkast/steg/nytt/", draft.new_stage, name="new_stage"),
    path("modell/utkast/steg/<int:pk>/", draft.stage_page, name="stage"),
    path("modell/utkast/steg/<int:pk>/flytta/<slug:way>/", draft.move_stage, name="move_stage"),
    path("modell/utkast/steg/<int:pk>/ta-bort/", draft.remove_stage, name="remove_stage"),
    path("modell/utkast/steg/<int:pk>/villkor/", draft.new_criterion, name="new_criterion"),
    path("modell/utkast/villkor/<int:pk>/", draft.criterion_page, name="criterion"),
    path("modell/utkast/villkor/<int:pk>/flytta/<slug:way>/", draft.move_criterion, name="move_criterion"),
    path("modell/utkast/villkor/<int:pk>/ta-bort/", draft.remove_criterion, name="remove_criterion"),
]
