"""The pages of those who follow, share out and read assessments."""

import re
from typing import Any

import pytest

from sluss.tenancy import in_municipality
from tenants.assessment.models import Assessment, Side, State
from tenants.assessment.scales import in_use
from tenants.assessment.withdraw import withdraw
from tenants.ideas.models import Idea, Secrecy
from tenants.people.models import Role
from tests.assessment.conftest import Round
from tests.assessment.pages import (
    FIGURE,
    FILE,
    OVERVIEW,
    SCALES,
    SECRET,
    SHARE_OUT,
    WHO,
    client_for,
    filled,
    path_of,
    state_of,
    statements,
)
from tests.factories.assessment import ask, assessed
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", WHO)
def test_page_of_an_ideas_assessments_is_for_those_who_work_with_it(who: str, around: Round) -> None:
    person = make_member(Role.AGENT, municipality=around.municipality)
    assessed(around.idea, person, 3, municipality=around.municipality, by=around.leader, comment=SECRET)
    answer = client_for(around, getattr(around, who)).get(f"/ideer/{around.idea.pk}/bedomning/")
    assert (answer.status_code, SECRET in answer.text) == WHO[who]


def test_decider_reads_when_all_are_in(around: Round) -> None:
    *people, last = (make_member(Role.AGENT, municipality=around.municipality) for _ in range(5))
    facts: dict[str, Any] = {"municipality": around.municipality, "by": around.leader}
    for person, side in zip(people, (*Side, *Side), strict=True):
        assessed(around.idea, person, 3, side=side, comment=SECRET, **facts)
    waiting = ask(around.idea, last, **facts)
    client = client_for(around, around.manager)
    assert SECRET not in client.get(f"/ideer/{around.idea.pk}/bedomning/").text
    with in_municipality(around.municipality):
        withdraw(waiting, actor=around.leader)
    assert SECRET in client.get(f"/ideer/{around.idea.pk}/bedomning/").text


@pytest.mark.parametrize("path", [OVERVIEW, FILE, FIGURE, SHARE_OUT, "/bedomning/kriterier/behov/"])
@pytest.mark.parametrize("who", ["manager", "colleague", "bearer"])
def test_overview_and_sharing_out_are_closed_to_others(path: str, who: str, around: Round) -> None:
    for method in ("get", "post"):
        answer = getattr(client_for(around, getattr(around, who)), method)(path)
        assert answer.status_code == 403 if method == "get" else answer.status_code in (403, 405)


def test_coach_follows_the_ideas_they_coach_alone(around: Round) -> None:
    other = make_idea(municipality=around.municipality, stage=1, title="Någon annans")
    for idea in (around.idea, other):
        ask(idea, around.manager, municipality=around.municipality, by=around.leader)
    page = client_for(around, around.coach).get(OVERVIEW).text
    assert around.idea.title in page
    assert other.title not in page


def test_gate_tells_both_sides_to_who_may_read_them(around: Round) -> None:
    *people, last = (make_member(Role.AGENT, municipality=around.municipality) for _ in range(5))
    facts: dict[str, Any] = {"municipality": around.municipality, "by": around.leader}
    for person, (side, value) in zip(
        people, [*((Side.NEED, n) for n in (5, 4)), *[(Side.FEASIBILITY, 2)] * 2], strict=True
    ):
        assessed(around.idea, person, value, side=side, **facts)
    gate, sentence = f"/ideer/{around.idea.pk}/beslut/", "Behov 4,5 av 5 (2 svar, spridning 1)"
    assert sentence in client_for(around, around.manager).get(gate).text
    ask(around.idea, last, **facts)
    assert sentence not in client_for(around, around.manager).get(gate).text
    assert sentence in client_for(around, around.coach).get(gate).text


def test_asking_by_hand_and_withdrawing(around: Round) -> None:
    client = client_for(around, around.leader)
    path = f"/ideer/{around.idea.pk}/bedomning/"
    assert client.post(path, {"member": around.coach.pk, "side": "need"}).status_code == 422
    assert client.post(path, {"member": around.manager.pk, "side": "need"}).status_code == 302
    with in_municipality(around.municipality):
        (assessment,) = Assessment.objects.all()
    away = f"/bedomning/{assessment.pk}/ta-tillbaka/"
    assert client_for(around, around.manager).post(away).status_code == 403
    assert client_for(around, around.colleague).post(away).status_code == 404
    assert state_of(around, assessment) == State.ASSIGNED
    assert client.post(away)["Location"] == path
    assert state_of(around, assessment) == State.WITHDRAWN


def test_sharing_out_is_previewed_and_done(around: Round) -> None:
    make_member(Role.MANAGER, municipality=around.municipality, name="Mona Chef")
    client = client_for(around, around.leader)
    choice = {"each": "1", "stage": "", "unit": "", "due_on": "", "idea": ""}
    page = client.get(SHARE_OUT, choice).text
    assert "Mona Chef" in page
    with in_municipality(around.municipality):
        assert not Assessment.objects.exists()
    assert client.post(SHARE_OUT, choice | {"plan": "annat"}).status_code == 409
    plan = re.findall(r'name="plan" value="(\w+)"', page)[0]
    assert client.post(SHARE_OUT, choice | {"plan": plan})["Location"] == OVERVIEW
    with in_municipality(around.municipality):
        assert Assessment.objects.count() == 2


