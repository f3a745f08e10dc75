"""Forms of trials, clearances, efforts and what is received."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.text.personal_numbers import holds_personal_number
from sluss.web.forms import InParts
from tenants.decisions.selectors import staff
from tenants.ideas.forms import PlainLine, PlainText
from tenants.organisation.models import Unit
from tenants.people.models import Member
from tenants.trials.models import IN_HOURS, MOST_WEEKS, Clearance, Effort, EffortKind, Reception, Recommendation, Trial
from tenants.trials.move import Result
from tenants.trials.note import Spent

MOST_KRONOR = 2_000_000_000
MOST_HOURS = 1000
MOST_RATE = 10_000
LONG_AGO = dt.timedelta(days=3 * 366)


def words(rows: int = 3, **kwargs: Any) -> PlainText:
    return PlainText(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def day_field(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def number_field(**kwargs: Any) -> forms.DecimalField:
    most = Decimal("999999999999.99")
    return forms.DecimalField(
        required=False, max_digits=14, decimal_places=2, min_value=-most, max_value=most, localize=True, **kwargs
    )


class WithoutPersonalNumbers(forms.Form):
    """Trials count people and name none."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and holds_personal_number(text=value):
                self.add_error(name, _("The text seems to hold a personal identity number. Take it out."))
        return cleaned


