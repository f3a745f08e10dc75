"""Pages of the challenges: who reads what, bad input, and how many statements they take."""

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.challenges.access import public_challenges, visible_to
from tenants.challenges.models import Challenge, ChallengeAnswer, Status
from tenants.ideas.models import Idea
from tenants.people.models import Member, Role
from tests.factories.challenges import make_challenge
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def owner(skovde: Municipality) -> Member:
    return make_member(Role.MANAGER, municipality=skovde, name="Olga Ägare")


def form_of(by: Member, **changes: object) -> dict[str, object]:
    said = {"title": "Hur kan vi hinna?", "audience": "employees", "visibility": "internal", "owner": by.pk}
    return said | changes


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("visibility", ["internal", "public"])
def test_public_address_answers_for_announced_public_challenges_alone(
    status: Status, visibility: str, owner: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    challenge = make_challenge(status, municipality=skovde, owner=owner, visibility=visibility)
    readable = visibility == "public" and status != Status.DRAFT
    answer = client_of(skovde).get(f"/utmaning/{challenge.pk}/")
    assert answer.status_code == (200 if readable else 404)
    assert ("?utmaning=" in answer.text) == (readable and status == Status.OPEN)
    assert "Olga Ägare" not in answer.text
    with in_municipality(skovde):
        assert public_challenges().exists() == (readable and status != Status.CANCELLED)


def test_draft_is_seen_by_its_own_and_the_innovation_manager(owner: Member, skovde: Municipality) -> None:
    make_challenge(Status.DRAFT, municipality=skovde, owner=owner)
    seen = {role: visible_to(make_member(role, municipality=skovde)) for role in Role}
    with in_municipality(skovde):
        assert {role for role, found in seen.items() if found.exists()} == {Role.INNOVATION_MANAGER}
        assert visible_to(owner).exists()
        assert not visible_to(None).exists()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"title": ""}, "id_title"),
        ({"title": "\u200b\u202e"}, "id_title"),
        ({"title": "x" * 201}, "id_title"),
        ({"why_now": "x" * 4001}, "id_why_now"),
        ({"opens_on": "2026-05-02", "closes_on": "2026-05-01"}, "id_closes_on"),
        ({"opens_on": "i morgon"}, "id_opens_on"),
        ({"criteria": "\n".join(map(str, range(11)))}, "id_criteria"),
        ({"criteria": "x" * 201}, "id_criteria"),
        ({"audience": "residents"}, "id_visibility"),
        ({"audience": "everyone"}, "id_audience"),
        ({"units": ["999"]}, "id_units"),
        ({"units": ["x"]}, "id_units"),
        ({"owner": "999999"}, "id_owner"),
    ],
)
def test_bad_input_is_told_at_its_field_and_saves_nothing(
    changes: dict[str, object], word: str, owner: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    answer = client_of(skovde, owner).post("/utmaningar/ny/", form_of(owner, **changes))
    assert answer.status_code == 422
    assert f'href="#{word}' in answer.text
    with in_municipality(skovde):
        assert not Challenge.objects.exists()


def test_odd_signs_in_a_title_are_shown_safely(owner: Member, skovde: Municipality, client_of: ClientOf) -> None:
    client = client_of(skovde, owner)
    typed = form_of(owner, title="<script>alert(1)</script>\u202e\u200bHur kan vi 🚲?")
    page = client.get(client.post("/utmaningar/ny/", typed)["Location"]).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;Hur kan vi 🚲?" in page
    with in_municipality(skovde):
        assert Challenge.objects.get().title == "<script>alert(1)</script>Hur kan vi 🚲?"


def test_change_made_meanwhile_is_shown_and_may_then_be_replaced(
    owner: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    challenge = make_challenge(Status.DRAFT, municipality=skovde, owner=owner)
    client, path = client_of(skovde, owner), f"/utmaningar/{challenge.pk}/andra/"
    theirs = form_of(owner, revision=1, title="Deras fråga", criteria="Billigt\nSnabbt", visibility="public")
    assert client.post(path, theirs).status_code == 302
    answer = client.post(path, form_of(owner, revision=1, title="Min fråga", criteria="Billigt", visibility="public"))
    assert answer.status_code == 409
    shown = {str(one.label): (one.before, one.after) for one in answer.context["differences"]}
    assert shown == {
        "Frågan": ("Deras fråga", "Min fråga"),
        "Ett bra svar": ("Billigt\nSnabbt", "Billigt"),
    }
    assert 'value="Min fråga"' in answer.text
    assert 'name="revision" value="2"' in answer.text
    assert client.post(path, form_of(owner, revision=2, title="Min fråga")).status_code == 302
    with in_municipality(skovde):
        assert Challenge.objects.get().title == "Min fråga"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.INNOVATION_MANAGER}))
