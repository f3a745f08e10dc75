"""The frozen table: role x state for every move, and what must be true."""

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible, Transition
from tenants.decisions.note_conflict import note_conflict
from tenants.decisions.try_conflict import try_conflict
from tenants.ideas.models import CriterionAnswer, Idea
from tenants.mail.models import Mail
from tenants.pipeline.models import Criterion, Stage
from tenants.trials import rules, transitions
from tenants.trials.clear import answer_clearance, ask_clearance
from tenants.trials.conditions import LABELS
from tenants.trials.models import Clearance, Reception, Status, Trial
from tenants.trials.move import Result, move, write_result
from tenants.trials.tasks import daily
from tests.factories.people import sign_in
from tests.trials.conftest import DAY, EVERYONE, OnTrial

pytestmark = pytest.mark.django_db
# c: clears, s: starts, p: pauses, r: resumes, e: ends, x: stops, m: changes the plan, k: answers a clearance
LETTERS = {"c": "clear", "s": "start", "p": "pause", "r": "resume", "e": "complete", "x": "stop"}
MAY = {
    "leader": "spremxk",
    "coach of the idea": "spremx",
    "bearer": "m",
    "receiving owner": "px",
    "bearing manager": "pxm",
    "manager": "cpx",
    "innovation_manager": "cspremxk",
}
TABLE = {
    "clear": ({"planned"}, "cleared"),
    "start": ({"cleared"}, "running"),
    "pause": ({"running"}, "paused"),
    "expire": ({"running"}, "paused"),
    "left": ({"running"}, "paused"),
    "resume": ({"paused"}, "running"),
    "complete": ({"running", "paused"}, "completed"),
    "analyse": ({"completed"}, "analysed"),
    "stop": ({"planned", "cleared", "running", "paused"}, "stopped"),
}
RESULT = Result(
    measured="11 minuter", measured_number=None, stop_rule_met=False, conclusion="Ja", recommendation="go_on"
)


def test_table_is_as_it_was_agreed() -> None:
    assert {move.name: (set(move.sources), move.to) for move in transitions.TABLE} == TABLE


@pytest.mark.parametrize("kind", EVERYONE)
def test_who_may_do_what(on_trial: OnTrial, kind: str) -> None:
    member = on_trial.person(kind)
    with in_municipality(on_trial.municipality):
        trial = on_trial.fresh()
        may = {letter for letter, name in LETTERS.items() if transitions.BUTTONS[name].who(member, trial) is None}
        may |= {"m"} if rules.why_not_change_plan(member, trial) is None else set()
        clearance = trial.clearances.first()
        assert clearance is not None
        may |= {"k"} if rules.why_not_answer_clearance(member, clearance) is None else set()
    assert may == set(MAY.get(kind, ""))


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [("free", True), ("leading", False), ("coaching", False), ("recused", False), ("cleared of a conflict", True)],
)
def test_manager_with_a_part_in_the_trial_does_not_clear_it(on_trial: OnTrial, kind: str, allowed: bool) -> None:
    manager, other = on_trial.person("manager"), on_trial.person("manager")
    with in_municipality(on_trial.municipality):
        on_trial.clear()
        if kind == "leading":
            Trial.objects.filter(pk=on_trial.trial.pk).update(leader=manager)
        elif kind == "coaching":
            Idea.objects.filter(pk=on_trial.idea.pk).update(coach=manager)
        elif kind != "free":
            noted = note_conflict(on_trial.idea, about=manager, reason="Granne", actor=on_trial.coach)
            if kind != "recused":
                try_conflict(noted, upheld=False, reason="Nej", actor=other)
        if allowed:
            assert move(on_trial.fresh(), by=transitions.CLEAR, actor=manager).status == Status.CLEARED
            return
        with pytest.raises(NotAllowed):
            move(on_trial.fresh(), by=transitions.CLEAR, actor=manager)
        assert on_trial.fresh().status == Status.PLANNED


