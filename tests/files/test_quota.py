"""How much people without an account may send within a day and night."""

import datetime as dt
from pathlib import Path

import pytest
from pytest_django import Settings

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.files.checking import check_upload
from tenants.files.models import Attachment
from tenants.files.store import keep
from tenants.ideas.models import Idea
from tests.factories.files import PNG, upload
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
FORM = {"title": "Bänk vid hållplatsen"}


def left(municipality: Municipality) -> tuple[int, int]:
    with in_municipality(municipality):
        return Idea.objects.count(), Attachment.objects.count()


def test_residents_are_told_when_the_day_is_full_and_nothing_is_kept(
    media: Path, skovde: Municipality, hjo: Municipality, settings: Settings
) -> None:
    settings.RESIDENT_UPLOADS_A_DAY = 2 * len(PNG)
    for _ in range(2):
        answer = sign_in(skovde).post("/lamna/invanare/", FORM | {"attachments": upload(PNG, "bild.png")})
        assert answer.status_code == 302
    answer = sign_in(skovde).post("/lamna/invanare/", FORM | {"attachments": upload(PNG, "bild.png")})
    assert answer.status_code == 422
    assert "Vi kan inte ta emot fler filer i dag" in answer.text
    assert left(skovde) == (2, 2)
    assert sign_in(skovde).post("/lamna/invanare/", FORM).status_code == 302
    assert sign_in(hjo).post("/lamna/invanare/", FORM | {"attachments": upload(PNG, "bild.png")}).status_code == 302


def test_what_members_sent_and_what_came_yesterday_do_not_count(
    media: Path, skovde: Municipality, settings: Settings
) -> None:
    settings.RESIDENT_UPLOADS_A_DAY = len(PNG)
    member = make_member(municipality=skovde)
    idea = make_idea(municipality=skovde, bearer=member)
    with in_municipality(skovde):
        keep(check_upload(upload(PNG, "bild.png")), idea=idea, member=member)
        with clock.held_at(clock.now() - dt.timedelta(days=1, minutes=1)):
            keep(check_upload(upload(PNG, "bild.png")), idea=idea, member=None)
    answer = sign_in(skovde).post("/lamna/invanare/", FORM | {"attachments": upload(PNG, "bild.png")})
    assert answer.status_code == 302
