"""The filters of the list of needs, and of ideas without one. They live in the address."""

from typing import ClassVar

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from sluss.web.filters import ANY, LONGEST_SEARCH, MOST_WORDS, Filter
from sluss.workflow.phases import ORDER
from tenants.ideas.models import IN_CHAMBERS, Idea, Source
from tenants.needs.models import Bond, Need, NeedIdea, Status
from tenants.organisation.models import Unit

ORDERS: dict[str, tuple[object, tuple[str, ...]]] = {
    "": (_("Newest first"), ("-heard_on", "-id")),
    "oldest": (_("Oldest first"), ("heard_on", "id")),
    "title": (_("Title"), ("title", "id")),
}
# From chamber Idé on, somebody works on how to meet the need that came in.
WITH_AN_IDEA = ORDER[2:]


class NeedFilter(Filter):
    """Words, status, source, unit, and those that have no idea yet."""

    q = forms.CharField(label=_("Search"), required=False, max_length=LONGEST_SEARCH)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[ANY, *Status.choices])
    source = forms.ChoiceField(label=_("From"), required=False, choices=[ANY, *Source.choices])
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    gap = forms.BooleanField(label=_("Only those without an idea"), required=False)
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=[(k, o[0]) for k, o in ORDERS.items()])

    BY_FIELD: ClassVar[dict[str, str]] = {"status": "status", "source": "source", "unit": "unit_id"}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.offer(unit=Unit.objects.filter(active=True).values_list("pk", "name"))

    def narrow(self, needs: QuerySet[Need]) -> QuerySet[Need]:
        """`needs` cut down to what was asked for, in the order that was asked for."""
        self.is_valid()
        chosen = self.cleaned_data
        for name, column in self.BY_FIELD.items():
            if chosen.get(name):
                needs = needs.filter(**{column: chosen[name]})
        if chosen.get("gap"):
            needs = without_idea(needs)
        return with_words(needs, chosen.get("q", "")).order_by(*ORDERS[chosen.get("sort") or ""][1])


def without_idea(needs: QuerySet[Need]) -> QuerySet[Need]:
    """The open needs that nobody has an idea for yet."""
    linked = Exists(NeedIdea.objects.filter(need=OuterRef("pk"), bond=Bond.IDEA))
    far = Exists(Idea.objects.filter(pk=OuterRef("origin_id"), furthest_phase__in=WITH_AN_IDEA))
    return needs.filter(~linked, ~far, status=Status.OPEN)


def without_need(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """The ideas in the chambers that nobody has said which need they meet."""
    linked = Exists(NeedIdea.objects.filter(idea=OuterRef("pk")))
    own = Exists(Need.objects.filter(origin=OuterRef("pk")))
    return ideas.filter(~linked, ~own, status__in=IN_CHAMBERS)


def with_words(needs: QuerySet[Need], words: str) -> QuerySet[Need]:
    """The needs that have every word in title, situation or the number of the matter."""
    for word in words.split()[:MOST_WORDS]:
        needs = needs.alias(upper_title=Upper("title"), upper_situation=Upper("situation")).filter(
            Q(upper_title__contains=word.upper())
            | Q(upper_situation__contains=word.upper())
            | Q(origin__registry_number__icontains=word)
        )
    return needs
