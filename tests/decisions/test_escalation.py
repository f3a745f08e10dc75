"""Promises that pass are told one step up at a time, and nobody is told twice."""

import datetime as dt

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from tenants.decisions.draft import Seen
from tenants.decisions.escalate import escalate_passed_promises
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Escalation, EscalationSettings
from tenants.decisions.note_conflict import note_conflict
from tenants.decisions.tasks import escalate, escalate_everywhere
from tenants.ideas.models import Idea, Secrecy, Status
from tenants.mail.models import Mail
from tenants.people.models import Role
from tests.decisions.conftest import Matter
from tests.factories.decisions import draft_by
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 2)
NINE = dt.time(9, tzinfo=clock.STOCKHOLM)


def promise(matter: Matter, day: dt.date | None = MONDAY, **fields: object) -> None:
    with in_municipality(matter.municipality):
        Idea.objects.filter(pk=matter.idea.pk).update(promised_on=day, **fields)


def on(matter: Matter, day: dt.date) -> list[str]:
    """Run the job on a day; whom it wrote to, in order of their names."""
    with in_municipality(matter.municipality), clock.held_at(dt.datetime.combine(day, NINE)):
        before = Mail.objects.count()
        escalate_passed_promises()
        written = Mail.objects.order_by("-pk")[: Mail.objects.count() - before]
        names = {m.email: m.name for m in (matter.coach, matter.manager, matter.innovation_manager, matter.bearer)}
        return sorted(names.get(mail.to, mail.to) for mail in written)


def test_steps_are_taken_once_each_and_in_order(matter: Matter) -> None:
    promise(matter)
    assert on(matter, MONDAY) == []
    assert on(matter, dt.date(2026, 11, 3)) == ["Carl Coach"]
    assert on(matter, dt.date(2026, 11, 3)) == []
    assert on(matter, dt.date(2026, 11, 4)) == ["Ines Ledare"]
    assert on(matter, dt.date(2026, 11, 6)) == []
    assert on(matter, dt.date(2026, 11, 8)) == []  # a Sunday
    assert on(matter, dt.date(2026, 11, 9)) == ["Maja Chef"]
    assert on(matter, dt.date(2026, 11, 30)) == []
    with in_municipality(matter.municipality):
        kinds = list(Event.objects.filter(kind__startswith="promise_passed").values_list("kind", "data"))
        assert kinds == [(f"promise_passed_{step}", {"promised_on": "2026-11-02"}) for step in (1, 2, 3)]


def test_new_promise_that_passes_is_told_anew(matter: Matter) -> None:
    promise(matter)
    assert on(matter, dt.date(2026, 11, 3)) == ["Carl Coach"]
    promise(matter, dt.date(2026, 11, 4))
    assert on(matter, dt.date(2026, 11, 4)) == []
    assert on(matter, dt.date(2026, 11, 5)) == ["Carl Coach"]


def test_nobody_is_told_twice_of_the_same_promise(matter: Matter) -> None:
    """Where nobody coaches, the innovation manager is the closest and is not told again at the second step."""
    promise(matter, coach=None)
    assert on(matter, dt.date(2026, 11, 3)) == ["Ines Ledare"]
    assert on(matter, dt.date(2026, 11, 4)) == []
    assert on(matter, dt.date(2026, 11, 9)) == ["Maja Chef"]


def test_all_steps_that_are_due_are_taken_at_once_after_a_standstill(matter: Matter) -> None:
    promise(matter)
    assert on(matter, dt.date(2026, 11, 12)) == ["Carl Coach", "Ines Ledare", "Maja Chef"]


CLOSED = [status for status in Status if status not in (Status.INBOX, Status.ACTIVE)]


@pytest.mark.parametrize("status", CLOSED)
def test_nothing_is_said_of_what_is_closed_or_waits_for_others(status: Status, matter: Matter) -> None:
    promise(matter, status=status)
    assert on(matter, dt.date(2026, 11, 12)) == []
    with in_municipality(matter.municipality):
        assert not Escalation.objects.exists()


def test_nothing_is_said_without_a_promise_or_where_it_is_turned_off(matter: Matter) -> None:
    promise(matter, None)
    assert on(matter, dt.date(2026, 11, 12)) == []
    promise(matter)
    with in_municipality(matter.municipality):
        EscalationSettings.objects.create(id=1, active=False)
    assert on(matter, dt.date(2026, 11, 12)) == []


