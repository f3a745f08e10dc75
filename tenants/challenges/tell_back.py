"""The closing report: written with the figures beside it, then told back to everyone who answered."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, apply, record
from tenants.challenges.figures import at_report
from tenants.challenges.letters import report_letter
from tenants.challenges.models import Challenge, Mailing, Report, Status
from tenants.challenges.rules import runs
from tenants.challenges.transitions import FOLLOW_UP
from tenants.ideas.models import IdeaBearer
from tenants.people.models import Member

BATCH = 50


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What the report says, in three parts."""

    came_in: str
    taken_on: str
    learned: str


class ChangedMeanwhile(NotPossible):
    """Somebody saved another report since this one was opened. `theirs` is what stands now."""

    def __init__(self, theirs: Report) -> None:
        super().__init__(_("Somebody has changed the report since you opened it. Nothing of yours is lost."))
        self.theirs = theirs


@transaction.atomic
def write_report(challenge: Challenge, *, parts: Parts, revision: int, actor: Member) -> Report:
    """Save the report without telling anyone. Raises ChangedMeanwhile where `revision` is not the latest."""
    locked = Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
    if not runs(actor, locked):
        raise NotAllowed(_("Only the challenge's owner or the innovation manager does this."))
    if locked.status != Status.CLOSED:
        raise NotPossible(_("The report is written when the challenge has closed, and stands once it is told."))
    report = Report.objects.get(challenge=locked)
    if report.revision != revision:
        raise ChangedMeanwhile(report)
    report.came_in, report.taken_on, report.learned = parts.came_in, parts.taken_on, parts.learned
    report.revision, report.written_by = revision + 1, actor
    report.save(update_fields=["came_in", "taken_on", "learned", "revision", "written_by"])
    record(subject=locked, kind="report_written", actor=actor, data={"revision": report.revision})
    return report


@transaction.atomic
def tell_back(challenge: Challenge, *, parts: Parts, revision: int, actor: Member) -> Mailing:
    """Save the report, count what has become of the ideas, and ask for a letter to everyone who answered.

    From then on the report stands and is read by everyone who can read the challenge. Raises as `write_report`, and
    NotPossible where a part is missing.
    """
    # The task's module is found by the job machinery, which needs the apps to be loaded first.
    from tenants.challenges.tasks import send_letters

    write_report(challenge, parts=parts, revision=revision, actor=actor)
    apply(FOLLOW_UP, subject=challenge, actor=actor)
    Report.objects.filter(challenge=challenge).update(at_report=at_report(challenge), told_at=clock.now())
    mailing = Mailing.objects.create(
        challenge=challenge,
        kind=Mailing.Kind.REPORT,
        started_by=actor,
        started_at=clock.now(),
        total=those_who_answered(challenge).count(),
    )
    send_letters.defer(mailing=mailing.pk)
    return mailing


@transaction.atomic
def tell_batch(mailing: Mailing) -> Mailing:
    """Write the next letters of a report."""
    going = Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)
    if going.ended_at:
        return going
    report = Report.objects.select_related("challenge").get(challenge=going.challenge_id)
    waiting = those_who_answered(report.challenge).filter(pk__gt=going.reached)
    batch = list(waiting.select_related("member").order_by("pk")[:BATCH])
    going.sent += sum(report_letter(report, to=one) for one in batch)
    going.done += len(batch)
    going.reached = batch[-1].pk if batch else going.reached
    going.ended_at = None if batch else clock.now()
    going.save(update_fields=["done", "sent", "reached", "ended_at"])
    return going


def those_who_answered(challenge: Challenge) -> QuerySet[IdeaBearer]:
    """Those who bear an answering idea, each person once: somebody with several is written to for the first."""
    answering = IdeaBearer.objects.filter(idea__challenge_answers__challenge=challenge)
    same = Q(member=OuterRef("member")) | (Q(member=None) & ~Q(email="") & Q(email__iexact=OuterRef("email")))
    earlier = answering.filter(same, pk__lt=OuterRef("pk"))
    return answering.filter(~Exists(earlier)).order_by("pk")
