"""Addresses of coaching."""

from django.urls import path

from tenants.coaching.views import idea, load, queue, registers

app_name = "coaching"
urlpatterns = [
    path("coachning/", queue.queue, name="queue"),
    path("coachning/min-ko.csv", queue.queue_csv, name="queue_csv"),
    path("coachning/profil/", queue.profile, name="profile"),
    path("coachning/coacher/", load.load, name="load"),
    path("coachning/coacher.csv", load.load_csv, name="load_csv"),
    path("coachning/kompetenser/", registers.skills, name="skills"),
    path("coachning/kompetenser/export.csv", registers.skills_csv, name="skills_csv"),
    path("coachning/kompetenser/ny/", registers.skill_edit, name="skill_new"),
    path("coachning/kompetenser/<int:pk>/", registers.skill_edit, name="skill"),
    path("metodkort/", registers.cards, name="cards"),
    path("metodkort/export.csv", registers.cards_csv, name="cards_csv"),
    path("metodkort/nytt/", registers.card_edit, name="card_new"),
    path("metodkort/<slug:code>/", registers.card, name="card"),
    path("metodkort/<slug:code>/andra/", registers.card_edit, name="card_edit"),
    path("ideer/<int:pk>/coachning/", idea.coaching, name="idea"),
    path("ideer/<int:pk>/coachning/valj/", load.choose, name="choose"),
    path("ideer/<int:pk>/coachning/samtal/", idea.session_new, name="session_new"),
    path("ideer/<int:pk>/coachning/kort/<slug:code>/", idea.card, name="card_on_idea"),
    path("ideer/<int:pk>/coachning/gast/", idea.guest_invite, name="guest_invite"),
    path("ideer/<int:pk>/coachning/gast/<uuid:key>/avsluta/", idea.guest_end, name="guest_end"),
    path("coachning/samtal/<uuid:key>/", idea.session_change, name="session"),
    path("coachning/samtal/<uuid:key>/klart/", idea.step_done, name="step_done"),
]
