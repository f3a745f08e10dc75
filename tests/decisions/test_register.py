"""Registering: what it changes, and that a refusal changes nothing."""

import datetime as dt
import json
import uuid
from functools import partial
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, transaction

from sluss import clock
from sluss.outbox.models import OutboxEntry
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.decisions import evidence
from tenants.decisions.draft import Overtaken, Seen
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Decision, Outcome, Proposal
from tenants.decisions.note_conflict import note_conflict
from tenants.decisions.register_decision import register_decision
from tenants.ideas.models import CriterionAnswer, Idea, IdeaBearer, Status
from tenants.learnings.models import Learning
from tenants.mail.models import Mail
from tenants.people.models import Role
from tenants.pipeline.models import Stage
from tenants.pipeline.working_days import add_working_days
from tests.decisions.conftest import Matter
from tests.factories.decisions import decide, draft_by, meet_conditions
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def register(matter: Matter, **changes: Any) -> Decision:
    actor = changes.pop("actor", matter.manager)
    return decide(matter.idea, municipality=matter.municipality, actor=actor, presenter=matter.coach, **changes)


def everything(matter: Matter) -> str:
    """All that a decision could change, as one text."""
    with in_municipality(matter.municipality):
        idea = Idea.objects.filter(pk=matter.idea.pk).values().get()
        counts = [model.objects.count() for model in (Decision, Proposal, Event, Mail, Learning, OutboxEntry)]
    return json.dumps([idea, counts], default=str)


