"""A municipality's demo content: told once, in one transaction, and marked as told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import get_urlconf, set_urlconf
from django.utils import translation

from shared.openly.models import OpenText
from shared.portfolio.models import IdeaFact
from shared.portfolio.stamp import stamp
from sluss import clock
from sluss.outbox.relay import relay
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.tenancy.emptying import empty
from sluss.workflow.models import Event
from tenants.demo import areas, face
from tenants.demo.accounts import Keys, account_keys, make_members
from tenants.demo.library import few_of, told_in
from tenants.demo.organisation import make_units
from tenants.demo.plan import plan
from tenants.demo.replay import Replay

MARK = "demo_content"
FEW = 6


@dataclass(frozen=True)
class Filled:
    """What a municipality was given."""

    name: str
    ideas: int
    steps: int


def is_filled(municipality: Municipality) -> bool:
    with in_municipality(municipality):
        return Event.objects.filter(subject="demo", kind=MARK).exists()


def fill(municipality: Municipality, *, few: bool = False) -> Filled | None:
    """Tell the municipality's stories and bring its facts to the region; None where they had been told before.

    All of it or nothing: one transaction, so that a stop leaves nothing half told and everything asks for one job.
    """
    keys = account_keys(municipality.slug)
    with in_municipality(municipality), _as_on_its_site(), transaction.atomic():
        if Event.objects.filter(subject="demo", kind=MARK).exists():
            return None
        filled = _tell(municipality, few=few, keys=keys)
        Event.objects.create(subject="demo", subject_id=0, kind=MARK, at=clock.now(), data={"ideas": filled.ideas})
    with _as_on_its_site():
        face.put_on(municipality)
    relay(municipality)
    return filled


def clear(municipality: Municipality) -> None:
    """Take away everything that the municipality has, and what the region knows of it; accounts stay.

    Uses the owner's login. For demos alone: the caller makes sure of that.
    """
    empty(municipality)
    with in_region():
        IdeaFact.objects.filter(municipality=municipality).delete()
        OpenText.objects.filter(municipality=municipality).delete()
        stamp(municipality)


def _tell(municipality: Municipality, *, few: bool, keys: Keys) -> Filled:
    units = make_units()
    members = make_members(municipality.slug, keys=keys, units=units)
    told = told_in(municipality.slug)
    steps = plan(municipality.slug, few_of(told, most=FEW) if few else told)
    replay = Replay(municipality=municipality, members=members, units=units)
    replay.tell(steps)
    areas.tell(replay, few=few)
    return Filled(municipality.name, len(replay.ideas), len(steps))


@contextmanager
def _as_on_its_site() -> Iterator[None]:
    """Services expect a request of the municipality's site: its addresses, in Swedish."""
    before = get_urlconf()
    set_urlconf(settings.URLCONF_MUNICIPALITY)
    try:
        with translation.override("sv"):
            yield
    finally:
        set_urlconf(before)
