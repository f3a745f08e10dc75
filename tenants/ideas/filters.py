"""The filters of list and board. They live in the address, so that every view can be linked to."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.web.filters import ANY, LONGEST_SEARCH, MOST_WORDS, Filter
from tenants.ideas.access import borne_by
from tenants.ideas.models import Idea, Kind, Source, Status
from tenants.ideas.selectors import Places
from tenants.people.models import Member


@dataclass(frozen=True)
class Order:
    """A way to sort, by the word it has in the address."""

    label: object
    fields: tuple[str, ...]


ORDERS = {
    "": Order(_("Newest first"), ("-received_at", "-id")),
    "promise": Order(_("Promised first"), ("promised_on", "id")),
    "title": Order(_("Title"), ("title", "id")),
}


class IdeaFilter(Filter):
    """Search, stage, status, source and unit."""

    q = forms.CharField(label=_("Search"), required=False, max_length=LONGEST_SEARCH)
    stage = forms.ChoiceField(label=_("Chamber"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[ANY, *Status.choices])
    source = forms.ChoiceField(label=_("From"), required=False, choices=[ANY, *Source.choices])
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=[(k, o.label) for k, o in ORDERS.items()])

    BY_FIELD: ClassVar[dict[str, str]] = {
        "stage": "stage_id",
        "status": "status",
        "source": "source",
        "unit": "unit_id",
    }

    def __init__(self, *args: object, places: Places, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.offer(
            stage=((stage.pk, stage.name) for stage in places.stages),
            unit=((unit.pk, unit.name) for unit in places.units),
        )
        if not places.units:
            del self.fields["unit"]

    def narrow(self, ideas: QuerySet[Idea], *, member: Member) -> QuerySet[Idea]:
        """`ideas` cut down to what was asked for, in the order that was asked for."""
        self.is_valid()
        chosen = self.cleaned_data
        for name, column in self.BY_FIELD.items():
            if chosen.get(name):
                ideas = ideas.filter(**{column: chosen[name]})
        if chosen.get("mine"):
            ideas = ideas.filter(Q(coach=member) | borne_by(member))
        ideas = with_words(ideas, chosen.get("q", ""))
        return ideas.order_by(*ORDERS[chosen.get("sort") or ""].fields)


class InboxFilter(Filter):
    """What waits: by words, where it came from, what it is, and whether it is late."""

    q = forms.CharField(label=_("Search"), required=False, max_length=LONGEST_SEARCH)
    source = forms.ChoiceField(label=_("From"), required=False, choices=[ANY, *Source.choices])
    kind = forms.ChoiceField(label=_("Left as"), required=False, choices=[ANY, *Kind.choices])
    late = forms.BooleanField(label=_("Only what is late"), required=False)

    def narrow(self, ideas: QuerySet[Idea]) -> QuerySet[Idea]:
        """`ideas` cut down to what was asked for, what was promised first at the top.

        What waits for the bearer comes last: nothing is promised while it does.
        """
        self.is_valid()
        chosen = self.cleaned_data
        for name in ("source", "kind"):
            if chosen.get(name):
                ideas = ideas.filter(**{name: chosen[name]})
        if chosen.get("late"):
            ideas = ideas.filter(promised_on__lt=clock.today())
        return with_words(ideas, chosen.get("q", "")).order_by(F("promised_on").asc(nulls_last=True), "id")


def with_words(ideas: QuerySet[Idea], words: str) -> QuerySet[Idea]:
    """The ideas that have every word in title, text or diary number."""
    for word in words.split()[:MOST_WORDS]:
        ideas = _with_word(ideas, word)
    return ideas


def _with_word(ideas: QuerySet[Idea], word: str) -> QuerySet[Idea]:
    """Upper-cased on both sides to match the trigram indexes; a diary number is found as it is written."""
    pattern = word.upper()
    return ideas.alias(upper_title=Upper("title"), upper_text=Upper("text")).filter(
        Q(upper_title__contains=pattern) | Q(upper_text__contains=pattern) | Q(registry_number__icontains=word)
    )
