"""What was answered in the inbox, by its eight outcomes, and what was decided at the gates."""

from collections.abc import Iterable

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sluss.workflow.models import Event
from tenants.decisions.transitions import CONCLUDE, HOLD, IMPLEMENT, PROCEED
from tenants.followup.scope import Scope
from tenants.followup.tables import Section, Table, before, counted, share
from tenants.ideas.transitions import InboxOutcome

DECIDED = {
    PROCEED.name: gettext_lazy("Go on to the next chamber"),
    IMPLEMENT.name: gettext_lazy("Implemented"),
    HOLD.name: gettext_lazy("Wait"),
    CONCLUDE.name: gettext_lazy("Conclude with learning"),
}


def outcomes(scope: Scope) -> Section:
    answered = {one.value: str(one.label) for one in InboxOutcome}
    decided = {name: str(label) for name, label in DECIDED.items()}
    now, then = (_numbers(one, [*answered, *decided]) for one in (scope, scope.before))
    tables = []
    for key, caption, labels, words in (
        ("inkorg", _("Answers from the inbox"), answered, _answers),
        ("grindar", _("Decisions at the gates"), decided, _decisions),
    ):
        sentence, rows, total = _shares(labels, now, then)
        header = [_("Outcome"), _("Number"), _("Share"), _("Number before")]
        tables.append(Table(key, caption, sentence, counted(words(total), scope), header, rows))
    earlier = sum(then.get(kind, 0) for kind in answered)
    return Section(tables[0].sentence, before(_answers(earlier)), tables)


def _numbers(scope: Scope, kinds: Iterable[str]) -> dict[str, int]:
    """How often each happened in the period. One statement."""
    first, after = scope.period.instants
    events = Event.objects.filter(subject="idea", kind__in=kinds, at__gte=first, at__lt=after)
    events = events.filter(subject_id__in=scope.ideas().values("pk")).order_by()
    return dict(events.values_list("kind").annotate(number=Count("pk")))


def _answers(number: int) -> str:
    return ngettext("%(number)d answer", "%(number)d answers", number) % {"number": number}


def _decisions(number: int) -> str:
    return ngettext("%(number)d decision", "%(number)d decisions", number) % {"number": number}


def _shares(
    labels: dict[str, str], now: dict[str, int], then: dict[str, int]
) -> tuple[str, list[tuple[str, int, str, int]], int]:
    """The conclusion, a row for each outcome, and how many there are in all."""
    total = sum(now.get(kind, 0) for kind in labels)
    most = max(labels, key=lambda kind: now.get(kind, 0))
    facts = {"outcome": labels[most], "number": now.get(most, 0), "all": total}
    sentence = (
        _("Most often “%(outcome)s”: %(number)d of %(all)d.") % facts
        if total
        else _("There was nothing in the period.")
    )
    rows = [
        (label, now.get(kind, 0), share(now.get(kind, 0), total), then.get(kind, 0)) for kind, label in labels.items()
    ]
    return sentence, rows, total
