"""The letter of a decision, looked at before the decision is made."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from sluss.tenancy import in_municipality
from tenants.decisions.models import Decision, Proposal
from tenants.mail.models import Mail
from tests.decisions.conftest import Matter
from tests.decisions.pages import gate, typed

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def test_preview_shows_the_letter_and_saves_nothing(ready: Matter, client_of: ClientOf) -> None:
    manager = client_of(ready.municipality, ready.manager)
    answer = manager.post(gate(ready), typed(ready, manager.get(gate(ready)).text, action="preview"))
    assert answer.status_code == 200
    assert ready.bearer.name in answer.text
    assert f"http://skovde.localhost/ideer/{ready.idea.pk}/" in answer.text
    with in_municipality(ready.municipality):
        assert (Decision.objects.count(), Proposal.objects.count(), Mail.objects.count()) == (0, 0, 0)


def test_preview_of_a_coach_names_who_will_decide_and_not_the_coach(ready: Matter, client_of: ClientOf) -> None:
    coach = client_of(ready.municipality, ready.coach)
    letter = coach.post(gate(ready), typed(ready, coach.get(gate(ready)).text, action="preview")).text
    assert re.search(r"Chef beslutade den \d", letter)
    assert f"{ready.coach.name} beslutade" not in letter
