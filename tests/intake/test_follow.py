"""The resident's page after the idea has been joined with another, and what a resident can do in each step."""

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.following.talk import say
from tenants.ideas.edit import mark_secrecy
from tenants.ideas.models import Idea, Message, Secrecy
from tenants.intake.models import FollowLink
from tenants.intake.secrets import CODE, FOLLOW
from tenants.people.models import Member, Role
from tenants.relations.bundle import create_bundle
from tenants.relations.merge import merge_into, undo_merge
from tests.factories.decisions import decide
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(skovde: Municipality) -> Member:
    return make_member(Role.INNOVATION_MANAGER, municipality=skovde)


@pytest.fixture
def own(skovde: Municipality) -> Idea:
    return make_idea(municipality=skovde, stage=1, title="Cykelvagn att låna")


@pytest.fixture
def other(skovde: Municipality) -> Idea:
    return make_idea(municipality=skovde, stage=2, title="Låna ut cykelvagnar")


def page(own: Idea, municipality: Municipality) -> str:
    """What somebody with the secret address of `own` reads."""
    token = FOLLOW.make()
    with in_municipality(municipality):
        FollowLink.objects.create(
            idea=own, token_digest=FOLLOW.digest(token), code_digest=CODE.digest(token), created_at=clock.now()
        )
    answer = sign_in(municipality).get(f"/folj/{token}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_resident_reads_how_it_goes_for_the_idea_that_theirs_goes_on_in(
    own: Idea, other: Idea, skovde: Municipality, leader: Member
) -> None:
    with in_municipality(skovde):
        say(other, text="Sagt före", member=leader)
        merge_into(own, other, message="Ni vill samma sak.", actor=leader)
        say(other, text="Sagt efter", member=leader)
    read = page(own, skovde)
    assert "Den fortsätter i ”Låna ut cykelvagnar”" in read
    assert "Sagt efter" in read
    assert "Sagt före" not in read
    assert leader.name not in read
    assert read.count('aria-current="step"') == 1
    assert read.count("Det här har hänt sedan dess") == 1
    with in_municipality(skovde):
        undo_merge(own, message="Nej.", actor=leader)
    assert "Låna ut cykelvagnar" not in page(own, skovde)


def test_other_idea_that_is_marked_since_is_not_shown(
    own: Idea, other: Idea, skovde: Municipality, leader: Member
) -> None:
    with in_municipality(skovde):
        merge_into(own, other, message="Ni vill samma sak.", actor=leader)
        mark_secrecy(other, secrecy=Secrecy.ASSESS, actor=leader)
    assert "Låna ut cykelvagnar" not in page(own, skovde)


def test_resident_reads_what_they_can_do_in_this_step(own: Idea, skovde: Municipality) -> None:
    assert "Berätta gärna om fler som har samma behov." in page(own, skovde)


def test_words_of_a_bundle_reach_who_follows_by_a_code(
    own: Idea, other: Idea, skovde: Municipality, leader: Member
) -> None:
    with in_municipality(skovde):
        create_bundle(own, other, heading="Cykelvagnar", message="De hör ihop.", actor=leader)
        assert Message.objects.filter(idea=own).count() == 1
    assert "De hör ihop." in page(own, skovde)


def test_voice_for_a_need_is_not_sent_to_a_page_that_residents_cannot_open(own: Idea, skovde: Municipality) -> None:
    with in_municipality(skovde):
        Idea.objects.filter(pk=own.pk).update(status="merged")
    read = page(own, skovde)
    assert "Den är ännu en röst för ett behov" in read
    assert "under ”Behov”" not in read


def test_resident_reads_what_was_decided_and_why_also_where_theirs_goes_on(
    own: Idea, other: Idea, skovde: Municipality, leader: Member
) -> None:
    manager = make_member(Role.MANAGER, municipality=skovde, name="Malin Chef")
    held = {"outcome": "hold", "municipality": skovde, "presenter": leader}
    own = make_idea(municipality=skovde, stage=1, title="Egen")
    decide(own, actor=manager, reasons="Förrådet är <fullt> i år.", **held)
    read = page(own, skovde)
    assert "Förrådet är &lt;fullt&gt; i år." in read
    assert "Beslutat av Malin Chef" in read
    first, second = make_idea(municipality=skovde, stage=1), make_idea(municipality=skovde, stage=1)
    decide(second, actor=manager, reasons="Sagt till andra.", **held)
    with in_municipality(skovde):
        merge_into(first, second, message="Ni vill samma sak.", actor=leader)
    assert "Sagt till andra." not in page(first, skovde)
    assert "Det här har beslutats" not in page(first, skovde)
    third = make_idea(municipality=skovde, stage=1)
    with in_municipality(skovde):
        merge_into(third, other, message="Ni vill samma sak.", actor=leader)
    decide(other, actor=manager, reasons="Vi väntar på budgeten.", **held)
    assert "Vi väntar på budgeten." in page(third, skovde)
