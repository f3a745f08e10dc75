"""The filters of the municipality's benefits. They live in the address."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sluss.web.filters import ANY, LONGEST_SEARCH, MOST_WORDS, Filter
from tenants.benefits.judging import Confidence
from tenants.benefits.measured import Measured, each_measured
from tenants.benefits.models import Benefit, Kind
from tenants.organisation.selectors import unit_choices
from tenants.people.models import Member

STATES: dict[str, tuple[Any, Callable[[Measured], bool]]] = {
    "late": (_("A value is due"), lambda each: each.waits_for is not None),
    "missing": (_("Something is missing"), lambda each: bool(each.missing)),
    "reached": (_("The goal is reached"), lambda each: each.reached),
}
ORDERS = {"": _("Newest first"), "name": _("Name"), "confidence": _("Best known first")}


class BenefitFilter(Filter):
    """Part of it is asked of the database, part of the values that were measured."""

    q = forms.CharField(label=_("Search"), required=False, max_length=LONGEST_SEARCH)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[ANY, *((value, capfirst(label)) for value, label in Kind.choices)]
    )
    confidence = forms.ChoiceField(label=_("Confidence"), required=False, choices=[ANY, *Confidence.choices])
    unit = forms.ChoiceField(label=_("Unit of the organisation"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ANY, *((key, label) for key, (label, _test) in STATES.items())]
    )
    mine = forms.BooleanField(label=_("Where I am receiving owner"), required=False)
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=list(ORDERS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(unit=unit_choices())

    def narrow(self, benefits: QuerySet[Benefit], *, member: Member) -> QuerySet[Benefit]:
        """What the database can tell."""
        self.is_valid()
        chosen = self.cleaned_data
        for name, column in (("kind", "kind"), ("unit", "idea__unit_id")):
            if chosen.get(name):
                benefits = benefits.filter(**{column: chosen[name]})
        if chosen.get("mine"):
            benefits = benefits.filter(receiving_owner=member)
        for word in chosen.get("q", "").split()[:MOST_WORDS]:
            benefits = benefits.filter(
                Q(name__icontains=word) | Q(idea__title__icontains=word) | Q(idea__registry_number__icontains=word)
            )
        return benefits.order_by("name", "pk") if chosen.get("sort") == "name" else benefits

    def keep(self, found: Iterable[Measured]) -> list[Measured]:
        """What the values tell."""
        kept = [each for each in found if self._keeps(each)]
        if self.cleaned_data.get("sort") == "confidence":
            kept.sort(key=lambda each: each.confidence, reverse=True)
        return kept

    def stream(self, benefits: QuerySet[Benefit]) -> Iterator[Measured]:
        """As `keep`, for a file: a few at a time. One statement, or one for each confidence to sort by it."""
        if self.cleaned_data.get("sort") != "confidence":
            yield from filter(self._keeps, each_measured(benefits))
            return
        for level in sorted(Confidence, reverse=True):
            yield from (each for each in each_measured(benefits) if each.confidence == level and self._keeps(each))

    def _keeps(self, each: Measured) -> bool:
        level, state = self.cleaned_data.get("confidence"), self.cleaned_data.get("state")
        return (not level or each.confidence == level) and (not state or STATES[state][1](each))
