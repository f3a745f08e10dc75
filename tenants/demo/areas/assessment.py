"""Assessments in the demo: who was asked, what they answered, and what still waits for the coach and the manager."""

from random import Random
from typing import NamedTuple

from sluss import clock
from tenants.assessment import answer, rules
from tenants.assessment.answer import Answers
from tenants.assessment.assign import Asked, assign
from tenants.assessment.balance import Wanted, balance
from tenants.assessment.models import Assessment, Confidence, Side
from tenants.assessment.stands import stands_of
from tenants.demo.dates import instant
from tenants.demo.replay import Replay
from tenants.ideas.edit import edit_text
from tenants.ideas.models import IN_CHAMBERS, Idea
from tenants.pipeline.working_days import add_working_days

ORDER = 60
ASKED, ANSWERED, EDITED = 9, 4, 2  # working days ago
DUE_IN = 7  # working days
ASSESSORS = ("chef", "avdelningschef", "coach", "coach2", "handlaggare", "larare", "socialsekreterare", "driftledare")
QUEUES = {"chef": Side.NEED, "coach": Side.FEASIBILITY}
WAITING = 3
RICH = ("skovde",)
ABSTAINS, CONFLICT, CHANGED = "begripliga-brev", "gatlyktor", "vilobankar"


class Told(NamedTuple):
    """The scores of two assessors on a side, one digit a criterion, and what each of them wrote."""

    first: str
    second: str
    said: str
    also: str = ""


NEED: dict[str, Told] = {
    "lunch-tillsammans": Told("5434", "4434", "Jag möter ensamheten varje dag. Maten är bara början."),
    "vem-ringer-jag": Told("5535", "4545", "Anhöriga ringer fel och ger upp.", "Det berör var tredje familj."),
    "vilobankar": Told("4324", "5323", "Fler skulle gå själva. Det syns i färdtjänsten."),
    "tomma-salar": Told("3232", "2222", "Trevligt, men få har bett om det."),
    "snabbpengar-unga": Told("4344", "3353", "Unga slutar fråga när svaret tar fyra månader."),
    "ring-upp": Told("4523", "4424", "Måndagskön är vår vanligaste klagan.", "Löser väntan men inte varför de ringer."),
    "sprakvan-promenad": Told("4334", "5444", "Språket avgör om praktiken blir ett jobb."),
    "bildschema-buss": Told("5254", "4243", "Få berörs, men för dem ändrar det vardagen."),
    "overgang-forskoleklass": Told("3323", "2332", "Bra tanke. Dagens papper läses ändå sällan."),
    "ordlista-arbete": Told("3222", "2222", "Hjälper, men introduktionen är det större problemet."),
    "skolskjuts-tomma-platser": Told("5445", "4455", "Utan buss kommer man inte till vårdcentralen."),
    "horslinga": Told("3213", "2323", "Det här ska fungera redan. Laga i stället för att utreda."),
    "gatlyktor": Told("2211", "2322", "Sparar några samtal, mer är det inte."),
    "begripliga-brev": Told("4424", "4434", "Breven skapar samtal som ingen har tid med."),
}
FEASIBILITY: dict[str, Told] = {
    "lunch-tillsammans": Told("4334", "3324", "Matsalen finns. Skjutsen är det svåra."),
    "vem-ringer-jag": Told("2122", "1223", "Sex system och tre huvudmän. Det tar tid.", "Regionen måste vara med."),
    "vilobankar": Told("5444", "4534", "Fyra bänkar ryms i årets drift."),
    "tomma-salar": Told("5545", "4454", "Bokningen finns, det är regeln som stoppar."),
    "snabbpengar-unga": Told("3243", "3233", "Delegationen räcker inte i dag."),
    "ring-upp": Told("4343", "3443", "Växeln klarar det med ett tillägg."),
    "sprakvan-promenad": Told("3344", "3334", "Står och faller med någon som håller i det."),
    "bildschema-buss": Told("5545", "5455", "En mall och en eftermiddag."),
    "overgang-forskoleklass": Told("4454", "5444", "Går att pröva på en avdelning i vår."),
    "ordlista-arbete": Told("5455", "4555", "Börja på en arbetsplats i morgon."),
    "skolskjuts-tomma-platser": Told("1112", "2112", "Avtalet säger nej till nästa sommar."),
    "horslinga": Told("5555", "5545", "Vaktmästarna kan göra det på sin runda."),
    "gatlyktor": Told("4544", "5444", "Siffror på stolparna, klart."),
    "begripliga-brev": Told("3343", "3434", "Vi har skribenterna men inte tiden."),
}


