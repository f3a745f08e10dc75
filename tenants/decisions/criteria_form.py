"""The form that answers a gate's conditions: fields by the kind of each criterion."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from sluss.text.personal_numbers import holds_personal_number
from tenants.decisions.answer_criteria import Answer
from tenants.decisions.conditions import Condition
from tenants.decisions.selectors import staff
from tenants.ideas.forms import PlainText
from tenants.people.models import Member
from tenants.pipeline.models import Criterion

Kind = Criterion.Kind
MOST = 2_000_000_000
FIELDS_OF_KIND = {
    Kind.CONFIRMED: ("met", "evidence"),
    Kind.COUNT_OR_TEXT: ("number", "evidence"),
    Kind.NUMBER: ("number", "evidence"),
    Kind.MEMBER: ("member", "evidence"),
    Kind.EQUALITY: ("met", "evidence"),
}


class CriteriaForm(forms.Form):
    """Nothing is required: answers may be filled in one at a time, and a gate asks for all of them."""

    def __init__(self, *args: Any, conditions: list[Condition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conditions = conditions
        for condition in conditions:
            for name in FIELDS_OF_KIND[Kind(condition.criterion.kind)]:
                self.fields[_key(condition, name)] = _field(name, condition)

    def groups(self) -> Iterator[tuple[Condition, list[BoundField]]]:
        """Each condition with its fields."""
        for condition in self.conditions:
            yield condition, [self[_key(condition, n)] for n in FIELDS_OF_KIND[Kind(condition.criterion.kind)]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and holds_personal_number(text=value):
                self.add_error(name, _("The text seems to hold a personal identity number. Take it out."))
        return cleaned

    def answers(self) -> list[Answer]:
        return [_answer(condition, self.cleaned_data) for condition in self.conditions]


def _key(condition: Condition, name: str) -> str:
    return f"{condition.criterion.code}-{name}"


def _answer(condition: Condition, cleaned: dict[str, Any]) -> Answer:
    names = FIELDS_OF_KIND[Kind(condition.criterion.kind)]
    return Answer(criterion=condition.criterion, **{name: cleaned[_key(condition, name)] for name in names})


def _field(name: str, condition: Condition) -> forms.Field:
    answer = condition.answer
    initial = getattr(answer, name) if answer else None
    match name:
        case "met":
            return forms.BooleanField(label=_("Confirmed"), required=False, initial=initial)
        case "number":
            return forms.IntegerField(label=_("Number"), required=False, min_value=0, max_value=MOST, initial=initial)
        case "member":
            return _member_field(initial)
    label = _("In words") if condition.criterion.kind in (Kind.NUMBER, Kind.MEMBER) else _("Evidence in words")
    return PlainText(
        label=label, required=False, initial=initial, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _member_field(chosen: Member | None) -> forms.Field:
    """Those who work with decisions, and whoever is chosen already."""
    people = staff() | Member.objects.filter(pk=chosen.pk) if chosen else staff()
    return forms.ModelChoiceField(label=_("Person"), queryset=people, required=False, initial=chosen)
