"""What the coaching pages have in common."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from sluss.web.one_form import save_or_show
from sluss.workflow.transitions import Text
from tenants.people.access import MemberRequest


def refuse(reason: Text | None) -> None:
    """Raises PermissionDenied where there is a reason why not."""
    if reason:
        raise PermissionDenied(str(reason))


def asked(
    request: MemberRequest,
    *,
    form: forms.BaseForm,
    save: Callable[[], Any],
    done: Text,
    back: str,
    title: Text,
    action: Text,
    text: Text = "",
) -> HttpResponse:
    """A form on a page of its own: saved and back to `back`, or shown with what is to be put right."""

    def saved() -> str:
        save()
        return back

    context = {"title": title, "action": action, "text": text, "cancel_url": back}
    return save_or_show(request, form=form, save=saved, done=done, template="web/confirm.html", context=context)
