"""`{% load files %}{% files_of idea %}`: an idea's files with what the member may do with them."""

from typing import Any

from django import template

from tenants.files import rules
from tenants.ideas.models import Idea

register = template.Library()


@register.inclusion_tag("files/parts/list.html", takes_context=True)
def files_of(context: dict[str, Any], idea: Idea) -> dict[str, Any]:
    member = context["request"].member
    files = list(idea.attachments.all())
    return {
        "files": [(file, rules.why_not_remove(member=member, attachment=file, idea=idea) is None) for file in files],
        "may_add": rules.why_not_add(member=member, idea=idea) is None,
        "idea": idea,
    }
