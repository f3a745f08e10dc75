"""Who may give an idea in the inbox which outcome, and what each outcome does."""

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.models import Idea, Kind, Status
from tenants.ideas.transitions import INBOX, InboxOutcome
from tenants.ideas.triage import Answer, Door, answer_back, question_of, reopen, triage
from tenants.mail.models import Mail
from tenants.people.models import Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
O = InboxOutcome  # noqa: E741 - the table below is read by its shape
ENDS_IN = {
    O.TAKE_IN_NEED: Status.ACTIVE,
    O.TAKE_IN_IDEA: Status.ACTIVE,
    O.CONNECT: Status.MERGED,
    O.DO_IN_LINE: Status.HANDED_OVER,
    O.ASK_MORE: Status.ASKED,
    O.REFER: Status.REFERRED,
    O.WRONG_DOOR: Status.WRONG_DOOR,
    O.ANSWER: Status.ANSWERED,
}
ALLOWED = {
    Role.COACH: set(O) - {O.DO_IN_LINE},
    Role.INNOVATION_MANAGER: set(O),
    Role.MANAGER: {O.DO_IN_LINE},
    Role.EMPLOYEE: set(),
    Role.AGENT: set(),
    Role.REGISTRAR: set(),
    Role.ADMINISTRATOR: set(),
}


def answer(outcome: InboxOutcome, municipality: Municipality) -> Answer:
    target = make_idea(municipality=municipality) if outcome == O.CONNECT else None
    coach = make_member(Role.COACH, municipality=municipality) if INBOX[outcome].takes_in else None
    door = Door.FAULT if outcome == O.WRONG_DOOR else ""
    return Answer(outcome=outcome, message="Tack, vi tar hand om det.", coach=coach, target=target, door=door)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("outcome", list(O))
def test_outcome_by_role(in_skovde: Municipality, role: Role, outcome: InboxOutcome) -> None:
    actor = make_member(role, municipality=in_skovde)
    idea = make_idea(municipality=in_skovde)
    chosen = answer(outcome, in_skovde)
    if outcome in ALLOWED[role]:
        triage(idea, answer=chosen, actor=actor)
        assert Idea.objects.get(pk=idea.pk).status == ENDS_IN[outcome]
        return
    with pytest.raises(NotAllowed):
        triage(idea, answer=chosen, actor=actor)
    assert Idea.objects.get(pk=idea.pk).status == Status.INBOX
    assert not Event.objects.filter(subject_id=idea.pk, kind=outcome.value).exists()
    assert not Mail.objects.filter(about_id=idea.pk).exists()


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.INBOX, Status.ASKED}))
@pytest.mark.parametrize("outcome", list(O))
def test_outcome_only_from_the_inbox(in_skovde: Municipality, status: Status, outcome: InboxOutcome) -> None:
    actor = make_member(Role.INNOVATION_MANAGER, municipality=in_skovde)
    idea = make_idea(municipality=in_skovde, stage=1, status=status)
    with pytest.raises(NotPossible):
        triage(idea, answer=answer(outcome, in_skovde), actor=actor)
    assert Idea.objects.get(pk=idea.pk).status == status


def test_idea_taken_in_stands_in_the_first_chamber_with_coach_and_promise(in_skovde: Municipality) -> None:
    actor = make_member(Role.COACH, municipality=in_skovde)
    idea = make_idea(municipality=in_skovde)
    chosen = answer(O.TAKE_IN_NEED, in_skovde)
    triage(idea, answer=chosen, actor=actor)
    idea = Idea.objects.select_related("stage").get(pk=idea.pk)
    assert (idea.kind, idea.coach, idea.furthest_phase) == (Kind.NEED, chosen.coach, "understand")
    assert idea.stage is not None
    assert idea.stage.position == 1
    assert idea.promised_on is not None


def test_bearer_is_told_word_for_word(in_skovde: Municipality) -> None:
    bearer = make_member(municipality=in_skovde)
    idea = make_idea(municipality=in_skovde, bearer=bearer)
    actor = make_member(Role.COACH, municipality=in_skovde)
    triage(idea, answer=answer(O.ANSWER, in_skovde), actor=actor)
    mail = Mail.objects.get(about_id=idea.pk, to=bearer.email)
    assert "Tack, vi tar hand om det." in mail.text


def test_question_goes_out_and_the_answer_brings_the_idea_back(in_skovde: Municipality) -> None:
    bearer = make_member(municipality=in_skovde)
    idea = make_idea(municipality=in_skovde, bearer=bearer)
    triage(idea, answer=answer(O.ASK_MORE, in_skovde), actor=make_member(Role.COACH, municipality=in_skovde))
    answer_back(idea, text="Det gäller hemtjänsten.", actor=bearer)
    idea = Idea.objects.get(pk=idea.pk)
    assert idea.status == Status.INBOX
    assert idea.promised_on is not None
    assert list(idea.messages.values_list("text", flat=True)) == [
        "Tack, vi tar hand om det.",
        "Det gäller hemtjänsten.",
    ]


def test_whoever_answers_reads_what_was_asked_last(skovde: Municipality) -> None:
    bearer = make_member(municipality=skovde)
    coach = make_member(Role.COACH, municipality=skovde)
    idea = make_idea(municipality=skovde, bearer=bearer)
    with in_municipality(skovde):
        assert question_of(idea) == ""
        for question in ("Vilka gäller det?", "Hur ofta händer det?"):
            asked = Answer(outcome=O.ASK_MORE, message=question)
            triage(Idea.objects.get(pk=idea.pk), answer=asked, actor=coach)
            if question.startswith("Vilka"):
                answer_back(Idea.objects.get(pk=idea.pk), text="Alla.", actor=bearer)
    page = sign_in(skovde, bearer).get(f"/ideer/{idea.pk}/svara/").text
    assert "Hur ofta händer det?" in page
    assert "Vilka gäller det?" not in page


def test_outcome_can_be_undone_with_everything_kept(in_skovde: Municipality) -> None:
    actor = make_member(Role.INNOVATION_MANAGER, municipality=in_skovde)
    idea = make_idea(municipality=in_skovde)
    triage(idea, answer=answer(O.CONNECT, in_skovde), actor=actor)
    reopen(idea, actor=actor)
    idea = Idea.objects.get(pk=idea.pk)
    assert (idea.status, idea.connected_to) == (Status.INBOX, None)
    assert idea.messages.count() == 1


@pytest.mark.parametrize("outcome", [O.TAKE_IN_NEED, O.TAKE_IN_IDEA])
def test_bearer_is_given_no_idea_of_their_own_to_coach(in_skovde: Municipality, outcome: InboxOutcome) -> None:
    chosen = answer(outcome, in_skovde)
    idea = make_idea(municipality=in_skovde, bearer=chosen.coach)
    with pytest.raises(NotPossible):
        triage(idea, answer=chosen, actor=make_member(Role.INNOVATION_MANAGER, municipality=in_skovde))
    idea = Idea.objects.get(pk=idea.pk)
    assert (idea.status, idea.coach, idea.messages.count()) == (Status.INBOX, None, 0)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.INNOVATION_MANAGER])
def test_nobody_says_yes_to_an_idea_of_their_own(in_skovde: Municipality, role: Role) -> None:
    actor = make_member(role, municipality=in_skovde)
    idea = make_idea(municipality=in_skovde, bearer=actor)
    with pytest.raises(NotAllowed):
        triage(idea, answer=answer(O.DO_IN_LINE, in_skovde), actor=actor)
    assert Idea.objects.get(pk=idea.pk).status == Status.INBOX
