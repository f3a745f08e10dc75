"""What the idea boards advise at a gate. Advice is shown to who decides and is never itself a decision."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from sluss.workflow.models import Event
from tenants.decisions.models import Advice, IdeaBoard
from tenants.decisions.selectors import recusals_of
from tenants.ideas.access import visible_to
from tenants.ideas.models import IN_CHAMBERS, Idea, IdeaBearer
from tenants.people.models import Member
from tenants.pipeline.models import Gate

MOST = 50


@dataclass(frozen=True)
class Counsel:
    """One board's advice: who said what, and how many said which."""

    board: IdeaBoard
    advice: list[Advice]
    silent: int

    @property
    def counts(self) -> list[tuple[str, int]]:
        stances = [advice.stance for advice in self.advice]
        return [(str(stance.label), stances.count(stance)) for stance in Advice.Stance if stance in stances]


def counsel_at(idea: Idea, gate: Gate) -> list[Counsel]:
    """Every active board, and those that have advised here: three statements, however many there are."""
    given: dict[int, list[Advice]] = {}
    for advice in Advice.objects.filter(idea=idea, gate=gate).select_related("member"):
        given.setdefault(advice.board_id, []).append(advice)
    boards = IdeaBoard.objects.prefetch_related("members")
    return [_counsel(board, given.get(board.pk, [])) for board in boards if board.active or board.pk in given]


def _counsel(board: IdeaBoard, advice: list[Advice]) -> Counsel:
    heard = {one.member_id for one in advice}
    silent = sum(member.active and member.pk not in heard for member in board.members.all())
    return Counsel(board=board, advice=advice, silent=silent)


def boards_of(member: Member) -> list[IdeaBoard]:
    """The active boards that the member sits on."""
    return list(IdeaBoard.objects.filter(active=True, members=member)) if member.active else []


def waiting_for(member: Member) -> list[Idea]:
    """Ideas before a gate that somebody has asked the member's boards about and that the member may advise on, without
    those already advised on; what was promised first comes first. At most as many as a board takes in one meeting."""
    boards = IdeaBoard.objects.filter(active=True, members=member).values_list("pk", flat=True)
    asked = Event.objects.filter(subject="idea", kind="board_asked", data__board__in=list(boards))
    given = Advice.objects.filter(member=member, idea=OuterRef("pk"), gate__source=OuterRef("stage"))
    barred = recusals_of(member).filter(idea=OuterRef("pk"))
    bears = IdeaBearer.objects.filter(member=member, idea=OuterRef("pk"))
    found = visible_to(member).filter(~Exists(given), ~Exists(barred), ~Exists(bears), status__in=IN_CHAMBERS)
    found = found.filter(pk__in=asked.values("subject_id")).exclude(coach=member)
    return list(found.select_related("stage").order_by("promised_on", "pk")[:MOST])