def test_others_are_refused_and_change_nothing(
    role: Role, owner: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    challenge = make_challenge(municipality=skovde, owner=owner)
    client = client_of(skovde, make_member(role, municipality=skovde))
    base = f"/utmaningar/{challenge.pk}"
    assert client.get(f"{base}/").status_code == 200
    for path in ("andra", "steg/closed", "stall-in", "bjud-in"):
        assert client.get(f"{base}/{path}/").status_code == 403
        assert client.post(f"{base}/{path}/", {"reason": "x"}).status_code == 403
    assert client.get(f"{base}/inbjudna.csv").status_code == 403
    with in_municipality(skovde):
        assert Challenge.objects.get().status == Status.OPEN


def test_list_is_filtered_and_downloaded(owner: Member, skovde: Municipality, client_of: ClientOf) -> None:
    make_challenge(municipality=skovde, owner=owner, title="Hur kan vi cykla?")
    make_challenge(Status.CLOSED, municipality=skovde, owner=owner, title="=Hur kan vi spara?")
    client = client_of(skovde, make_member(municipality=skovde))
    assert "spara" not in client.get("/utmaningar/?q=cykla").text
    assert "cykla" not in client.get("/utmaningar/?status=closed").text
    assert "cykla" in client.get("/utmaningar/?status=onsdag&page=99&sort=x").text
    assert "Inget stämmer" in client.get("/utmaningar/?q=gruva").text
    assert "'=Hur kan vi spara?" in client.get("/utmaningar/export.csv").text


def like(idea: Idea, number: int) -> Idea:
    """Another idea in the same place."""
    facts = {field.attname: getattr(idea, field.attname) for field in Idea._meta.concrete_fields}
    own = {"key": uuid.uuid4(), "submission_key": uuid.uuid4(), "diary_number": number, "id": None}
    return Idea(**(facts | own | {"registry_number": f"KS 2026/{number}"}))


def statements(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_pages_ask_as_little_for_a_thousand_as_for_ten(
    owner: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    challenge, client = make_challenge(municipality=skovde, owner=owner), client_of(skovde, owner)
    idea = make_idea(municipality=skovde, stage=1)
    paths = (
        "/utmaningar/",
        "/utmaningar/export.csv",
        f"/utmaningar/{challenge.pk}/",
        f"/utmaningar/{challenge.pk}/svar/",
    )
    counts = []
    for count in (10, 990):
        with in_municipality(skovde):
            facts = {"owner": owner, "created_by": owner, "created_at": clock.now(), "announced_at": clock.now()}
            days = {"opens_on": clock.today(), "closes_on": clock.today(), "status": Status.OPEN}
            Challenge.objects.bulk_create(Challenge(title=f"Fråga {n}", **facts, **days) for n in range(count))
            ideas = Idea.objects.bulk_create(like(idea, count * 1000 + n) for n in range(count))
            ChallengeAnswer.objects.bulk_create(
                ChallengeAnswer(challenge=challenge, idea=one, added_at=clock.now()) for one in ideas
            )
        counts.append([statements(client, path) for path in paths])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 20
