"""Bulk answers: one outcome for many ideas, given one by one by a job that can be stopped anywhere and goes on.

Each idea gets its answer in a transaction of its own, by the same service as a single one. What has happened to an idea
since it was chosen has the upper hand: it is left as it is and listed.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.web.outage import is_gone
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.access import visible_to
from tenants.ideas.answer import Answer
from tenants.ideas.meanwhile import HandledMeanwhile, latest_event, latest_events
from tenants.ideas.models import WAITING, BulkAnswer, BulkRow, Idea, IdeaBearer
from tenants.ideas.transitions import HANDLERS, InboxOutcome
from tenants.ideas.triage import triage
from tenants.ideas.withdraw import withdraw_answer
from tenants.people.models import Member

log = logging.getLogger(__name__)
State = BulkAnswer.State
Result = BulkRow.Result
MOST = 1000
LONGEST_REASON = 300
type Work = Callable[[BulkRow], None]


def may_answer_many(member: Member) -> bool:
    return member.has_role(*HANDLERS)


@transaction.atomic
def choose(ideas: Iterable[int], *, actor: Member) -> BulkAnswer:
    """Begin a bulk answer for those of the ideas that wait in the inbox now, at most MOST.

    Raises NotAllowed, and NotPossible where none of them waits.
    """
    if not may_answer_many(actor):
        raise NotAllowed(_("Only an idea coach or the innovation manager takes care of the inbox."))
    waiting = visible_to(actor).filter(pk__in=list(ideas), status__in=WAITING)
    keys = list(waiting.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    if not keys:
        raise NotPossible(_("Choose something to answer first."))
    if len(keys) > MOST:
        raise NotPossible(_("At most %(most)d can be answered at a time. Narrow it down first.") % {"most": MOST})
    seen = latest_events(keys)
    bulk = BulkAnswer.objects.create(actor=actor, created_at=clock.now())
    BulkRow.objects.bulk_create(BulkRow(bulk=bulk, idea_id=key, seen=seen.get(key, 0)) for key in keys)
    return bulk


@transaction.atomic
def write(bulk: BulkAnswer, *, answer: Answer, message_en: str, details: dict[str, Any]) -> BulkAnswer:
    """Keep what is to be answered. Raises NotPossible once it is being sent."""
    locked = _locked(bulk, State.DRAFT)
    locked.outcome, locked.message, locked.message_en = answer.outcome.value, answer.message, message_en
    locked.details = details
    locked.save(update_fields=["outcome", "message", "message_en", "details"])
    return locked


@transaction.atomic
def start(bulk: BulkAnswer, *, actor: Member) -> BulkAnswer:
    """Let the job begin. Raises NotAllowed, and NotPossible where nothing is written or it has begun."""
    if not may_answer_many(actor):
        raise NotAllowed(_("Only an idea coach or the innovation manager takes care of the inbox."))
    locked = _locked(bulk, State.DRAFT)
    if not locked.outcome or not locked.message:
        raise NotPossible(_("Write the answer first."))
    locked.state, locked.actor = State.RUNNING, actor
    locked.save(update_fields=["state", "actor"])
    return locked


@transaction.atomic
def start_undo(bulk: BulkAnswer, *, apology: str, apology_en: str, actor: Member) -> BulkAnswer:
    """Let the job take back what can be taken back. Raises NotAllowed or NotPossible."""
    if not may_answer_many(actor):
        raise NotAllowed(_("Only an idea coach or the innovation manager takes care of the inbox."))
    locked = _locked(bulk, State.DONE)
    locked.state, locked.undone_by, locked.finished_at = State.UNDOING, actor, None
    locked.apology, locked.apology_en = apology, apology_en
    locked.save(update_fields=["state", "undone_by", "finished_at", "apology", "apology_en"])
    return locked


def answer_of(bulk: BulkAnswer) -> Answer:
    """What was written, with the rows that its keys stand for."""
    details = bulk.details
    return Answer(
        outcome=InboxOutcome(bulk.outcome),
        message=bulk.message,
        coach=Member.objects.filter(pk=details.get("coach", 0)).first(),
        target=Idea.objects.filter(pk=details.get("target", 0)).first(),
        **{name: details.get(name, "") for name in ("elsewhere", "door", "to_whom", "reference")},
    )


def answer_rows(bulk: BulkAnswer) -> None:
    """Answer every row that waits. Several may do so at once: they take turns."""
    answer, actor = answer_of(bulk), bulk.actor

    def one(row: BulkRow) -> None:
        worded = Answer(**answer.__dict__ | {"message": _for_reader(row.idea, bulk.message, bulk.message_en)})
        triage(row.idea, answer=worded, actor=actor, seen=row.seen)
        row.event_id, row.result = latest_event(row.idea), Result.ANSWERED

    while _next(bulk, while_in=State.RUNNING, take=Result.WAITING, work=one, otherwise=Result.CHANGED):
        pass


def take_back_rows(bulk: BulkAnswer) -> None:
    """Take back every answer that nothing has happened to since."""

    def one(row: BulkRow) -> None:
        apology = _for_reader(row.idea, bulk.apology, bulk.apology_en)
        assert bulk.undone_by is not None
        withdraw_answer(row.idea, seen=row.event_id or 0, apology=apology, actor=bulk.undone_by)
        row.result = Result.UNDONE

    while _next(bulk, while_in=State.UNDOING, take=Result.ANSWERED, work=one, otherwise=Result.KEPT):
        pass


@transaction.atomic
def _next(
    bulk: BulkAnswer, *, while_in: BulkAnswer.State, take: BulkRow.Result, work: Work, otherwise: BulkRow.Result
) -> bool:
    """Take one row, or end; False when there is no more to do."""
    locked = BulkAnswer.objects.select_for_update(no_key=True, of=("self",)).get(pk=bulk.pk)
    if locked.state != while_in:
        return False
    row = locked.rows.filter(result=take).select_related("idea").order_by("id").first()
    if row is None:
        locked.state = State.DONE if while_in == State.RUNNING else State.UNDONE
        locked.finished_at = clock.now()
        locked.save(update_fields=["state", "finished_at"])
        return False
    _try(row, work=work, otherwise=otherwise)
    row.save(update_fields=["result", "reason", "event_id"])
    return True


def _try(row: BulkRow, *, work: Work, otherwise: BulkRow.Result) -> None:
    try:
        with transaction.atomic():
            work(row)
    except HandledMeanwhile as error:
        row.result, row.reason = otherwise, _said(error)
    except (NotAllowed, NotPossible) as error:
        # An idea that waits no more was answered by somebody else.
        gone = row.idea.status not in WAITING or Idea.objects.get(pk=row.idea_id).status not in WAITING
        row.result = otherwise if gone else Result.REFUSED
        row.reason = _said(error)
    except Exception as error:
        if is_gone(error):
            raise
        log.exception("Row %s of bulk answer %s failed.", row.pk, row.bulk_id)
        row.result, row.reason = Result.REFUSED, _("Something went wrong on our side.")


def _said(error: NotAllowed | NotPossible) -> str:
    return str(error)[:LONGEST_REASON]


def _for_reader(idea: Idea, swedish: str, english: str) -> str:
    """The message in the language of the one who left the idea."""
    if not english:
        return swedish
    bearer = IdeaBearer.objects.filter(idea=idea).select_related("member").order_by("pk").first()
    language = (bearer.member.language if bearer.member else bearer.language) if bearer else "sv"
    return english if language == "en" else swedish


def _locked(bulk: BulkAnswer, state: BulkAnswer.State) -> BulkAnswer:
    locked = BulkAnswer.objects.select_for_update(no_key=True, of=("self",)).get(pk=bulk.pk)
    if locked.state != state:
        raise NotPossible(_("It has been sent, or taken back, already."))
    return locked
