"""Private drafts. Written before sign-in they belong to a secret in the browser, afterwards to the member."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sluss import clock
from sluss.text.plain import plain_text
from tenants.intake.answering import known_key
from tenants.intake.forms import TEXTS
from tenants.intake.models import Draft
from tenants.intake.secrets import DRAFT
from tenants.people.models import Member

COOKIE = f"{settings.COOKIE_PREFIX}sluss_draft"
COOKIE_SECONDS = 30 * 24 * 3600
LONGEST_TEXT = 10_000


def save_for_member(member: Member, content: dict[str, Any], *, pk: int | None = None) -> Draft:
    """Keep what was typed; `pk` replaces an earlier draft of the same member (another's is never touched)."""
    kept = _kept(content)
    draft = Draft.objects.filter(member=member, pk=pk).first() if pk else None
    if draft is None:
        return Draft.objects.create(member=member, content=kept, changed_at=clock.now())
    draft.content, draft.changed_at = kept, clock.now()
    draft.save(update_fields=["content", "changed_at"])
    return draft


def save_for_browser(request: HttpRequest, response: HttpResponse, content: dict[str, Any]) -> None:
    """Keep what somebody typed before signing in, for this browser alone."""
    secret = request.COOKIES.get(COOKIE) or DRAFT.make()
    kept = _kept(content)
    facts = {"content": kept, "changed_at": clock.now()}
    # Sent twice at once there may be two rows; both are this browser's.
    if not Draft.objects.filter(holder_digest=DRAFT.digest(secret), member=None).update(**facts):
        Draft.objects.create(holder_digest=DRAFT.digest(secret), **facts)
    response.set_cookie(
        COOKIE, secret, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def claim(request: HttpRequest, member: Member) -> Draft | None:
    """After sign-in the browser's draft becomes the member's."""
    secret = request.COOKIES.get(COOKIE)
    if not secret:
        return None
    draft = Draft.objects.filter(holder_digest=DRAFT.digest(secret), member=None).first()
    if draft is not None:
        draft.member, draft.holder_digest = member, ""
        draft.save(update_fields=["member", "holder_digest"])
    return draft


def of_member(member: Member) -> list[Draft]:
    return list(Draft.objects.filter(member=member))


def forget_unclaimed() -> int:
    """Delete what was typed before a sign-in that never came, once no browser holds its secret; returns how many."""
    earliest = clock.now() - dt.timedelta(seconds=COOKIE_SECONDS)
    return Draft.objects.filter(member=None, changed_at__lt=earliest).delete()[0]


def _kept(content: dict[str, Any]) -> dict[str, str]:
    kept = {name: plain_text(str(content.get(name, "")))[:LONGEST_TEXT] for name in TEXTS}
    return kept | {"challenge": known_key(content.get("challenge"))}