def test_settings_move_the_steps(matter: Matter) -> None:
    promise(matter)
    with in_municipality(matter.municipality):
        EscalationSettings.objects.create(id=1, to_innovation_manager=4, to_deciders=4)
    assert on(matter, dt.date(2026, 11, 5)) == ["Carl Coach"]
    assert on(matter, dt.date(2026, 11, 6)) == ["Ines Ledare", "Maja Chef"]


def test_those_with_a_conflict_of_interest_are_not_told(matter: Matter) -> None:
    promise(matter)
    with in_municipality(matter.municipality):
        for member in (matter.coach, matter.manager):
            note_conflict(matter.idea, about=member, reason="Granne", actor=member)
    assert on(matter, dt.date(2026, 11, 12)) == ["Ines Ledare"]


def test_held_proposal_that_waits_is_told_once_to_who_decides(matter: Matter) -> None:
    promise(matter, None)
    with in_municipality(matter.municipality), clock.held_at(dt.datetime.combine(MONDAY, NINE)):
        hold_decision(matter.idea, draft=draft_by(matter.coach), seen=Seen.now(matter.idea), actor=matter.coach)
    assert on(matter, dt.date(2026, 11, 6)) == []
    assert on(matter, dt.date(2026, 11, 9)) == ["Maja Chef"]
    assert on(matter, dt.date(2026, 11, 10)) == []
    with in_municipality(matter.municipality):
        Idea.objects.filter(pk=matter.idea.pk).update(status=Status.CONCLUDED)
        Escalation.objects.all()
    assert on(matter, dt.date(2026, 11, 20)) == []


def test_job_of_one_municipality_touches_no_other(matter: Matter, hjo: Municipality) -> None:
    """The job carries its municipality: run for Hjo it neither reads nor writes in Skövde."""
    promise(matter, clock.today() - dt.timedelta(days=30))
    make_member(Role.INNOVATION_MANAGER, municipality=hjo)
    escalate(str(hjo.key))
    for place in (hjo, matter.municipality):
        with in_municipality(place):
            assert (Escalation.objects.count(), Mail.objects.count()) == (0, 0)


def test_clock_asks_for_the_job_in_every_municipality(matter: Matter, run_jobs: object) -> None:
    promise(matter, dt.date(2026, 1, 5))
    escalate_everywhere()
    with clock.held_at(dt.datetime.combine(dt.date(2026, 11, 3), NINE)):
        run_jobs()  # type: ignore[operator]
    with in_municipality(matter.municipality):
        assert Escalation.objects.count() == 3


def letters_to(matter: Matter, member: str) -> list[str]:
    with in_municipality(matter.municipality):
        return [f"{mail.subject}\n{mail.text}\n{mail.html}" for mail in Mail.objects.filter(to=member)]


def test_letter_names_what_lies_in_the_inbox_by_number_to_those_who_may_not_read_it(matter: Matter) -> None:
    promise(matter, status=Status.INBOX, stage=None, coach=None)
    on(matter, dt.date(2026, 11, 12))
    [to_manager] = letters_to(matter, matter.manager.email)
    assert matter.idea.title not in to_manager
    assert matter.idea.registry_number in to_manager
    assert f"/ideer/{matter.idea.pk}/" not in to_manager  # it would lead nowhere
    assert "fråga innovationsledaren" in to_manager
    assert matter.idea.title in letters_to(matter, matter.innovation_manager.email)[0]


@pytest.mark.parametrize("mark", [Secrecy.ASSESS, Secrecy.CLOSED])
def test_marked_matter_is_told_only_to_those_who_may_see_it(matter: Matter, mark: Secrecy) -> None:
    promise(matter, status=Status.INBOX, stage=None, coach=None, secrecy=mark)
    assert on(matter, dt.date(2026, 11, 12)) == ["Ines Ledare"]
    assert letters_to(matter, matter.manager.email) == []


def test_coach_is_not_written_to_about_what_was_closed_as_whistle_blowing(matter: Matter) -> None:
    promise(matter, secrecy=Secrecy.CLOSED)
    assert "Carl Coach" not in on(matter, dt.date(2026, 11, 3))
