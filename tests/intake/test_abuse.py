"""Leaving ideas under attack, and at a screen that many share."""

import datetime as dt
import uuid

import pytest
from django.test import Client

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.intake import throttle
from tenants.intake.drafts import forget_unclaimed
from tenants.intake.models import Draft, FollowLink
from tenants.intake.throttle import LETTERS_A_DAY, is_flooding, is_written_to_too_often
from tenants.mail.models import Mail
from tenants.people.models import Role
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
FORM = {"title": "Bänk vid busshållplatsen", "text": "Många äldre väntar stående."}
OTHER = {"title": "Lampa i gångtunneln", "text": "Det är mörkt där."}


def titles(municipality: Municipality) -> list[str]:
    with in_municipality(municipality):
        return sorted(Idea.objects.values_list("title", flat=True))


def test_form_gone_back_to_leaves_another_idea_and_shows_nothing_of_the_first(skovde: Municipality) -> None:
    """The browser's back button brings the form with its key: what is written then may be another person's."""
    key = {"submission_key": str(uuid.uuid4())}
    first = sign_in(skovde).post("/lamna/invanare/", {**FORM, **key})["Location"]
    page = sign_in(skovde).post("/lamna/invanare/", {**OTHER, **key}, follow=True)
    assert OTHER["title"] in page.text
    assert FORM["title"] not in page.text
    assert titles(skovde) == sorted([FORM["title"], OTHER["title"]])
    assert sign_in(skovde).get(first).status_code == 200


def test_residents_form_with_an_employees_key_gives_no_way_to_the_employees_idea(skovde: Municipality) -> None:
    key = {"submission_key": str(uuid.uuid4())}
    sign_in(skovde, make_member(municipality=skovde)).post("/lamna/medarbetare/", {**FORM, **key})
    sign_in(skovde).post("/lamna/invanare/", {**FORM, **key})
    with in_municipality(skovde):
        assert list(FollowLink.objects.values_list("idea__source", flat=True)) == ["resident"]


def test_employees_form_with_a_colleagues_key_is_an_idea_of_their_own(skovde: Municipality) -> None:
    key = {"submission_key": str(uuid.uuid4())}
    places = [
        sign_in(skovde, make_member(municipality=skovde)).post("/lamna/medarbetare/", {**FORM, **key})["Location"]
        for _ in range(2)
    ]
    assert places[0] != places[1]
    assert titles(skovde) == [FORM["title"]] * 2


def test_residents_form_sent_twice_is_one_idea_and_both_addresses_work(skovde: Municipality) -> None:
    """The first of the two is the one that the letter tells."""
    form = {**FORM, "submission_key": str(uuid.uuid4()), "email": "boende@example.org"}
    places = [sign_in(skovde).post("/lamna/invanare/", form)["Location"] for _ in range(2)]
    assert titles(skovde) == [FORM["title"]]
    assert [sign_in(skovde).get(place).status_code for place in places] == [200, 200]
    sign_in(skovde).post(f"{places[1]}sluta/")
    assert [sign_in(skovde).get(place).status_code for place in places] == [404, 404]


def test_drafts_before_sign_in_are_braked(skovde: Municipality) -> None:
    answers = [Client(headers={"host": "skovde.localhost"}).post("/lamna/medarbetare/", FORM) for _ in range(61)]
    assert [answer.status_code for answer in answers] == [302] * 60 + [429]
    with in_municipality(skovde):
        assert Draft.objects.count() == 60


def test_unclaimed_drafts_are_forgotten_when_no_browser_holds_them(skovde: Municipality) -> None:
    member = make_member(municipality=skovde)
    old, new = clock.now() - dt.timedelta(days=31), clock.now() - dt.timedelta(days=29)
    with in_municipality(skovde):
        Draft.objects.create(holder_digest="old", changed_at=old)
        Draft.objects.create(holder_digest="new", changed_at=new)
        Draft.objects.create(member=member, changed_at=old)
        assert forget_unclaimed() == 1
        assert sorted(Draft.objects.values_list("holder_digest", flat=True)) == ["", "new"]


@pytest.mark.parametrize("signed_in", [True, False])
def test_draft_with_characters_that_no_database_stores_is_kept_without_them(
    signed_in: bool, skovde: Municipality
) -> None:
    client = sign_in(skovde, make_member(municipality=skovde) if signed_in else None)
    assert client.post("/lamna/medarbetare/", {"title": "Bä\x00nk", "draft": "1"}).status_code == 302
    with in_municipality(skovde):
        assert Draft.objects.get().content["title"] == "Bänk"


@pytest.mark.parametrize("key", ["²", "9" * 5000, "9" * 18, "-1", "x"])
def test_key_of_no_draft_opens_an_empty_form_or_nothing(key: str, skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    answer = client.get("/lamna/medarbetare/", {"utkast": key})
    assert answer.status_code == (404 if key == "9" * 18 else 200)


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("", "", True),
    ],
)
def test_tries_are_counted_by_household(
    first: str, second: str, together: bool, in_skovde: Municipality, rf: object
) -> None:
    counts = [is_flooding(rf.get("/", REMOTE_ADDR=place), action="x", limit=1) for place in (first, second)]  # type: ignore[attr-defined]
    assert counts == [False, together]
    assert throttle.Throttle.objects.count() == (1 if together else 2)


def test_one_address_gets_no_more_than_its_share_of_letters_but_every_idea_is_registered(skovde: Municipality) -> None:
    """Anyone can type anyone's address and choose the title that stands in the letter."""
    for number in range(LETTERS_A_DAY + 2):
        place = f"192.0.2.{number + 1}"
        form = FORM | {"title": f"Köp {number}", "email": "Nagon@Example.org" if number % 2 else "nagon@example.org"}
        answer = Client(headers={"host": "skovde.localhost"}, REMOTE_ADDR=place).post("/lamna/invanare/", form)
        assert answer.status_code == 302
    assert len(titles(skovde)) == LETTERS_A_DAY + 2
    with in_municipality(skovde):
        assert Mail.objects.count() == LETTERS_A_DAY
        assert not any("example" in row.place for row in throttle.Throttle.objects.all())
        assert not is_written_to_too_often("annan@example.org")
        with clock.held_at(clock.now() + dt.timedelta(days=1)):
            assert not is_written_to_too_often("nagon@example.org")
