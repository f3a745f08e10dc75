"""Drafts, signatures and marks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.models import Idea, Status
from tenants.learnings.finding import current, with_help
from tenants.learnings.mark import mark_used, thank
from tenants.learnings.models import Learning, LearningDraft, LearningMark
from tenants.learnings.rules import SIGN, USE, WRITE, drafts_seen_by, may
from tenants.learnings.sign import sign_draft
from tenants.learnings.write import ChangedMeanwhile, change_draft, discard_draft, start_draft
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.learnings import make_draft, make_learning, some_words
from tests.factories.people import make_member, sign_in
from tests.learnings.conftest import Place

pytestmark = pytest.mark.django_db


TAKEN_IN = ("active", "on_hold", "concluded", "implemented", "handed_over", "merged")
# w: writes drafts, s: signs, u: marks as used in this idea. Nobody does any of it before the idea was taken in.
MAY = {
    "bearer": "wu",
    "coach of the idea": "wu",
    "bearing innovation manager": "wu",
    "innovation_manager": "wsu",
    "manager": "s",
    "coach": "",
    "employee": "",
    "registrar": "",
    "agent": "",
    "administrator": "",
    "manager who has left": "",
}


def person(kind: str, place: Place) -> Member:
    if kind in Role.values:
        return make_member(Role(kind), municipality=place.municipality)
    if kind == "manager who has left":
        return make_member(Role.MANAGER, municipality=place.municipality, active=False)
    if kind == "bearing innovation manager":
        with in_municipality(place.municipality):
            place.bearer.roles = [Role.INNOVATION_MANAGER.value]
            place.bearer.save(update_fields=["roles"])
        return place.bearer
    return place.bearer if kind == "bearer" else place.coach


@pytest.mark.parametrize("kind", MAY)
def test_who_may_do_what_in_which_state(kind: str, place: Place) -> None:
    member = person(kind, place)
    with in_municipality(place.municipality):
        idea = Idea.objects.get(pk=place.idea.pk)
        for status in Status:
            idea.status = status
            rows = {"w": WRITE, "s": SIGN, "u": USE}
            found = "".join(key for key, row in rows.items() if may(row, member=member, idea=idea))
            assert found == (MAY[kind] if status in TAKEN_IN else ""), status


def counts() -> list[int]:
    return [model.objects.count() for model in (Learning, LearningDraft, LearningMark, Event)]


def test_refused_changes_nothing(place: Place) -> None:
    draft = make_draft(place.idea, municipality=place.municipality, by=place.coach)
    learning = make_learning(place.idea, municipality=place.municipality, by=place.leader)
    stranger = make_member(municipality=place.municipality)
    acts: tuple[Callable[[], object], ...] = (
        lambda: start_draft(place.idea, words=some_words(), actor=stranger),
        lambda: change_draft(draft, words=some_words(learned="Annat"), revision=1, actor=stranger),
        lambda: discard_draft(draft, actor=stranger),
        lambda: sign_draft(draft, revision=1, actor=stranger),
        lambda: sign_draft(draft, revision=1, actor=place.coach),
        lambda: mark_used(learning, idea=place.idea, actor=stranger),
    )
    with in_municipality(place.municipality):
        before = counts()
        for act in acts:
            with pytest.raises(NotAllowed):
                act()
        assert counts() == before
        assert LearningDraft.objects.get().learned == draft.learned


def test_signed_stands_and_a_later_one_supersedes_it(place: Place) -> None:
    draft = make_draft(place.idea, municipality=place.municipality, by=place.coach, tags=["lunch"])
    with in_municipality(place.municipality):
        first = sign_draft(draft, revision=1, actor=place.leader)
        assert (first.written_by, first.signed_by, first.phase, first.tags) == (
            place.coach,
            place.leader,
            "test",
            ["lunch"],
        )
        assert not LearningDraft.objects.exists()
        later = start_draft(place.idea, words=some_words(learned="Mer"), actor=place.bearer, supersedes=first)
        rival = start_draft(place.idea, words=some_words(learned="Annat"), actor=place.bearer, supersedes=first)
        second = sign_draft(later, revision=1, actor=place.leader)
        assert (second.supersedes, second.thread, list(current(place.leader))) == (first, first.thread, [second])
        with pytest.raises(NotPossible):
            sign_draft(rival, revision=1, actor=place.leader)
        assert Learning.objects.count() == 2


def test_signed_cannot_be_rewritten(place: Place) -> None:
    make_learning(place.idea, municipality=place.municipality, by=place.leader)
    with in_municipality(place.municipality):
        for act in (lambda: Learning.objects.update(learned="x"), lambda: Learning.objects.all().delete()):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                act()


def test_nobody_signs_what_they_have_not_read(place: Place) -> None:
    draft = make_draft(place.idea, municipality=place.municipality, by=place.coach)
    with in_municipality(place.municipality):
        change_draft(draft, words=some_words(learned="Nytt"), revision=1, actor=place.bearer)
        with pytest.raises(ChangedMeanwhile):
            sign_draft(draft, revision=1, actor=place.leader)
        with pytest.raises(ChangedMeanwhile):
            change_draft(draft, words=some_words(learned="Mitt"), revision=1, actor=place.coach)
        assert LearningDraft.objects.get().learned == "Nytt"
        assert not Learning.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"learned": " "}, {"assumption": ""}, {"cost_saved": 5}, {"tags": list("abcdefghi")}]
)
def test_incomplete_is_refused(wrong: dict[str, Any], place: Place) -> None:
    with in_municipality(place.municipality):
        with pytest.raises(NotPossible):
            start_draft(place.idea, words=some_words(**wrong), actor=place.coach)
        assert not LearningDraft.objects.exists()


def test_drafts_are_inner_work(place: Place) -> None:
    draft = make_draft(place.idea, municipality=place.municipality, by=place.coach)
    manager = make_member(Role.MANAGER, municipality=place.municipality)
    colleague = make_member(municipality=place.municipality)
    with in_municipality(place.municipality):
        for member in (place.bearer, place.coach, place.leader, manager):
            assert list(drafts_seen_by(member)) == [draft], member
        assert list(drafts_seen_by(colleague)) == []
    client = sign_in(place.municipality, colleague)
    for path in (f"/lardomar/utkast/{draft.pk}/", f"/lardomar/utkast/{draft.pk}/ta-bort/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/lardomar/utkast/{draft.pk}/signera/", {"revision": 1}).status_code == 404


def helped(member: Member) -> tuple[int, int]:
    found: Any = with_help(current(member)).get()
    return found.used, found.thanked


def test_marks_are_counted_over_all_versions_and_taken_back(place: Place) -> None:
    old = make_learning(place.idea, municipality=place.municipality, by=place.leader)
    new = make_learning(place.idea, municipality=place.municipality, by=place.leader, supersedes=old, thread=old.thread)
    other = make_idea(municipality=place.municipality, stage=1, coach=place.coach)
    with in_municipality(place.municipality):
        assert thank(old, actor=place.bearer)
        assert thank(new, actor=place.coach)
        assert mark_used(old, idea=other, actor=place.coach)
        assert mark_used(new, idea=other, actor=place.coach)
        assert helped(place.leader) == (1, 2)
        assert not thank(new, actor=place.coach)
        assert not mark_used(new, idea=other, actor=place.leader)
        assert helped(place.leader) == (1, 1)