def test_innovation_manager_clears_what_they_lead(on_trial: OnTrial) -> None:
    manager = on_trial.person("innovation_manager")
    with in_municipality(on_trial.municipality):
        on_trial.clear()
        Trial.objects.filter(pk=on_trial.trial.pk).update(leader=manager)
        assert move(on_trial.fresh(), by=transitions.CLEAR, actor=manager).status == Status.CLEARED


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("by", [move for move in transitions.TABLE if move.name != "analyse"], ids=lambda by: by.name)
def test_move_is_made_from_its_states_alone(on_trial: OnTrial, by: Transition, status: Status) -> None:
    actor = None if by.name in ("expire", "left") else on_trial.person("innovation_manager")
    with in_municipality(on_trial.municipality):
        on_trial.clear()
        Trial.objects.filter(pk=on_trial.trial.pk).update(status=status)
        if status in by.sources:
            move(on_trial.fresh(), by=by, actor=actor, reason="Därför")
            assert on_trial.fresh().status == by.to
            return
        with pytest.raises(NotPossible):
            move(on_trial.fresh(), by=by, actor=actor, reason="Därför")
        assert on_trial.fresh().status == status


@pytest.mark.parametrize("kind", EVERYONE)
def test_nobody_does_what_the_clock_does(on_trial: OnTrial, kind: str) -> None:
    on_trial.start()
    member = on_trial.person(kind)
    with in_municipality(on_trial.municipality):
        for by in (transitions.EXPIRE, transitions.LEFT):
            with pytest.raises(NotAllowed):
                move(on_trial.fresh(), by=by, actor=member)
        assert on_trial.fresh().status == Status.RUNNING


@pytest.mark.parametrize("name", ["pause", "stop"])
def test_halting_needs_a_reason(on_trial: OnTrial, name: str) -> None:
    on_trial.start()
    with in_municipality(on_trial.municipality):
        with pytest.raises(NotPossible):
            move(on_trial.fresh(), by=transitions.BUTTONS[name], actor=on_trial.leader, reason="  ")
        assert on_trial.fresh().status == Status.RUNNING


BLANK = {"alternatives": "En\n\nTvå", "money": None, "receiving_owner": None}


@pytest.mark.parametrize("code", [code for code in LABELS if code != "weeks"])
def test_trial_starts_with_every_entry_condition_alone(on_trial: OnTrial, code: str) -> None:
    with in_municipality(on_trial.municipality):
        on_trial.clear()
        blank = {code: BLANK.get(code, " ")}
        Trial.objects.filter(pk=on_trial.trial.pk).update(status=Status.CLEARED, **blank)
        with pytest.raises(NotPossible, match=str(LABELS[code])):
            move(on_trial.fresh(), by=transitions.START, actor=on_trial.leader)
        assert on_trial.fresh().started_on is None


def test_what_is_answered_at_the_gate_counts(on_trial: OnTrial) -> None:
    with in_municipality(on_trial.municipality):
        on_trial.clear()
        Trial.objects.filter(pk=on_trial.trial.pk).update(status=Status.CLEARED, effect_chain="")
        criterion = Criterion.objects.get(code="effect_chain")
        facts = {"answered_by": on_trial.coach, "answered_at": clock.now(), "evidence": "Kedjan", "met": True}
        CriterionAnswer.objects.create(idea=on_trial.idea, criterion=criterion, **facts)
        assert move(on_trial.fresh(), by=transitions.START, actor=on_trial.leader).status == Status.RUNNING


def test_receiver_who_has_declined_lets_nothing_start(on_trial: OnTrial) -> None:
    with in_municipality(on_trial.municipality):
        on_trial.clear()
        Trial.objects.filter(pk=on_trial.trial.pk).update(status=Status.CLEARED)
        Reception.objects.filter(member=on_trial.owner).update(answer="declined")
        with pytest.raises(NotPossible, match="mottagare"):
            move(on_trial.fresh(), by=transitions.START, actor=on_trial.leader)
        assert on_trial.fresh().status == Status.CLEARED


@pytest.mark.parametrize(("stage", "status"), [(2, "active"), (4, "active"), (3, "on_hold")])
def test_trial_runs_in_chamber_test_alone(on_trial: OnTrial, stage: int, status: str) -> None:
    with in_municipality(on_trial.municipality):
        on_trial.clear()
        chamber = Stage.objects.get(model__in_use=True, position=stage)
        Idea.objects.filter(pk=on_trial.idea.pk).update(stage=chamber, status=status)
        Trial.objects.filter(pk=on_trial.trial.pk).update(status=Status.CLEARED)
        with pytest.raises(NotPossible, match="kammare"):
            move(on_trial.fresh(), by=transitions.START, actor=on_trial.leader)
        assert on_trial.fresh().status == Status.CLEARED


