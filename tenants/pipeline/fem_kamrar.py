"""“Fem kamrar”, the model that every municipality begins with. Content, not code: a municipality makes it its own."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from sluss.workflow.phases import Phase
from tenants.people.models import Role
from tenants.pipeline.models import Criterion

Kind = Criterion.Kind


@dataclass(frozen=True)
class Condition:
    code: str
    sv: str
    en: str
    kind: Kind = Kind.CONFIRMED
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True)
class Chamber:
    """A stage with its guidance, and the conditions of the gate that leads out of it."""

    name: tuple[str, str]
    phase: Phase
    promise_days: int
    purpose: tuple[str, str]
    bearer: tuple[str, str]
    manager: tuple[str, str]
    decider: Role
    exit: tuple[Condition, ...]
    work_limit: int | None = None


WORDS = tomllib.loads(Path(__file__).with_name("fem_kamrar.toml").read_text(encoding="utf-8"))


def _words(phase: Phase, reader: str) -> tuple[str, str]:
    """In Swedish and English, on one line each."""
    words = WORDS[phase.value][reader]
    return " ".join(words["sv"].split()), " ".join(words["en"].split())


NAME = "Fem kamrar"
# The four R of gender mainstreaming: representation, resources, realia (why) and realisation (what we change).
EQUALITY_SV = "4R: vem finns med, vem får resurserna, och varför är det så?"
EQUALITY_EN = "4R: who takes part, who gets the resources, and why is it so?"
CHAMBERS = (
    Chamber(
        name=("Behov", "Need"),
        phase=Phase.UNDERSTAND,
        promise_days=15,
        work_limit=20,
        purpose=(
            "Vi tar reda på vem som behöver något, hur ofta och varför, innan vi tänker på lösningar.",
            "We find out who needs something, how often and why, before we think of solutions.",
        ),
        bearer=_words(Phase.UNDERSTAND, "bearer"),
        manager=_words(Phase.UNDERSTAND, "manager"),
        decider=Role.MANAGER,
        exit=(
            Condition(
                "need_confirmed",
                "Minst tre personer eller statistik bekräftar behovet",
                "At least three people, or statistics, confirm the need",
                Kind.COUNT_OR_TEXT,
                minimum=3,
            ),
            Condition(
                "not_solved", "Behovet är inte redan löst någon annanstans", "It is not already solved elsewhere"
            ),
            Condition("not_maintenance", "Det är mer än vanligt underhåll", "It is more than mere maintenance"),
        ),
    ),
    Chamber(
        name=("Idé", "Idea"),
        phase=Phase.DEVELOP,
        promise_days=30,
        work_limit=15,
        purpose=(
            "Vi jämför flera sätt att möta behovet och förbereder ett test.",
            "We compare several ways to meet the need and prepare a trial.",
        ),
        bearer=_words(Phase.DEVELOP, "bearer"),
        manager=_words(Phase.DEVELOP, "manager"),
        decider=Role.MANAGER,
        exit=(
            Condition(
                "alternatives",
                "Antal alternativ som jämförts, att inte göra något inräknat",
                "Number of alternatives compared, doing nothing included",
                Kind.NUMBER,
                minimum=3,
            ),
            Condition("effect_chain", "Effektkedja: från insats till nytta", "Effect chain: from effort to benefit"),
            Condition("rough_benefit", "Grov nyttoberäkning", "Rough benefit calculation"),
            Condition(
                "equality",
                EQUALITY_SV,
                EQUALITY_EN,
                Kind.EQUALITY,
            ),
            Condition("hypothesis", "Hypotes: vad tror vi händer?", "Hypothesis: what do we think will happen?"),
            Condition("measure", "Mått: hur ser vi att det hände?", "Measure: how do we see that it happened?"),
            Condition("baseline", "Nuläge: hur är det i dag?", "Baseline: how is it today?"),
            Condition("stop_rule", "Stoppregel: när slutar vi?", "Stop rule: when do we stop?"),
            Condition(
                "weeks",
                "Tak i tid: veckor, högst 12",
                "Ceiling in time: weeks, at most 12",
                Kind.NUMBER,
                minimum=1,
                maximum=12,
            ),
            Condition("money", "Tak i pengar, kronor", "Ceiling in money, kronor", Kind.NUMBER, minimum=0),
            Condition("receiving_owner", "Mottagare i linjen", "Receiving owner in the line", Kind.MEMBER),
            Condition(
                "clearance",
                "Klartecken: dataskydd, risk och tillstånd är genomgångna",
                "Clearance: data protection, risk and permits have been gone through",
            ),
        ),
    ),
    Chamber(
        name=("Test", "Test"),
        phase=Phase.TEST,
        promise_days=60,
        work_limit=8,
        purpose=(
            "Vi prövar i liten skala och mäter mot stoppregeln.",
            "We try it on a small scale and measure against the stop rule.",
        ),
        bearer=_words(Phase.TEST, "bearer"),
        manager=_words(Phase.TEST, "manager"),
        decider=Role.MANAGER,
        exit=(
            Condition("result", "Resultat mot stoppregeln", "Result against the stop rule"),
            Condition("owner", "Ägare av det som införs", "Owner of what is implemented", Kind.MEMBER),
            Condition(
                "budget", "Budget för införandet, kronor", "Budget for implementing it, kronor", Kind.NUMBER, minimum=0
            ),
            Condition("stop_old", "Plan för att sluta med det gamla sättet", "Plan to stop the old way"),
        ),
    ),
    Chamber(
        name=("Införande", "Implementation"),
        phase=Phase.IMPLEMENT,
        promise_days=90,
        work_limit=8,
        purpose=(
            "Det nya sättet blir det vanliga sättet, och vi mäter nyttan.",
            "The new way becomes the ordinary way, and we measure the benefit.",
        ),
        bearer=_words(Phase.IMPLEMENT, "bearer"),
        manager=_words(Phase.IMPLEMENT, "manager"),
        decider=Role.INNOVATION_MANAGER,
        exit=(
            Condition("benefit", "Uppmätt nytta", "Benefit measured"),
            Condition(
                "spread_kit",
                "Spridningspaket: det andra behöver för att göra likadant",
                "Spread kit: what others need to do the same",
            ),
            Condition("asked", "En annan kommun är tillfrågad", "Another municipality has been asked"),
        ),
    ),
    Chamber(
        name=("Spridning", "Spread"),
        phase=Phase.SPREAD,
        promise_days=130,
        purpose=(
            "Fler får nytta av det, och vi följer upp efter 6 och 12 månader.",
            "More people benefit from it, and we follow up after 6 and 12 months.",
        ),
        bearer=_words(Phase.SPREAD, "bearer"),
        manager=_words(Phase.SPREAD, "manager"),
        decider=Role.INNOVATION_MANAGER,
        exit=(
            Condition("in_use", "Det används och har en ägare i linjen", "It is in use and has an owner in the line"),
            Condition(
                "followed_up", "Nyttan är uppföljd med samma mått", "The benefit is followed up by the same measure"
            ),
        ),
    ),
)
