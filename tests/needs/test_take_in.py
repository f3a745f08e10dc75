"""A need taken in from the inbox, connected to from there, and taken back."""

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotPossible
from tenants.ideas.answer import Answer
from tenants.ideas.meanwhile import latest_event
from tenants.ideas.models import Idea, Kind, Secrecy, Status
from tenants.ideas.transitions import InboxOutcome
from tenants.ideas.triage import reopen, triage
from tenants.ideas.withdraw import withdraw_answer
from tenants.mail.models import Mail
from tenants.needs.access import visible_to
from tenants.needs.filters import without_idea, without_need
from tenants.needs.link import link_idea
from tenants.needs.models import Bond, Need, NeedIdea, Reason
from tenants.needs.models import Status as NeedStatus
from tenants.needs.take_in import need_from_matter
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.needs import make_need
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def take_in(idea: Idea, coach: Member, **sharpened: str) -> Need:
    answer = Answer(outcome=InboxOutcome.TAKE_IN_NEED, message="Tack.", coach=coach, need=sharpened)
    triage(idea, answer=answer, actor=coach)
    return Need.objects.get(origin=idea)


@pytest.fixture
def coach(in_skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=in_skovde)


def test_need_begins_with_the_matters_own_words(in_skovde: Municipality, coach: Member) -> None:
    idea = make_idea(municipality=in_skovde, title="Bänk vid backen", text="Det är långt.", for_whom="Äldre")
    need = take_in(idea, coach)
    assert (need.title, need.situation, need.who) == ("Bänk vid backen", "Det är långt.", "Äldre")
    assert (need.source, need.owner, need.created_by) == (idea.source, coach, coach)
    assert need.heard_on == idea.received_at.astimezone(clock.STOCKHOLM).date()
    found = Idea.objects.get(pk=idea.pk)
    assert (found.status, found.kind) == (Status.ACTIVE, Kind.NEED)


def test_need_is_sharpened_by_the_handler(in_skovde: Municipality, coach: Member) -> None:
    idea = make_idea(municipality=in_skovde, title="Bänk vid backen", for_whom="Äldre")
    need = take_in(idea, coach, title="Kunna vila på vägen hem", who="", frequency="daily")
    assert (need.title, need.who, need.frequency) == ("Kunna vila på vägen hem", "Äldre", "daily")


def test_taking_in_as_idea_makes_no_need(in_skovde: Municipality, coach: Member) -> None:
    answer = Answer(outcome=InboxOutcome.TAKE_IN_IDEA, message="Tack.", coach=coach)
    triage(make_idea(municipality=in_skovde), answer=answer, actor=coach)
    assert not Need.objects.exists()


def test_refused_taking_in_leaves_no_need(in_skovde: Municipality, coach: Member) -> None:
    idea = make_idea(municipality=in_skovde, bearer=coach)
    with pytest.raises(NotPossible):
        take_in(idea, coach)
    assert not Need.objects.exists()
    assert Idea.objects.get(pk=idea.pk).status == Status.INBOX


def test_matter_connected_to_a_need_is_one_more_voice(in_skovde: Municipality, coach: Member) -> None:
    need = make_need(municipality=in_skovde)
    bearer = make_member(municipality=in_skovde)
    idea = make_idea(municipality=in_skovde, bearer=bearer)
    answer = Answer(outcome=InboxOutcome.CONNECT, message="Fler säger samma.", elsewhere=f"need-{need.pk}")
    triage(idea, answer=answer, actor=coach)
    link = NeedIdea.objects.get()
    assert (link.need, link.idea, link.bond) == (need, idea, Bond.VOICE)
    assert "ännu en röst för ett behov" in Mail.objects.get(about_id=idea.pk).text
    assert Idea.objects.get(pk=idea.pk).status == Status.MERGED
    assert list(without_idea(Need.objects.all())) == [need]
    reopen(idea, actor=coach)
    assert not NeedIdea.objects.exists()