def test_proceed_moves_the_idea_and_starts_the_promise_anew(ready: Matter, monkeypatch: pytest.MonkeyPatch) -> None:
    now = dt.datetime(2026, 11, 20, 13, 0, tzinfo=dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    promised = ready.idea.promised_on
    assert promised is not None
    decision = register(ready)
    with in_municipality(ready.municipality):
        idea = Idea.objects.select_related("stage").get(pk=ready.idea.pk)
        target = Stage.objects.get(model__in_use=True, position=2)
        assert (idea.status, idea.stage, idea.entered_stage_at) == (Status.ACTIVE, target, now)
        assert idea.promised_on == add_working_days(dt.date(2026, 11, 20), target.promise_days)
        assert idea.furthest_phase == "develop"
        event = Event.objects.get(kind="decided_proceed")
        assert event.data == {
            "from": "active",
            "to": "active",
            "decision": str(decision.key),
            "gate": decision.gate_id,
            "promised_on": promised.isoformat(),
        }
        assert OutboxEntry.objects.filter(key=str(idea.key)).latest("id").payload["phase"] == "develop"


def test_last_gate_implements(matter: Matter) -> None:
    with in_municipality(matter.municipality):
        Idea.objects.filter(pk=matter.idea.pk).update(stage=Stage.objects.get(model__in_use=True, position=5))
        matter.idea.refresh_from_db()
    meet_conditions(matter.idea, municipality=matter.municipality, by=matter.coach)
    register(matter, actor=matter.innovation_manager)
    with in_municipality(matter.municipality):
        idea = Idea.objects.get(pk=matter.idea.pk)
        assert (idea.status, idea.promised_on) == (Status.IMPLEMENTED, None)


def test_hold_keeps_the_place_needs_no_conditions_and_can_be_resumed(matter: Matter) -> None:
    register(matter, outcome=Outcome.HOLD)
    with in_municipality(matter.municipality):
        idea = Idea.objects.get(pk=matter.idea.pk)
        assert (idea.status, idea.stage_id, idea.promised_on) == (Status.ON_HOLD, matter.idea.stage_id, None)
    meet_conditions(matter.idea, municipality=matter.municipality, by=matter.coach)
    register(matter)
    with in_municipality(matter.municipality):
        idea = Idea.objects.select_related("stage").get(pk=matter.idea.pk)
        assert (idea.status, idea.stage.position) == (Status.ACTIVE, 2)  # type: ignore[union-attr]


def test_conclude_keeps_what_was_learned(matter: Matter) -> None:
    decision = register(matter, outcome=Outcome.CONCLUDE, assumption="Folk glömmer", learned="Nej", cost_saved=40_000)
    with in_municipality(matter.municipality):
        assert Idea.objects.get(pk=matter.idea.pk).status == Status.CONCLUDED
        learning = Learning.objects.get(idea=matter.idea)
        assert (learning.assumption, learning.learned, learning.cost_saved) == ("Folk glömmer", "Nej", 40_000)
        assert (learning.signed_by, learning.signed_at) == (matter.manager, decision.decided_at)


def test_evidence_is_frozen_with_a_check_sum_and_no_words(ready: Matter) -> None:
    decision = register(ready)
    with in_municipality(ready.municipality):
        row = Decision.objects.select_related("idea", "gate").get(pk=decision.pk)
        assert [frozen["code"] for frozen in row.evidence] == ["need_confirmed", "not_solved", "not_maintenance"]
        assert [frozen["met"] for frozen in row.evidence] == [True, True, True]
        assert row.evidence[0]["number"] == 3
        assert "Underlag" not in json.dumps(row.evidence)
        assert evidence.matches(row)
        row.evidence[0]["number"] = 4
        assert not evidence.matches(row)


def test_letter_goes_to_every_bearer_in_their_language(ready: Matter) -> None:
    with in_municipality(ready.municipality):
        IdeaBearer.objects.create(idea=ready.idea, name="Rose Resident", email="rose@example.org", language="en")
        IdeaBearer.objects.create(idea=ready.idea, name="Utan adress")
    register(ready)
    with in_municipality(ready.municipality):
        letters = {mail.to: mail for mail in Mail.objects.filter(about_id=ready.idea.pk)}
    assert set(letters) == {ready.bearer.email, "rose@example.org"}
    english, swedish = letters["rose@example.org"], letters[ready.bearer.email]
    assert english.subject == "Decision about “Lampor som släcks själva”"
    for words in (
        "Behovet är styrkt av tre enheter.",
        "Maja Chef decided on",
        "KS delegationsordning 4.2",
        "goes on. From now on it is in the chamber Idea.",
        f"http://skovde.localhost/ideer/{ready.idea.pk}/",
        ready.idea.registry_number,
    ):
        assert words in english.text
    assert "<h2>Reasons</h2>" in english.html
    assert (swedish.language, english.language) == ("sv", "en")
    assert "Idé" in swedish.text


def test_typed_markup_is_escaped_in_html_and_plain_in_text(ready: Matter) -> None:
    register(ready, reasons="a < b & <b>c</b> 'd'")
    with in_municipality(ready.municipality):
        mail = Mail.objects.get(to=ready.bearer.email)
    assert "a < b & <b>c</b> 'd'" in mail.text
    assert "a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;" in mail.html


def test_stand_in_decides_in_the_place_of_who_is_away(ready: Matter) -> None:
    stand_in = make_member(municipality=ready.municipality)
    with in_municipality(ready.municipality):
        ready.manager.stand_in, ready.manager.away_until = stand_in, clock.today()
        ready.manager.save(update_fields=["stand_in", "away_until"])
    decision = register(ready, actor=stand_in)
    assert (decision.decider, decision.in_place_of) == (stand_in, ready.manager)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"reasons": " "}, NotPossible),
        ({"basis_reference": ""}, NotPossible),
        ({"outcome": Outcome.CONCLUDE}, NotPossible),
        ({"outcome": Outcome.CONCLUDE, "assumption": "a"}, NotPossible),
        ({"actor": "coach"}, NotAllowed),
        ({"actor": "innovation_manager"}, NotAllowed),
        ({"actor": "bearer"}, NotAllowed),
        ({"presenter": "bearer"}, NotPossible),
        ({"participants": "bearer"}, NotPossible),
    ],
)
def test_refusal_changes_nothing(changes: dict[str, Any], error: type[Exception], ready: Matter) -> None:
    before = everything(ready)
    content = {
        name: getattr(ready, v) if isinstance(v, str) and hasattr(ready, v) else v for name, v in changes.items()
    }
    if "participants" in content:
        content["participants"] = [content["participants"]]
    actor = content.pop("actor", ready.manager)
    presenter = content.pop("presenter", ready.coach)
    with pytest.raises(error):
        decide(ready.idea, municipality=ready.municipality, actor=actor, presenter=presenter, **content)
    assert everything(ready) == before