def tell(replay: Replay, *, few: bool) -> None:
    """Skövde has a round that most have answered; elsewhere the innovation manager has just asked a few."""
    rng = Random(f"{replay.municipality.slug} assessment")  # noqa: S311 (repeatable, no secret)
    ideas = Idea.objects.filter(pk__in=replay.ideas.values(), status__in=IN_CHAMBERS).in_bulk()
    known = {key: ideas[pk] for key, pk in replay.ideas.items() if pk in ideas and key in NEED}
    if not known or few or replay.municipality.slug not in (*RICH, "hjo", "uddevalla"):
        return
    if replay.municipality.slug in RICH:
        _answered_round(replay, known, rng)
    with clock.held_at(instant(1, rng)):
        _fill_queues(replay, [idea for idea in ideas.values() if idea not in known.values()] or list(ideas.values()))


def _answered_round(replay: Replay, known: dict[str, Idea], rng: Random) -> None:
    assessors = {replay.members[login].pk: replay.members[login] for login in ASSESSORS}
    stands, by_key = stands_of([idea.pk for idea in known.values()]), {idea.pk: idea for idea in known.values()}
    plan = balance(
        [Wanted(pk, dict.fromkeys(Side, 2)) for pk in by_key],
        members=sorted(assessors),
        loads={},
        may=lambda member, idea: rules.why_not_asked(assessors[member], by_key[idea], stands[idea]) is None,
    )
    with clock.held_at(instant(ASKED, rng)):
        made = assign(plan.asked, due_on=add_working_days(clock.today(), DUE_IN), actor=replay.members["innovation"])
    of_idea = {idea.pk: key for key, idea in known.items()}
    with clock.held_at(instant(ANSWERED, rng)):
        for place, assessment in enumerate(made):
            _answer(assessment, of_idea[assessment.idea_id], second=place % 2 == 1)
    with clock.held_at(instant(EDITED, rng)):
        _change_text(known.get(CHANGED))


def _answer(assessment: Assessment, key: str, *, second: bool) -> None:
    """Two come after each other on a side of an idea, as the plan is sorted."""
    actor, told = assessment.assessor, (NEED if assessment.side == Side.NEED else FEASIBILITY)[key]
    if second and key == CONFLICT and assessment.side == Side.NEED:
        answer.declare_conflict(assessment, reason="Har varit med och tagit fram förslaget.", actor=actor)
        return
    answer.declare_free(assessment, actor=actor)
    if second and key == ABSTAINS and assessment.side == Side.FEASIBILITY:
        answer.abstain(assessment, reason="Jag kan för lite om hur breven tas fram.", actor=actor)
        return
    digits, comment = (told.second, told.also) if second else (told.first, told.said)
    criteria = assessment.scale.criteria.values_list("pk", flat=True) if assessment.scale else ()
    answer.submit(
        assessment,
        answers=Answers(
            revision=assessment.idea.revision,
            scores=dict(zip(criteria, map(int, digits), strict=True)),
            confidence=Confidence.SURE if comment else Confidence.FAIRLY,
            comment=comment,
        ),
        actor=actor,
    )


def _change_text(idea: Idea | None) -> None:
    """Those who have assessed it are shown what is new."""
    if idea is not None and idea.coach is not None:
        texts = {name: getattr(idea, name) for name in ("title", "text", "for_whom", "why_now")}
        texts["text"] += " Två av bänkarna borde ha armstöd, så att man kommer upp igen."
        edit_text(idea, texts=texts, revision=idea.revision, actor=idea.coach)


def _fill_queues(replay: Replay, ideas: list[Idea]) -> None:
    """Something waits for the coach and the manager who show the demo."""
    stands = stands_of([idea.pk for idea in ideas])
    asked: list[Asked] = []
    for login, side in QUEUES.items():
        member = replay.members[login]
        fit = [idea for idea in ideas if rules.why_not_asked(member, idea, stands[idea.pk]) is None]
        asked += [Asked(idea.pk, side, member.pk) for idea in fit[:WAITING]]
    if asked:
        assign(asked, due_on=add_working_days(clock.today(), DUE_IN), actor=replay.members["innovation"])
