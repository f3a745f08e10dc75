"""Ideas that answer: left through the form, tied by hand, and what the form says where the challenge takes none."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed
from tenants.challenges.answer import NotOpen, loose, tie
from tenants.challenges.change_status import close_now
from tenants.challenges.models import Challenge, ChallengeAnswer, Status
from tenants.ideas.models import Idea
from tenants.intake.models import Draft
from tenants.intake.submit import submit_as_employee
from tenants.people.models import Member, Role
from tests.factories.challenges import DAY, make_challenge
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
TIERS = {Role.COACH, Role.INNOVATION_MANAGER}


@pytest.fixture
def owner(skovde: Municipality) -> Member:
    return make_member(Role.MANAGER, municipality=skovde, name="Olga Ägare")


@pytest.fixture
def employee(skovde: Municipality) -> Member:
    return make_member(municipality=skovde)


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(submission_key|challenge)"(?: value="([^"]*)")?', page))


def answers(municipality: Municipality) -> list[tuple[int, str]]:
    with in_municipality(municipality):
        return list(ChallengeAnswer.objects.values_list("challenge_id", "idea__title"))


def test_employee_answers_through_the_form_once(
    owner: Member, employee: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    challenge = make_challenge(municipality=skovde, owner=owner, title="Hur kan vi hinna?")
    client, path = client_of(skovde, employee), f"/lamna/medarbetare/?utmaning={challenge.pk}"
    page = client.get(path).text
    assert "Du svarar på: Hur kan vi hinna?" in page
    form = hidden(page) | {"title": "Kortare möten"}
    for _ in range(2):
        assert client.post(path, form).status_code == 302
    assert answers(skovde) == [(challenge.pk, "Kortare möten")]
    with in_municipality(skovde):
        kinds = Event.objects.filter(subject="idea").order_by("id").values_list("kind", flat=True)
        assert list(kinds) == ["received", "answers_challenge"]


def test_answer_survives_a_faulty_form_and_a_draft(
    owner: Member, employee: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    challenge = make_challenge(municipality=skovde, owner=owner)
    client, path = client_of(skovde, employee), f"/lamna/medarbetare/?utmaning={challenge.pk}"
    answer = client.post(path, {"challenge": challenge.pk, "title": "", "text": "Min text"})
    assert answer.status_code == 422
    assert hidden(answer.text)["challenge"] == str(challenge.pk)
    assert challenge.title in answer.text
    client.post(path, {"challenge": challenge.pk, "title": "Ett utkast", "draft": "1"})
    with in_municipality(skovde):
        draft = Draft.objects.get().pk
    page = client.get(f"/lamna/medarbetare/?utkast={draft}").text
    assert challenge.title in page
    client.post(f"/lamna/medarbetare/?utkast={draft}", hidden(page) | {"title": "Ett utkast"})
    assert answers(skovde) == [(challenge.pk, "Ett utkast")]


def test_way_through_sign_in_keeps_the_challenge(owner: Member, skovde: Municipality, client_of: ClientOf) -> None:
    challenge = make_challenge(municipality=skovde, owner=owner)
    answer = client_of(skovde).get(f"/lamna/medarbetare/?utmaning={challenge.pk}")
    assert answer["Location"].endswith(f"next=/lamna/medarbetare/%3Futmaning%3D{challenge.pk}")
    assert client_of(skovde).get("/lamna/?utmaning=7")["Location"] == "/lamna/invanare/?utmaning=7"


def test_resident_answers_a_public_challenge_and_no_other(
    owner: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    public = make_challenge(municipality=skovde, owner=owner, title="För alla", visibility="public")
    inner = make_challenge(municipality=skovde, owner=owner, title="Bara inne")
    draft = make_challenge(Status.DRAFT, municipality=skovde, owner=owner, title="Utkastet", visibility="public")
    client = client_of(skovde)
    assert "Du svarar på: För alla" in client.get(f"/lamna/invanare/?utmaning={public.pk}").text
    for hidden_one in (inner, draft):
        assert hidden_one.title not in client.get(f"/lamna/invanare/?utmaning={hidden_one.pk}").text
        client.post("/lamna/invanare/", {"title": f"Om {hidden_one.pk}", "challenge": hidden_one.pk})
    client.post("/lamna/invanare/", {"title": "En boendes idé", "challenge": public.pk})
    assert answers(skovde) == [(public.pk, "En boendes idé")]
    with in_municipality(skovde):
        assert Idea.objects.count() == 3


@pytest.mark.parametrize("asked", ["x", "-1", "0", "9" * 30, "٣", "1 OR 1=1", "<script>"])
def test_strange_challenge_in_the_address_gives_the_ordinary_form(
    asked: str, employee: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    client = client_of(skovde, employee)
    answer = client.get("/lamna/medarbetare/", {"utmaning": asked})
    assert (answer.status_code, "Du svarar på" in answer.text) == (200, False)
    assert client.post("/lamna/medarbetare/", {"title": "Ändå", "challenge": asked}).status_code == 302
    assert answers(skovde) == []


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.ANNOUNCED, "öppnar"),
        (Status.CLOSED, "tar inte emot fler svar"),
        (Status.FOLLOWED_UP, "tar inte emot fler svar"),
        (Status.CANCELLED, "tar inte emot fler svar"),
    ],
)
def test_challenge_that_takes_no_answers_says_so_and_offers_the_ordinary_form(
    status: Status, said: str, owner: Member, employee: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    challenge = make_challenge(status, municipality=skovde, owner=owner)
    client, path = client_of(skovde, employee), f"/lamna/medarbetare/?utmaning={challenge.pk}"
    page = client.get(path).text
    assert said in page
    client.post(path, hidden(page) | {"title": "Ändå"})
    assert answers(skovde) == []
    with in_municipality(skovde):
        assert Idea.objects.get().title == "Ändå"


@pytest.mark.parametrize("address", ["/lamna/medarbetare/", "/lamna/invanare/"])
def test_challenge_that_closes_while_one_writes_loses_no_word(
    address: str, owner: Member, employee: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    challenge = make_challenge(municipality=skovde, owner=owner, visibility="public")
    client = client_of(skovde, employee if "medarbetare" in address else None)
    form = hidden(client.get(f"{address}?utmaning={challenge.pk}").text) | {"title": "Skriven för sent"}
    assert form["challenge"] == str(challenge.pk)
    with in_municipality(skovde):
        close_now(challenge, actor=owner)
    answer = client.post(address, form)
    assert answer.status_code == 409
    assert "tar inte emot fler svar" in answer.text
    assert 'value="Skriven för sent"' in answer.text
    with in_municipality(skovde):
        assert not Idea.objects.exists()
    client.post(address, form | hidden(answer.text))
    assert answers(skovde) == []
    with in_municipality(skovde):
        assert Idea.objects.get().title == "Skriven för sent"


def test_idea_and_answer_are_registered_together_or_not_at_all(
    owner: Member, employee: Member, skovde: Municipality
) -> None:
    challenge = make_challenge(municipality=skovde, owner=owner)
    texts: Any = {"title": "Sent", "text": "", "for_whom": "", "why_now": ""}
    with in_municipality(skovde):
        stale = Challenge.objects.get()
        close_now(challenge, actor=owner)
        with pytest.raises(NotOpen):
            submit_as_employee(texts=texts, submission_key=challenge.key, member=employee, unit=None, challenge=stale)
        assert not Idea.objects.exists()
        assert not ChallengeAnswer.objects.exists()


def test_last_day_that_is_over_takes_no_answers_before_anybody_closes_it(owner: Member, skovde: Municipality) -> None:
    challenge = make_challenge(municipality=skovde, owner=owner)
    assert challenge.closes_on is not None
    with clock.held_at(clock.now() + 30 * DAY):
        assert challenge.takes_answers
    with clock.held_at(clock.now() + 31 * DAY):
        assert not challenge.takes_answers


@pytest.mark.parametrize("who", ["owner", *Role])
@pytest.mark.parametrize("status", list(Status))
def test_tied_by_those_who_may_while_it_may(who: str, status: Status, owner: Member, skovde: Municipality) -> None:
    challenge = make_challenge(status, municipality=skovde, owner=owner)
    actor = owner if who == "owner" else make_member(Role(who), municipality=skovde)
    idea = make_idea(municipality=skovde)
    with in_municipality(skovde):
        if (who == "owner" or who in TIERS) and status in (Status.OPEN, Status.CLOSED):
            for _ in range(2):
                tie(idea, challenge=challenge, actor=actor)
            assert ChallengeAnswer.objects.get().added_by == actor
            loose(idea, challenge=challenge, actor=actor)
        else:
            with pytest.raises(NotAllowed):
                tie(idea, challenge=challenge, actor=actor)
        assert not ChallengeAnswer.objects.exists()


def test_answers_are_listed_compared_and_downloaded_as_far_as_one_sees(
    owner: Member, employee: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    challenge = make_challenge(municipality=skovde, owner=owner)
    ideas = [make_idea(municipality=skovde, stage=1, title=f"Svar {n}") for n in range(5)]
    waiting = make_idea(municipality=skovde, title="Väntar i inkorgen")
    other = make_idea(municipality=skovde, stage=1, title="Svarar inte")
    client, base = client_of(skovde, owner), f"/utmaningar/{challenge.pk}/svar/"
    coach = client_of(skovde, make_member(Role.COACH, municipality=skovde))
    for idea in (*ideas, waiting):
        assert coach.post(f"{base}lagg-till/", {"number": idea.registry_number}).status_code == 302
    coach.post(f"{base}lagg-till/", {"number": "KS 1999/1"})
    with in_municipality(skovde):
        assert challenge.answers.count() == 6
    for path in (base, f"{base}export.csv", f"{base}jamfor/?idea={waiting.pk}&idea={other.pk}"):
        assert "Väntar i inkorgen" not in client.get(path).text
        assert "Svarar inte" not in client.get(path).text
    assert client.get(base).text.count("Jämför ”Svar") == 5
    compared = client.get(f"{base}jamfor/?" + "&".join(f"idea={idea.pk}" for idea in ideas) + "&idea=x").text
    assert sum(f"Svar {n}" in compared for n in range(5)) == 4
    assert client.post(f"{base}{ideas[0].pk}/ta-bort/").status_code == 302
    assert client.get(f"{base}{ideas[0].pk}/ta-bort/").status_code == 404
    assert client.get(f"{base}{waiting.pk}/ta-bort/").status_code == 404
    assert client_of(skovde, employee).post(f"{base}lagg-till/", {"number": "KS 1"}).status_code == 403
    assert challenge.title in client.get(f"/ideer/{ideas[1].pk}/utmaningar/").text
    assert challenge.title not in client.get(f"/ideer/{ideas[0].pk}/utmaningar/").text
