"""What the region is told of the open pages: what anyone reads there, by the pages' own rules, and nothing else."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse

from sluss.text.plain import plain_line
from sluss.workflow.models import Event
from tenants.challenges.access import public_challenges
from tenants.challenges.models import Challenge
from tenants.ideas.models import Idea
from tenants.learnings.finding import public_learnings
from tenants.learnings.models import Learning, Visibility
from tenants.public_site.models import OpenIdea
from tenants.public_site.open_idea import OPENED
from tenants.public_site.rules import SHOWN_TEXTS, open_ideas

IDEA, CHALLENGE = "idea", "challenge"
LONGEST_TITLE = 200
GONE: dict[str, Any] = {"gone": True}


@dataclass(frozen=True)
class Told:
    """An open text under its opaque key. `version` is the newest event of the idea or challenge that it is about: it
    grows, because that row is locked while events are written."""

    key: uuid.UUID
    version: int
    payload: dict[str, Any]


def of_idea(idea: Idea) -> list[Told]:
    """All that has ever been open of an idea, as it is now: itself and its learnings. The idea is locked."""
    shown = {one.idea.key: _idea(one) for one in open_ideas().filter(idea=idea).select_related("idea")}
    shown |= {one.key: _learning(one) for one in public_learnings().filter(idea=idea)}
    once = set(Learning.objects.filter(idea=idea, visibility=Visibility.PUBLIC).values_list("key", flat=True))
    if Event.objects.filter(subject=IDEA, subject_id=idea.pk, kind=OPENED).exists():
        once.add(idea.key)
    return _told(once, shown, _newest(IDEA, idea.pk))


def of_challenge(challenge: Challenge) -> list[Told]:
    """The challenge as it is now, if it was ever announced. It is locked."""
    shown = {one.key: _challenge(one) for one in public_challenges().filter(pk=challenge.pk)}
    once = {challenge.key} if challenge.announced_at else set()
    return _told(once, shown, _newest(CHALLENGE, challenge.pk))


def everything() -> Iterator[Told]:
    """Everything that is open now. Two statements for each kind of text."""
    yield from _every(IDEA, open_ideas().select_related("idea"), lambda one: (one.idea.key, one.pk, _idea(one)))
    yield from _every(IDEA, public_learnings(), lambda one: (one.key, one.idea_id, _learning(one)))
    yield from _every(CHALLENGE, public_challenges(), lambda one: (one.key, one.pk, _challenge(one)))


def _told(keys: set[uuid.UUID], shown: dict[uuid.UUID, dict[str, Any]], version: int) -> list[Told]:
    return [Told(key, version, shown.get(key, GONE)) for key in sorted(keys)]


def _every(subject: str, rows: QuerySet[Any], say: Any) -> Iterator[Told]:
    said = [say(row) for row in rows]
    newest = _newest_of(subject, [about for _, about, _ in said])
    return (Told(key, newest.get(about, 0), payload) for key, about, payload in said)


def _newest(subject: str, pk: int) -> int:
    return _newest_of(subject, [pk]).get(pk, 0)


def _newest_of(subject: str, keys: list[int]) -> dict[int, int]:
    events = Event.objects.filter(subject=subject, subject_id__in=keys).order_by()
    return dict(events.values("subject_id").annotate(newest=Max("id")).values_list("subject_id", "newest"))


def _idea(shown: OpenIdea) -> dict[str, Any]:
    rest = [getattr(shown, name) for name in SHOWN_TEXTS if name != "title"]
    path = _path("public_site:idea", shown.idea.key)
    return _payload("idea", shown.title, rest, path, shown.opened_at)


def _learning(one: Learning) -> dict[str, Any]:
    title = plain_line(one.learned)
    rest = [one.assumption, one.evidence, one.helps]
    if len(title) > LONGEST_TITLE:
        title, rest = f"{title[: LONGEST_TITLE - 1]}…", [one.learned, *rest]
    return _payload("learning", title, rest, _path("learnings:public", one.key), one.signed_at)


def _challenge(one: Challenge) -> dict[str, Any]:
    path = _path("challenges:public", one.pk)
    return _payload("challenge", one.title, [one.why_now, one.affected], path, one.announced_at)


def _payload(kind: str, title: str, texts: list[str], path: str, since: Any) -> dict[str, Any]:
    text = "\n\n".join(filter(None, texts))
    return {"kind": kind, "title": title, "text": text, "path": path, "shown_since": since.isoformat()}


def _path(name: str, key: object) -> str:
    # Jobs and commands know no host, so the site whose addresses these are has to be named.
    return reverse(name, urlconf=settings.URLCONF_MUNICIPALITY, args=[key])
