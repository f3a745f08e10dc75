"""Starting, changing, closing and opening panels, and the consent that those who join agree to."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, apply, record
from tenants.influence.access import runs
from tenants.influence.models import Consent, Panelist, ResidentPanel
from tenants.influence.transitions import CLOSE, PANEL_STEPS
from tenants.people.models import Member

COLUMNS = ("name", "purpose", "how_to_join", "keep_months")
# Small numbers say who somebody is.
FEWEST = 5


@dataclass(frozen=True, kw_only=True)
class PanelText:
    """What a panel says of itself. `keep_months` counts from when it closes."""

    name: str
    purpose: str
    how_to_join: str = ""
    keep_months: int = 6
    consent: str


@transaction.atomic
def start_panel(text: PanelText, *, actor: Member) -> ResidentPanel:
    """A panel that people can join at once. Raises NotAllowed."""
    _check(actor)
    said = {name: getattr(text, name) for name in COLUMNS}
    panel = ResidentPanel.objects.create(**said, owner=actor, created_at=clock.now())
    _consent(panel, text.consent)
    record(subject=panel, kind="started", actor=actor)
    return panel


@transaction.atomic
def change_panel(panel: ResidentPanel, *, text: PanelText, actor: Member) -> None:
    """A changed consent is a new version; those who agreed to an earlier one keep theirs. Raises NotAllowed."""
    _check(actor)
    locked = ResidentPanel.objects.select_for_update(no_key=True).get(pk=panel.pk)
    for name in COLUMNS:
        setattr(locked, name, getattr(text, name))
    locked.save(update_fields=COLUMNS)
    if current_consent(locked).text != text.consent:
        _consent(locked, text.consent)
    record(subject=locked, kind="changed", actor=actor)


@transaction.atomic
def take_step(panel: ResidentPanel, *, step: str, actor: Member) -> None:
    """Close or open it (transitions.PANEL_STEPS). Raises NotAllowed or NotPossible."""
    closed_at = clock.now() if step == CLOSE.name else None
    apply(PANEL_STEPS[step], subject=panel, actor=actor, change=lambda _: {"closed_at": closed_at})


def current_consent(panel: ResidentPanel) -> Consent:
    return Consent.objects.filter(panel=panel).order_by("-version")[0]


def number_in(panel: ResidentPanel) -> int:
    return Panelist.objects.filter(panel=panel, confirmed_at__isnull=False).count()


def shown_number(number: int | None) -> str:
    """A number of people as it may be shown: none under five."""
    if number is None:
        return "–"
    return str(number) if number >= FEWEST or number == 0 else _("fewer than 5")


def _consent(panel: ResidentPanel, text: str) -> None:
    last = Consent.objects.filter(panel=panel).aggregate(last=Max("version"))["last"] or 0
    Consent.objects.create(panel=panel, version=last + 1, text=text, written_at=clock.now())


def _check(actor: Member) -> None:
    if not runs(actor):
        raise NotAllowed(_("Only idea coaches, the innovation manager and the contact centre run panels and sessions."))
