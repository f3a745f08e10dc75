"""What a session or a finding is about: a need, an idea or a challenge, by the word each has in addresses."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.challenges.access import visible_to as challenges_visible_to
from tenants.ideas.access import visible_to as ideas_visible_to
from tenants.needs.access import visible_to as needs_visible_to
from tenants.people.models import Member

OFFERED = 100
ALONG = "title_of_"


@dataclass(frozen=True)
class SubjectKind:
    """`field` is the column that holds it, `page` the route of its page."""

    slug: str
    field: str
    visible: Callable[[Member], QuerySet[Any]]
    heading: str | Promise
    page: str


NEED = SubjectKind("behov", "need", needs_visible_to, _("Needs"), "needs:page")
IDEA = SubjectKind("ide", "idea", ideas_visible_to, _("Ideas"), "ideas:page")
CHALLENGE = SubjectKind("utmaning", "challenge", challenges_visible_to, _("Challenges"), "challenges:page")
KINDS = {kind.slug: kind for kind in (NEED, IDEA, CHALLENGE)}


@dataclass(frozen=True)
class Subject:
    """One of them, as far as it is shown."""

    kind: SubjectKind
    pk: int
    title: str

    @property
    def value(self) -> str:
        """As it stands in a form."""
        return f"{self.kind.slug}-{self.pk}"

    @property
    def url(self) -> str:
        return reverse(self.kind.page, args=[self.pk])

    @property
    def sessions_url(self) -> str:
        return reverse("influence:of", args=[self.kind.slug, self.pk])

    @property
    def columns(self) -> dict[str, int | None]:
        return {kind.field + "_id": self.pk if kind is self.kind else None for kind in KINDS.values()}


NO_COLUMNS: dict[str, int | None] = {kind.field + "_id": None for kind in KINDS.values()}


def find(value: str, *, member: Member) -> Subject | None:
    """What a form's value stands for, where the member may see it."""
    slug, _dash, number = value.partition("-")
    kind = KINDS.get(slug)
    if kind is None or not (number.isascii() and number.isdecimal() and len(number) < len(str(2**63))):
        return None
    return get(kind, int(number), member=member)


def get(kind: SubjectKind, pk: int, *, member: Member) -> Subject | None:
    title = kind.visible(member).filter(pk=pk).values_list("title", flat=True).first()
    return None if title is None else Subject(kind, pk, title)


def subjects_of(rows: Iterable[Any], *, member: Member) -> dict[tuple[str, int], Subject]:
    """What the rows are about, by field and key, as far as the member may see it. Three queries, however many rows."""
    rows, found = list(rows), {}
    for kind in KINDS.values():
        keys = {key for row in rows if (key := getattr(row, kind.field + "_id"))}
        for pk, title in kind.visible(member).filter(pk__in=keys).order_by().values_list("pk", "title"):
            found[kind.field, pk] = Subject(kind, pk, title)
    return found


def subject_of(row: Any, found: dict[tuple[str, int], Subject]) -> Subject | None:
    keys = ((kind.field, getattr(row, kind.field + "_id")) for kind in KINDS.values())
    return next((found[key] for key in keys if key in found), None)


def with_subjects[T: Model](rows: QuerySet[T], *, member: Member) -> QuerySet[T]:
    """The rows with the title of what each is about (`subject_along`), as far as the member may see it."""
    titles = {
        ALONG + kind.field: Subquery(
            kind.visible(member).filter(pk=OuterRef(f"{kind.field}_id")).order_by().values("title")[:1]
        )
        for kind in KINDS.values()
    }
    found: QuerySet[T] = rows.annotate(**titles)
    return found


def subject_along(row: Any) -> Subject | None:
    """What a row of `with_subjects` is about."""
    told = ((kind, getattr(row, ALONG + kind.field)) for kind in KINDS.values())
    return next(
        (Subject(kind, getattr(row, f"{kind.field}_id"), title) for kind, title in told if title is not None), None
    )


def choices(*, member: Member, keep: Subject | None = None) -> list[tuple[str, Any]]:
    """The newest of each kind to choose among, grouped; what is chosen already stands first."""
    chosen = [(keep.value, keep.title)] if keep else []
    groups = [
        (str(kind.heading), [(f"{kind.slug}-{pk}", title) for pk, title in _newest(kind, member)])
        for kind in KINDS.values()
    ]
    return [*chosen, *((heading, rows) for heading, rows in groups if rows)]


def _newest(kind: SubjectKind, member: Member) -> QuerySet[Any]:
    return kind.visible(member).order_by("-pk").values_list("pk", "title")[:OFFERED]
