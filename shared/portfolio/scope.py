"""Whose facts are counted: the municipalities that a person may see, as the choice narrows them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from shared.portfolio.filters import Choice
from shared.portfolio.models import IdeaFact
from sluss.registry.models import Municipality


@dataclass(frozen=True, kw_only=True)
class Scope:
    """`federations` are the slugs of those that may be seen (None: all); `choice` can only make them fewer."""

    federations: frozenset[str] | None
    choice: Choice

    def municipalities(self) -> QuerySet[Municipality]:
        found = Municipality.objects.ready().order_by()
        if self.federations is not None:
            found = found.filter(federation__slug__in=self.federations)
        return found.filter(federation__slug=self.choice.federation) if self.choice.federation else found

    def facts(self) -> QuerySet[IdeaFact]:
        return IdeaFact.objects.filter(self.choice.facts(), municipality__in=self.municipalities()).order_by()
