"""Registering what was checked."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.db import DataError

from sluss import clock
from sluss.clock import STOCKHOLM
from sluss.registry.models import Municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotPossible
from tenants.ideas.models import Idea, IdeaBearer, Message
from tenants.ideas.register import NewIdea, register_ideas
from tenants.ideas.timeline import entries_of
from tenants.imports import run_import as module
from tenants.imports.check_run import check_run
from tenants.imports.models import ImportRun
from tenants.imports.places import places_here
from tenants.imports.run_import import run_import, start_run
from tenants.imports.set_mapping import guessed_values, set_mapping
from tenants.imports.understanding import mapping_of
from tenants.pipeline.models import InnovationModel, Stage
from tenants.pipeline.working_days import add_working_days
from tests.imports.files import checked, imported, received, results, row

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=STOCKHOLM)


class Killed(BaseException):
    """As when the process is ended from outside."""


def killed(**_: object) -> None:
    raise Killed


def test_rows_become_registered_ideas_with_their_own_day_of_receipt(in_skovde: Municipality) -> None:
    header = ("id", "titel", "text", "datum", "namn", "kanal")
    with clock.held_at(NOW):
        run = imported(("7", "Bänkar", "Vid ån.", "2019-03-02", "Anna Berg", "Enkät"), header=header)
    idea = Idea.objects.get()
    assert (run.state, run.progress, run.rows.get().idea_id) == ("done", 1, idea.pk)
    assert (idea.title, idea.text, idea.source, idea.external_id) == ("Bänkar", "Vid ån.", "survey", "7")
    assert idea.received_at == dt.datetime(2019, 3, 2, 12, tzinfo=STOCKHOLM)
    assert (idea.registry_number, idea.status, idea.entered_stage_at) == ("KS 2026/0001", "inbox", NOW)
    days = InnovationModel.objects.get(in_use=True).inbox_promise_days
    assert idea.promised_on == add_working_days(NOW.date(), days)
    assert idea.submission_key == uuid.uuid5(run.key, "2")
    assert IdeaBearer.objects.get(idea=idea).name == "Anna Berg"
    assert [event.kind for event in Event.objects.all()] == ["received"]


def test_day_without_date_is_never_in_the_future(in_skovde: Municipality) -> None:
    with clock.held_at(NOW):
        imported(("1", "Bänkar", "Vid ån.", "", ""))
    assert Idea.objects.get().received_at == NOW


def test_everything_lands_in_the_inbox_with_the_file_s_words_noted(in_skovde: Municipality) -> None:
    imported(row(1, status="Genomförd"), row(2, status=""))
    assert list(Idea.objects.values_list("status", "stage")) == [("inbox", None)] * 2
    message = Message.objects.get()
    assert (message.idea.title, message.text) == ("Cykelställ 1", "Steg i filen: ”Genomförd”.")
    assert entries_of(message.idea)[0].said == message.text


def test_placed_values_get_stage_promise_event_and_fact(in_skovde: Municipality) -> None:
    run = received(row(1, status="Test"), row(2, status="Genomförd"), row(3, status="Avslag"), row(4, status="Ny"))
    mapping = replace(mapping_of(run.mapping), stage="status")
    values = guessed_values(run=run, mapping=mapping, places=places_here())
    assert values == {"stage": {"Test": "stage:3", "Genomförd": "implemented", "Avslag": "answered", "Ny": "inbox"}}
    with clock.held_at(NOW):
        run = check_run(run=set_mapping(run=run, mapping=mapping, values=values))
        run_import(run=start_run(run=run, actor=None))
    test, done, refused, new = Idea.objects.select_related("stage").order_by("external_id")
    chamber = Stage.objects.get(model__in_use=True, position=3)
    assert (test.status, test.stage, test.furthest_phase) == ("active", chamber, "test")
    assert test.promised_on == add_working_days(NOW.date(), chamber.promise_days)
    assert (done.status, done.furthest_phase, done.promised_on) == ("implemented", "implement", None)
    assert (refused.status, refused.stage, refused.furthest_phase, refused.promised_on) == (
        "answered",
        None,
        "capture",
        None,
    )
    assert (new.status, [event.kind for event in Event.objects.filter(subject_id=new.pk)]) == ("inbox", ["received"])
    event = Event.objects.get(subject_id=test.pk, kind="imported_at_stage")
    assert event.data == {"to": "active", "stage": chamber.pk}
    latest = entries_of(test)[0]
    assert (latest.sentence, latest.said) == (
        "Placerades där den importerade filen säger att den var",
        "Steg i filen: ”Test”.",
    )


def test_kill_between_batches_goes_on_where_it_stopped(
    in_skovde: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 3)
    run = start_run(run=checked(*(row(number) for number in range(8))), actor=None)

    def kill(going: ImportRun) -> None:
        if going.progress == 6:
            raise Killed

    with pytest.raises(Killed):
        run_import(run=run, after_batch=kill)
    run.refresh_from_db()
    assert (run.state, run.progress, Idea.objects.count()) == ("running", 6, 6)
    seen: list[int] = []
    run = run_import(run=run, after_batch=lambda going: seen.append(going.progress))
    assert (run.state, run.progress, run.accepted, seen) == ("done", 8, 8, [])
    assert list(Idea.objects.order_by("pk").values_list("diary_number", flat=True)) == list(range(1, 9))
    assert run_import(run=run).accepted == 8
    assert Idea.objects.count() == 8


def test_kill_within_a_batch_leaves_nothing_of_it(in_skovde: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    run = start_run(run=checked(row(1), row(2)), actor=None)
    with monkeypatch.context() as patched:
        patched.setattr(module, "_link", killed)
        with pytest.raises(Killed):
            run_import(run=run)
    assert (Idea.objects.count(), Event.objects.count()) == (0, 0)
    assert run_import(run=run).accepted == 2


def test_one_bad_row_never_stops_the_rest(in_skovde: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    def register(batch: Sequence[NewIdea], **kwargs: Any) -> list[Idea]:
        if any(new.external_id == "2" for new in batch):
            raise DataError("a value that the database refuses")
        return register_ideas(batch, **kwargs)

    monkeypatch.setattr(module, "register_ideas", register)
    run = imported(row(1), row(2), row(3))
    assert (run.state, run.accepted, run.rejected) == ("done", 2, 1)
    assert results(run)[1] == (3, "rejected", ["not_saved", "noted_stage"])
    assert list(Idea.objects.order_by("pk").values_list("external_id", "diary_number")) == [("1", 1), ("3", 2)]


def test_what_was_registered_after_the_check_is_a_double(in_skovde: Municipality) -> None:
    first, second = checked(row(1), row(2)), checked(row(1), row(3))
    run_import(run=start_run(run=first, actor=None))
    run = run_import(run=start_run(run=second, actor=None))
    assert (run.accepted, run.duplicates, Idea.objects.count()) == (1, 1, 3)
    assert results(run)[0] == (2, "duplicate", ["known_external_id", "noted_stage"])


def test_run_that_is_not_checked_cannot_start(in_skovde: Municipality) -> None:
    run = received(row(1))
    with pytest.raises(NotPossible):
        start_run(run=run, actor=None)
    assert (run_import(run=run).state, Idea.objects.count()) == ("uploaded", 0)
