"""`{% load notices %}{% notices %}`: the current notices, for the start page of those who work in the municipality."""

from typing import Any

from django import template

from tenants.reporting.notices import current_notices

register = template.Library()


@register.inclusion_tag("reporting/notices.html", takes_context=True)
def notices(context: dict[str, Any]) -> dict[str, Any]:
    """Nothing, and no query, for a visitor who is no member."""
    request = context.get("request")
    return {"notices": current_notices() if getattr(request, "member", None) else []}
