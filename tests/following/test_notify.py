"""Who is told of what happens to an idea, how, and that nobody is told twice or of what they may not see."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import transaction

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from tenants.following.digests import send_digests
from tenants.following.follow import follow, unfollow
from tenants.following.models import Follow, How, Notification, NotificationSettings, Rhythm
from tenants.following.notify import notify
from tenants.following.talk import say
from tenants.ideas.edit import mark_secrecy
from tenants.ideas.models import Idea, Secrecy
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tenants.relations.merge import merge_into, undo_merge
from tests.factories.decisions import decide, meet_conditions
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
RunJobs = Callable[[], int]
MONDAY = dt.datetime(2026, 11, 23, 5, 10, tzinfo=dt.UTC)


@pytest.fixture
def bearer(skovde: Municipality) -> Member:
    return make_member(municipality=skovde, name="Bärare")


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde, name="Coach")


@pytest.fixture
def colleague(skovde: Municipality) -> Member:
    return make_member(municipality=skovde, name="Kollega")


@pytest.fixture
def idea(skovde: Municipality, bearer: Member, coach: Member) -> Idea:
    return make_idea(municipality=skovde, stage=1, bearer=bearer, coach=coach, title="Cykelställ")


def told(municipality: Municipality) -> list[tuple[str, str]]:
    """Who was told, and how."""
    with in_municipality(municipality):
        return sorted(Notification.objects.values_list("member__name", "how"))


def letters(municipality: Municipality) -> list[str]:
    with in_municipality(municipality):
        return sorted(Mail.objects.values_list("to", flat=True))


def email_of(municipality: Municipality, name: str) -> str:
    with in_municipality(municipality):
        return Member.objects.get(name=name).email


def speak(idea: Idea, member: Member, municipality: Municipality, text: str = "Vi har plats vid entrén.") -> None:
    with in_municipality(municipality):
        say(idea, text=text, member=member)


def choose(member: Member, municipality: Municipality, **choices: str) -> None:
    with in_municipality(municipality):
        NotificationSettings.objects.update_or_create(member=member, defaults=choices)


def test_bearer_coach_and_followers_are_told_but_not_the_one_who_spoke(
    idea: Idea, skovde: Municipality, colleague: Member, coach: Member, run_jobs: RunJobs
) -> None:
    make_member(municipality=skovde, name="Utomstående")
    with in_municipality(skovde):
        follow(idea, member=colleague)
    speak(idea, coach, skovde)
    run_jobs()
    assert told(skovde) == [("Bärare", "at_once"), ("Kollega", "at_once")]
    assert letters(skovde) == sorted([colleague.email, email_of(skovde, "Bärare")])


def test_number_of_unread_stands_with_the_member(
    idea: Idea, skovde: Municipality, bearer: Member, coach: Member, run_jobs: RunJobs
) -> None:
    speak(idea, coach, skovde)
    speak(idea, coach, skovde, "Och en till.")
    run_jobs()
    with in_municipality(skovde):
        assert Member.objects.get(pk=bearer.pk).unread == 2
        assert Member.objects.get(pk=coach.pk).unread == 0


def test_job_run_again_tells_nobody_twice(idea: Idea, skovde: Municipality, coach: Member, run_jobs: RunJobs) -> None:
    speak(idea, coach, skovde)
    run_jobs()
    before = told(skovde), letters(skovde)
    with in_municipality(skovde):
        assert notify(Event.objects.get(kind="said").pk) == 0
    assert (told(skovde), letters(skovde)) == before


def test_rolled_back_word_is_told_to_nobody(idea: Idea, skovde: Municipality, coach: Member, run_jobs: RunJobs) -> None:
    with in_municipality(skovde), transaction.atomic():
        say(idea, text="Ångrat", member=coach)
        transaction.set_rollback(True)
    run_jobs()
    assert told(skovde) == []


def test_follower_who_may_no_longer_see_the_idea_is_told_nothing(
    idea: Idea, skovde: Municipality, colleague: Member, coach: Member, run_jobs: RunJobs
) -> None:
    registrar = make_member(Role.REGISTRAR, municipality=skovde)
    with in_municipality(skovde):
        follow(idea, member=colleague)
        mark_secrecy(idea, secrecy=Secrecy.ASSESS, actor=registrar)
    speak(idea, coach, skovde, "Om det hemliga")
    run_jobs()
    assert told(skovde) == [("Bärare", "at_once")]
    assert colleague.email not in letters(skovde)


def test_bearer_hears_of_decisions_by_the_letter_alone_whatever_is_chosen(
    idea: Idea, skovde: Municipality, bearer: Member, coach: Member, colleague: Member, run_jobs: RunJobs
) -> None:
    manager = make_member(Role.MANAGER, municipality=skovde)
    choose(bearer, skovde, decisions=How.OFF)
    with in_municipality(skovde):
        follow(idea, member=colleague)
    meet_conditions(idea, municipality=skovde, by=coach)
    decide(idea, municipality=skovde, actor=manager, presenter=coach)
    run_jobs()
    assert letters(skovde).count(bearer.email) == 1
    assert letters(skovde).count(colleague.email) == 1
    assert ("Bärare", "here") in told(skovde)


@pytest.mark.parametrize(
    ("how", "rows", "mails"), [(How.AT_ONCE, 1, 1), (How.DIGEST, 1, 0), (How.HERE, 1, 0), (How.OFF, 0, 0)]
)
def test_member_is_told_in_the_way_that_was_chosen(
    idea: Idea,
    skovde: Municipality,
    bearer: Member,
    coach: Member,
    run_jobs: RunJobs,
    how: How,
    rows: int,
    mails: int,
) -> None:
    choose(bearer, skovde, talk=how)
    speak(idea, coach, skovde)
    run_jobs()
    assert (len(told(skovde)), letters(skovde).count(bearer.email)) == (rows, mails)


def test_summary_comes_once_with_what_is_unread(
    idea: Idea, skovde: Municipality, bearer: Member, coach: Member, run_jobs: RunJobs
) -> None:
    choose(bearer, skovde, talk=How.DIGEST)
    speak(idea, coach, skovde, "Ett")
    speak(idea, coach, skovde, "Två")
    run_jobs()
    with in_municipality(skovde):
        assert (send_digests(), send_digests()) == (1, 0)
        mail = Mail.objects.get(to=bearer.email)
    assert mail.subject == "2 nyheter om dina idéer"
    assert mail.text.count("Cykelställ: Någon sa något") == 2


@pytest.mark.parametrize(("days_after_monday", "sent"), [(0, 1), (1, 0), (6, 0)])
def test_weekly_summary_comes_on_mondays(
    idea: Idea,
    skovde: Municipality,
    bearer: Member,
    coach: Member,
    run_jobs: RunJobs,
    days_after_monday: int,
    sent: int,
) -> None:
    choose(bearer, skovde, talk=How.DIGEST, rhythm=Rhythm.WEEKLY)
    speak(idea, coach, skovde)
    run_jobs()
    with in_municipality(skovde), clock.held_at(MONDAY + dt.timedelta(days=days_after_monday)):
        assert send_digests() == sent


def test_summary_leaves_out_what_was_read_or_may_not_be_seen_any_more(
    skovde: Municipality, colleague: Member, coach: Member, run_jobs: RunJobs
) -> None:
    registrar = make_member(Role.REGISTRAR, municipality=skovde)
    read, hidden, kept = (
        make_idea(municipality=skovde, stage=1, title=title, coach=coach) for title in ("Läst", "Dold", "Kvar")
    )
    choose(colleague, skovde, talk=How.DIGEST)
    for one in (read, hidden, kept):
        with in_municipality(skovde):
            follow(one, member=colleague)
        speak(one, coach, skovde)
    run_jobs()
    with in_municipality(skovde):
        Notification.objects.filter(idea=read).update(read_at=clock.now())
        mark_secrecy(hidden, secrecy=Secrecy.ASSESS, actor=registrar)
        assert send_digests() == 1
        text = Mail.objects.get(to=colleague.email).text
    assert "Kvar" in text
    assert "Läst" not in text
    assert "Dold" not in text


def test_followers_come_along_in_a_merge_and_are_taken_back_by_its_undoing(
    idea: Idea, skovde: Municipality, colleague: Member, coach: Member
) -> None:
    other = make_idea(municipality=skovde, stage=1, title="Andra")
    with in_municipality(skovde):
        follow(idea, member=colleague)
        follow(idea, member=coach)
        follow(other, member=coach)
        merge_into(idea, other, message="Samma sak.", actor=coach)
        assert set(Follow.objects.filter(idea=other).values_list("member", flat=True)) == {colleague.pk, coach.pk}
        undo_merge(idea, message="Inte samma.", actor=coach)
        assert list(Follow.objects.filter(idea=other).values_list("member", flat=True)) == [coach.pk]
        assert Follow.objects.filter(idea=idea).count() == 2


def test_unfollowing_ends_what_comes_and_keeps_what_came(
    idea: Idea, skovde: Municipality, colleague: Member, coach: Member, run_jobs: RunJobs
) -> None:
    with in_municipality(skovde):
        follow(idea, member=colleague)
    speak(idea, coach, skovde)
    run_jobs()
    with in_municipality(skovde):
        unfollow(idea, member=colleague)
    speak(idea, coach, skovde)
    run_jobs()
    assert told(skovde).count(("Kollega", "at_once")) == 1


def test_event_of_another_municipality_is_never_told_here(
    idea: Idea, skovde: Municipality, hjo: Municipality, coach: Member, run_jobs: RunJobs
) -> None:
    """The same numbers of idea and member exist there: the job carries its municipality."""
    for number in range(30):
        make_idea(municipality=hjo, stage=1, title=f"Hjo {number}", bearer=make_member(municipality=hjo))
    speak(idea, coach, skovde)
    run_jobs()
    assert told(hjo) == []
    assert letters(hjo) == []
