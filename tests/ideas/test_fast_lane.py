"""*Gör direkt* asks what the model in use asks, of those whom the model in use names."""

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.answer import Answer
from tenants.ideas.models import WAITING, Idea, Status
from tenants.ideas.transitions import INBOX, InboxOutcome
from tenants.ideas.triage import triage
from tenants.people.models import Role
from tenants.pipeline.in_use import model_in_use
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
YES = Answer(outcome=InboxOutcome.DO_IN_LINE, message="Tack, vi gör det i morgon.")
COACH, MANAGER, LEADER = Role.COACH, Role.MANAGER, Role.INNOVATION_MANAGER
LANES = ((MANAGER, LEADER), (MANAGER,), (COACH,), (LEADER,), (COACH, MANAGER, LEADER))
STAYS = sorted(set(Status) - set(WAITING))


def name(*roles: Role) -> None:
    model = model_in_use()
    model.fast_lane_roles = [role.value for role in roles]
    model.save(update_fields=["fast_lane_roles"])


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("lane", LANES)
def test_those_whom_the_model_names_say_yes_and_nobody_else(
    in_skovde: Municipality, lane: tuple[Role, ...], role: Role
) -> None:
    name(*lane)
    actor, idea = make_member(role, municipality=in_skovde), make_idea(municipality=in_skovde)
    if role in lane:
        triage(idea, answer=YES, actor=actor)
        assert Idea.objects.get(pk=idea.pk).status == Status.HANDED_OVER
        return
    with pytest.raises(NotAllowed):
        triage(idea, answer=YES, actor=actor)
    assert Idea.objects.get(pk=idea.pk).status == Status.INBOX
    assert not Event.objects.filter(subject_id=idea.pk, kind="do_in_line").exists()


@pytest.mark.parametrize("status", STAYS)
def test_named_coach_says_yes_to_nothing_that_has_left_the_inbox(in_skovde: Municipality, status: Status) -> None:
    name(COACH)
    idea = make_idea(municipality=in_skovde, stage=1, status=status)
    with pytest.raises(NotPossible):
        triage(idea, answer=YES, actor=make_member(COACH, municipality=in_skovde))
    assert Idea.objects.get(pk=idea.pk).status == status


@pytest.mark.parametrize("lane", LANES)
def test_nobody_whom_the_model_names_says_yes_to_their_own(in_skovde: Municipality, lane: tuple[Role, ...]) -> None:
    name(*lane)
    actor = make_member(lane[0], municipality=in_skovde)
    idea = make_idea(municipality=in_skovde, bearer=actor)
    assert INBOX[InboxOutcome.DO_IN_LINE].transition.who(actor, idea) is not None
    with pytest.raises(NotAllowed):
        triage(idea, answer=YES, actor=actor)
    assert Idea.objects.get(pk=idea.pk).status == Status.INBOX


@pytest.mark.parametrize(
    ("lane", "role", "asked"),
    [
        ((MANAGER, LEADER), MANAGER, None),
        ((MANAGER, LEADER), LEADER, {"Maja Chef"}),
        ((COACH, MANAGER, LEADER), LEADER, {"Maja Chef", "Karin Coach"}),
        ((COACH,), COACH, None),
        ((LEADER,), LEADER, None),
    ],
)
def test_innovation_manager_records_the_yes_of_another_where_there_is_another(
    skovde: Municipality, lane: tuple[Role, ...], role: Role, asked: set[str] | None
) -> None:
    idea = make_idea(municipality=skovde)
    make_member(MANAGER, municipality=skovde, name="Maja Chef")
    make_member(COACH, municipality=skovde, name="Karin Coach")
    # Reads the inbox as an agent, whatever else.
    person = make_member(role, Role.AGENT, municipality=skovde, name="Jag")
    with in_municipality(skovde):
        name(*lane)
    form = sign_in(skovde, person).get(f"/inkorg/{idea.pk}/").context["form"]
    with in_municipality(skovde):
        field = form.fields.get("yes_by")
        assert (None if field is None else {member.name for member in field.queryset}) == asked


def test_form_asks_what_the_model_asks(skovde: Municipality) -> None:
    idea = make_idea(municipality=skovde)
    with in_municipality(skovde):
        model = model_in_use()
        model.fast_lane_max_hours, model.fast_lane_max_kronor = 16, 12_000
        model.fast_lane_question_sv = "Berörs ingen annan?"
        model.save(update_fields=["fast_lane_max_hours", "fast_lane_max_kronor", "fast_lane_question_sv"])
    page = sign_in(skovde, make_member(LEADER, municipality=skovde)).get(f"/inkorg/{idea.pk}/").text
    for said in ("Det tar högst 16 timmar", "Det kostar högst 12\xa0000 kronor", "Berörs ingen annan?"):
        assert said in page


def test_manager_whom_the_model_leaves_out_changes_nothing(skovde: Municipality) -> None:
    idea = make_idea(municipality=skovde)
    with in_municipality(skovde):
        name(COACH, LEADER)
    # Reads the inbox as an agent.
    manager = sign_in(skovde, make_member(MANAGER, Role.AGENT, municipality=skovde))
    assert manager.get(f"/inkorg/{idea.pk}/").status_code == 403
    form = {"outcome": "do_in_line", "message": "Ja.", "under_a_day": "on", "under_5000": "on", "no_risk": "on"}
    assert manager.post(f"/inkorg/{idea.pk}/", form).status_code == 403
    with in_municipality(skovde):
        assert Idea.objects.get(pk=idea.pk).status == Status.INBOX


def test_manager_is_shown_no_inbox_in_which_nothing_can_be_read(skovde: Municipality) -> None:
    """It would look as if everybody had been answered. Who reads it in another role says yes there."""
    idea = make_idea(municipality=skovde, title="Något som väntar")
    alone = sign_in(skovde, make_member(MANAGER, municipality=skovde))
    assert 'href="/inkorg/"' not in alone.get("/").text
    assert alone.get("/inkorg/").status_code == 403
    both = sign_in(skovde, make_member(MANAGER, Role.AGENT, municipality=skovde))
    assert 'href="/inkorg/"' in both.get("/").text
    assert "Något som väntar" in both.get("/inkorg/").text
    form = {"outcome": "do_in_line", "message": "Ja.", "under_a_day": "on", "under_5000": "on", "no_risk": "on"}
    assert both.post(f"/inkorg/{idea.pk}/", form).status_code == 302
    with in_municipality(skovde):
        assert Idea.objects.get(pk=idea.pk).status == Status.HANDED_OVER
