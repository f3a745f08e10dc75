"""Forms for integrations and keys."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sluss import clock
from tenants.api.keep_keys import LONGEST_DAYS
from tenants.api.models import Integration
from tenants.api.rules import FOR_INTEGRATIONS
from tenants.api.scopes import Scope
from tenants.ideas.forms import PlainLine
from tenants.people.models import Role

USUAL_DAYS = 365


class IntegrationForm(forms.Form):
    name = PlainLine(
        label=_("Name"), max_length=120, help_text=_("Stands on the timeline where it has done something.")
    )
    purpose = PlainLine(label=_("What is it for?"), max_length=300)
    contact = PlainLine(
        label=_("Who answers for it?"), max_length=200, help_text=_("A function or person to call when it misbehaves.")
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(role.value, capfirst(role.label)) for role in Role if role in FOR_INTEGRATIONS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "It sees and does what somebody with these roles does, never more. Employee is enough for reading."
        ),
    )


class ChangeForm(IntegrationForm):
    active = forms.BooleanField(label=_("In use: its keys open"), required=False)


class KeyForm(forms.Form):
    name = PlainLine(label=_("Name of the key"), max_length=80, help_text=_("Such as where it is kept."))
    scopes = forms.MultipleChoiceField(
        label=_("What is the key for?"),
        choices=[(scope.value, f"{capfirst(scope.label)} ({scope.value})") for scope in Scope],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As little as the integration needs. A key cannot be changed; make a new one instead."),
    )
    expires_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("At most two years from today."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("expires_on", clock.today() + dt.timedelta(days=USUAL_DAYS))

    def clean_expires_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["expires_on"]
        if not clock.today() <= day <= clock.today() + dt.timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("The last day must lie within two years from today."))
        return day


def initial_of(integration: Integration) -> dict[str, object]:
    member = integration.member
    return {
        "name": member.name,
        "purpose": integration.purpose,
        "contact": integration.contact,
        "roles": member.roles,
        "active": member.active,
    }
