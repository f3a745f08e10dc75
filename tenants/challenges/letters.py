"""Letters about a challenge, in the receiver's language."""

from typing import Any

from tenants.challenges.models import Challenge, Report
from tenants.ideas.models import IdeaBearer
from tenants.mail.letters import render_letter, send_letter
from tenants.people.models import Member

INVITATION, REPORT = "challenges/invitation", "challenges/report"


def invitation_letter(challenge: Challenge, *, message: str, to: Member) -> None:
    send_letter(
        to=to.email, template=INVITATION, context=_invitation(challenge, message, to.name), language=to.language
    )


def preview_invitation(challenge: Challenge, *, message: str, name: str, language: str) -> tuple[str, str]:
    """Subject and text as they would go out."""
    subject, text, _html = render_letter(
        template=INVITATION, context=_invitation(challenge, message, name), language=language
    )
    return subject, text


def report_letter(report: Report, *, to: IdeaBearer) -> bool:
    """Tell someone who answered what came of it; False where they cannot be reached."""
    receiver = to.member if to.member_id else to
    email = receiver.email if receiver and (to.member is None or to.member.active) else ""
    if not email or receiver is None:
        return False
    context = _report(report, receiver.name, member=to.member is not None)
    send_letter(to=email, template=REPORT, context=context, language=receiver.language)
    return True


def preview_report(report: Report, *, language: str) -> tuple[str, str]:
    subject, text, _html = render_letter(template=REPORT, context=_report(report, "", member=True), language=language)
    return subject, text


def _invitation(challenge: Challenge, message: str, name: str) -> dict[str, Any]:
    return {"challenge": challenge, "message": message, "name": name}


def _report(report: Report, name: str, *, member: bool) -> dict[str, Any]:
    """Members read on inside, others on the public page where there is one."""
    return {"challenge": report.challenge, "report": report, "name": name, "member": member}
