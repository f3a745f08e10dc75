"""Gates in the demo: a delegation order, an idea board with its advice, a committee at one gate, and held proposals."""

from random import Random

from sluss import clock
from tenants.decisions.advise import ask_board, give_advice
from tenants.decisions.draft import Draft, Seen
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Advice, Basis, DelegationReference, IdeaBoard, Outcome, Proposal
from tenants.decisions.order import keep_board, keep_delegation, set_decider
from tenants.decisions.rules import conflict, gate_of
from tenants.demo.dates import instant, working_days_ago
from tenants.demo.replay import Replay
from tenants.ideas.models import Idea, Status
from tenants.pipeline.models import Gate

ORDER = 40
BEGAN, ASKED, ADVISED = 200, 4, 3  # working days ago
SHOWN_IN = ("skovde", "hjo", "uddevalla")
MOST_HELD = 3
BOARD = ("bibliotekarie", "larare", "driftledare")
SILENT = "medarbetare"  # sits on the board, and has an idea that waits for her advice
POINTS = (
    ("KS 7.1", "Ta in en idé i utveckling, inom verksamhetens budget"),
    ("KS 7.2", "Låta en idé prövas, upp till 50 000 kronor"),
    ("KS 7.3", "Avsluta en idé med lärdom"),
)
COMMITTEE = "Kommunstyrelsens arbetsutskott"
REASONS = (
    "Behovet är bekräftat i flera verksamheter. Nästa steg är att pröva i liten skala innan vi vet mer om kostnaden.",
    "Det här är rätt fråga, men just nu saknas tid i verksamheten. Vi tar upp den igen efter årsskiftet.",
    "Vi behöver veta vem som tar emot resultatet innan idén kan gå vidare.",
)
DISSENT = "Jag hade hellre låtit den gå vidare nu. Behovet växer medan vi väntar."
ADVICE = (
    (Advice.Stance.FOR, "Vi ser samma behov hos oss. Börja gärna på en enda enhet."),
    (Advice.Stance.FOR, ""),
    (Advice.Stance.AGAINST, "Jag tror att det löser sig med det system som redan är upphandlat. Fråga dem först."),
)


def tell(replay: Replay, *, few: bool) -> None:
    rng = Random(f"{replay.municipality.slug} decisions")  # noqa: S311 (repeatable, no secret)
    with clock.held_at(instant(BEGAN, rng)):
        _order(replay)
    if replay.municipality.slug not in SHOWN_IN or few:
        return
    with clock.held_at(instant(BEGAN, rng)):
        board = _board(replay)
    held = _hold(replay, rng)
    for idea in held[:1]:
        _advise(replay, idea, board, rng)


def _order(replay: Replay) -> None:
    """The points of the delegation order; the last gate is the committee's where the demo is shown."""
    day = working_days_ago(BEGAN)
    for code, text in POINTS:
        row = DelegationReference(code=code, text=text, valid_from=day)
        keep_delegation(row, actor=replay.members["registrator"])


def _board(replay: Replay) -> IdeaBoard:
    members = [replay.members[login] for login in (*BOARD, SILENT)]
    innovation = replay.members["innovation"]
    last = Gate.objects.get(source__model__in_use=True, target=None)
    set_decider(last, member=None, committee=COMMITTEE, actor=innovation)
    return keep_board(IdeaBoard(), name="Idérådet", members=members, active=True, actor=innovation)


def _hold(replay: Replay, rng: Random) -> list[Idea]:
    """Proposals that wait to be registered together, on ideas that lie before a gate with nothing held."""
    coached = Idea.objects.filter(status=Status.ACTIVE, coach__isnull=False, stage__gate__target__isnull=False)
    waiting = coached.exclude(pk__in=Proposal.objects.values("idea")).select_related("stage__gate__target", "coach")
    held: list[Idea] = []
    for idea in waiting.order_by("pk")[: MOST_HELD * 2]:
        if len(held) < MOST_HELD and idea.coach and conflict(replay.members["innovation"], idea) is None:
            with clock.held_at(instant(ASKED, rng)):
                _hold_one(replay, idea, number=len(held))
            held.append(idea)
    return held


def _hold_one(replay: Replay, idea: Idea, *, number: int) -> None:
    innovation, coach = replay.members["innovation"], idea.coach
    assert coach is not None
    differs = number == 1
    draft = Draft(
        outcome=Outcome.HOLD,
        reasons=REASONS[number],
        basis=Basis.DELEGATION,
        basis_reference=": ".join(POINTS[0]),
        delegation=DelegationReference.objects.get(code=POINTS[0][0]),
        presenter=coach,
        participants=[innovation],
        dissent=DISSENT if differs else "",
        dissenters=[innovation] if differs else [],
    )
    hold_decision(idea, draft=draft, seen=Seen.now(idea), actor=coach)


def _advise(replay: Replay, idea: Idea, board: IdeaBoard, rng: Random) -> None:
    """The coach asks the board; those who may have answered."""
    assert idea.coach is not None
    with clock.held_at(instant(ASKED, rng)):
        ask_board(idea, board=board, actor=idea.coach)
    for login, (stance, text) in zip(BOARD, ADVICE, strict=True):
        member = replay.members[login]
        if gate_of(idea) and conflict(member, idea) is None:
            with clock.held_at(instant(ADVISED, rng)):
                give_advice(idea, board=board, stance=stance, text=text, actor=member)
