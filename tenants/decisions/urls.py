"""Addresses of gates and decisions."""

from django.urls import include, path

from tenants.decisions.views import advice, held, order
from tenants.decisions.views.conflict import conflict_page, trial_page
from tenants.decisions.views.criteria import criteria_page
from tenants.decisions.views.gate import gate_page
from tenants.decisions.views.listing import decision_csv, decision_list
from tenants.decisions.views.pdf import decision_pdf
from tenants.decisions.views.record import correct_page, decision_page
from tenants.decisions.views.take_up import take_up_page

pages = [
    path("ideer/<int:pk>/beslut/", gate_page, name="gate"),
    path("ideer/<int:pk>/beslut/brev/", held.letter_page, name="letter"),
    path("ideer/<int:pk>/ta-upp-igen/", take_up_page, name="take_up"),
    path("ideer/<int:pk>/villkor/", criteria_page, name="criteria"),
    path("ideer/<int:pk>/jav/", conflict_page, name="conflict"),
    path("ideer/<int:pk>/jav/<int:recusal>/", trial_page, name="trial"),
    path("ideer/<int:pk>/rad/", advice.advice_page, name="advice"),
    path("ideer/<int:pk>/rad/fraga/", advice.ask_page, name="ask"),
    path("beslut/", decision_list, name="list"),
    path("beslut/export.csv", decision_csv, name="csv"),
    path("beslut/vantar/", held.held_list, name="held"),
    path("beslut/vantar/export.csv", held.held_csv, name="held_csv"),
    path("beslut/vantar/registrera/", held.publish_page, name="publish"),
    path("beslut/tillsammans/<uuid:key>/", held.publication_page, name="publication"),
    path("beslut/tillsammans/<uuid:key>/laget/", held.publication_progress, name="publication_progress"),
    path("beslut/rad/", advice.board_page, name="board"),
    path("beslut/ordning/", order.order_page, name="order"),
    path("beslut/ordning/grind/<int:pk>/", order.decider_page, name="decider"),
    path("beslut/ordning/rad/ny/", order.board_edit, name="board_new"),
    path("beslut/ordning/rad/<int:pk>/", order.board_edit, name="board_edit"),
    path("beslut/ordning/grindar.csv", order.decider_csv, name="decider_csv"),
    path("beslut/ordning/delegation.csv", order.delegation_csv, name="delegation_csv"),
    path("beslut/ordning/delegation/ny/", order.delegation_edit, name="delegation_new"),
    path("beslut/ordning/delegation/<int:pk>/", order.delegation_edit, name="delegation"),
    path("beslut/ordning/paminnelser/", order.reminders_page, name="reminders"),
    path("beslut/<uuid:key>/", decision_page, name="decision"),
    path("beslut/<uuid:key>/beslut.pdf", decision_pdf, name="pdf"),
    path("beslut/<uuid:key>/ratta/", correct_page, name="correct"),
]
urlpatterns = [path("", include((pages, "decisions")))]
