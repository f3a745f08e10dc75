"""Pages of assessments: the way through them, what comes back, and what nobody reads too early."""

import re
from typing import Any

import pytest

from sluss.tenancy import in_municipality
from tenants.assessment.answer import declare_free, save_draft
from tenants.assessment.models import Side, State
from tenants.assessment.withdraw import withdraw
from tenants.decisions.models import Recusal
from tenants.decisions.note_conflict import note_conflict
from tenants.ideas.models import Idea, Status
from tenants.people.models import Role
from tests.assessment.conftest import Round
from tests.assessment.pages import (
    BAD,
    FIGURE,
    FILE,
    OVERVIEW,
    SECRET,
    asked,
    client_for,
    opened,
    path_of,
    state_of,
    typed,
)
from tests.factories.assessment import answers_to, ask, assessed
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


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


def test_a_criterion_is_a_row_of_five_numbers_with_the_ends_in_words(around: Round) -> None:
    page = client_for(around, around.manager).get(path_of(opened(around))).text
    rows = re.findall(
        r'<div class="scale" id="(id_c\d+)">(.*?)</div>\s*<p class="scale-ends"[^>]*>(.*?)</p>', page, re.DOTALL
    )
    assert len(rows) == 4
    for name, row, ends in rows:
        values = re.findall(r'<input type="radio"[^>]*value="(\d)"', row)
        assert (values, row.count(f'for="{name}_')) == (["1", "2", "3", "4", "5"], 5)
        low, high = re.findall(r"<span>(.*?)</span>", ends)
        assert re.findall(r'class="ds-sr-only"> – (.*?)</span>', row) == [low, high]


def test_innovation_manager_finds_and_sets_aside_what_a_barred_person_handed_in(around: Round) -> None:
    hand_in = assessed(around.idea, around.manager, 5, municipality=around.municipality, by=around.leader)
    client = client_for(around, around.leader)
    page, way = f"/ideer/{around.idea.pk}/bedomning/", f"/bedomning/{hand_in.pk}/ta-tillbaka/"
    assert way not in client.get(page).text
    with in_municipality(around.municipality):
        note_conflict(around.idea, about=around.manager, reason="Granne", actor=around.coach)
    assert way in client.get(page).text
    assert "Lägg bedömningen åt sidan" in client.get(way).text
    assert client.post(way)["Location"] == page
    after = client.get(page).text
    assert "Det som Maja Chef lämnade in räknas inte längre." in after
    assert way not in after