@pytest.mark.parametrize("kind", ["data_protection", "risk", "ethics", "ai"])
@pytest.mark.parametrize("wrong", ["waiting", "refused", "expired", "gone"])
def test_nothing_is_cleared_without_every_clearance(on_trial: OnTrial, kind: str, wrong: str) -> None:
    manager = on_trial.person("manager")
    with in_municipality(on_trial.municipality):
        if kind == "ai":
            ask_clearance(on_trial.fresh(), kind=kind, owner=on_trial.leader, actor=on_trial.leader)
        on_trial.clear()
        row = Clearance.objects.filter(trial=on_trial.trial, kind=kind)
        if wrong == "gone" and kind == "ai":
            row.delete()
            assert move(on_trial.fresh(), by=transitions.CLEAR, actor=manager).status == Status.CLEARED
            return
        if wrong == "gone":
            row.delete()
        else:
            row.update(**({"expires_on": clock.today() - DAY} if wrong == "expired" else {"answer": wrong}))
        with pytest.raises(NotPossible):
            move(on_trial.fresh(), by=transitions.CLEAR, actor=manager)
        assert on_trial.fresh().status == Status.PLANNED


def test_clearance_that_runs_out_pauses_and_tells(on_trial: OnTrial, hjo: Municipality) -> None:
    on_trial.start(expires_on=clock.today())
    daily(str(on_trial.municipality.key))
    with in_municipality(on_trial.municipality):
        assert on_trial.fresh().status == Status.RUNNING
        Mail.objects.all().delete()
        Clearance.objects.filter(kind="risk").update(expires_on=clock.today() - DAY)
    for _ in range(2):
        daily(str(on_trial.municipality.key))
    with in_municipality(on_trial.municipality):
        assert on_trial.fresh().status == Status.PAUSED
        letters = dict(Mail.objects.values_list("to", "subject"))
        assert letters == {
            on_trial.leader.email: "”Bokning på nätet i sex veckor” är pausat: ett klartecken gäller inte längre",
            on_trial.owner.email: "“Bokning på nätet i sex veckor” is paused: a clearance no longer holds",
        }
        assert Event.objects.get(subject="trial", kind="expire").actor_id is None
        with pytest.raises(NotPossible):
            move(on_trial.fresh(), by=transitions.RESUME, actor=on_trial.leader)
    with in_municipality(hjo):
        assert not Mail.objects.exists()


def test_refused_clearance_pauses_at_once(on_trial: OnTrial) -> None:
    on_trial.start()
    with in_municipality(on_trial.municipality):
        row = Clearance.objects.select_related("trial").get(kind="ethics")
        facts = {"answer": "refused", "expires_on": None, "actor": on_trial.leader}
        with pytest.raises(NotPossible):
            answer_clearance(row, conditions="", **facts)
        assert on_trial.fresh().status == Status.RUNNING
        answer_clearance(row, conditions="Någon kan fara illa", **facts)
        assert on_trial.fresh().status == Status.PAUSED


def test_result_is_written_once_the_trial_has_ended(on_trial: OnTrial) -> None:
    on_trial.start()
    with in_municipality(on_trial.municipality):
        with pytest.raises(NotPossible):
            write_result(on_trial.fresh(), result=RESULT, actor=on_trial.leader)
        move(on_trial.fresh(), by=transitions.COMPLETE, actor=on_trial.leader)
        with pytest.raises(NotAllowed):
            write_result(on_trial.fresh(), result=RESULT, actor=on_trial.owner)
        write_result(on_trial.fresh(), result=RESULT, actor=on_trial.leader)
        trial = on_trial.fresh()
        assert (trial.status, trial.ended_on, trial.recommendation) == (Status.ANALYSED, clock.today(), "go_on")
        told = Event.objects.filter(subject="idea", kind__startswith="trial_").order_by("id")
        assert list(told.values_list("kind", flat=True)) == [
            "trial_plan",
            "trial_clear",
            "trial_start",
            "trial_complete",
            "trial_analyse",
        ]


def test_every_button_asks_its_own_question_on_the_page_before_it(on_trial: OnTrial) -> None:
    assert set(transitions.QUESTIONS) == set(transitions.BUTTONS)
    page = sign_in(on_trial.municipality, on_trial.coach).get(f"/test/{on_trial.trial.key}/steg/stop/").text
    assert "<h1>Ska testet stoppas för gott?</h1>" in page
