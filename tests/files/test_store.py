"""Bytes and rows belong together."""

import os
import stat
from pathlib import Path

import pytest
from django.db import IntegrityError

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed
from tenants.files.checking import check_upload
from tenants.files.models import Attachment
from tenants.files.store import keep, open_for, remove, sweep
from tenants.ideas.models import Status
from tests.factories.files import PNG, upload
from tests.factories.ideas import make_idea
from tests.factories.people import make_member
from tests.factories.transactions import rolled_back

pytestmark = pytest.mark.django_db
TWO_DAYS = 2 * 24 * 3600


def stored(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_kept_file_lies_private_under_its_municipality(media: Path, in_skovde: Municipality) -> None:
    member = make_member(municipality=in_skovde)
    idea = make_idea(municipality=in_skovde, bearer=member)
    attachment = keep(check_upload(upload(PNG, "../bild.exe")), idea=idea, member=member)
    [path] = stored(media)
    assert path == media / "skovde" / str(attachment.key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with open_for(Attachment.objects.get()) as file:
        assert file.read() == PNG
    assert (attachment.name, attachment.size) == ("bild.png", len(PNG))
    event = Event.objects.get(kind="file_added")
    assert (event.subject_id, event.actor_id, event.data) == (idea.pk, member.pk, {"file": attachment.pk})


def test_row_that_cannot_be_saved_leaves_no_bytes(media: Path, in_skovde: Municipality) -> None:
    first = keep(check_upload(upload()), idea=make_idea(municipality=in_skovde), member=None)
    missing = make_idea(municipality=in_skovde)
    missing.pk = None
    with pytest.raises((IntegrityError, ValueError)):
        keep(check_upload(upload()), idea=missing, member=None)
    assert stored(media) == [media / first.stored_as]


def test_sweep_takes_old_files_without_a_row_and_no_others(
    media: Path, in_skovde: Municipality, hjo: Municipality
) -> None:
    idea = make_idea(municipality=in_skovde)
    with rolled_back():
        old = keep(check_upload(upload()), idea=idea, member=None).stored_as
        young = keep(check_upload(upload()), idea=idea, member=None).stored_as
    named = keep(check_upload(upload()), idea=idea, member=None).stored_as
    with in_municipality(hjo):
        elsewhere = keep(check_upload(upload()), idea=make_idea(municipality=hjo), member=None).stored_as
    for path in (old, named, elsewhere):
        moment = clock.now().timestamp() - TWO_DAYS
        os.utime(media / path, (moment, moment))
    assert sweep() == 1
    assert set(stored(media)) == {media / path for path in (young, named, elsewhere)}


def test_own_file_goes_while_the_idea_is_open(
    media: Path, in_skovde: Municipality, django_capture_on_commit_callbacks: object
) -> None:
    member = make_member(municipality=in_skovde)
    attachment = keep(check_upload(upload()), idea=make_idea(municipality=in_skovde, bearer=member), member=member)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove(attachment, member=member)
    assert not Attachment.objects.exists()
    assert stored(media) == []
    assert Event.objects.filter(kind="file_removed", actor_id=member.pk).count() == 1


@pytest.mark.parametrize("case", ["another member", "closed idea"])
def test_file_stays_for_others_and_in_closed_matters(case: str, media: Path, in_skovde: Municipality) -> None:
    member = make_member(municipality=in_skovde)
    idea = make_idea(municipality=in_skovde, bearer=member)
    attachment = keep(check_upload(upload()), idea=idea, member=member)
    if case == "closed idea":
        idea.status = Status.ANSWERED
        idea.save(update_fields=["status"])
    else:
        member = make_member(municipality=in_skovde)
    with pytest.raises(NotAllowed):
        remove(attachment, member=member)
    assert Attachment.objects.count() == 1
    assert len(stored(media)) == 1
    assert not Event.objects.filter(kind="file_removed").exists()
