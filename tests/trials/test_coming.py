"""“På väg till mig”: named, told, and yes or no."""

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.models import CriterionAnswer, Idea, Secrecy
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tenants.pipeline.models import Criterion
from tenants.trials.coming import coming_to, ideas_coming_to
from tenants.trials.models import Reception
from tenants.trials.receive import answer_reception
from tenants.trials.tasks import tell_named
from tenants.trials.tell import tell_people
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in
from tests.trials.conftest import OnTrial

pytestmark = pytest.mark.django_db


def name_at_gate(idea: Idea, member: Member, code: str = "receiving_owner") -> None:
    facts = {"answered_by": member, "answered_at": clock.now(), "member": member}
    CriterionAnswer.objects.create(idea=idea, criterion=Criterion.objects.get(code=code), **facts)


def test_naming_in_a_trial_tells_at_once_and_only_once(on_trial: OnTrial) -> None:
    tell_named(str(on_trial.municipality.key))
    with in_municipality(on_trial.municipality):
        letter = Mail.objects.get()
        assert (letter.to, letter.subject) == (on_trial.owner.email, "You are to receive “Kortare telefonkö”")
        assert "/kommande/" in letter.text


def test_naming_at_a_gate_is_told_by_the_job(on_trial: OnTrial, hjo: Municipality) -> None:
    manager = make_member(Role.MANAGER, municipality=on_trial.municipality)
    idea = make_idea(municipality=on_trial.municipality, stage=2, title="Bänkar")
    with in_municipality(on_trial.municipality):
        Mail.objects.all().delete()
        name_at_gate(idea, manager)
    for _ in range(2):
        tell_named(str(on_trial.municipality.key))
    tell_named(str(hjo.key))
    with in_municipality(on_trial.municipality):
        assert [mail.to for mail in Mail.objects.all()] == [manager.email]
    with in_municipality(hjo):
        assert not Mail.objects.exists()


def test_page_says_what_comes_when_at_what_cost_and_what_to_do(on_trial: OnTrial) -> None:
    with in_municipality(on_trial.municipality):
        other = make_idea(municipality=on_trial.municipality, stage=2, promised_on=clock.today())
        name_at_gate(other, on_trial.owner)
        Idea.objects.filter(pk=on_trial.idea.pk).update(promised_on=None)
        ideas = list(ideas_coming_to(on_trial.owner))
        assert ideas == [other, on_trial.idea]
        gate, trial = coming_to(on_trial.owner, ideas)
        assert (gate.trial, gate.cost, gate.when) == (None, None, None)
        assert (trial.cost, trial.spent, trial.to_do) == (10_000, 0, "Säg om du tar emot det.")
        answer_reception(on_trial.idea, answer="confirmed", reason="", actor=on_trial.owner)
        (row,) = coming_to(on_trial.owner, [on_trial.idea])
        assert row.to_do == "Läs stoppregeln och taket innan testet startar."
    page = sign_in(on_trial.municipality, on_trial.owner).get("/kommande/").text
    assert "Kortare telefonkö" in page
    assert "Kortare telefonkö" not in sign_in(on_trial.municipality, on_trial.bearer).get("/kommande/").text


def test_no_needs_a_reason_and_reaches_the_coach(on_trial: OnTrial) -> None:
    with in_municipality(on_trial.municipality):
        Mail.objects.all().delete()
        with pytest.raises(NotPossible):
            answer_reception(on_trial.idea, answer="declined", reason=" ", actor=on_trial.owner)
        assert Reception.objects.get().answer == "waiting"
        answer_reception(on_trial.idea, answer="declined", reason="Det är gatukontorets", actor=on_trial.owner)
        assert Reception.objects.get().answer == "declined"
        letter = Mail.objects.get()
        assert letter.to == on_trial.coach.email
        assert "Det är gatukontorets" in letter.text
        assert Event.objects.filter(subject="idea", kind="receiver_declined").count() == 1


@pytest.mark.parametrize("kind", ["bearer", "coach of the idea", "manager", "innovation_manager", "guest"])
def test_only_the_one_who_is_named_answers(on_trial: OnTrial, kind: str) -> None:
    member = on_trial.person(kind)
    client = sign_in(on_trial.municipality, member)
    assert client.post(f"/ideer/{on_trial.idea.pk}/mottagare/", {"answer": "confirmed"}).status_code == 403
    with in_municipality(on_trial.municipality):
        with pytest.raises(NotAllowed):
            answer_reception(on_trial.idea, answer="confirmed", reason="", actor=member)
        assert Reception.objects.get().answer == "waiting"


@pytest.mark.parametrize("form", [{}, {"answer": "kanske"}, {"answer": "declined"}, {"answer": "waiting"}])
def test_bad_answer_is_told_and_saves_nothing(on_trial: OnTrial, form: dict[str, str]) -> None:
    client = sign_in(on_trial.municipality, on_trial.owner)
    assert client.post(f"/ideer/{on_trial.idea.pk}/mottagare/", {"x": "y"} | form).status_code == 422
    with in_municipality(on_trial.municipality):
        assert Reception.objects.get().answer == "waiting"


@pytest.mark.parametrize("role", list(Role))
def test_menu_leads_those_who_may_be_named(on_trial: OnTrial, role: Role) -> None:
    client = sign_in(on_trial.municipality, make_member(role, municipality=on_trial.municipality))
    named = role in (Role.COACH, Role.MANAGER, Role.INNOVATION_MANAGER, Role.REGISTRAR)
    assert ('href="/kommande/"' in client.get("/test/").text) is named


def test_nobody_is_told_of_an_idea_that_they_may_not_see(on_trial: OnTrial) -> None:
    """Its title would stand in the letter; named once the mark is gone they are told by the job or the trial."""
    colleague = make_member(municipality=on_trial.municipality)
    idea = make_idea(municipality=on_trial.municipality, stage=2, title="Hemlig bänk", secrecy=Secrecy.ASSESS)
    with in_municipality(on_trial.municipality):
        Mail.objects.all().delete()
        name_at_gate(idea, colleague)
    tell_named(str(on_trial.municipality.key))
    with in_municipality(on_trial.municipality):
        assert not Mail.objects.exists()
        Idea.objects.filter(pk=on_trial.idea.pk).update(secrecy=Secrecy.ASSESS)
        assert tell_people(on_trial.fresh(), template="trials/expired") == 1
        assert [mail.to for mail in Mail.objects.all()] == [on_trial.owner.email]