class PlanForm(InParts, WithoutPersonalNumbers):
    """Nothing but the name and the leader is required: what is missing for the start is told on the trial's page."""

    PARTS = (
        (_("The trial"), ("name", "leader", "receiving_owner")),
        (
            _("What we believe, and how we see it"),
            ("hypothesis", "measure", "measure_unit", "lower_is_better", "baseline", "baseline_number"),
        ),
        (_("When we stop"), ("stop_rule", "stop_number", "weeks", "money")),
        (_("What it builds on"), ("alternatives", "effect_chain", "rough_benefit", "equality")),
        (_("Where and when"), ("places", "staff", "residents", "starts_on", "ends_on")),
    )

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = PlainLine(label=_("What is the trial called?"), max_length=120)
    leader = forms.ModelChoiceField(Member.objects.none(), label=_("Who leads it?"))
    receiving_owner = forms.ModelChoiceField(
        Member.objects.none(),
        label=_("Who in the line receives the result?"),
        required=False,
        help_text=_("They get a letter, and a page with what is coming to them."),
    )
    hypothesis = words(label=_("Hypothesis"), help_text=_("We believe that … for … leads to …"))
    measure = words(rows=2, label=_("Measure"), help_text=_("One measure, the same before and after."))
    measure_unit = PlainLine(
        label=_("Unit of the measure"), required=False, max_length=40, help_text=_("Minutes, visits, kronor …")
    )
    baseline = words(rows=2, label=_("Baseline"), help_text=_("How is it today?"))
    baseline_number = number_field(label=_("Baseline as a number"))
    stop_rule = words(rows=2, label=_("Stop rule"), help_text=_("We stop if … is less than … on …"))
    stop_number = number_field(
        label=_("Stop rule as a number"), help_text=_("If the measure is worse than this, we stop.")
    )
    lower_is_better = forms.BooleanField(label=_("A lower number is better"), required=False)
    weeks = forms.IntegerField(label=_("Ceiling in weeks"), min_value=1, max_value=MOST_WEEKS, initial=12)
    money = forms.IntegerField(label=_("Ceiling in kronor"), min_value=0, max_value=MOST_KRONOR, required=False)
    alternatives = words(
        label=_("Alternatives that were compared"), help_text=_("One a line, doing nothing included. At least three.")
    )
    effect_chain = words(label=_("Effect chain"), help_text=_("From effort to benefit."))
    rough_benefit = words(label=_("Rough benefit"))
    equality = words(label=_("4R"), help_text=_("Who takes part, who gets the resources, and why is it so?"))
    places = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("Where?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    staff = forms.IntegerField(label=_("How many staff take part?"), min_value=0, max_value=100_000, required=False)
    residents = forms.IntegerField(
        label=_("How many residents take part?"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=_("The number alone. No names are kept in a trial."),
    )
    starts_on = day_field(label=_("Planned start"), required=False)
    ends_on = day_field(label=_("Planned end"), required=False)

    def __init__(self, *args: Any, actor: Member, trial: Trial | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [actor.pk, *([trial.leader_id, trial.receiving_owner_id] if trial else [])]
        people = staff() | Member.objects.active().filter(pk__in=[pk for pk in chosen if pk], guest_of=None)
        for name in ("leader", "receiving_owner"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]
        self.fields["places"].queryset = Unit.objects.filter(active=True)  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, trial: Trial) -> dict[str, Any]:
        names = [name for name in cls.base_fields if name not in ("places", "leader", "receiving_owner")]
        people = {"leader": trial.leader_id, "receiving_owner": trial.receiving_owner_id}
        return (
            {name: getattr(trial, name) for name in names}
            | people
            | {"places": list(trial.places.values_list("pk", flat=True))}
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end comes after the start."))
        weeks = cleaned.get("weeks")
        if start and end and weeks and (end - start).days > weeks * 7:
            self.add_error("ends_on", _("That is longer than the ceiling in weeks."))
        return cleaned

    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("revision", "places")}


class ReasonForm(WithoutPersonalNumbers):
    reason = words(label=_("Why?"), help_text=_("Those who were to take part read this."))

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if not reason.strip():
            raise ValidationError(_("Say why, in a sentence."))
        return reason


class ResultForm(WithoutPersonalNumbers):
    measured = PlainText(label=_("What was measured?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    measured_number = number_field(label=_("The measure as a number"))
    stop_rule_met = forms.TypedChoiceField(
        label=_("Was the stop rule reached?"),
        choices=[("no", _("no")), ("yes", _("yes, we should have stopped or did stop"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    conclusion = PlainText(
        label=_("What does it mean?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A no is a result as good as a yes. What do you know now that you did not before?"),
    )
    recommendation = forms.ChoiceField(
        label=_("What do you recommend?"), choices=Recommendation.choices, widget=forms.RadioSelect
    )

    def result(self) -> Result:
        return Result(**self.cleaned_data)


class AskClearanceForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Clearance.Kind.choices)
    owner = forms.ModelChoiceField(Member.objects.none(), label=_("Who answers for it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Member.objects.people()  # type: ignore[attr-defined]


class ClearanceForm(WithoutPersonalNumbers):
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[choice for choice in Clearance.Answer.choices if choice[0] != Clearance.Answer.WAITING],
        widget=forms.RadioSelect,
    )
    conditions = words(
        label=_("Reasons and conditions"), help_text=_("Where the assessment lies, and what must be kept to.")
    )
    expires_on = day_field(
        label=_("Holds until"), required=False, help_text=_("The trial is paused by itself the day after.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("answer") not in (None, Clearance.Answer.GRANTED) and not cleaned.get("conditions"):
            self.add_error("conditions", _("Say why, in a sentence."))
        day = cleaned.get("expires_on")
        if day and day < clock.today():
            self.add_error("expires_on", _("That day has passed."))
        return cleaned


class EffortForm(WithoutPersonalNumbers):
    """One number: hours for work, kronor for what was bought."""

    kind = forms.ChoiceField(label=_("What for?"), choices=EffortKind.choices)
    amount = forms.DecimalField(
        label=_("Hours or kronor"),
        min_value=0,
        max_value=MOST_KRONOR,
        max_digits=12,
        decimal_places=2,
        localize=True,
        help_text=_("Hours for work, kronor for purchases and other costs."),
    )
    day = day_field(label=_("Day"))
    member = forms.ModelChoiceField(Member.objects.none(), label=_("Who?"))
    trial = forms.ModelChoiceField(Trial.objects.none(), label=_("Trial"), required=False, empty_label=_("none"))
    note = PlainLine(label=_("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, actor: Member, idea_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = staff() | Member.objects.filter(pk=actor.pk) | _who_bears(idea_id)
        self.fields["member"].queryset = people.distinct()  # type: ignore[attr-defined]
        self.fields["trial"].queryset = Trial.objects.filter(idea=idea_id)  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, effort: Effort) -> dict[str, Any]:
        amount = effort.hours if effort.kind in IN_HOURS else effort.kronor
        facts = {name: getattr(effort, name) for name in ("kind", "day", "note")}
        return facts | {"amount": amount, "member": effort.member_id, "trial": effort.trial_id}

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if not clock.today() - LONG_AGO <= day <= clock.today():
            raise ValidationError(_("Choose a day until today and at most three years back."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") in IN_HOURS and (cleaned.get("amount") or 0) > MOST_HOURS:
            self.add_error("amount", _("At most %(number)d hours at a time.") % {"number": MOST_HOURS})
        return cleaned

    def spent(self) -> Spent:
        facts = dict(self.cleaned_data)
        amount = facts.pop("amount")
        in_hours = facts["kind"] in IN_HOURS
        return Spent(hours=amount if in_hours else None, kronor=None if in_hours else int(amount), **facts)


def _who_bears(idea_id: int) -> Any:
    return Member.objects.active().filter(borne_ideas__idea=idea_id)


class RatesForm(forms.Form):
    """What an hour costs, by kind of work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in IN_HOURS:
            self.fields[kind.value] = forms.IntegerField(
                label=_("%(kind)s, kronor an hour") % {"kind": str(kind.label).capitalize()},
                min_value=0,
                max_value=MOST_RATE,
            )


class ReceptionForm(WithoutPersonalNumbers):
    answer = forms.ChoiceField(
        label=_("Do you receive it?"),
        choices=[
            (Reception.Answer.CONFIRMED.value, _("yes, I receive the result")),
            (Reception.Answer.DECLINED.value, _("no, it should be somebody else")),
        ],
        widget=forms.RadioSelect,
    )
    reason = words(label=_("In your own words"), help_text=_("A no needs a reason: the coach gets it in a letter."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("answer") == Reception.Answer.DECLINED and not cleaned.get("reason"):
            self.add_error("reason", _("Say why, so that the right owner can be found."))
        return cleaned
