"""What the settings put on the start page, which lies below them: `{% load sluice_settings %}`."""

from typing import Any

from django import template

from tenants.people.rules import may_manage
from tenants.settings.first_start import progress
from tenants.settings.why import Why, why

register = template.Library()


@register.simple_tag
def own_why() -> Why:
    """`{% own_why as why %}`: the municipality's own words, with empty text where it has written none."""
    return why()


@register.inclusion_tag("settings/parts/reminder.html", takes_context=True)
def first_start_reminder(context: dict[str, Any]) -> dict[str, Any]:
    """For administrators until the first start is over; nothing, and no query, for everyone else."""
    member = getattr(context.get("request"), "member", None)
    if member is None or not may_manage(member):
        return {}
    found = progress()
    return {} if found.is_over else {"progress": found}