def test_ended_need_takes_no_more_voices(in_skovde: Municipality, coach: Member) -> None:
    need = make_need(municipality=in_skovde, status=NeedStatus.MET)
    idea = make_idea(municipality=in_skovde)
    answer = Answer(outcome=InboxOutcome.CONNECT, message="Tack.", elsewhere=f"need-{need.pk}")
    with pytest.raises(NotPossible):
        triage(idea, answer=answer, actor=coach)
    assert Idea.objects.get(pk=idea.pk).status == Status.INBOX
    assert not Mail.objects.exists()


def test_answer_taken_back_closes_the_need_and_taking_in_again_opens_it(in_skovde: Municipality, coach: Member) -> None:
    idea = make_idea(municipality=in_skovde)
    promised = idea.promised_on
    need = take_in(idea, coach)
    withdraw_answer(idea, seen=latest_event(idea), apology="Det blev fel.", actor=coach)
    found = Idea.objects.get(pk=idea.pk)
    assert (found.status, found.kind, found.stage, found.coach) == (Status.INBOX, Kind.IDEA, None, None)
    assert (found.promised_on, found.furthest_phase) == (promised, "capture")
    need.refresh_from_db()
    assert (need.status, need.reason) == (NeedStatus.CLOSED, Reason.TAKEN_BACK)
    assert take_in(found, coach) == need
    need.refresh_from_db()
    assert (need.status, need.reason) == (NeedStatus.OPEN, "")


def test_answer_is_not_taken_back_once_something_has_happened(in_skovde: Municipality, coach: Member) -> None:
    idea = make_idea(municipality=in_skovde)
    need = take_in(idea, coach)
    seen = latest_event(idea)
    link_idea(need=make_need(municipality=in_skovde), idea=idea, actor=coach)
    with pytest.raises(NotPossible):
        withdraw_answer(idea, seen=seen, apology="Det blev fel.", actor=coach)
    need.refresh_from_db()
    assert (Idea.objects.get(pk=idea.pk).status, need.status) == (Status.ACTIVE, NeedStatus.OPEN)
    assert not Event.objects.filter(kind="answer_withdrawn").exists()


def test_gaps_are_needs_without_ideas_and_ideas_without_needs(in_skovde: Municipality, coach: Member) -> None:
    lonely, answered = make_need(municipality=in_skovde), make_need(municipality=in_skovde)
    linked, loose = (make_idea(municipality=in_skovde, stage=2) for _ in range(2))
    make_idea(municipality=in_skovde)  # in the inbox: not asked for a need yet
    link_idea(need=answered, idea=linked, actor=coach)
    own = need_from_matter(make_idea(municipality=in_skovde, stage=1), texts={}, actor=coach)
    further = need_from_matter(make_idea(municipality=in_skovde, stage=3), texts={}, actor=coach)
    ended = make_need(municipality=in_skovde, status=NeedStatus.MET)
    assert set(without_idea(Need.objects.all())) == {lonely, own}
    assert set(without_need(Idea.objects.all())) == {loose}
    assert Need.objects.filter(pk__in=[further.pk, ended.pk]).count() == 2


@pytest.mark.parametrize("role", list(Role))
def test_need_of_a_marked_matter_is_seen_by_those_who_see_the_matter(in_skovde: Municipality, role: Role) -> None:
    coach = make_member(Role.COACH, municipality=in_skovde)
    open_need = make_need(municipality=in_skovde, actor=coach)
    marked = make_idea(municipality=in_skovde, stage=1, secrecy=Secrecy.ASSESS)
    inner = need_from_matter(marked, texts={}, actor=coach)
    sees_all = role not in (Role.EMPLOYEE, Role.ADMINISTRATOR)
    expected = {open_need, inner} if sees_all else {open_need}
    assert set(visible_to(make_member(role, municipality=in_skovde))) == expected


def test_inactive_member_sees_no_needs(in_skovde: Municipality) -> None:
    make_need(municipality=in_skovde)
    assert not visible_to(make_member(Role.COACH, municipality=in_skovde, active=False)).exists()
    assert not visible_to(None).exists()