def test_unmet_condition_stops_proceeding_and_is_named(ready: Matter) -> None:
    with in_municipality(ready.municipality):
        CriterionAnswer.objects.filter(idea=ready.idea, criterion__code="not_solved").update(met=False)
    before = everything(ready)
    with pytest.raises(NotPossible, match="redan löst"):
        register(ready)
    assert everything(ready) == before


def test_recused_manager_neither_decides_nor_holds(ready: Matter) -> None:
    with in_municipality(ready.municipality):
        note_conflict(ready.idea, about=ready.manager, reason="Granne", actor=ready.coach)
        before = everything(ready)
        with pytest.raises(NotAllowed):
            register(ready)
        with pytest.raises(NotAllowed):
            hold_decision(ready.idea, draft=draft_by(ready.coach), seen=Seen.now(ready.idea), actor=ready.manager)
    assert everything(ready) == before


def test_same_form_twice_is_one_decision(ready: Matter) -> None:
    key = uuid.uuid4()
    with in_municipality(ready.municipality):
        seen = Seen.now(ready.idea)
        made = [
            register_decision(ready.idea, draft=draft_by(ready.coach), seen=seen, actor=ready.manager, key=key)
            for _ in range(2)
        ]
        assert made[0] == made[1]
        assert Decision.objects.count() == 1
        assert Mail.objects.count() == 1


def test_second_decider_is_told_what_happened(ready: Matter) -> None:
    other = make_member(Role.MANAGER, municipality=ready.municipality)
    with in_municipality(ready.municipality):
        seen = Seen.now(ready.idea)
    register(ready, outcome=Outcome.HOLD)
    before = everything(ready)
    with in_municipality(ready.municipality), pytest.raises(Overtaken, match="Maja Chef"):
        register_decision(ready.idea, draft=draft_by(ready.coach), seen=seen, actor=other, key=uuid.uuid4())
    assert everything(ready) == before


def test_changed_proposal_is_not_registered_unread(ready: Matter) -> None:
    with in_municipality(ready.municipality):
        hold_decision(ready.idea, draft=draft_by(ready.coach), seen=Seen.now(ready.idea), actor=ready.coach)
        seen = Seen.now(ready.idea)
        hold_decision(
            ready.idea, draft=draft_by(ready.coach, reasons="Annat"), seen=seen, actor=ready.innovation_manager
        )
        before = everything(ready)
        with pytest.raises(Overtaken, match="Ines Ledare"):
            register_decision(ready.idea, draft=draft_by(ready.coach), seen=seen, actor=ready.manager, key=uuid.uuid4())
    assert everything(ready) == before


@pytest.mark.parametrize("how", ["update", "delete"])
def test_database_refuses_to_rewrite_a_decision(how: str, ready: Matter) -> None:
    decision = register(ready)
    with in_municipality(ready.municipality):
        rows = Decision.objects.filter(pk=decision.pk)
        rewrite = partial(rows.update, reasons="x") if how == "update" else partial(rows._raw_delete, "default")
        with pytest.raises(ProgrammingError) as caught, transaction.atomic():
            rewrite()
        assert isinstance(caught.value.__cause__, psycopg.Error)
        assert caught.value.__cause__.sqlstate == "42501"
        assert Decision.objects.get(pk=decision.pk).reasons == "Behovet är styrkt av tre enheter."


def test_other_municipality_sees_nothing(ready: Matter, hjo: Municipality) -> None:
    register(ready)
    with in_municipality(hjo):
        assert not Decision.objects.exists()
        assert not Mail.objects.exists()
        assert not Event.objects.exists()
