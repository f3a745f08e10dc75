"""Undoing an import as one: all of it or nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shared.portfolio.models import IdeaFact
from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotPossible
from tenants.decisions.models import Proposal
from tenants.files.models import Attachment
from tenants.ideas.edit import edit_text
from tenants.ideas.models import Idea, IdeaBearer, Message
from tenants.imports.models import ImportRow, ImportRun, Tombstone
from tenants.imports.rules import happened_later
from tenants.imports.undo_import import SomethingHappened, ask_undo, undo_import, undone_by
from tenants.people.models import Member, Role
from tenants.pipeline.models import Gate
from tests.factories.ideas import make_idea
from tests.factories.people import make_member
from tests.imports.files import imported, received, row

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "records"])


def attach(idea: Idea, member: Member) -> None:
    Attachment.objects.create(
        idea=idea, name="a.txt", content_type="text/plain", size=1, sha256="0", stored_as="x", added_at=clock.now()
    )


def edit(idea: Idea, member: Member) -> None:
    texts = {"title": "Annat", "text": "", "for_whom": "", "why_now": ""}
    edit_text(idea, texts=texts, revision=1, actor=member)


def connect(idea: Idea, member: Member) -> None:
    other = Idea.objects.exclude(import_rows__run__isnull=False).get()
    Idea.objects.filter(pk=other.pk).update(connected_to=idea)


def bear(idea: Idea, member: Member) -> None:
    IdeaBearer.objects.create(idea=idea, member=member)


def propose(idea: Idea, member: Member) -> None:
    gate = Gate.objects.filter(source__model__in_use=True).order_by("pk")[0]
    Proposal.objects.create(
        idea=idea,
        gate=gate,
        outcome="go",
        basis="execution",
        presenter=member,
        prepared_by=member,
        prepared_at=clock.now(),
    )


def happen(idea: Idea, member: Member) -> None:
    Event.objects.create(subject="idea", subject_id=idea.pk, kind="anything", at=clock.now())


def test_undone_import_leaves_a_tombstone_and_no_content(
    skovde: Municipality, media: Path, run_jobs: Callable[[], int]
) -> None:
    member = make_member(Role.INNOVATION_MANAGER, municipality=skovde)
    kept = make_idea(municipality=skovde, title="Min egen")
    with in_municipality(skovde):
        run = imported(("1", "Bänkar", "Vid ån", "2024-05-01", "Test"), row(2), actor=member)
        numbers = list(Idea.objects.exclude(pk=kept.pk).order_by("pk").values_list("registry_number", flat=True))
        ask_undo(run=run)
    run_jobs()
    undone = undo_import(municipality=skovde, key=run.key, actor_id=member.pk)
    assert (undone.state, undone.accepted, undone.stored_as) == ("undone", 2, "")
    with in_municipality(skovde):
        assert list(Idea.objects.all()) == [kept]
        assert (ImportRow.objects.count(), Message.objects.count(), IdeaBearer.objects.count()) == (0, 0, 0)
        assert list(Event.objects.values_list("kind", flat=True)) == ["received", "undone"]
        tombstone = Tombstone.objects.get()
        assert (tombstone.what, tombstone.registry_numbers, tombstone.actor_id) == ("import", numbers, member.pk)
        assert undone_by(run=undone) == (tombstone, member)
        assert "Bänkar" not in str(ImportRun.objects.get().guess)
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_region_forgets_undone_ideas(skovde: Municipality, run_jobs: Callable[[], int]) -> None:
    from sluss.outbox.relay import relay

    with in_municipality(skovde):
        run = imported(row(1), row(2))
    run_jobs()
    with in_region():
        assert IdeaFact.objects.filter(gone=False).count() == 2
    with in_municipality(skovde):
        ask_undo(run=run)
    undo_import(municipality=skovde, key=run.key, actor_id=None)
    relay(skovde)
    with in_region():
        assert list(IdeaFact.objects.values_list("gone", "status", "source")) == [(True, "", "")] * 2


def test_diary_numbers_are_not_given_out_again(skovde: Municipality) -> None:
    with in_municipality(skovde):
        ask_undo(run=imported(row(1), row(2)))
        run = ImportRun.objects.get()
    undo_import(municipality=skovde, key=run.key, actor_id=None)
    assert make_idea(municipality=skovde).diary_number == 3


@pytest.mark.parametrize("later", [attach, edit, connect, bear, propose, happen])
def test_anything_later_refuses_the_whole_undo(skovde: Municipality, later: Callable[[Idea, Member], None]) -> None:
    member = make_member(Role.INNOVATION_MANAGER, municipality=skovde)
    make_idea(municipality=skovde)
    with in_municipality(skovde):
        run = imported(row(1), row(2))
        idea = Idea.objects.get(title="Cykelställ 2")
        assert happened_later(run=run) == {}
        later(idea, member)
        with pytest.raises(SomethingHappened) as refused:
            ask_undo(run=run)
        assert list(refused.value.later) == [idea.pk]
        run.refresh_from_db()
        assert (run.state, Idea.objects.count(), run.rows.count()) == ("done", 3, 2)


def test_what_happens_between_the_wish_and_the_job_stops_it(skovde: Municipality) -> None:
    coach = make_member(Role.INNOVATION_MANAGER, municipality=skovde)
    with in_municipality(skovde):
        run = imported(row(1), row(2))
        idea = Idea.objects.get(title="Cykelställ 2")
        ask_undo(run=run)
        edit(idea, coach)
    stopped = undo_import(municipality=skovde, key=run.key, actor_id=None)
    assert (stopped.state, bool(stopped.problem)) == ("done", True)
    with in_municipality(skovde):
        assert (Idea.objects.count(), Tombstone.objects.count(), run.rows.count()) == (2, 0, 2)


def test_fault_in_the_middle_undoes_nothing(skovde: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_municipality(skovde):
        run = imported(row(1), row(2))
        ask_undo(run=run)
    with monkeypatch.context() as patched:
        patched.setattr("tenants.imports.undo_import._empty", lambda run: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            undo_import(municipality=skovde, key=run.key, actor_id=None)
    with in_municipality(skovde):
        assert (Idea.objects.count(), Tombstone.objects.count(), run.rows.count()) == (2, 0, 2)
    assert undo_import(municipality=skovde, key=run.key, actor_id=None).state == "undone"
    assert undo_import(municipality=skovde, key=run.key, actor_id=None).state == "undone"
    with in_municipality(skovde):
        assert Tombstone.objects.count() == 1


def test_run_that_has_not_ended_cannot_be_undone(skovde: Municipality) -> None:
    with in_municipality(skovde):
        run = received(row(1))
        with pytest.raises(NotPossible):
            ask_undo(run=run)
        assert ImportRun.objects.get().state == "uploaded"
    assert undo_import(municipality=skovde, key=run.key, actor_id=None).state == "uploaded"
