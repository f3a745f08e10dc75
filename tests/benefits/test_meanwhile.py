"""Two who write about the same benefit at once: the second sees both wordings, and nothing of either is lost."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from sluss.tenancy import in_municipality
from tenants.benefits.models import Alternative, Benefit, EffectStep, Line
from tests.benefits.conftest import Place
from tests.factories.benefits import make_benefit, make_case
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(place: Place) -> Client:
    return sign_in(place.municipality, place.coach)


def test_chain_changed_meanwhile_keeps_what_was_typed(place: Place, coach: Client) -> None:
    make_case(place.idea, municipality=place.municipality, actor=place.leader, words="Deras rad")
    path = f"/ideer/{place.idea.pk}/nytta/effektkedja/"
    answer = coach.post(path, {"revision": 0, "effects-0-text": "Min rad"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Deras rad" in page
    assert 'value="Min rad"' in page
    assert 'name="revision" value="3"' in page
    with in_municipality(place.municipality):
        assert list(EffectStep.objects.values_list("text", flat=True)) == ["Deras rad"]


def conflicting(client: Client, path: str, **mine: Any) -> dict[str, tuple[str, str]]:
    """What is shown beside each other where the form is sent as somebody saw it before the last change."""
    initial = client.get(path).context["form"].initial
    typed = {name: "" if value is None else value for name, value in initial.items() if value is not False}
    answer = client.post(path, typed | {"revision": initial["revision"] - 1} | mine)
    assert (answer.status_code, answer.context["form"]["revision"].value()) == (409, str(initial["revision"]))
    assert all(f"{value}" in answer.text for value in mine.values())
    return {one.label: (one.before, one.after) for one in answer.context["differences"]}


def test_what_somebody_else_wrote_meanwhile_stands_beside_ones_own(place: Place, coach: Client) -> None:
    chosen = make_case(place.idea, municipality=place.municipality, actor=place.leader, words="Deras rad")
    benefit = make_benefit(place.idea, municipality=place.municipality)
    with in_municipality(place.municipality):
        Benefit.objects.filter(pk=benefit.pk).update(how="Deras sätt", target=Decimal("3.50"), revision=2)
        Alternative.objects.filter(pk=chosen.pk).update(description="Deras ord")
        line = Line.objects.get()
    base = f"/ideer/{place.idea.pk}/nytta/"
    assert conflicting(coach, f"/nytta/{benefit.key}/", how="Mitt sätt", target="3,5") == {
        "Hur mäts det?": ("Deras sätt", "Mitt sätt")
    }
    assert conflicting(coach, f"{base}alternativ/{chosen.pk}/", description="Mina ord") == {
        "Med några ord": ("Deras ord", "Mina ord")
    }
    assert conflicting(coach, f"{base}alternativ/{chosen.pk}/rad/{line.pk}/", text="Min rad") == {
        "Vad": (line.text, "Min rad")
    }
    assert conflicting(coach, f"{base}kalkyl/", conclusion="Min slutsats") == {
        "Vad säger jämförelsen?": ("–", "Min slutsats")
    }
    with in_municipality(place.municipality):
        assert (Benefit.objects.get().how, Line.objects.get().text) == ("Deras sätt", line.text)
