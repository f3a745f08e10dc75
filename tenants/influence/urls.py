"""Addresses of residents' influence. Those of panels, sessions and letters are kept: people have been sent to them."""

from django.urls import path

from tenants.influence.views import files, notes, office, panels, public, sessions, telling

app_name = "influence"
urlpatterns = [
    path("delta/", public.start, name="public"),
    path("delta/samtal/<uuid:key>/", public.opened, name="opened"),
    path("delta/panel/<uuid:key>/", public.join_page, name="join"),
    path("delta/panel/<uuid:key>/lamna/", public.way_out_page, name="way_out"),
    path("delta/inbjudan/<uuid:key>/", public.sign_up_page, name="sign_up"),
    path("delta/bekrafta/<str:token>/", public.confirm_page, name="confirm"),
    path("delta/glom-mig/<str:token>/", public.leave_page, name="leave"),
    path("delta/svara/<str:token>/", public.answer_page, name="answer"),
    path("inflytande/", office.session_list, name="list"),
    path("inflytande/export.csv", office.session_csv, name="csv"),
    path("inflytande/uppfoljning/", office.totals, name="totals"),
    path("inflytande/uppfoljning.csv", office.totals_csv, name="totals_csv"),
    path("inflytande/for/<slug:kind>/<int:other>/", office.of_subject_page, name="of"),
    path("inflytande/checklista/", office.checklist_page, name="checklist"),
    path("inflytande/paneler/", panels.panel_list, name="panels"),
    path("inflytande/paneler/export.csv", panels.panel_csv, name="panels_csv"),
    path("inflytande/paneler/ny/", panels.new_page, name="new_panel"),
    path("inflytande/paneler/<int:pk>/", panels.panel_page, name="panel"),
    path("inflytande/paneler/<int:pk>/andra/", panels.edit_page, name="edit_panel"),
    path("inflytande/paneler/<int:pk>/steg/<slug:step>/", panels.step_page, name="panel_step"),
    path("inflytande/samtal/ny/", sessions.new_page, name="new"),
    path("inflytande/samtal/<int:pk>/", sessions.session_page, name="session"),
    path("inflytande/samtal/<int:pk>/andra/", sessions.edit_page, name="edit"),
    path("inflytande/samtal/<int:pk>/bjud-in/", telling.invite_page, name="invite"),
    path("inflytande/samtal/<int:pk>/genomfort/", sessions.hold_page, name="hold"),
    path("inflytande/samtal/<int:pk>/stall-in/", sessions.cancel_page, name="cancel"),
    path("inflytande/samtal/<int:pk>/anteckningar/", notes.notes_page, name="notes"),
    path("inflytande/samtal/<int:pk>/anteckningar/<int:note>/ta-bort/", notes.delete_page, name="delete_note"),
    path("inflytande/samtal/<int:pk>/sammanfatta/", notes.summary_page, name="summary"),
    path("inflytande/samtal/<int:pk>/lardomar/ny/", notes.new_finding, name="new_finding"),
    path("inflytande/samtal/<int:pk>/lardomar/<int:finding>/", notes.edit_finding, name="finding"),
    path("inflytande/samtal/<int:pk>/checklista/", notes.checks_page, name="checks"),
    path("inflytande/samtal/<int:pk>/skrivet/", notes.write_up_page, name="write_up"),
    path("inflytande/samtal/<int:pk>/aterkoppla/", telling.tell_page, name="tell"),
    path("inflytande/samtal/<int:pk>/visa-for-alla/", telling.open_page, name="open"),
    path("inflytande/samtal/<int:pk>/sluta-visa/", telling.close_page, name="close"),
    path("inflytande/samtal/<int:pk>/filer/", files.add_page, name="add_files"),
    path("inflytande/filer/<uuid:key>/", files.download, name="file"),
    path("inflytande/filer/<uuid:key>/ta-bort/", files.remove_page, name="remove_file"),
    path("inflytande/utskick/<uuid:key>/", telling.mailing_page, name="mailing"),
]
