"""A trial keeps to its time and to its chamber."""

import pytest

from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotPossible
from tenants.decisions.take_up import take_up
from tenants.ideas.models import Idea
from tenants.mail.models import Mail
from tenants.pipeline.models import Criterion, Stage
from tenants.trials import transitions
from tenants.trials.leave import pause_where_the_idea_left
from tenants.trials.models import Status, Trial
from tenants.trials.move import move
from tenants.trials.tasks import daily
from tests.factories.jobs import run_waiting
from tests.trials.conftest import OnTrial

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("maximum", "weeks", "starts"), [(12, 12, True), (12, 13, False), (20, 20, True), (None, 52, True)]
)
def test_trial_keeps_to_the_time_that_the_model_allows(
    on_trial: OnTrial, maximum: int | None, weeks: int, starts: bool
) -> None:
    with in_municipality(on_trial.municipality):
        on_trial.clear()
        Criterion.objects.filter(code="weeks").update(maximum=maximum)
        Trial.objects.filter(pk=on_trial.trial.pk).update(status=Status.CLEARED, weeks=weeks)
        if starts:
            assert move(on_trial.fresh(), by=transitions.START, actor=on_trial.leader).status == Status.RUNNING
            return
        with pytest.raises(NotPossible, match="högst 12 veckor"):
            move(on_trial.fresh(), by=transitions.START, actor=on_trial.leader)
        assert on_trial.fresh().started_on is None


@pytest.mark.parametrize(
    ("status", "stage", "pauses"),
    [("active", 3, False), ("on_hold", 3, True), ("active", 4, True), ("concluded", 3, True), ("merged", 3, True)],
)
def test_trial_is_paused_when_its_idea_has_left(on_trial: OnTrial, status: str, stage: int, pauses: bool) -> None:
    on_trial.start()
    with in_municipality(on_trial.municipality):
        chamber = Stage.objects.get(model__in_use=True, position=stage)
        Idea.objects.filter(pk=on_trial.idea.pk).update(stage=chamber, status=status)
        Mail.objects.all().delete()
    daily.defer(on_trial.municipality)
    run_waiting()
    daily.defer(on_trial.municipality)
    run_waiting()
    with in_municipality(on_trial.municipality):
        trial = on_trial.fresh()
        assert trial.status == (Status.PAUSED if pauses else Status.RUNNING)
        told = {on_trial.leader.email, on_trial.owner.email} if pauses else set()
        assert set(Mail.objects.values_list("to", flat=True)) == told
        assert Mail.objects.count() == len(told)
        if pauses:
            with pytest.raises(NotPossible):
                move(trial, by=transitions.RESUME, actor=on_trial.leader)
            assert move(on_trial.fresh(), by=transitions.STOP, actor=on_trial.leader, reason="Slut").ended_on


def test_trial_goes_on_when_its_idea_is_taken_up_again(on_trial: OnTrial) -> None:
    """Waiting was a dead end: nothing but the next gate led out of it."""
    on_trial.start()
    manager = on_trial.person("manager")
    with in_municipality(on_trial.municipality):
        Idea.objects.filter(pk=on_trial.idea.pk).update(status="on_hold")
        pause_where_the_idea_left()
        take_up(Idea.objects.get(pk=on_trial.idea.pk), message="Nu finns personal.", actor=manager)
        assert move(on_trial.fresh(), by=transitions.RESUME, actor=on_trial.leader).status == Status.RUNNING