@pytest.mark.parametrize("choice", [{"each": "0"}, {"each": "99"}, {"each": "1", "stage": "777"}, {"each": "x"}])
def test_bad_choice_for_sharing_out_is_told(choice: dict[str, str], around: Round) -> None:
    client = client_for(around, around.leader)
    assert client.get(SHARE_OUT, choice).status_code == 422
    assert client.post(SHARE_OUT, choice).status_code == 422


def test_criteria_are_published_from_the_form(around: Round) -> None:
    client = client_for(around, around.leader)
    names = ("name_sv", "low_sv", "high_sv", "name_en", "low_en", "high_en")
    form = {f"criteria-0-{name}": f"Egen {name}" for name in names}
    form |= {"criteria-TOTAL_FORMS": "2", "criteria-INITIAL_FORMS": "1", "seen": "0"}
    short = {key: value for key, value in form.items() if key != "criteria-0-low_sv"}
    assert client.post("/bedomning/kriterier/behov/", short).status_code == 422
    assert client.post("/bedomning/kriterier/behov/", form)["Location"] == SCALES
    assert "Egen name_sv" in client.get(SCALES).text
    assert client.post("/bedomning/kriterier/behov/", form).status_code == 409
    with in_municipality(around.municipality):
        assert (in_use(Side.NEED).version, in_use(Side.FEASIBILITY).version) == (2, 0)


def test_overview_asks_the_database_as_much_for_ten_as_for_a_thousand(around: Round) -> None:
    client = client_for(around, around.leader)
    paths = (OVERVIEW, f"{OVERVIEW}?sort=need", f"{OVERVIEW}?lacks=any", FILE, "/bedomning/")
    filled(around.municipality, around.leader, ideas=10)
    few = [statements(client, path) for path in paths]
    with in_municipality(around.municipality):
        Assessment.objects.all().delete()
    filled(around.municipality, around.leader, ideas=1000)
    assert [statements(client, path) for path in paths] == few
    assert few[0] <= 12
    assert client.get(OVERVIEW).text.count("<tr>") >= 50


def test_overview_sorts_narrows_and_exports(around: Round) -> None:
    place, other = around.municipality, make_idea(municipality=around.municipality, stage=1, title="Stort behov")
    people = [make_member(Role.MANAGER, municipality=place) for _ in range(4)]
    for idea, value in ((around.idea, 2), (other, 5)):
        for person, side in zip(people, [Side.NEED, Side.NEED, Side.FEASIBILITY, Side.FEASIBILITY], strict=True):
            if idea == other or side is Side.NEED:
                assessed(idea, person, value, municipality=place, by=around.leader, side=side)
    client = client_for(around, around.leader)
    page = client.get(OVERVIEW, {"sort": "need"}).text
    assert page.index("Stort behov") < page.index(around.idea.title)
    lacking = client.get(OVERVIEW, {"lacks": "feasibility"}).text
    assert around.idea.title in lacking
    assert ">Stort behov<" not in lacking
    lines = client.get(FILE, {"sort": "title"}).text.splitlines()
    assert [line.split(";")[1] for line in lines[1:]] == [around.idea.title, "Stort behov"]
    assert lines[2].split(";")[4:8] == ["5,0", "0,0", "2", "3,0"]
    assert "Stort behov" in client.get(FIGURE).text
    assert around.idea.title not in client.get(FIGURE).text


def test_idea_that_was_marked_since_is_not_named_in_the_queue(around: Round) -> None:
    assessment = ask(around.idea, around.colleague, municipality=around.municipality, by=around.leader, side=Side.NEED)
    client = client_for(around, around.colleague)
    assert around.idea.title in client.get("/bedomning/").text
    with in_municipality(around.municipality):
        Idea.objects.filter(pk=around.idea.pk).update(secrecy=Secrecy.ASSESS)
    assert around.idea.title not in client.get("/bedomning/").text
    assert client.get("/bedomning/nasta/").headers["Location"] == "/bedomning/"
    assert client.get(path_of(assessment)).status_code == 404
    with in_municipality(around.municipality):
        Assessment.objects.filter(pk=assessment.pk).update(status=State.ABSTAINED)
    assert around.idea.title not in client.get("/bedomning/").text


def test_overview_tells_at_once_what_was_handed_in_and_marked(around: Round) -> None:
    """Rows, figure and the sentence on the easy ones are kept: none of them may outlive what it was made of."""
    place, client = around.municipality, client_for(around, around.leader)
    people = [make_member(Role.MANAGER, municipality=place) for _ in range(4)]
    for person, side in zip(people, (*Side, *Side), strict=True):
        assert "bedömda idéer är lätta" not in client.get(OVERVIEW).text
        value = 2 if side is Side.NEED else 5
        assessed(around.idea, person, value, municipality=place, by=around.leader, side=side)
    page = client.get(OVERVIEW).text
    assert "1 av 1 bedömda idéer är lätta men små." in page
    assert page.count("(0; 2 svar)") == 2
    assert page.count(around.idea.title) == 2  # in the list, and in the figure
    with in_municipality(place):
        Idea.objects.filter(pk=around.idea.pk).update(title="Ny titel")
    page = client.get(OVERVIEW).text
    assert around.idea.title not in page
    assert page.count("Ny titel") == 2
