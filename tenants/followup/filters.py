"""What a person wants to follow up. It stands in the address, so that it can be kept and sent on."""

import datetime as dt
from collections import defaultdict
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.web.filters import ANY
from tenants.followup.scope import DAY, Period, Scope
from tenants.ideas.models import Source
from tenants.organisation.selectors import UnitInTree, unit_tree
from tenants.pipeline.models import Stage

EARLIEST = dt.date(2000, 1, 1)
LATEST = dt.date(2999, 12, 31)


class KnownChoice(forms.ChoiceField):
    """A value that is not there any more leaves the choice open: a view that was kept goes on working."""

    def clean(self, value: Any) -> str:
        return str(value) if value and self.valid_value(value) else ""


def _day() -> forms.DateInput:
    """The browser's own date field, which wants the day as ISO writes it in every language."""
    return forms.DateInput({"type": "date"}, "%Y-%m-%d")


class FollowUpFilter(forms.Form):
    """Without days: the last twelve months."""

    since = forms.DateField(label=_("From"), required=False, widget=_day())
    until = forms.DateField(label=_("Until"), required=False, widget=_day())
    unit = KnownChoice(label=_("Unit, with those under it"), required=False)
    source = KnownChoice(label=_("Source"), required=False, choices=[ANY, *Source.choices])
    stage = KnownChoice(label=_("Chamber"), required=False)
    version = KnownChoice(label=_("Version of the model"), required=False)

    GONE: ClassVar = {
        "unit": _("The unit that was chosen is not there any more, so all units are counted."),
        "source": _("The source that was chosen is not there any more, so all sources are counted."),
        "stage": _("The chamber that was chosen is not there any more, so all chambers are counted."),
        "version": _("The version of the model that was chosen is not there any more, so all versions are counted."),
    }

    def __init__(self, *args: Any, short: bool, **kwargs: Any) -> None:
        """`short`: for those who see the whole alone, a period and nothing else. Otherwise two statements."""
        super().__init__(*args, **kwargs)
        self.short = short
        if short:
            for name in self.GONE:
                del self.fields[name]
            return
        self._choose("unit", [(str(row.unit.pk), row.label) for row in self.tree])
        self._choose("stage", [(str(line), name) for line, name in self.chambers.items()])
        self._choose("version", [(str(v), _("Version %(number)s") % {"number": v}) for v in self.versions])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = [ANY, *choices]  # type: ignore[attr-defined]

    @cached_property
    def tree(self) -> list[UnitInTree]:
        return unit_tree()

    @cached_property
    def stages(self) -> list[Stage]:
        """Of all versions that are or have been in use, the newest first."""
        known = Stage.objects.exclude(model__in_use=False, model__published_at=None)
        return list(known.select_related("model").order_by("-model__version", "position"))

    @cached_property
    def chambers(self) -> dict[int, str]:
        """By line, under the newest name."""
        found: dict[int, str] = {}
        for stage in self.stages:
            found.setdefault(stage.line, stage.name)
        return found

    @cached_property
    def versions(self) -> list[int]:
        return list(dict.fromkeys(stage.model.version for stage in self.stages))

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        for name in ("since", "until"):
            if (day := chosen.get(name)) and not EARLIEST <= day <= LATEST:
                self.add_error(name, _("Choose a day between the years 2000 and 2999."))
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The period ends before it begins."))
        elif since and not until and since > clock.today():
            self.add_error("since", _("The period begins after today. Say until when as well."))
        return chosen

    @property
    def gone(self) -> list[Any]:
        """What was asked for and is not there any more, as sentences."""
        asked = ((name, self.data.get(name)) for name in self.GONE if name in self.fields)
        return [self.GONE[name] for name, value in asked if value and not self.cleaned_data.get(name)]

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())

    @cached_property
    def scope(self) -> Scope:
        """What a valid filter asks for."""
        chosen = self.cleaned_data
        return Scope(
            period=self._period(chosen.get("since"), chosen.get("until")),
            units=self._units(chosen.get("unit")),
            source=chosen.get("source") or "",
            stages=self._stages(chosen.get("stage"), chosen.get("version")),
        )

    def _period(self, since: dt.date | None, until: dt.date | None) -> Period:
        last = until or clock.today()
        return Period(since or _year_before(last) + DAY, last)

    def _units(self, chosen: str | None) -> tuple[int, ...] | None:
        if not chosen:
            return None
        children: dict[int | None, list[int]] = defaultdict(list)
        for row in self.tree:
            children[row.unit.parent_id].append(row.unit.pk)
        found, waiting = [], [int(chosen)]
        while waiting:
            found.append(waiting.pop())
            waiting.extend(children[found[-1]])
        return tuple(sorted(found))

    def _stages(self, line: str | None, version: str | None) -> tuple[int, ...] | None:
        if not line and not version:
            return None
        return tuple(
            stage.pk
            for stage in self.stages
            if (not line or str(stage.line) == line) and (not version or str(stage.model.version) == version)
        )


def _year_before(day: dt.date) -> dt.date:
    """The same day a year earlier; of a leap day the one before it."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
