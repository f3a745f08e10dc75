"""Residents join, answer and leave by links alone; nothing acts on GET, and what is forgotten is gone."""

import re

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.influence.forget import forget_those_whose_time_is_over, kept_for
from tenants.influence.models import Link, Panelist, Participant, ResidentPanel, Status
from tenants.influence.panels import take_step
from tenants.influence.reminders import remind_of_tomorrow
from tenants.influence.subjects import IDEA, Subject
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.influence import AHEAD, HOUR, join, make_panel, make_session
from tests.factories.jobs import run_waiting
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
FORM = {"name": "Elsa", "email": "elsa@example.org", "language": "sv", "wishes": "Kvällar", "consent": "on"}


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde)


@pytest.fixture
def panel(skovde: Municipality, coach: Member) -> ResidentPanel:
    return make_panel(municipality=skovde, actor=coach)


@pytest.fixture
def about(skovde: Municipality) -> Subject:
    idea = make_idea(municipality=skovde, stage=2)
    return Subject(IDEA, idea.pk, idea.title)


def link(municipality: Municipality, to: str, way: str) -> str:
    """The address of that kind in the newest letter to somebody."""
    with in_municipality(municipality):
        text = Mail.objects.filter(to=to).order_by("-pk")[0].text
    found = re.search(rf"/delta/{way}/[\w-]{{43}}/", text)
    assert found, text
    return found[0]


def test_somebody_joins_by_a_confirmed_address_and_leaves_without_a_trace(
    panel: ResidentPanel, skovde: Municipality
) -> None:
    anyone, page = sign_in(skovde), f"/delta/panel/{panel.key}/"
    assert "Du kan lämna." in anyone.get(page).text
    assert anyone.post(page, FORM).status_code == 302
    confirm = link(skovde, FORM["email"], "bekrafta")
    assert anyone.get(confirm).status_code == 200
    with in_municipality(skovde):
        row = Panelist.objects.get()
        assert (row.name, row.consent.version, row.confirmed_at) == ("Elsa", 1, None)
    assert anyone.post(confirm).status_code == 200
    assert anyone.post(confirm).status_code == 404
    leave = link(skovde, FORM["email"], "glom-mig")
    assert anyone.get(leave).status_code == 200
    with in_municipality(skovde):
        assert Panelist.objects.get().confirmed_at is not None
    assert anyone.post(leave).status_code == 200
    with in_municipality(skovde):
        left = (Panelist.objects.count(), Link.objects.count(), Mail.objects.filter(to=FORM["email"]).count())
    assert left == (0, 0, 0)


def test_page_says_the_same_whoever_is_in_the_panel_and_writes_no_second_letter(
    panel: ResidentPanel, skovde: Municipality
) -> None:
    join(panel, municipality=skovde, email=FORM["email"])
    answers = [
        sign_in(skovde).post(f"/delta/panel/{panel.key}/", FORM | {"email": e})
        for e in (FORM["email"], "ny@example.org")
    ]
    assert [answer["Location"] for answer in answers] == [f"/delta/panel/{panel.key}/"] * 2
    with in_municipality(skovde):
        assert Mail.objects.filter(to=FORM["email"]).count() == 2  # to confirm, and welcome
        assert Panelist.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [{"email": "inte en adress"}, {"consent": ""}, {"name": ""}, {"wishes": "19121212-1212"}, {"language": "fi"}],
)
def test_bad_input_keeps_nothing(panel: ResidentPanel, skovde: Municipality, wrong: dict[str, str]) -> None:
    assert sign_in(skovde).post(f"/delta/panel/{panel.key}/", FORM | wrong).status_code == 422
    with in_municipality(skovde):
        assert (Panelist.objects.count(), Mail.objects.count()) == (0, 0)


def test_link_for_one_thing_does_nothing_else(panel: ResidentPanel, skovde: Municipality, hjo: Municipality) -> None:
    join(panel, municipality=skovde, email=FORM["email"])
    token = link(skovde, FORM["email"], "glom-mig").split("/")[-2]
    for way in ("bekrafta", "svara"):
        assert sign_in(skovde).post(f"/delta/{way}/{token}/").status_code == 404
    assert sign_in(hjo).post(f"/delta/glom-mig/{token}/").status_code == 404
    with in_municipality(skovde):
        assert Panelist.objects.count() == 1


