"""Registering what comes in: from this moment it has a diary number, a secrecy mark, a retention rule and a promise.

One function for one and for thousands, so that an import is registered exactly like a typed idea.

When somebody first said it and when the municipality registers it are two facts for what comes from a file. The diary
number belongs to the year it was registered in (a series of a year that has passed is closed and may be archived), and
the promise and the days in a stage count from then, because nobody could answer before. `received_at` keeps the day of
the file. For everything else the two are the same moment, so `registered_at` is given by imports alone.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from django.db import connection, transaction

from sluss import clock
from sluss.clock import STOCKHOLM
from sluss.tenancy.rows import columns_of, from_row
from sluss.text.digests import text_digest
from sluss.workflow.models import Event
from tenants.ideas import facts
from tenants.ideas.models import Idea, IdeaBearer, Kind, Source
from tenants.organisation.diary import DiaryNumber, take_numbers
from tenants.organisation.models import Authority, RetentionRule, Unit
from tenants.people.models import Member
from tenants.pipeline.models import InnovationModel
from tenants.pipeline.working_days import add_working_days

BATCH = 500
# The authority by its key, or the one that receives what nobody else does.
TERMS = f"""
SELECT r.id, m.inbox_promise_days, {columns_of(Authority, "a")}
FROM {Authority._meta.db_table} a, {RetentionRule._meta.db_table} r, {InnovationModel._meta.db_table} m
WHERE a.id = COALESCE(%s, (SELECT id FROM {Authority._meta.db_table} WHERE is_default)) AND r.is_default AND m.in_use"""  # noqa: S608 (constants of this file)
LOCKED = "FOR NO KEY UPDATE OF a"
KNOWN = f"SELECT id FROM {Idea._meta.db_table} WHERE submission_key = %s"  # noqa: S608 (constants of this file)


class Texts(TypedDict):
    """What somebody wrote."""

    title: str
    text: str
    for_whom: str
    why_now: str


@dataclass(frozen=True, kw_only=True)
class NewBearer:
    """Someone who bears the idea: a member, or a person outside by what they chose to tell."""

    member: Member | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = "sv"


@dataclass(frozen=True, kw_only=True)
class NewIdea:
    """What comes in. `submission_key` makes the same form sent twice one idea; `registered_at` is when it is registered
    where that is not at receipt."""

    title: str
    text: str = ""
    for_whom: str = ""
    why_now: str = ""
    source: Source
    kind: Kind = Kind.IDEA
    received_at: dt.datetime
    registered_at: dt.datetime | None = None
    unit: Unit | None = None
    external_id: str = ""
    bearers: Sequence[NewBearer] = field(default=())
    submission_key: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True)
class _Terms:
    """What every registration needs: who receives, how long it is kept and within how many days it is answered."""

    authority: Authority
    rule_id: int
    promise_days: int


# Without a savepoint: whoever registers undoes the whole of it where something fails.
@transaction.atomic(savepoint=False)
def register_idea(new: NewIdea, *, actor: Member | None) -> tuple[Idea, bool]:
    """Register one idea; returns it and whether it was new (False: the same submission had been registered before)."""
    # The same form sent twice at once: the second waits here for the first and then finds what it wrote.
    terms = _terms(f"{TERMS} {LOCKED}", unit=new.unit)
    known = _known(new.submission_key)
    if known:
        return known, False
    number = take_numbers(authority=terms.authority, received_on=_day(new), count=1)
    return _write([new], terms=terms, numbers={_day(new).year: number}, actor=actor)[0], True


@transaction.atomic(savepoint=False)
def register_ideas(batch: Sequence[NewIdea], *, actor: Member | None) -> list[Idea]:
    """Register many at once, all under the authority that receives what has no unit."""
    terms = _terms(TERMS, unit=None)
    years: dict[int, int] = defaultdict(int)
    for new in batch:
        years[_day(new).year] += 1
    numbers = {
        year: take_numbers(authority=terms.authority, received_on=dt.date(year, 1, 1), count=count)
        for year, count in sorted(years.items())
    }
    return _write(batch, terms=terms, numbers=numbers, actor=actor)


def _write(
    batch: Sequence[NewIdea], *, terms: _Terms, numbers: dict[int, list[DiaryNumber]], actor: Member | None
) -> list[Idea]:
    waiting = {year: iter(series) for year, series in numbers.items()}
    ideas = Idea.objects.bulk_create(
        [_idea(new, terms, next(waiting[_day(new).year])) for new in batch], batch_size=BATCH
    )
    IdeaBearer.objects.bulk_create(
        [_bearer(bearer, idea) for new, idea in zip(batch, ideas, strict=True) for bearer in new.bearers],
        batch_size=BATCH,
    )
    events = Event.objects.bulk_create([_received(idea, actor) for idea in ideas], batch_size=BATCH)
    told = [(idea, event.pk) for idea, event in zip(ideas, events, strict=True)]
    facts.tell_region_many(told, just_received=True)
    return ideas


def _idea(new: NewIdea, terms: _Terms, number: DiaryNumber) -> Idea:
    return Idea(
        kind=new.kind,
        title=new.title,
        text=new.text,
        for_whom=new.for_whom,
        why_now=new.why_now,
        digest=text_digest(title=new.title, text=new.text),
        source=new.source,
        external_id=new.external_id,
        submission_key=new.submission_key,
        received_at=new.received_at,
        authority=terms.authority,
        diary_year=number.year,
        diary_number=number.number,
        registry_number=str(number),
        retention_rule_id=terms.rule_id,
        unit=new.unit,
        entered_stage_at=_registered_at(new),
        promised_on=add_working_days(_day(new), terms.promise_days),
    )


def _bearer(new: NewBearer, idea: Idea) -> IdeaBearer:
    return IdeaBearer(
        idea=idea, member=new.member, name=new.name, email=new.email, phone=new.phone, language=new.language
    )


def _received(idea: Idea, actor: Member | None) -> Event:
    return Event(
        subject="idea",
        subject_id=idea.pk,
        kind="received",
        actor_id=actor.pk if actor else None,
        at=clock.now(),
        data={"source": idea.source},
    )


def _terms(sql: str, *, unit: Unit | None) -> _Terms:
    with connection.cursor() as cursor:
        cursor.execute(sql, [unit.authority_id if unit else None])
        rule_id, promise_days, *found = cursor.fetchone()
    authority = from_row(Authority, found)
    assert authority is not None  # every municipality is made with one that receives what has no unit
    return _Terms(authority, rule_id, promise_days)


def _known(submission_key: uuid.UUID) -> Idea | None:
    """What the same form gave before; hardly ever anything, so only then is it read whole."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [submission_key])
        found = cursor.fetchone()
    return Idea.objects.get(pk=found[0]) if found else None


def _registered_at(new: NewIdea) -> dt.datetime:
    return new.registered_at or new.received_at


def _day(new: NewIdea) -> dt.date:
    return _registered_at(new).astimezone(STOCKHOLM).date()
