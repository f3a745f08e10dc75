"""The forms of the needs."""

import uuid
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.web.forms import InParts
from tenants.ideas.forms import PlainLine, PlainText
from tenants.ideas.models import Source
from tenants.ideas.numbers import WarnsOfPersonalNumbers
from tenants.ideas.register import Texts
from tenants.needs.edit import NeedFields
from tenants.needs.models import Frequency, Need, Reason
from tenants.organisation.models import Unit
from tenants.people.models import Member, Role

OWNERS = (Role.COACH, Role.INNOVATION_MANAGER, Role.MANAGER, Role.AGENT)
# Taking back follows from the inbox and is nobody's choice here.
REASONS = [(reason.value, reason.label) for reason in Reason if reason != Reason.TAKEN_BACK]


class NeedForm(InParts, WarnsOfPersonalNumbers):
    """Who needs what. `revision` tells whether somebody else has changed it meanwhile."""

    PARTS = (
        (_("The need"), ("title", "who", "situation", "frequency")),
        (_("How we know of it"), ("evidence", "source", "heard_on")),
        (_("Where it belongs"), ("unit", "owner")),
    )

    watched = ("title", "who", "situation", "evidence")

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = PlainLine(
        label=_("The need in one sentence"),
        max_length=200,
        help_text=_("Somebody needs something to be able to do something. No solution yet."),
    )
    who = PlainText(
        label=_("Who has it?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A group, never a named person."),
    )
    situation = PlainText(label=_("In which situation?"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    frequency = forms.ChoiceField(label=_("How often?"), choices=Frequency, required=False)
    evidence = PlainText(
        label=_("How do we know?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How many have said it, figures, a survey, something you have seen yourself."),
    )
    source = forms.ChoiceField(label=_("From"), choices=Source)
    heard_on = forms.DateField(label=_("When we heard of it"), widget=forms.DateInput(attrs={"type": "date"}))
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), required=False)
    owner = forms.ModelChoiceField(label=_("Who looks after it"), queryset=Member.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("heard_on", clock.today().isoformat())
        self.fields["unit"].queryset = Unit.objects.filter(active=True)  # type: ignore[attr-defined]
        self.fields["owner"].queryset = Member.objects.active().with_role(*OWNERS)  # type: ignore[attr-defined]

    def clean_heard_on(self) -> Any:
        day = self.cleaned_data["heard_on"]
        if day > clock.today():
            raise forms.ValidationError(_("That day has not come yet."))
        return day

    def fields_of_need(self) -> NeedFields:
        return cast("NeedFields", {name: self.cleaned_data[name] for name in NeedFields.__annotations__})


def initial_of(need: Need) -> dict[str, object]:
    """What the form of a need begins with."""
    texts = ("revision", "title", "who", "situation", "frequency", "evidence", "source")
    keys = {"unit": need.unit_id, "owner": need.owner_id, "heard_on": need.heard_on.isoformat()}
    return {name: getattr(need, name) for name in texts} | keys


class EndForm(forms.Form):
    """Met, or closed with a reason; in both cases a sentence for those who told us."""

    how = forms.ChoiceField(
        label=_("How does it end?"), choices=[("met", _("The need is met")), *REASONS], widget=forms.RadioSelect
    )
    ending = PlainText(
        label=_("Tell how, in a sentence or two"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everyone who sees the need can read it."),
    )


class IdeaForNeedForm(WarnsOfPersonalNumbers):
    """An idea about how to meet a need. `submission_key` makes the same form sent twice one idea."""

    watched = ("title", "text")

    submission_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = PlainLine(label=_("Your idea in one sentence"), max_length=200)
    text = PlainText(
        label=_("Tell us more"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("How would it be instead? Leave out names and personal identity numbers."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission_key", uuid.uuid4())

    def texts(self, need: Need) -> Texts:
        """For whom it is, the need says."""
        return Texts(title=self.cleaned_data["title"], text=self.cleaned_data["text"], for_whom=need.who, why_now="")
