"""The result beside the baseline and the stop rule, as far as they are numbers."""

from dataclasses import dataclass
from decimal import Decimal

from tenants.trials.models import Recommendation, Trial


@dataclass(frozen=True)
class Comparison:
    """`change` is measured minus baseline, in the measure's unit; `reached` whether the measured number is at least as
    good as the one in the stop rule. None where a number is missing."""

    change: Decimal | None
    reached: bool | None


def compare(trial: Trial) -> Comparison:
    measured, baseline, stop = trial.measured_number, trial.baseline_number, trial.stop_number
    change = measured - baseline if measured is not None and baseline is not None else None
    if measured is None or stop is None:
        return Comparison(change, None)
    return Comparison(change, measured <= stop if trial.lower_is_better else measured >= stop)


def follows_from(trial: Trial) -> Recommendation | None:
    """What the stop rule itself says, for whoever writes the recommendation to agree with or to argue against."""
    reached = compare(trial).reached
    if trial.stop_rule_met or reached is False:
        return Recommendation.STOP
    return Recommendation.GO_ON if reached else None
