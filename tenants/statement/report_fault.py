"""Taking a report of a fault, and saying that it is handled."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, record
from tenants.mail.letters import send_letter
from tenants.people.models import Member, Role
from tenants.people.rules import may_manage
from tenants.people.selectors import with_role
from tenants.statement.models import FaultReport, MunicipalStatement

NOT_YOURS = _("Only an administrator says what has been handled.")


@dataclass(frozen=True)
class Receiver:
    email: str
    language: str


def report_fault(*, page: str, text: str, answer_to: str) -> FaultReport:
    """Keep the report and write to the statement's contact, or to the administrators where none is named."""
    with transaction.atomic():
        report = FaultReport.objects.create(page=page, text=text, answer_to=answer_to, received_at=clock.now())
        statement = MunicipalStatement.current()
        for receiver in _receivers(statement):
            send_letter(
                to=receiver.email,
                template="statement/fault",
                context={"report": report, "days": statement.answer_days},
                language=receiver.language,
            )
    return report


def set_handled(report: FaultReport, *, handled: bool, actor: Member) -> FaultReport:
    """Mark a report handled, or open again. Asked twice, it changes nothing. Raises NotAllowed."""
    if not may_manage(actor):
        raise NotAllowed(NOT_YOURS)
    with transaction.atomic():
        locked = FaultReport.objects.select_for_update(no_key=True).get(pk=report.pk)
        if (locked.handled_at is not None) == handled:
            return locked
        locked.handled_at, locked.handled_by = (clock.now(), actor) if handled else (None, None)
        locked.save(update_fields=["handled_at", "handled_by"])
        record(subject=locked, kind="fault_handled" if handled else "fault_reopened", actor=actor)
    return locked


def _receivers(statement: MunicipalStatement) -> list[Receiver]:
    if statement.contact_email:
        return [Receiver(statement.contact_email, "sv")]
    return [Receiver(member.email, member.language) for member in with_role(Role.ADMINISTRATOR)]
