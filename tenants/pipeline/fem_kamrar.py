"""“Fem kamrar”, the model that every municipality begins with. Content, not code: a municipality makes it its own."""

from dataclasses import dataclass

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
        bearer=(
            "Berätta gärna om fler som har samma behov. Din coach hjälper dig att fråga dem.",
            "Do tell us about others who have the same need. Your coach helps you to ask them.",
        ),
        manager=(
            "Ge tid för samtal med dem som har behovet. En timme räcker långt.",
            "Make time for talking to those who have the need. An hour goes a long way.",
        ),
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
        bearer=(
            "Fundera på minst två andra sätt än det första, och vad som händer om vi inte gör något.",
            "Think of at least two other ways than the first, and of what happens if we do nothing.",
        ),
        manager=(
            "Bestäm vem i linjen som tar emot resultatet. Utan mottagare blir det inget test.",
            "Decide who in the line receives the result. Without a receiver there is no trial.",
        ),
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
        bearer=(
            "Skriv upp det som överraskar. Det är ofta det viktigaste resultatet.",
            "Write down what surprises you. That is often the most important result.",
        ),
        manager=(
            "Håll taket i tid och pengar, även när det går bra.",
            "Keep to the ceiling in time and money, even when it goes well.",
        ),
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
        bearer=(
            "Berätta för mottagaren vad som fungerade i testet och vad som inte gjorde det.",
            "Tell the receiver what worked in the trial and what did not.",
        ),
        manager=(
            "Avsätt tid för att lära om. Sluta med det gamla sättet på utsatt dag.",
            "Set aside time to relearn. Stop the old way on the day that was set.",
        ),
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
        bearer=(
            "Svara gärna på frågor från andra kommuner. Din coach hjälper till.",
            "Do answer questions from other municipalities. Your coach helps you.",
        ),
        manager=(
            "Följ upp nyttan efter 6 och 12 månader med samma mått som före testet.",
            "Follow up the benefit after 6 and 12 months by the same measure as before the trial.",
        ),
        decider=Role.INNOVATION_MANAGER,
        exit=(
            Condition("in_use", "Det används och har en ägare i linjen", "It is in use and has an owner in the line"),
            Condition(
                "followed_up", "Nyttan är uppföljd med samma mått", "The benefit is followed up by the same measure"
            ),
        ),
    ),
)
