"""Leaving an idea: registered, answered for, and with a way back for the one who left it."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy.hosts import address_of
from sluss.text.digests import text_digest
from tenants.challenges.answer import answer_with
from tenants.challenges.models import Challenge
from tenants.files.checking import CheckedFile
from tenants.files.store import keep
from tenants.ideas.letters import tell_bearers
from tenants.ideas.models import Idea, Source
from tenants.ideas.register import NewBearer, NewIdea, Texts, register_idea
from tenants.intake.models import FollowLink
from tenants.intake.secrets import CODE, FOLLOW, new_code
from tenants.organisation.models import Unit
from tenants.people.models import Member


@dataclass(frozen=True)
class Receipt:
    """What a resident gets: shown once, kept only as digests."""

    idea: Idea
    token: str
    code: str


@transaction.atomic
def submit_as_employee(
    *,
    texts: Texts,
    submission_key: uuid.UUID,
    member: Member,
    unit: Unit | None,
    files: Iterable[CheckedFile] = (),
    challenge: Challenge | None = None,
) -> Idea:
    """Register a member's idea; sending the same form again gives the same idea.

    Raises NotOpen with nothing registered where it answers a `challenge` that takes no answers any more.
    """
    new = NewIdea(
        **texts,
        source=Source.EMPLOYEE,
        received_at=clock.now(),
        unit=unit or member.unit,
        submission_key=submission_key,
        bearers=[NewBearer(member=member)],
    )
    idea, is_new = _registered(new, actor=member)
    if is_new:
        _note_answer(idea, challenge, member)
        _keep_files(files, idea, member)
        tell_bearers(idea, template="ideas/received", context={"follow": ""}, bearers=new.bearers)
    return idea


def submit_as_resident(
    *,
    texts: Texts,
    submission_key: uuid.UUID,
    municipality: Municipality,
    name: str,
    email: str,
    files: Iterable[CheckedFile] = (),
    challenge: Challenge | None = None,
    writes: bool = True,
) -> Receipt:
    """A resident's idea, left by the resident: see `submit_from_outside`."""
    language = (get_language() or "sv")[:2]
    return submit_from_outside(
        texts=texts,
        submission_key=submission_key,
        municipality=municipality,
        source=Source.RESIDENT,
        bearer=NewBearer(name=name, email=email, language=language),
        files=files,
        challenge=challenge,
        writes=writes,
    )


@transaction.atomic
def submit_from_outside(
    *,
    texts: Texts,
    submission_key: uuid.UUID,
    municipality: Municipality,
    source: Source,
    bearer: NewBearer,
    actor: Member | None = None,
    files: Iterable[CheckedFile] = (),
    challenge: Challenge | None = None,
    received_at: dt.datetime | None = None,
    writes: bool = True,
) -> Receipt:
    """Register the idea of somebody without an account and give the secret ways back. `actor` is the member who wrote
    it down, where it was not the bearer; `received_at` is when it came, where that was before now. Without `writes` no
    receipt goes out by e-mail.

    The same form sent again gives the same idea with secrets of its own; those in the letter go on working.
    Raises NotOpen with nothing registered where it answers a `challenge` that takes no answers any more.
    """
    now = clock.now()
    new = NewIdea(
        **texts,
        source=source,
        received_at=received_at or now,
        registered_at=now,
        submission_key=submission_key,
        bearers=[bearer],
    )
    idea, is_new = _registered(new, actor=actor)
    receipt = _follow_link(idea)
    if is_new:
        _note_answer(idea, challenge, actor)
        _keep_files(files, idea, actor)
    if is_new and writes:
        follow = address_of(municipality, reverse("intake:follow", args=[receipt.token]))
        context = {"follow": follow, "code": receipt.code}
        tell_bearers(idea, template="ideas/received", context=context, holds_secret=True, bearers=new.bearers)
    return receipt


def _registered(new: NewIdea, *, actor: Member | None) -> tuple[Idea, bool]:
    """Register what was sent, once. A form that came back by the browser's back button carries its old key: what is
    written in it now is another idea, perhaps another person's at the same screen, and must neither be lost nor lead
    to what was left before."""
    idea, is_new = register_idea(new, actor=actor)
    if is_new or _is_the_same(idea, new):
        return idea, is_new
    return register_idea(replace(new, submission_key=uuid.uuid4()), actor=actor)


def _is_the_same(idea: Idea, new: NewIdea) -> bool:
    bearers = [bearer.member.pk for bearer in new.bearers if bearer.member]
    same_text = idea.digest == text_digest(title=new.title, text=new.text)
    same_more = (idea.for_whom, idea.why_now, idea.source) == (new.for_whom, new.why_now, new.source)
    return same_text and same_more and set(idea.bearers.values_list("member", flat=True)) >= set(bearers)


def _follow_link(idea: Idea) -> Receipt:
    token, code = FOLLOW.make(), new_code()
    FollowLink.objects.create(
        idea=idea, token_digest=FOLLOW.digest(token), code_digest=CODE.digest(code), created_at=clock.now()
    )
    return Receipt(idea=idea, token=token, code=code)


def _note_answer(idea: Idea, challenge: Challenge | None, member: Member | None) -> None:
    if challenge is not None:
        answer_with(idea, challenge=challenge, actor=member)


def _keep_files(files: Iterable[CheckedFile], idea: Idea, member: Member | None) -> None:
    for file in files:
        keep(file, idea=idea, member=member)
