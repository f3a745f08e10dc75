"""Forms of effect chain, calculation, measures and values."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sluss import clock
from tenants.benefits.calculate import NewLine, Step
from tenants.benefits.comparing import Calculation
from tenants.benefits.fields import Amount
from tenants.benefits.measure import Plan, Reading
from tenants.benefits.models import MOST_YEARS, Benefit, EffectStep, Ground, Kind, Line, Link
from tenants.learnings.fields import OpenLine, OpenText
from tenants.people.models import Member

BLANK_ROWS = 2
GAIN, COST = "gain", "cost"


def _choices(choices: Any) -> list[tuple[str, str]]:
    return [(value, capfirst(label)) for value, label in choices.choices]


def _abreast() -> forms.RadioSelect:
    """Short choices, beside each other."""
    return forms.RadioSelect(attrs={"data-abreast": True})


def _require_unit(form: forms.Form, chosen: dict[str, Any]) -> None:
    own = chosen.get("kind") in (Kind.QUALITY, Kind.ENVIRONMENT)
    if own and not chosen.get("unit") and "unit" not in form.errors:
        form.add_error("unit", _("Say in which unit, such as complaints or kg CO₂."))


class Revised(forms.Form):
    """A form that says which revision its writer saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class ChainForm(Revised):
    """Every row of the chain on one page: a text and its assumption, a few blank ones under each link. An emptied row
    goes; the number says the order."""

    def __init__(self, *args: Any, calculation: Calculation, **kwargs: Any) -> None:
        kwargs["initial"] = {"revision": calculation.revision}
        super().__init__(*args, **kwargs)
        self.rows: list[tuple[Link, int]] = []
        for link, steps in calculation.chain:
            count = max(len(steps) + (1 if steps else BLANK_ROWS), self._sent(link))
            for number in range(min(count, 20)):
                self._add(link, number, steps[number] if number < len(steps) else None)

    def _sent(self, link: Link) -> int:
        """How many rows came in, so that nothing typed is lost where there are fewer now."""
        return sum(f"{link}-{number}-text" in self.data for number in range(20))

    def _add(self, link: Link, number: int, step: EffectStep | None) -> None:
        name = f"{link}-{number}"
        self.rows.append((link, number))
        self.fields[f"{name}-text"] = OpenLine(
            label=_("Row %(number)s") % {"number": number + 1},
            required=False,
            max_length=200,
            initial=step.text if step else "",
        )
        self.fields[f"{name}-assumption"] = OpenLine(
            label=_("This holds only if …"), required=False, max_length=300, initial=step.assumption if step else ""
        )
        self.fields[f"{name}-order"] = forms.IntegerField(
            label=_("Order"), required=False, min_value=1, max_value=99, initial=number + 1
        )

    @property
    def groups(self) -> list[tuple[Link, list[list[forms.BoundField]]]]:
        """The fields by link, three a row."""
        parts = ("text", "assumption", "order")
        return [
            (link, [[self[f"{link}-{n}-{part}"] for part in parts] for where, n in self.rows if where == link])
            for link in Link
        ]

    def steps(self) -> list[Step]:
        chosen = self.cleaned_data
        found = []
        for link, number in self.rows:
            text = chosen.get(f"{link}-{number}-text", "")
            if text:
                assumption = chosen.get(f"{link}-{number}-assumption", "")
                order = chosen.get(f"{link}-{number}-order") or 99
                found.append((list(Link).index(link), order, number, Step(link=link, text=text, assumption=assumption)))
        return [step for *_place, step in sorted(found, key=lambda row: row[:3])]


class BasisForm(Revised):
    """What an hour costs, and what the comparison says."""

    hourly_rate = Amount(
        label=_("What an hour costs, kronor"),
        min_value=1,
        max_value=10_000,
        help_text=_("With social contributions. Used only for freed time that has a use."),
    )
    conclusion = OpenText(
        label=_("What does the comparison say?"),
        required=False,
        help_text=_("Two or three sentences for someone who does not read the numbers."),
    )


