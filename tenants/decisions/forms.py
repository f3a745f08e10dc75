"""Forms of the gate."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.text.personal_numbers import holds_personal_number
from tenants.decisions.draft import Draft, Seen
from tenants.decisions.models import (
    REFERENCE_LENGTH,
    Advice,
    Basis,
    DelegationReference,
    IdeaBoard,
    Outcome,
    Proposal,
)
from tenants.decisions.rules import decider_is_committee, gate_of
from tenants.decisions.selectors import in_force, may_be_asked, staff, taking_part
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
    delegation = forms.ModelChoiceField(
        label=_("Point of the delegation order"),
        queryset=DelegationReference.objects.none(),
        required=False,
        help_text=_("If it rests on delegation. Those in force today can be chosen."),
    )
    basis_reference = PlainLine(
        label=_("Reference"),
        max_length=REFERENCE_LENGTH,
        required=False,
        help_text=_("Point in the delegation order, or paragraph: KS § 41."),
    )
    protocol_on = forms.DateField(
        label=_("Day of the minutes"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("If it rests on a paragraph of the minutes."),
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
    dissenters = forms.ModelMultipleChoiceField(
        label=_("Whose opinion it is"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
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

    asked = forms.ModelChoiceField(
        label=_("Ask for the decision"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("nobody, just keep it"),
        help_text=_("Gets a letter with a link to this page when you hold the proposal."),
    )

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(staff())
        for name in ("presenter", "participants", "dissenters"):
            offer(self.fields[name], people)
        gate = gate_of(idea)
        offer(self.fields["asked"], list(may_be_asked(idea, gate)) if gate else [])
        offer(self.fields["delegation"], list(in_force(clock.today())))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in TEXTS:
            if holds_personal_number(text=cleaned.get(name) or ""):
                self.add_error(name, _("The text seems to hold a personal identity number. Take it out."))
        self._take_reference_from_delegation(cleaned)
        if cleaned.get("outcome") == Outcome.CONCLUDE:
            for name in ("assumption", "learned"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Concluding needs this: it is what remains of the idea."))
        return cleaned

    def _take_reference_from_delegation(self, cleaned: dict[str, Any]) -> None:
        """A point chosen from the register is the reference; otherwise it is typed."""
        delegation = cleaned.get("delegation")
        if cleaned.get("basis") != Basis.DELEGATION:
            cleaned["delegation"] = None
        elif delegation:
            cleaned["basis_reference"] = str(delegation)[:REFERENCE_LENGTH]
        if not cleaned.get("basis_reference") and "basis_reference" not in self.errors:
            self.add_error("basis_reference", _("Write what the decision rests on, or choose a point above."))

    def draft(self) -> Draft:
        names = ("reasons", "basis_reference", "presenter", "delegation", "protocol_on", "dissent", "assumption")
        return Draft(
            outcome=Outcome(self.cleaned_data["outcome"]),
            basis=Basis(self.cleaned_data["basis"]),
            participants=list(self.cleaned_data["participants"]),
            dissenters=list(self.cleaned_data["dissenters"]),
            **{name: self.cleaned_data[name] for name in (*names, "learned", "cost_saved")},
        )

    def saw(self) -> Seen:
        return Seen.parse(self.cleaned_data["seen"])


def typed_in(data: QueryDict) -> dict[str, Any]:
    """What stands in a form that was sent, to begin a new one with: nothing typed is lost and nothing is judged yet."""
    many = ("participants", "dissenters")
    return {name: data.getlist(name) if name in many else data.get(name) for name in DecisionForm.base_fields}


def without_personal_number(text: str) -> str:
    if holds_personal_number(text=text):
        raise forms.ValidationError(_("The text seems to hold a personal identity number. Take it out."))
    return text


def offer(field: forms.Field, choices: Sequence[Model]) -> None:
    """Offer rows that are read already: the queryset then only finds what was chosen."""
    assert isinstance(field, forms.ModelChoiceField)
    assert field.queryset is not None
    field.queryset = field.queryset.model._default_manager.filter(pk__in=[choice.pk for choice in choices])
    blank = [("", field.empty_label)] if field.empty_label is not None else []
    field.choices = [*blank, *((choice.pk, str(choice)) for choice in choices)]


def initial_of(idea: Idea, proposal: Proposal | None) -> dict[str, Any]:
    """What the form begins with: the held proposal, or the coach as presenter."""
    fresh = {"seen": str(Seen.now(idea)), "key": uuid.uuid4()}
    if proposal is None:
        gate = gate_of(idea)
        basis = Basis.PROTOCOL if gate and decider_is_committee(gate) else Basis.DELEGATION
        return {"presenter": idea.coach_id, "basis": basis, **fresh}
    names = ("outcome", "reasons", "basis", "basis_reference", "protocol_on", "dissent", "assumption", "learned")
    return {
        **{name: getattr(proposal, name) for name in (*names, "cost_saved")},
        "delegation": proposal.delegation_id,
        "dissenters": list(proposal.dissenters.values_list("pk", flat=True)),
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
        return without_personal_number(self.cleaned_data["reasons"])


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
        self.fields["about"].queryset = taking_part() | own if raises_others else own  # type: ignore[attr-defined]


class TrialForm(forms.Form):
    """What became of a noted conflict of interest."""

    upheld = forms.TypedChoiceField(
        label=_("Does it bar?"),
        choices=[("yes", _("Yes: others prepare and decide")), ("no", _("No: it is no conflict of interest"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = PlainLine(label=_("Why?"), max_length=300)


class TakeUpForm(forms.Form):
    """What those who bear an idea are told when it is taken up again."""

    message = PlainText(
        label=_("What do you say to those who bear it?"),
        max_length=5000,
        help_text=_("Goes out word for word. Tell what has changed since it was to wait, and what happens now."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AdviceForm(forms.Form):
    """What a member of an idea board advises."""

    board = forms.ModelChoiceField(label=_("Idea board"), queryset=IdeaBoard.objects.none(), empty_label=None)
    stance = forms.ChoiceField(label=_("Your advice"), choices=Advice.Stance, widget=forms.RadioSelect)
    text = PlainText(
        label=_("Why?"),
        required=False,
        max_length=5000,
        help_text=_("Whoever decides reads it word for word."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, boards: list[IdeaBoard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["board"], boards)
        self.fields["board"].initial = boards[0]
        if len(boards) == 1:
            self.fields["board"].widget = forms.HiddenInput()

    def clean_text(self) -> str:
        return without_personal_number(self.cleaned_data["text"])
