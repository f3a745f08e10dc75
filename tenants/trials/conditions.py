"""What a trial needs before it may start: the entry conditions of chamber Test, and clearance (DOMAIN.md).

A condition is met by what the trial's plan says, or by what has been answered about it at the idea's gates.
"""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sluss.workflow.phases import Phase
from sluss.workflow.transitions import Text
from tenants.decisions.conditions import missing
from tenants.ideas.models import CriterionAnswer, Status
from tenants.pipeline.models import Criterion
from tenants.trials.models import MOST_WEEKS, Clearance, Reception, Trial

FEWEST_ALTERNATIVES = 3
REQUIRED = (Clearance.Kind.DATA_PROTECTION, Clearance.Kind.RISK, Clearance.Kind.ETHICS)
LABELS: dict[str, Text] = {
    "alternatives": _("at least three alternatives compared, doing nothing included"),
    "effect_chain": _("effect chain"),
    "rough_benefit": _("rough benefit"),
    "equality": _("the 4R question"),
    "hypothesis": _("hypothesis"),
    "measure": _("measure"),
    "baseline": _("baseline"),
    "stop_rule": _("stop rule"),
    "weeks": _("ceiling in time"),
    "money": _("ceiling in money"),
    "receiving_owner": _("receiving owner"),
}


@dataclass(frozen=True)
class Entry:
    """One entry condition of a trial."""

    code: str
    met: bool
    most_weeks: int = MOST_WEEKS

    @property
    def label(self) -> Text:
        if self.code == "weeks" and self.most_weeks < MOST_WEEKS:
            return gettext("ceiling in time, at most %(weeks)d weeks") % {"weeks": self.most_weeks}
        return LABELS[self.code]


def entries_of(trial: Trial) -> list[Entry]:
    """The entry conditions in their order. Three statements."""
    most_weeks = _most_weeks()
    answered = _answered(trial)
    declined = _owner_has_declined(trial)
    return [
        Entry(
            code,
            (_in_plan(trial, code, most_weeks) or code in answered) and not (code == "receiving_owner" and declined),
            most_weeks,
        )
        for code in LABELS
    ]


def _most_weeks() -> int:
    """What the model in use allows a trial to take, where it asks for a ceiling in time."""
    asked = Criterion.objects.filter(code="weeks", gate__source__model__in_use=True, maximum__isnull=False)
    return asked.order_by("maximum").values_list("maximum", flat=True).first() or MOST_WEEKS


def _in_plan(trial: Trial, code: str, most_weeks: int) -> bool:
    match code:
        case "alternatives":
            return trial.alternative_count >= FEWEST_ALTERNATIVES
        case "weeks":
            return 0 < trial.weeks <= most_weeks
        case "money":
            return trial.money is not None
        case "receiving_owner":
            return trial.receiving_owner is not None and trial.receiving_owner.active
    return bool(getattr(trial, code).strip())


def _answered(trial: Trial) -> set[str]:
    """Codes whose criterion is met on the idea, at whichever gate it stands. The ceilings are the trial's own."""
    answers = CriterionAnswer.objects.filter(
        idea=trial.idea_id, criterion__code__in=set(LABELS) - {"weeks", "money", "receiving_owner"}
    ).select_related("criterion", "member")
    return {answer.criterion.code for answer in answers if missing(answer.criterion, answer) is None}


def _owner_has_declined(trial: Trial) -> bool:
    declined = Reception.objects.filter(idea=trial.idea_id, answer=Reception.Answer.DECLINED)
    return trial.receiving_owner_id is not None and declined.filter(member=trial.receiving_owner_id).exists()


def without_clearance(trial: Trial) -> list[Clearance.Kind]:
    """The kinds that do not hold today: those every trial needs, and those that somebody has asked for."""
    clearances = {clearance.kind: clearance for clearance in trial.clearances.all()}
    asked = [Clearance.Kind(kind) for kind in clearances if kind not in REQUIRED]
    return [kind for kind in (*REQUIRED, *asked) if kind not in clearances or not clearances[kind].holds]


def clearance_holds(actor: object, trial: Trial) -> Text | None:
    left = without_clearance(trial)
    if not left:
        return None
    return _("Clearance is missing: %(kinds)s.") % {"kinds": ", ".join(str(kind.label) for kind in left)}


def entry_conditions_met(actor: object, trial: Trial) -> Text | None:
    left = [entry for entry in entries_of(trial) if not entry.met]
    if not left:
        return None
    return _("It cannot start while this is missing: %(names)s.") % {
        "names": ", ".join(str(entry.label) for entry in left)
    }


def idea_is_in_test(actor: object, trial: Trial) -> Text | None:
    """A trial runs once the gate to the chamber has been opened, and while the idea is not on hold."""
    idea = trial.idea
    if idea.status == Status.ACTIVE and idea.stage is not None and idea.stage.phase == Phase.TEST:
        return None
    return _("The idea is not in the chamber where trials are run. The gate before it must be opened first.")
