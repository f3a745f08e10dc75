"""Pages of assessments: the way through them, what comes back, and what nobody reads too early."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.assessment.answer import declare_free, save_draft
from tenants.assessment.models import Assessment, Confidence, Side, State
from tenants.assessment.scales import in_use
from tenants.assessment.withdraw import withdraw
from tenants.decisions.models import Recusal
from tenants.ideas.models import Idea, Secrecy, Status
from tenants.people.models import Member, Role
from tests.assessment.conftest import Round
from tests.factories.assessment import answers_to, ask, assessed
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
OVERVIEW, FIGURE, FILE = "/bedomning/oversikt/", "/bedomning/oversikt/figur.csv", "/bedomning/oversikt/export.csv"
SHARE_OUT, SCALES = "/bedomning/fordela/", "/bedomning/kriterier/"
SECRET = "Hemlig kommentar"


def client_for(around: Round, member: Member) -> Client:
    return sign_in(around.municipality, member)


def asked(around: Round, **facts: Any) -> Assessment:
    return ask(around.idea, around.manager, municipality=around.municipality, by=around.leader, **facts)


def opened(around: Round) -> Assessment:
    assessment = asked(around)
    with in_municipality(around.municipality):
        declare_free(assessment, actor=around.manager)
    return assessment


def path_of(assessment: Assessment) -> str:
    return f"/bedomning/{assessment.pk}/"


def state_of(around: Round, assessment: Assessment) -> str:
    with in_municipality(around.municipality):
        return Assessment.objects.get(pk=assessment.pk).status


def typed(page: str, value: object = 4, **changes: Any) -> dict[str, Any]:
    """A filled-in form for the questions on the page."""
    questions = dict.fromkeys(re.findall(r'name="(c\d+)"', page), value)
    revision = re.findall(r'name="revision" value="(\d+)"', page)
    form = {**questions, "confidence": 2, "comment": "Det jag skrev", "revision": revision[0], "action": "submit"}
    return form | changes


def test_text_and_questions_open_after_the_question_of_conflicts(around: Round) -> None:
    assessment = asked(around)
    client = client_for(around, around.manager)
    before = client.get(path_of(assessment)).text
    assert "är du jävig" in before
    assert around.idea.text not in before
    assert not re.search(r'name="c\d+"', before)
    assert client.post(path_of(assessment), {"action": "free"})["Location"] == path_of(assessment)
    after = client.get(path_of(assessment)).text
    assert around.idea.text in after
    assert len(set(re.findall(r'name="(c\d+)"', after))) == 4


def test_scores_sent_before_declaring_are_refused(around: Round) -> None:
    assessment = asked(around)
    form = {"action": "submit", "confidence": 2, "comment": "Smyg", "revision": 1}
    assert client_for(around, around.manager).post(path_of(assessment), form).status_code == 422
    assert state_of(around, assessment) == State.ASSIGNED


def test_conflict_is_declared_and_noted(around: Round) -> None:
    assessment = asked(around)
    form = {"action": "conflict", "conflict-reason": "Min bror bär den"}
    assert client_for(around, around.manager).post(path_of(assessment), form).status_code == 302
    with in_municipality(around.municipality):
        assert Recusal.objects.get().member_id == around.manager.pk
    assert state_of(around, assessment) == State.CONFLICTED


def test_handing_in_leads_to_the_next_and_ends_with_thanks(around: Round) -> None:
    assessment = opened(around)
    client = client_for(around, around.manager)
    page = client.get(path_of(assessment)).text
    answer = client.post(path_of(assessment), typed(page, action="next"), follow=True)
    assert answer.redirect_chain == [("/bedomning/nasta/", 302), ("/bedomning/", 302)]
    assert "Det var den sista" in answer.text
    assert state_of(around, assessment) == State.SUBMITTED


BAD: dict[str, dict[str, Any]] = {
    "out of range": {"value": 6},
    "not a number": {"value": "många"},
    "missing": {"value": ""},
    "no confidence": {"confidence": ""},
    "unknown confidence": {"confidence": 7},
    "personal number": {"comment": "Det jag skrev om 19811218-9876"},
    "no revision": {"revision": ""},
    "too long": {"comment": "Det jag skrev" + "a" * 3000},
}


@pytest.mark.parametrize("fault", BAD)
def test_bad_input_comes_back_with_what_was_typed(fault: str, around: Round) -> None:
    assessment = opened(around)
    client = client_for(around, around.manager)
    answer = client.post(path_of(assessment), typed(client.get(path_of(assessment)).text, **BAD[fault]))
    assert answer.status_code == 422
    assert "Det jag skrev" in answer.text
    assert state_of(around, assessment) == State.DECLARED


@pytest.mark.parametrize("meanwhile", ["withdrawn", "concluded"])
@pytest.mark.parametrize("action", ["draft", "submit", "next"])
def test_what_happened_meanwhile_costs_no_typed_text(meanwhile: str, action: str, around: Round) -> None:
    assessment = opened(around)
    client = client_for(around, around.manager)
    form = typed(client.get(path_of(assessment)).text, action=action)
    with in_municipality(around.municipality):
        if meanwhile == "withdrawn":
            withdraw(assessment, actor=around.leader)
        else:
            Idea.objects.filter(pk=around.idea.pk).update(status=Status.CONCLUDED, stage=None)
    answer = client.post(path_of(assessment), form)
    assert answer.status_code == 422
    assert "Det jag skrev" in answer.text
    assert state_of(around, assessment) == ("withdrawn" if meanwhile == "withdrawn" else "declared")


def test_new_text_is_shown_word_by_word_before_handing_in(around: Round) -> None:
    assessment = opened(around)
    client = client_for(around, around.manager)
    form = typed(client.get(path_of(assessment)).text)
    with in_municipality(around.municipality):
        Idea.objects.filter(pk=around.idea.pk).update(text="Vi borde kunna göra det enklare. <b>", revision=2)
    answer = client.post(path_of(assessment), form)
    assert answer.status_code == 422
    assert re.search(r"<del>.*skulle</del>", answer.text)
    assert re.search(r"<ins>.*borde</ins>", answer.text)
    assert "&lt;b&gt;" in answer.text
    assert "Det jag skrev" in answer.text
    assert client.post(path_of(assessment), typed(answer.text)).status_code == 302
    assert state_of(around, assessment) == State.SUBMITTED


def test_draft_outlives_signing_out_and_is_its_writers_alone(around: Round) -> None:
    assessment = opened(around)
    client = client_for(around, around.manager)
    client.post(path_of(assessment), typed(client.get(path_of(assessment)).text, action="draft", comment=SECRET))
    again = client_for(around, around.manager).get(path_of(assessment)).text
    assert SECRET in again
    assert again.count("checked") == 5
    for other in (around.leader, around.coach, around.colleague):
        assert client_for(around, other).get(path_of(assessment)).status_code == 404
        for path in (f"/ideer/{around.idea.pk}/bedomning/", f"/ideer/{around.idea.pk}/", OVERVIEW, FILE):
            assert SECRET not in client_for(around, other).get(path).text


@pytest.mark.parametrize("state", ["asked", "opened", "begun"])
def test_assessor_reads_nothing_of_others_before_own_is_in(state: str, around: Round) -> None:
    """Not even one who otherwise follows all of them, and nowhere: page, overview, files, figure, idea, timeline."""
    place = around.municipality
    people = [make_member(Role.MANAGER, municipality=place, name=f"Bedömare {n}") for n in range(4)]
    own = ask(around.idea, around.leader, municipality=place, by=around.leader)
    for person, side in zip(people, [Side.NEED, Side.NEED, Side.FEASIBILITY, Side.FEASIBILITY], strict=True):
        facts: dict[str, Any] = {"municipality": place, "by": around.leader, "side": side, "comment": SECRET}
        assessed(around.idea, person, 5, 4, 4, 4, **facts)  # 4,25
    with in_municipality(place):
        if state != "asked":
            declare_free(own, actor=around.leader)
        if state == "begun":
            save_draft(own, answers=answers_to(own, 1), actor=around.leader)
    client = client_for(around, around.leader)
    pages = [path_of(own), f"/ideer/{around.idea.pk}/bedomning/", OVERVIEW, FILE, FIGURE, f"/ideer/{around.idea.pk}/"]
    pages += [f"{OVERVIEW}?sort=need", f"/ideer/{around.idea.pk}/beslut/", "/bedomning/"]
    for path in pages:
        text = client.get(path).text
        assert SECRET not in text, path
        assert "4,25" not in text, path
    if state == "begun":
        form = typed(client.get(path_of(own)).text)
        client.post(path_of(own), form)
        for path in (path_of(own), f"/ideer/{around.idea.pk}/bedomning/"):
            assert SECRET in client.get(path).text
        assert "4,25" in client.get(FILE).text


def test_assessor_of_one_side_never_reads_the_other(around: Round) -> None:
    place = around.municipality
    person, other = (make_member(Role.AGENT, municipality=place) for _ in range(2))
    facts: dict[str, Any] = {"municipality": place, "by": around.leader}
    assessed(around.idea, other, 5, side=Side.FEASIBILITY, comment=SECRET, **facts)
    own = assessed(around.idea, person, 2, side=Side.NEED, comment="Min egen", **facts)
    page = client_for(around, person).get(path_of(own)).text
    assert "Min egen" in page
    assert SECRET not in page


WHO = {"leader": (200, True), "coach": (200, True), "manager": (200, False), "bearer": (403, False)}
WHO["colleague"] = (403, False)


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


def filled(municipality: Municipality, leader: Member, *, ideas: int) -> None:
    """Ideas with two handed in on each side, written in bulk."""
    people = [make_member(Role.MANAGER, municipality=municipality) for _ in range(4)]
    first = make_idea(municipality=municipality, stage=1)
    scale = assessed(first, people[0], 3, municipality=municipality, by=leader).scale
    with in_municipality(municipality):
        copies = [
            Idea(
                title=f"Idé {number}",
                diary_number=100_000 * ideas + number,
                registry_number=f"X {ideas} {number}",
                **{
                    name: getattr(first, name)
                    for name in ("source", "received_at", "authority", "diary_year", "retention_rule", "status")
                },
                stage=first.stage,
                entered_stage_at=first.entered_stage_at,
            )
            for number in range(ideas)
        ]
        facts: dict[str, Any] = {
            "status": State.SUBMITTED,
            "scale": scale,
            "revision": 1,
            "confidence": Confidence.SURE,
        }
        facts |= {"assigned_by": leader, "assigned_at": first.received_at, "submitted_at": first.received_at}
        Assessment.objects.bulk_create(
            Assessment(idea=idea, assessor=person, side=side, score=1 + place, **facts)
            for idea in Idea.objects.bulk_create(copies)
            for place, (person, side) in enumerate(zip(people, [*Side, *Side], strict=True))
        )


def statements(client: Client, path: str) -> int:
    """The fewest of three: what is kept for half a minute may run out in between."""
    return min(_counted(client, path) for _ in range(3))


def _counted(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


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
