"""Addresses of the challenges."""

from django.urls import path

from tenants.challenges.views.answers import answer_csv, answer_list, compare, idea_challenges, loose_answer, tie_answer
from tenants.challenges.views.edit import edit_page, new_page
from tenants.challenges.views.invite import invite_page, invited_csv, mailing_page, mailing_progress
from tenants.challenges.views.listing import challenge_csv, challenge_list
from tenants.challenges.views.page import challenge_page
from tenants.challenges.views.public import public_page
from tenants.challenges.views.report import report_page, write_page
from tenants.challenges.views.steps import cancel_page, step_page

app_name = "challenges"
urlpatterns = [
    path("utmaning/<int:pk>/", public_page, name="public"),
    path("utmaningar/", challenge_list, name="list"),
    path("utmaningar/export.csv", challenge_csv, name="csv"),
    path("utmaningar/ny/", new_page, name="new"),
    path("utmaningar/<int:pk>/", challenge_page, name="page"),
    path("utmaningar/<int:pk>/andra/", edit_page, name="edit"),
    path("utmaningar/<int:pk>/steg/<slug:step>/", step_page, name="step"),
    path("utmaningar/<int:pk>/stall-in/", cancel_page, name="cancel"),
    path("utmaningar/<int:pk>/bjud-in/", invite_page, name="invite"),
    path("utmaningar/<int:pk>/inbjudna.csv", invited_csv, name="invited_csv"),
    path("utmaningar/utskick/<uuid:key>/", mailing_page, name="mailing"),
    path("utmaningar/utskick/<uuid:key>/lage/", mailing_progress, name="mailing_progress"),
    path("utmaningar/<int:pk>/svar/", answer_list, name="answers"),
    path("utmaningar/<int:pk>/svar/export.csv", answer_csv, name="answer_csv"),
    path("utmaningar/<int:pk>/svar/jamfor/", compare, name="compare"),
    path("utmaningar/<int:pk>/svar/lagg-till/", tie_answer, name="tie"),
    path("utmaningar/<int:pk>/svar/<int:idea>/ta-bort/", loose_answer, name="loose"),
    path("utmaningar/<int:pk>/rapport/", report_page, name="report"),
    path("utmaningar/<int:pk>/rapport/skriv/", write_page, name="write_report"),
    path("ideer/<int:idea>/utmaningar/", idea_challenges, name="of_idea"),
]