def test_flood_is_braked(panel: ResidentPanel, skovde: Municipality) -> None:
    client = sign_in(skovde)
    codes = [
        client.post(f"/delta/panel/{panel.key}/", FORM | {"email": f"e{n}@example.org"}).status_code for n in range(21)
    ]
    assert codes == [302] * 20 + [429]


def test_invited_answer_by_link_and_seats_are_kept(
    panel: ResidentPanel, about: Subject, coach: Member, skovde: Municipality
) -> None:
    for email in ("a@example.org", "b@example.org"):
        join(panel, municipality=skovde, email=email)
    session = make_session(Status.INVITED, municipality=skovde, actor=coach, subject=about, panel=panel, seats=1)
    run_waiting()
    first, second = (link(skovde, email, "svara") for email in ("a@example.org", "b@example.org"))
    anyone = sign_in(skovde)
    anyone.get(first)
    assert answers(skovde) == ["waiting", "waiting"]
    for path, comes in ((first, "ja"), (second, "ja")):
        anyone.post(path, {"kommer": comes})
    assert answers(skovde) == ["yes", "waiting"]
    anyone.post(first, {"kommer": "nej"})
    anyone.post(second, {"kommer": "ja"})
    assert answers(skovde) == ["no", "yes"]
    with in_municipality(skovde), clock.held_at(session.starts_at - 24 * HOUR):
        assert (remind_of_tomorrow(), remind_of_tomorrow()) == (1, 0)
    with in_municipality(skovde), clock.held_at(session.starts_at):
        assert anyone.post(second, {"kommer": "nej"}).status_code == 404
    assert answers(skovde) == ["no", "yes"]


def answers(municipality: Municipality) -> list[str]:
    with in_municipality(municipality):
        return list(Participant.objects.order_by("pk").values_list("answer", flat=True))


def test_open_link_takes_a_seat_when_the_letter_is_answered(
    about: Subject, coach: Member, skovde: Municipality
) -> None:
    session = make_session(Status.INVITED, municipality=skovde, actor=coach, subject=about)
    anyone, page = sign_in(skovde), f"/delta/inbjudan/{session.key}/"
    for _twice in range(2):
        assert anyone.post(page, {"name": "Omar", "email": "omar@example.org"}).status_code == 302
    assert answers(skovde) == ["waiting"]
    anyone.post(link(skovde, "omar@example.org", "svara"), {"kommer": "ja"})
    assert answers(skovde) == ["yes"]
    planned = make_session(municipality=skovde, actor=coach, subject=about)
    assert anyone.get(f"/delta/inbjudan/{planned.key}/").status_code == 404


def test_addresses_go_when_their_time_is_over(panel: ResidentPanel, coach: Member, skovde: Municipality) -> None:
    join(panel, municipality=skovde)
    sign_in(skovde).post(f"/delta/panel/{panel.key}/", FORM)
    with in_municipality(skovde):
        with clock.held_at(clock.now() + AHEAD + HOUR):
            assert forget_those_whose_time_is_over() == 1
        take_step(panel, step="closed", actor=coach)
        closed = ResidentPanel.objects.get(pk=panel.pk).closed_at
        assert closed is not None
        assert forget_those_whose_time_is_over() == 0
        with clock.held_at(closed + kept_for(panel.keep_months) + HOUR):
            assert forget_those_whose_time_is_over() == 1
        assert (Panelist.objects.count(), Mail.objects.count()) == (0, 0)


def test_nobody_gets_more_than_five_letters_a_day_that_others_ask_for(skovde: Municipality) -> None:
    actor = make_member(Role.INNOVATION_MANAGER, municipality=skovde)
    pages = [f"/delta/panel/{make_panel(municipality=skovde, actor=actor).key}/" for _ in range(7)]
    answers = [sign_in(skovde).post(page, FORM | {"email": "elsa@example.org"}).status_code for page in pages]
    sign_in(skovde).post(f"{pages[0]}lamna/", {"email": "elsa@example.org"})
    assert answers == [302] * 7
    with in_municipality(skovde):
        assert Mail.objects.filter(to="elsa@example.org").count() == 5
