"""What a trial answers at the gates: its plan before it, its result after it."""

from decimal import Decimal
from typing import Any

import pytest

from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotAllowed
from tenants.ideas.models import CriterionAnswer, Idea
from tenants.pipeline.models import Stage
from tenants.trials import transitions
from tenants.trials.compare import compare, follows_from
from tenants.trials.move import Result, move, write_result
from tenants.trials.prefill import proposals, use_proposals
from tests.factories.people import sign_in
from tests.trials.conftest import OnTrial

pytestmark = pytest.mark.django_db


def test_trial_answers_the_conditions_of_the_gate(on_trial: OnTrial) -> None:
    with in_municipality(on_trial.municipality):
        Idea.objects.filter(pk=on_trial.idea.pk).update(stage=Stage.objects.get(model__in_use=True, position=2))
        on_trial.clear()
        found = {one.condition.criterion.code for one in proposals(on_trial.fresh())}
        assert found == {
            "alternatives",
            "effect_chain",
            "rough_benefit",
            "equality",
            "hypothesis",
            "measure",
            "baseline",
            "stop_rule",
            "weeks",
            "money",
            "receiving_owner",
            "clearance",
        }
        with pytest.raises(NotAllowed):
            use_proposals(on_trial.fresh(), codes=found, actor=on_trial.leader)
        assert not CriterionAnswer.objects.exists()
        used = use_proposals(on_trial.fresh(), codes={"weeks", "receiving_owner", "no_such"}, actor=on_trial.coach)
        assert sorted(used) == ["receiving_owner", "weeks"]
        answers = dict(CriterionAnswer.objects.values_list("criterion__code", "number"))
        assert answers == {"weeks": 6, "receiving_owner": None}
        assert len(proposals(on_trial.fresh())) == 10


def test_result_answers_the_gate_after_the_trial(on_trial: OnTrial) -> None:
    on_trial.start()
    with in_municipality(on_trial.municipality):
        move(on_trial.fresh(), by=transitions.COMPLETE, actor=on_trial.leader)
        assert proposals(on_trial.fresh()) == []
        facts: dict[str, Any] = {"stop_rule_met": False, "conclusion": "Gå vidare", "recommendation": "adjust"}
        result = Result(measured="13 minuter", measured_number=Decimal(13), **facts)
        trial = write_result(on_trial.fresh(), result=result, actor=on_trial.leader)
        assert [one.condition.criterion.code for one in proposals(on_trial.fresh())] == ["result"]
        assert (compare(trial).change, compare(trial).reached) == (Decimal(-5), False)
        assert follows_from(trial) == "stop"
    page = sign_in(on_trial.municipality, on_trial.bearer).get(f"/test/{trial.key}/").text
    assert "Stoppregeln säger: avsluta med lärdom" in page