class AlternativeForm(Revised):
    """A way to go."""

    name = OpenLine(label=_("Name"), max_length=120)
    description = OpenText(label=_("In a few words"), required=False, limit=2_000)

    def __init__(self, *args: Any, does_nothing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if does_nothing:
            del self.fields["name"]
            self.fields["description"].label = _("What happens if we do nothing?")


class LineForm(Revised):
    """A gain or a cost as a range."""

    kind = forms.ChoiceField(label=_("What kind is it?"), choices=_choices(Kind), widget=_abreast())
    direction = forms.ChoiceField(
        label=_("Is it something we gain or something it costs?"),
        choices=[(GAIN, pgettext_lazy("line", "We gain it")), (COST, pgettext_lazy("line", "It costs"))],
        widget=_abreast(),
    )
    text = OpenLine(label=_("What"), max_length=200, help_text=_("Such as: fewer trips in vain."))
    unit = OpenLine(
        label=_("Unit"),
        max_length=40,
        required=False,
        help_text=_("For quality and environment. Money is kronor and freed time is hours."),
    )
    low = Amount(label=_("Low"), help_text=_("If it goes worse than we think."))
    likely = Amount(label=_("Likely"))
    high = Amount(label=_("High"), help_text=_("If it goes better than we think."))
    per_year = forms.BooleanField(label=_("It comes back every year"), required=False)
    years = forms.IntegerField(
        label=_("For how many years?"), required=False, min_value=1, max_value=MOST_YEARS, help_text=_("If every year.")
    )
    use_of_time = OpenLine(
        label=_("What happens with the freed time?"),
        max_length=200,
        required=False,
        help_text=_(
            "Freed time is counted in kronor only if you say so, such as: one hourly post less from May. "
            "Time that goes to better work counts as hours."
        ),
    )

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        self._require_order(chosen)
        _require_unit(self, chosen)
        if chosen.get("per_year") and not chosen.get("years") and "years" not in self.errors:
            self.add_error("years", _("Say for how many years."))
        return chosen

    def _require_order(self, chosen: dict[str, Any]) -> None:
        low, likely, high = chosen.get("low"), chosen.get("likely"), chosen.get("high")
        if low is not None and likely is not None and likely < low:
            self.add_error("likely", _("Likely cannot be less than low."))
        if likely is not None and high is not None and high < likely:
            self.add_error("high", _("High cannot be less than likely."))

    def line(self) -> NewLine:
        chosen = self.cleaned_data
        names = ("text", "unit", "low", "likely", "high", "per_year", "use_of_time")
        return NewLine(
            kind=Kind(chosen["kind"]),
            is_cost=chosen["direction"] == COST,
            years=chosen["years"] or 1,
            **{name: chosen[name] for name in names},
        )


def initial_of_line(line: Line) -> dict[str, Any]:
    names = ("kind", "text", "unit", "low", "likely", "high", "per_year", "years", "use_of_time")
    return {name: getattr(line, name) for name in names} | {"direction": COST if line.is_cost else GAIN}


class MeasureForm(Revised):
    """What shall be measured, before and after in the same way."""

    kind = forms.ChoiceField(label=_("What kind of benefit is it?"), choices=_choices(Kind), widget=_abreast())
    name = OpenLine(label=_("What is measured?"), max_length=160, help_text=_("Such as: trips in vain a week."))
    unit = OpenLine(
        label=_("Unit"),
        max_length=40,
        required=False,
        help_text=_(
            "For quality and environment. Money is kronor a year and freed time hours a year. A share is in per cent."
        ),
    )
    direction = forms.ChoiceField(
        label=_("When is it better?"),
        choices=[("more", _("When the number rises")), ("less", _("When the number falls"))],
        widget=_abreast(),
    )
    how = OpenText(
        label=_("How is it measured?"),
        required=False,
        limit=2_000,
        help_text=_("So that somebody else can do it the same way in a year."),
    )
    target = Amount(label=_("Goal"), required=False)
    receiving_owner = forms.ModelChoiceField(
        label=_("Receiving owner"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("The one in the line who takes over, and who enters what is measured."),
    )
    in_use_from = forms.DateField(
        label=_("In use from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Values are due 1, 6 and 12 months after this day."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiving_owner"].queryset = Member.objects.people()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        _require_unit(self, chosen)
        return chosen

    def plan(self) -> Plan:
        chosen = self.cleaned_data
        names = ("name", "unit", "how", "target", "receiving_owner", "in_use_from")
        return Plan(
            kind=Kind(chosen["kind"]),
            more_is_better=chosen["direction"] == "more",
            **{name: chosen[name] for name in names},
        )


def initial_of_measure(benefit: Benefit) -> dict[str, Any]:
    names = ("kind", "name", "unit", "how", "target", "in_use_from", "revision")
    values = {name: getattr(benefit, name) for name in names}
    direction = "more" if benefit.more_is_better else "less"
    return values | {"receiving_owner": benefit.receiving_owner_id, "direction": direction}


class ReadingForm(forms.Form):
    """A value at a point. `saw` is the key of the value that stood there when the page was opened."""

    value = Amount(label=_("Value"), required=False)
    numerator = Amount(
        label=_("How many"), required=False, help_text=_("If it is a share: such as 17, of 20. The value is counted.")
    )
    denominator = Amount(label=_("Of how many"), required=False)
    ground = forms.ChoiceField(label=_("What does it rest on?"), choices=_choices(Ground), widget=forms.RadioSelect)
    how = OpenText(
        label=_("How did you find out?"), limit=2_000, help_text=_("Such as: counted in the journal for four weeks.")
    )
    measured_on = forms.DateField(
        label=_("Measured on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    saw = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)

    def clean_measured_on(self) -> Any:
        day = self.cleaned_data["measured_on"]
        if day > clock.today():
            raise forms.ValidationError(_("What has been measured was measured today or before."))
        return day

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        share = [chosen.get("numerator"), chosen.get("denominator")]
        if share.count(None) == 1 and not {"numerator", "denominator"} & set(self.errors):
            self.add_error("denominator", _("A share needs both numbers: how many, and of how many."))
        elif share[1] == 0:
            self.add_error("denominator", _("A share of nothing cannot be counted: of how many must be more than 0."))
        elif chosen.get("value") is None and None in share and "value" not in self.errors:
            self.add_error("value", _("Fill in the value, or both numbers of the share."))
        return chosen

    def reading(self) -> Reading:
        chosen = self.cleaned_data
        names = ("value", "numerator", "denominator", "how", "measured_on")
        return Reading(ground=Ground(chosen["ground"]), **{name: chosen[name] for name in names})
