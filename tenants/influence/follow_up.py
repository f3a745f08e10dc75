"""Follow-up: which sessions have been told back, how many took part, and what came of it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.clock import STOCKHOLM
from sluss.web.filters import ANY, LONGEST_SEARCH, MOST_WORDS, Filter
from tenants.influence.models import Finding, Kind, Outcome, ResidentSession, Status
from tenants.influence.panels import FEWEST, shown_number
from tenants.influence.reminders import LATE_AFTER, UNTOLD
from tenants.influence.subjects import KINDS, Subject, subject_along, subject_of, subjects_of, with_subjects
from tenants.people.models import Member

FIRST_YEAR, LAST_YEAR = 2000, 2100
CHUNK = 1000


@dataclass(frozen=True)
class Row:
    """A session with what came of it. `people` is never a number under five."""

    session: ResidentSession
    subject: Subject | None
    people: str
    findings: int
    outcomes: dict[str, int]
    is_late: bool

    @property
    def open_findings(self) -> int:
        return self.findings - sum(self.outcomes.values())

    @property
    def outcome_labels(self) -> list[tuple[str, int]]:
        return [(str(one.label), self.outcomes[one]) for one in Outcome if self.outcomes.get(one)]


@dataclass(frozen=True)
class Total:
    """The sessions about one thing in one year."""

    subject: Subject
    year: int
    sessions: int
    told: int
    people: str
    decisions: int
    changes: int
    why_not: int


class FollowUpFilter(Filter):
    """Sessions by when, about what, how, and whether those who took part have been told."""

    q = forms.CharField(label=_("Search"), required=False, max_length=LONGEST_SEARCH)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    about = forms.ChoiceField(
        label=_("About"), required=False, choices=[ANY, *((kind.slug, kind.heading) for kind in KINDS.values())]
    )
    kind = forms.ChoiceField(label=_("How"), required=False, choices=[ANY, *Kind.choices])
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[ANY, *Status.choices])
    untold = forms.BooleanField(label=_("Only those that have not been told back"), required=False)

    def narrow(self, sessions: QuerySet[ResidentSession]) -> QuerySet[ResidentSession]:
        self.is_valid()
        chosen = self.cleaned_data
        if year := chosen.get("year"):
            begins, ends = (dt.datetime(one, 1, 1, tzinfo=STOCKHOLM) for one in (year, year + 1))
            sessions = sessions.filter(starts_at__gte=begins, starts_at__lt=ends)
        for name in ("kind", "status"):
            if chosen.get(name):
                sessions = sessions.filter(**{name: chosen[name]})
        if chosen.get("about"):
            sessions = sessions.filter(**{KINDS[chosen["about"]].field + "__isnull": False})
        for word in chosen.get("q", "").split()[:MOST_WORDS]:
            sessions = sessions.filter(title__icontains=word)
        return sessions.filter(status__in=UNTOLD) if chosen.get("untold") else sessions


def rows_of(sessions: Iterable[ResidentSession], *, member: Member) -> list[Row]:
    """Four queries, however many rows."""
    sessions = list(sessions)
    found, outcomes = subjects_of(sessions, member=member), _outcomes(sessions)
    late = clock.now() - LATE_AFTER
    return [_row(one, subject_of(one, found), outcomes.get(one.pk, Counter()), late) for one in sessions]


def each_row(sessions: QuerySet[ResidentSession], *, member: Member) -> Iterator[Row]:
    """The rows of a file, a few at a time: one statement, however many."""
    outcomes = Finding.objects.filter(session=OuterRef("pk")).order_by().values("outcome")
    rows: Any = with_subjects(sessions, member=member).annotate(outcomes=ArraySubquery(outcomes))
    late = clock.now() - LATE_AFTER
    for one in rows.iterator(chunk_size=CHUNK):
        yield _row(one, subject_along(one), Counter(one.outcomes), late)


def _row(session: ResidentSession, subject: Subject | None, outcomes: Counter[str], late: dt.datetime) -> Row:
    return Row(
        session,
        subject,
        shown_number(session.took_part),
        sum(outcomes.values()),
        {key: number for key, number in outcomes.items() if key},
        session.status in UNTOLD and session.held_at is not None and session.held_at < late,
    )


def totals_of(rows: Iterable[Row]) -> list[Total]:
    """Per need, idea or challenge and year, of sessions that have been held; the newest year first."""
    groups: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        if row.subject and row.session.took_part is not None:
            year = row.session.starts_at.astimezone(STOCKHOLM).year
            groups.setdefault((year, row.subject.value), []).append(row)
    return [_total(year, group) for (year, _value), group in sorted(groups.items(), reverse=True)]


def _total(year: int, rows: list[Row]) -> Total:
    came = Counter[str]()
    for row in rows:
        came.update(row.outcomes)
    subject = rows[0].subject
    if subject is None:
        raise ValueError("rows without a subject are not added up")
    return Total(
        subject=subject,
        year=year,
        sessions=len(rows),
        told=sum(row.session.status == Status.TOLD for row in rows),
        people=_people([row.session.took_part or 0 for row in rows]),
        decisions=came[Outcome.DECISION],
        changes=came[Outcome.CHANGE],
        why_not=came[Outcome.WHY_NOT],
    )


def _people(numbers: list[int]) -> str:
    """A sum in which a hidden number could be reckoned out is not told either."""
    hidden = [number for number in numbers if 0 < number < FEWEST]
    return shown_number(1) if hidden and sum(numbers) == sum(hidden) < FEWEST else _sum(numbers, hidden)


def _sum(numbers: list[int], hidden: list[int]) -> str:
    return "–" if hidden else shown_number(sum(numbers))


def _outcomes(sessions: list[ResidentSession]) -> dict[int, Counter[str]]:
    counted: dict[int, Counter[str]] = {}
    found: Any = Finding.objects.filter(session__in=sessions).order_by()
    for session, outcome, number in found.values_list("session_id", "outcome").annotate(number=Count("pk")):
        counted.setdefault(session, Counter())[outcome] = number
    return counted


def of_subject(subject: Subject) -> Q:
    return Q(**{subject.kind.field: subject.pk})
