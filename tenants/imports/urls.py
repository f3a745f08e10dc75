"""Addresses of the import pages."""

from django.urls import path

from tenants.imports.views import ending, run, understood, upload

app_name = "imports"
urlpatterns = [
    path("import/", upload.import_list, name="list"),
    path("import/export.csv", upload.import_csv, name="csv"),
    path("import/ny/", upload.upload, name="upload"),
    path("import/<uuid:key>/", run.run_page, name="run"),
    path("import/<uuid:key>/kolumner/", understood.columns, name="columns"),
    path("import/<uuid:key>/varden/", understood.values, name="values"),
    path("import/<uuid:key>/starta/", run.start, name="start"),
    path("import/<uuid:key>/lage/", run.progress, name="progress"),
    path("import/<uuid:key>/rapport.csv", run.report_csv, name="report"),
    path("import/<uuid:key>/angra/", ending.undo, name="undo"),
    path("import/<uuid:key>/ta-bort/", ending.discard, name="discard"),
]
