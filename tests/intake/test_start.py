"""What the start page shows a visitor, and what the page of one's own ideas says in plain words."""

import datetime as dt

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Status
from tenants.people.models import Role
from tenants.public_site.open_idea import open_idea
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db


def test_visitor_sees_the_way_and_only_ideas_that_are_open(skovde: Municipality, hjo: Municipality) -> None:
    coach = make_member(Role.COACH, municipality=skovde)
    shown = make_idea(municipality=skovde, stage=2, title="Cykelställ vid badet")
    make_idea(municipality=skovde, stage=2, title="Bara för oss")
    with in_municipality(skovde):
        open_idea(shown, revision=1, actor=coach)
    page = sign_in(skovde).get("/").content.decode()
    assert "Cykelställ vid badet" in page
    assert "Bara för oss" not in page
    assert page.count('class="flight-step"') == 5
    assert "Cykelställ vid badet" not in sign_in(hjo).get("/").content.decode()


@pytest.mark.parametrize(
    ("status", "stage", "days", "said"),
    [
        (Status.INBOX, None, 3, "Du hör av oss senast"),
        (Status.ASKED, None, 3, "Vi har frågat dig något"),
        (Status.ACTIVE, 2, 3, "Den är i kammaren Idé."),
        (Status.ACTIVE, 2, -3, "är försenade. Förlåt."),
        (Status.CONCLUDED, 2, None, "Den ligger vid kajen Lärdom"),
        (Status.IMPLEMENTED, 2, None, "Tack för att du bar den ända hit."),
        (Status.ANSWERED, None, None, "Besvarad."),
    ],
)
def test_own_ideas_say_where_they_are(
    skovde: Municipality, status: Status, stage: int | None, days: int | None, said: str
) -> None:
    member = make_member(municipality=skovde)
    idea = make_idea(municipality=skovde, stage=stage, title="Min idé", bearer=member)
    promised = None if days is None else clock.today() + dt.timedelta(days=days)
    with in_municipality(skovde):
        Idea.objects.filter(pk=idea.pk).update(status=status, promised_on=promised)
    page = " ".join(sign_in(skovde, member).get("/mina/").content.decode().split())
    assert "Min idé" in page
    assert said in page
