"""Links in letters that act without an account: for one thing and one person, until a day, known by digest only."""

import datetime as dt

from sluss import clock
from sluss.secrets import Kind
from tenants.influence.models import Link, Panelist, Participant

LINK = Kind("influence.link")
CONFIRM_WITHIN = dt.timedelta(days=7)
LEAVE_WITHIN = dt.timedelta(days=365)


def new_link(purpose: Link.Purpose, *, person: Panelist | Participant, until: dt.datetime) -> tuple[Link, str]:
    """The row, and the secret that goes into the letter alone."""
    token = LINK.make()
    whose = {"panelist": person} if isinstance(person, Panelist) else {"participant": person}
    return Link.objects.create(purpose=purpose, digest=LINK.digest(token), until=until, **whose), token


def open_link(purpose: Link.Purpose, token: str) -> Link | None:
    """What the secret opens, while it does; a secret for one thing does nothing else."""
    valid = Link.objects.filter(purpose=purpose, digest=LINK.digest(token), until__gt=clock.now())
    return valid.select_related("panelist__panel", "participant__session", "participant__panelist").first()
