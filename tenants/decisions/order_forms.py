"""Forms of the order of decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.decisions.forms import offer
from tenants.decisions.models import DelegationReference, EscalationSettings, GateDecider, IdeaBoard
from tenants.decisions.selectors import staff
from tenants.ideas.forms import PlainLine
from tenants.people.models import Member

MOST_DAYS = 60


class DeciderForm(forms.Form):
    """Empty gives the gate back to its role."""

    member = forms.ModelChoiceField(
        label=_("One person"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("no one in particular"),
        help_text=_("Decides alone, or their stand-in when they are away."),
    )
    committee = PlainLine(
        label=_("A committee"),
        required=False,
        max_length=120,
        help_text=_("For example: Kommunstyrelsens arbetsutskott. The registrar or the presenter registers it."),
    )

    def __init__(self, *args: Any, decider: GateDecider | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if decider:
            self.initial = {"member": decider.member_id, "committee": decider.committee}
        offer(self.fields["member"], list(staff()))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("member") and cleaned.get("committee"):
            self.add_error("committee", _("Choose one person or write one committee, not both."))
        return cleaned


class BoardForm(forms.ModelForm):  # type: ignore[type-arg]
    name = PlainLine(label=_("Name"), max_length=120)
    members = forms.ModelMultipleChoiceField(
        label=_("Who sits on it"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = IdeaBoard
        fields = ("name", "members", "active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["members"], list(Member.objects.people()))


class DelegationForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new point of the delegation order, or the end of one that stands: its words stay as they are."""

    code = PlainLine(label=_("Point"), max_length=40, help_text=_("As in the delegation order: KS 4.2."))
    text = PlainLine(label=_("What it covers"), max_length=200)

    class Meta:
        model = DelegationReference
        fields = ("code", "text", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("valid_from", "valid_to"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        if self.instance.pk:
            for name in ("code", "text", "valid_from"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("valid_from", self.instance.valid_from), cleaned.get("valid_to")
        if begins and ends and ends < begins:
            self.add_error("valid_to", _("It cannot end before it begins."))
        return cleaned


class RemindersForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = EscalationSettings
        fields = ("active", "to_innovation_manager", "to_deciders")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("to_innovation_manager"), cleaned.get("to_deciders")
        for name, days in (("to_innovation_manager", first), ("to_deciders", last)):
            if days is not None and days > MOST_DAYS:
                self.add_error(name, _("At most %(days)d working days.") % {"days": MOST_DAYS})
        if first is not None and last is not None and last < first:
            self.add_error("to_deciders", _("The innovation manager is told before those who decide."))
        return cleaned
