"""The table of a challenge's way: every role in every status, and what each step asks for."""

import datetime as dt

import pytest
from django.utils import translation

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible, refusal
from tenants.challenges.change_status import announce, cancel, close_now, open_and_close_by_date, open_now
from tenants.challenges.models import Challenge, Report, Status
from tenants.challenges.rules import actions_for, may_start
from tenants.challenges.tasks import by_date_everywhere
from tenants.challenges.transitions import TABLE
from tenants.people.models import Member, Role
from tests.factories.challenges import DAY, make_challenge
from tests.factories.jobs import waiting
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
TAKES_CARE = ("owner", Role.INNOVATION_MANAGER)
WAY = {
    "announced": {Status.DRAFT},
    "opened": {Status.ANNOUNCED},
    "closed": {Status.OPEN},
    "followed_up": {Status.CLOSED},
    "cancelled": {Status.DRAFT, Status.ANNOUNCED, Status.OPEN},
}
STARTERS = {Role.MANAGER, Role.INNOVATION_MANAGER}


@pytest.fixture
def owner(skovde: Municipality) -> Member:
    return make_member(Role.MANAGER, municipality=skovde, name="Olga Ägare")


def actor_of(who: str, owner: Member, municipality: Municipality) -> Member | None:
    if who == "clock":
        return None
    return owner if who == "owner" else make_member(Role(who), municipality=municipality)


@pytest.mark.parametrize("who", ["owner", *Role])
@pytest.mark.parametrize("status", list(Status))
def test_step_is_taken_by_those_who_run_it_from_where_it_may(
    who: str, status: Status, owner: Member, skovde: Municipality
) -> None:
    challenge = make_challenge(status, municipality=skovde, owner=owner)
    actor = actor_of(who, owner, skovde)
    with in_municipality(skovde):
        Report.objects.update(came_in="a", taken_on="b", learned="c")
        found = {step.name: refusal(step, subject=challenge, actor=actor) for step in TABLE}
    for name, error in found.items():
        if who not in TAKES_CARE:
            assert isinstance(error, NotAllowed), name
        elif status in WAY[name]:
            assert error is None, name
        else:
            assert isinstance(error, NotPossible), name


@pytest.mark.parametrize("status", list(Status))
def test_the_clock_opens_and_closes_on_the_days_and_does_nothing_else(
    status: Status, owner: Member, skovde: Municipality
) -> None:
    challenge = make_challenge(status, municipality=skovde, owner=owner)
    yesterday, tomorrow = clock.today() - DAY, clock.today() + DAY
    with in_municipality(skovde):
        for opens, closes, due in ((tomorrow, tomorrow, set()), (yesterday, yesterday, {"opened", "closed"})):
            challenge.opens_on, challenge.closes_on = opens, closes
            allowed = {
                step.name for step in TABLE if not isinstance(refusal(step, subject=challenge, actor=None), NotAllowed)
            }
            assert allowed == due


@pytest.mark.parametrize("role", list(Role))
def test_only_managers_and_the_innovation_manager_start_challenges(role: Role, skovde: Municipality) -> None:
    assert may_start(make_member(role, municipality=skovde)) == (role in STARTERS)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("who", ["owner", *Role])
def test_page_offers_each_role_what_it_may_do(who: str, status: Status, owner: Member, skovde: Municipality) -> None:
    challenge = make_challenge(status, municipality=skovde, owner=owner)
    actor = actor_of(who, owner, skovde)
    assert actor is not None
    found, runs = actions_for(actor, challenge), who in TAKES_CARE
    assert found.edit == (runs and status in (Status.DRAFT, Status.ANNOUNCED, Status.OPEN))
    assert found.invite == (runs and status in (Status.ANNOUNCED, Status.OPEN))
    assert found.write_report == (runs and status == Status.CLOSED)
    assert found.see_invited == runs
    assert found.tie == ((runs or who == Role.COACH) and status in (Status.OPEN, Status.CLOSED))


