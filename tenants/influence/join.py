"""Joining a panel by oneself, with an address that is confirmed and no account, and leaving it at any time."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from sluss import clock
from tenants.influence import letters
from tenants.influence.links import LEAVE_WITHIN
from tenants.influence.models import Consent, Link, Panelist, PanelStatus, ResidentPanel

BETWEEN_LETTERS = dt.timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Joiner:
    """The little that is asked."""

    name: str
    email: str
    language: str
    wishes: str = ""


@transaction.atomic
def ask_to_join(panel: ResidentPanel, *, joiner: Joiner, consent: Consent) -> None:
    """Write to the address with a link that confirms it. Somebody who is in already gets no letter.

    The answer on the page is the same in every case, so that nobody learns who is in the panel.
    """
    locked = ResidentPanel.objects.select_for_update(no_key=True).get(pk=panel.pk)
    if locked.status != PanelStatus.OPEN:
        return
    now = clock.now()
    said = {"name": joiner.name, "language": joiner.language, "wishes": joiner.wishes, "consent": consent}
    known = Panelist.objects.filter(panel=locked, email__iexact=joiner.email).first()
    if known and (known.confirmed_at or known.asked_at > now - BETWEEN_LETTERS):
        return
    if known:
        Panelist.objects.filter(pk=known.pk).update(**said, asked_at=now)
        known.refresh_from_db()
    else:
        known = Panelist.objects.create(panel=locked, email=joiner.email, asked_at=now, **said)
    letters.ask_to_confirm(known)


@transaction.atomic
def confirm(link: Link) -> None:
    """They are in from now on, and get a letter by which they can leave."""
    panelist = Panelist.objects.select_for_update(no_key=True, of=("self",)).get(links=link)
    if panelist.confirmed_at is None:
        panelist.confirmed_at = clock.now()
        panelist.save(update_fields=["confirmed_at"])
        letters.welcome(panelist)
    Link.objects.filter(panelist=panelist, purpose=Link.Purpose.CONFIRM).delete()


def ask_for_way_out(panel: ResidentPanel, *, email: str) -> None:
    """Write to the address with a link to leave, where it is in the panel. The page answers the same in every case."""
    found = Panelist.objects.filter(panel=panel, email__iexact=email).first()
    since = clock.now() - BETWEEN_LETTERS
    if found and not Link.objects.filter(panelist=found, until__gt=since + LEAVE_WITHIN).exists():
        letters.way_out(found)
