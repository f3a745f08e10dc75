"""Addresses of trials, efforts and what is coming."""

from django.urls import path

from tenants.trials.views import clearance, coming, efforts, trials

app_name = "trials"
urlpatterns = [
    path("test/", trials.trial_list, name="list"),
    path("test/export.csv", trials.trial_csv, name="csv"),
    path("test/<uuid:key>/", trials.trial, name="trial"),
    path("test/<uuid:key>/andra/", trials.change, name="change"),
    path("test/<uuid:key>/resultat/", trials.result, name="result"),
    path("test/<uuid:key>/villkor/", clearance.conditions, name="conditions"),
    path("test/<uuid:key>/klartecken/", clearance.ask, name="ask_clearance"),
    path("test/<uuid:key>/klartecken/<int:pk>/", clearance.answer, name="clearance"),
    path("test/<uuid:key>/steg/<slug:name>/", trials.make_move, name="move"),
    path("ideer/<int:pk>/test/", trials.of_idea, name="of_idea"),
    path("ideer/<int:pk>/test/nytt/", trials.plan, name="plan"),
    path("ideer/<int:pk>/tid/", efforts.efforts, name="efforts"),
    path("ideer/<int:pk>/tid/snabbt/", efforts.quick, name="quick"),
    path("ideer/<int:pk>/tid/export.csv", efforts.efforts_csv, name="efforts_csv"),
    path("tid/<uuid:key>/ratta/", efforts.correct, name="correct"),
    path("tid/taxor/", efforts.rates_page, name="rates"),
    path("kommande/", coming.coming, name="coming"),
    path("kommande/export.csv", coming.coming_csv, name="coming_csv"),
    path("ideer/<int:pk>/mottagare/", coming.receive, name="receive"),
]