def test_steps_are_events_and_a_refused_one_changes_nothing(owner: Member, skovde: Municipality) -> None:
    challenge = make_challenge(Status.DRAFT, municipality=skovde, owner=owner)
    stranger = make_member(Role.COACH, municipality=skovde)
    with in_municipality(skovde):
        for step in (announce, open_now, close_now):
            with pytest.raises(NotAllowed):
                step(challenge, actor=stranger)
            step(challenge, actor=owner)
        kinds = Event.objects.filter(subject="challenge", subject_id=challenge.pk).order_by("id")
        assert list(kinds.values_list("kind", flat=True)) == ["started", "announced", "opened", "closed"]


@pytest.mark.parametrize(
    ("lacks", "word"),
    [
        ({"why_now": ""}, "why it matters"),
        ({"affected": ""}, "why it matters"),
        ({"opens_on": None}, "first and a last day"),
        ({"closes_on": None}, "first and a last day"),
        ({"opens_on": dt.date(2020, 1, 1), "closes_on": dt.date(2020, 2, 1)}, "has passed"),
        ({"audience": "units"}, "which units"),
    ],
)
def test_unfinished_challenge_is_not_announced(
    lacks: dict[str, object], word: str, owner: Member, skovde: Municipality
) -> None:
    challenge = make_challenge(Status.DRAFT, municipality=skovde, owner=owner, **lacks)
    with in_municipality(skovde):
        with translation.override("en"), pytest.raises(NotPossible, match=word):
            announce(challenge, actor=owner)
        assert Challenge.objects.get().status == Status.DRAFT


def test_opened_early_and_closed_early_by_hand_the_days_become_today(owner: Member, skovde: Municipality) -> None:
    today = clock.today()
    ahead = {"opens_on": today + 5 * DAY, "closes_on": today + 9 * DAY}
    challenge = make_challenge(Status.ANNOUNCED, municipality=skovde, owner=owner, **ahead)
    with in_municipality(skovde):
        open_now(challenge, actor=owner)
        close_now(challenge, actor=owner)
        saved = Challenge.objects.get()
    assert (saved.opens_on, saved.closes_on, saved.status) == (today, today, Status.CLOSED)


def test_days_open_and_close_it_once(owner: Member, skovde: Municipality) -> None:
    today = clock.today()
    period = {"opens_on": today + 2 * DAY, "closes_on": today + 4 * DAY}
    make_challenge(Status.ANNOUNCED, municipality=skovde, owner=owner, **period)
    steps = []
    with in_municipality(skovde):
        for days in (1, 2, 2, 4, 5, 5):
            with clock.held_at(clock.now() + days * DAY):
                steps.append((open_and_close_by_date(), Challenge.objects.get().status))
        assert Report.objects.get().at_closing["ideas"] == 0
    assert steps == [(0, "announced"), (1, "open"), (0, "open"), (0, "open"), (1, "closed"), (0, "closed")]


def test_what_nobody_opened_in_its_whole_period_is_opened_and_closed(owner: Member, skovde: Municipality) -> None:
    make_challenge(Status.ANNOUNCED, municipality=skovde, owner=owner)
    with in_municipality(skovde), clock.held_at(clock.now() + 90 * DAY):
        assert open_and_close_by_date() == 2
        assert Challenge.objects.get().status == Status.CLOSED


def test_every_municipality_gets_a_job_of_its_own_and_touches_only_its_own(
    owner: Member, skovde: Municipality, hjo: Municipality
) -> None:
    make_challenge(Status.ANNOUNCED, municipality=skovde, owner=owner)
    by_date_everywhere()
    keys = {job["municipality_key"] for job in waiting("challenges.by_date")}
    assert {str(skovde.key), str(hjo.key)} <= keys
    with in_municipality(hjo):
        assert open_and_close_by_date() == 0
    with in_municipality(skovde):
        assert Challenge.objects.get().status == Status.ANNOUNCED


def test_cancelled_needs_a_reason(owner: Member, skovde: Municipality) -> None:
    challenge = make_challenge(municipality=skovde, owner=owner)
    with in_municipality(skovde):
        with pytest.raises(NotPossible):
            cancel(challenge, reason="", actor=owner)
        assert Challenge.objects.get().status == Status.OPEN
        cancel(challenge, reason="Det löste sig", actor=owner)
        assert (Challenge.objects.get().status, Challenge.objects.get().cancel_reason) == ("cancelled", "Det löste sig")
