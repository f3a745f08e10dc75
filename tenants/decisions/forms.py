"""Forms of the gate."""

import uuid
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sluss.text.personal_numbers import holds_personal_number
from tenants.decisions.draft import Draft, Seen
from tenants.decisions.models import Basis, Outcome, Proposal
from tenants.decisions.selectors import staff
from tenants.ideas.forms import PlainLine, PlainText
from tenants.ideas.models import Idea
from tenants.people.models import Member

OUTCOMES = (
    (Outcome.PROCEED, _("Go on: needs every condition met")),
    (Outcome.HOLD, _("Wait: keep the place, take it up later")),
    (Outcome.CONCLUDE, _("Conclude with learning: stop here and keep what we know now")),
)
TEXTS = ("reasons", "dissent", "assumption", "learned")
ROWS = {"rows": 3}


class DecisionForm(forms.Form):
    """A decision, held or registered. `seen` and `key` say what the writer saw and make sending twice harmless."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=OUTCOMES, widget=forms.RadioSelect)
    reasons = PlainText(
        label=_("Reasons"),
        help_text=_(
            "The bearers read this word for word. You can begin: “We have seen that …”, “What decided it was …”, "
            "“For it to go on, … is needed”."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "data-limit": 10_000}),
    )
    basis = forms.ChoiceField(
        label=_("The decision rests on"),
        choices=[(value, capfirst(label)) for value, label in Basis.choices],
        widget=forms.RadioSelect,
    )
    basis_reference = PlainLine(
        label=_("Reference"), max_length=120, help_text=_("Point in the delegation order, or paragraph: KS § 41.")
    )
    presenter = forms.ModelChoiceField(label=_("Presented by"), queryset=Member.objects.none())
    participants = forms.ModelMultipleChoiceField(
        label=_("Others who took part"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    dissent = PlainText(
        label=_("Dissenting opinion"),
        required=False,
        help_text=_("If someone who took part thought otherwise and wants it noted."),
        widget=forms.Textarea(attrs=ROWS),
    )
    assumption = PlainText(
        label=_("What we believed"),
        required=False,
        help_text=_("Must be filled in when you conclude."),
        widget=forms.Textarea(attrs=ROWS),
    )
    learned = PlainText(
        label=_("What we know now"),
        required=False,
        help_text=_("Must be filled in when you conclude."),
        widget=forms.Textarea(attrs=ROWS),
    )
    cost_saved = forms.IntegerField(
        label=_("Cost saved by stopping, kronor"), required=False, min_value=0, max_value=2_000_000_000
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("presenter", "participants"):
            self.fields[name].queryset = staff()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in TEXTS:
            if holds_personal_number(text=cleaned.get(name) or ""):
                self.add_error(name, _("The text seems to hold a personal identity number. Take it out."))
        if cleaned.get("outcome") == Outcome.CONCLUDE:
            for name in ("assumption", "learned"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Concluding needs this: it is what remains of the idea."))
        return cleaned

    def draft(self) -> Draft:
        names = ("reasons", "basis_reference", "presenter", "dissent", "assumption", "learned", "cost_saved")
        return Draft(
            outcome=Outcome(self.cleaned_data["outcome"]),
            basis=Basis(self.cleaned_data["basis"]),
            participants=list(self.cleaned_data["participants"]),
            **{name: self.cleaned_data[name] for name in names},
        )

    def saw(self) -> Seen:
        return Seen.parse(self.cleaned_data["seen"])


def initial_of(idea: Idea, proposal: Proposal | None) -> dict[str, Any]:
    """What the form begins with: the held proposal, or the coach as presenter."""
    fresh = {"seen": str(Seen.now(idea)), "key": uuid.uuid4()}
    if proposal is None:
        return {"presenter": idea.coach_id, "basis": Basis.DELEGATION, **fresh}
    names = ("outcome", "reasons", "basis", "basis_reference", "dissent", "assumption", "learned", "cost_saved")
    return {
        **{name: getattr(proposal, name) for name in names},
        "presenter": proposal.presenter_id,
        "participants": list(proposal.participants.values_list("pk", flat=True)),
        **fresh,
    }


class CorrectionForm(forms.Form):
    """Corrected reasons of a registered decision."""

    reasons = PlainText(
        label=_("Reasons, as they should read"), widget=forms.Textarea(attrs={"rows": 8, "data-limit": 10_000})
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_reasons(self) -> str:
        reasons = str(self.cleaned_data["reasons"])
        if holds_personal_number(text=reasons):
            raise forms.ValidationError(_("The text seems to hold a personal identity number. Take it out."))
        return reasons


class ConflictForm(forms.Form):
    """A conflict of interest: one's own, or for those who may raise it, another's."""

    about = forms.ModelChoiceField(label=_("Who has the conflict?"), queryset=Member.objects.none(), empty_label=None)
    reason = PlainLine(
        label=_("What is it?"),
        max_length=300,
        help_text=_(
            "A few words: related to the bearer, has a stake in it, has been part of it. No sensitive details."
        ),
    )

    def __init__(self, *args: Any, member: Member, raises_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Member.objects.filter(pk=member.pk)
        self.fields["about"].queryset = staff() | own if raises_others else own  # type: ignore[attr-defined]
