"""Changing the settings. What every page shows is written in the region, everything else in the municipality."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sluss.registry.models import Municipality
from sluss.tenancy.face import set_logo, set_palette, set_sluice_name
from sluss.web.logo.clean import CleanLogo
from sluss.workflow.transitions import NotAllowed, record
from tenants.people.models import Member
from tenants.people.rules import may_manage
from tenants.pipeline.models import InnovationModel
from tenants.settings import why
from tenants.settings.models import SluiceSettings

NOT_YOURS = _("Only an administrator changes the settings.")


def change_look(
    *, actor: Member, municipality: Municipality, palette: str, logo: CleanLogo | None, remove_logo: bool = False
) -> None:
    """Choose colours; a new logo takes the place of the old. Raises NotAllowed."""
    _check(actor)
    set_palette(municipality=municipality, palette=palette)
    if logo or remove_logo:
        set_logo(municipality=municipality, logo=logo)
    note(actor, "look_changed", palette=palette, logo=logo.digest if logo else "", removed=remove_logo)


def change_words(*, actor: Member, municipality: Municipality, sluice_name: str, why_sv: str, why_en: str) -> None:
    """What the sluice is called and why there is one. Raises NotAllowed."""
    _check(actor)
    set_sluice_name(municipality=municipality, name=sluice_name)
    SluiceSettings.objects.update_or_create(id=SluiceSettings.KEY, defaults={"why_sv": why_sv, "why_en": why_en})
    why.forget()
    note(actor, "words_changed")


@transaction.atomic
def change_promise(*, actor: Member, days: int) -> None:
    """Within how many working days everyone gets a first answer; from now on, for what comes in. Raises NotAllowed."""
    _check(actor)
    model = InnovationModel.objects.select_for_update(no_key=True).get(in_use=True)
    before, model.inbox_promise_days = model.inbox_promise_days, days
    model.save(update_fields=["inbox_promise_days"])
    note(actor, "promise_changed", before=before, after=days)


def note(actor: Member, kind: str, **data: Any) -> None:
    """An event about the settings: who did what, no texts."""
    record(subject=SluiceSettings(id=SluiceSettings.KEY), kind=kind, actor=actor, data=data)


def _check(actor: Member) -> None:
    if not may_manage(actor):
        raise NotAllowed(NOT_YOURS)
