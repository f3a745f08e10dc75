"""The checklist for digital services that a prototype is tried against: the product's own, or the municipality's."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from sluss.workflow.transitions import NotAllowed, NotPossible, apply
from tenants.influence.access import KEEPERS
from tenants.influence.models import Check, ChecklistLine, Kind, ResidentSession
from tenants.influence.transitions import NOTE
from tenants.people.models import Member

MOST = 30


@cache
def own() -> tuple[tuple[str, str], ...]:
    """Swedish and English of each line, as they come with the product."""
    told = tomllib.loads(Path(__file__).with_name("checklist.toml").read_text(encoding="utf-8"))
    return tuple((line["sv"], line["en"]) for line in told["line"])


def lines() -> list[tuple[str, str]]:
    return list(ChecklistLine.objects.values_list("text_sv", "text_en")) or list(own())


@transaction.atomic
def write_checklist(swedish: Sequence[str], english: Sequence[str], *, actor: Member) -> None:
    """The municipality's own lines in place of what was there; none brings back the product's. Sessions that have been
    planned keep the lines they have. Raises NotAllowed, or NotPossible where the languages do not match."""
    if not actor.has_role(*KEEPERS):
        raise NotAllowed(_("Only the innovation manager changes the checklist."))
    if english and len(english) != len(swedish):
        raise NotPossible(_("Write as many lines in English as in Swedish, or none in English."))
    if len(swedish) > MOST:
        raise NotPossible(_("Keep it short: at most %(most)s lines.") % {"most": MOST})
    ChecklistLine.objects.all().delete()
    pairs = zip(swedish, english or [""] * len(swedish), strict=True)
    ChecklistLine.objects.bulk_create(
        ChecklistLine(position=position, text_sv=sv, text_en=en) for position, (sv, en) in enumerate(pairs, start=1)
    )


def lay_out(session: ResidentSession) -> None:
    """A prototype test gets the lines as they read now, once."""
    if session.kind == Kind.PROTOTYPE and not session.checks.exists():
        Check.objects.bulk_create(
            Check(session=session, position=position, text_sv=sv, text_en=en)
            for position, (sv, en) in enumerate(lines(), start=1)
        )


@transaction.atomic
def fill_in(session: ResidentSession, results: Mapping[int, tuple[str, str]], *, actor: Member) -> None:
    """How each line went, with a remark, by its place. Raises NotAllowed or NotPossible."""
    apply(NOTE, subject=session, actor=actor)
    checks = list(session.checks.all())
    for check in checks:
        check.result, check.remark = results.get(check.position, (check.result, check.remark))
    Check.objects.bulk_update(checks, ["result", "remark"])
