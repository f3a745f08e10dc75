"""What part of the pipeline a person wants to see. Stands in the address, so that it can be kept and sent on."""

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shared.portfolio.codes import Source
from sluss.registry.models import Federation


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The filter as it was chosen; an empty field means everything. Days are those of receipt, both included."""

    federation: str = ""
    source: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    def facts(self, relation: str = "") -> Q:
        """The facts that count, seen over `relation`. Those that are gone never do."""
        wanted = {"source": self.source, "received_on__gte": self.since, "received_on__lte": self.until}
        given = {name: value for name, value in wanted.items() if value}
        over = f"{relation}__" if relation else ""
        return Q(**{f"{over}{name}": value for name, value in {**given, "gone": False}.items()})

    def query(self) -> str:
        """The choice as it stands in an address, with its question mark; nothing where everything is chosen."""
        given = {field.name: str(value) for field in fields(self) if (value := getattr(self, field.name))}
        return f"?{urlencode(given)}" if given else ""


def _day() -> forms.DateInput:
    """The browser's own date field, which wants the day as ISO writes it in every language."""
    return forms.DateInput({"type": "date"}, "%Y-%m-%d")


class FilterForm(forms.Form):
    federation = forms.ChoiceField(label=_("Federation"), required=False)
    source = forms.ChoiceField(label=_("Source"), required=False, choices=[("", _("All sources")), *Source.choices])
    since = forms.DateField(label=_("Received from"), required=False, widget=_day())
    until = forms.DateField(label=_("Received until"), required=False, widget=_day())

    def __init__(self, *args: Any, federations: list[Federation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(federation.slug, federation.name) for federation in federations]
        self.fields["federation"].choices = [("", _("All that you follow")), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The period ends before it begins."))
        return self.cleaned_data

    def choice(self) -> Choice:
        return Choice(**self.cleaned_data)


class OverviewForm(FilterForm):
    """The same, and from which day on changes are told. Left empty: since one's last visit."""

    changed_since = forms.DateField(label=_("Changes since"), required=False, widget=_day())

    def __init__(self, *args: Any, fixed: bool = False, **kwargs: Any) -> None:
        """`fixed`: the page is a federation's own, which is not chosen."""
        super().__init__(*args, **kwargs)
        if fixed:
            del self.fields["federation"]

    def choice(self) -> Choice:
        names = {field.name for field in fields(Choice)}
        return Choice(**{name: value for name, value in self.cleaned_data.items() if name in names})
