"""Keys that somebody typed."""

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from sluss.text.keys import key_in
from tenants.people.models import Role
from tests.factories.ideas import make_idea
from tests.factories.needs import make_need
from tests.factories.people import make_member, sign_in

LONG = "9" * 5000


@pytest.mark.parametrize(
    ("text", "key"), [("7", 7), ("007", 7), ("", 0), ("-1", 0), ("²", 0), ("9" * 19, 0), (LONG, 0)]
)
def test_key_is_read_or_there_is_none(text: str, key: int) -> None:
    assert key_in(text) == key


@pytest.mark.django_db
def test_key_too_long_for_python_breaks_no_page(skovde: Municipality) -> None:
    coach: Client = sign_in(skovde, make_member(Role.COACH, municipality=skovde))
    idea, need, waiting = (
        make_idea(municipality=skovde, stage=1),
        make_need(municipality=skovde),
        make_idea(municipality=skovde),
    )
    answers = [
        coach.post(f"/ideer/{idea.pk}/behov/", {"need": LONG}),
        coach.post(f"/behov/{need.pk}/koppla/", {"idea": LONG}),
        coach.post(f"/inkorg/{waiting.pk}/finns/", {"chosen": f"idea-{LONG}"}),
        coach.post(f"/inkorg/{waiting.pk}/", {"outcome": "connect", "chosen": f"need-{LONG}"}),
    ]
    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []
