"""Guests: invited for one idea, for a time, with no role whatever stands on their row."""

import datetime as dt
import re

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.access import visible_to
from tenants.ideas.models import Secrecy
from tenants.mail.models import Mail
from tenants.people.accept import accept
from tenants.people.invite import invite, invite_guest, revoke, send_again
from tenants.people.models import Invitation, Member, Role
from tenants.people.selectors import member_of_account, with_role
from tests.factories.ideas import make_idea
from tests.factories.people import make_account, make_member, sign_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
INVITES = {Role.COACH, Role.INNOVATION_MANAGER}


def offer_to(email: str, *, actor: Member, **facts: object) -> Invitation:
    return invite_guest(actor=actor, email=email, name="Greta", **({"guest_of": 7, "guest_until": None} | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize("role", list(Role))
def test_guests_are_invited_by_those_who_coach_alone(in_skovde: Municipality, role: Role) -> None:
    actor = make_member(role, municipality=in_skovde)
    if role in INVITES:
        offer = offer_to(" Greta@Example.org ", actor=actor, guest_until=clock.today())
        assert (offer.email, offer.guest_of, offer.guest_until, offer.roles) == (
            "greta@example.org",
            7,
            clock.today(),
            [],
        )
        return
    with pytest.raises(NotAllowed):
        offer_to("greta@example.org", actor=actor)
    assert not Invitation.objects.exists()
    assert not Mail.objects.exists()


def test_accepted_guest_is_a_member_for_one_idea(in_skovde: Municipality) -> None:
    idea = make_idea(municipality=in_skovde, stage=1)
    make_idea(municipality=in_skovde, stage=1)
    account = make_account(email="greta@example.org")
    coach = make_member(Role.COACH, municipality=in_skovde)
    offer = offer_to("greta@example.org", actor=coach, guest_of=idea.pk, guest_until=clock.today() + DAY)
    letter = Mail.objects.get()
    assert "gästcoach" in letter.text
    assert re.search(r"/konto/inbjudan/[\w-]{43,}/", letter.text)
    guest = accept(municipality=in_skovde, invitation=offer, account=account)
    assert (guest.is_guest, guest.guest_of, guest.guest_until) == (True, idea.pk, clock.today() + DAY)
    assert set(visible_to(guest)) == {idea}


@pytest.mark.parametrize("role", list(Role))
def test_guest_has_no_role_whatever_stands_on_the_row(in_skovde: Municipality, role: Role) -> None:
    guest = make_member(role, municipality=in_skovde, guest_of=7)
    assert not guest.has_role(role)
    assert guest.role_labels == ["gästcoach"]
    assert guest not in with_role(role)


def test_marked_idea_is_hidden_from_its_guest(in_skovde: Municipality) -> None:
    idea = make_idea(municipality=in_skovde, stage=1, secrecy=Secrecy.ASSESS)
    assert not visible_to(make_member(municipality=in_skovde, guest_of=idea.pk)).exists()


@pytest.mark.parametrize(("until", "gets_in"), [(None, True), (0, True), (-1, False)])
def test_guest_gets_in_until_the_last_day(in_skovde: Municipality, until: int | None, gets_in: bool) -> None:
    day = None if until is None else clock.today() + until * DAY
    guest = make_member(municipality=in_skovde, guest_of=7, guest_until=day)
    assert guest.account_key is not None
    assert (member_of_account(account_key=guest.account_key) == guest) is gets_in


def test_guest_can_be_invited_for_another_idea_or_as_an_ordinary_member(in_skovde: Municipality) -> None:
    account = make_account(email="greta@example.org")
    guest = make_member(municipality=in_skovde, account=account, guest_of=7, active=False)
    manager = make_member(Role.INNOVATION_MANAGER, municipality=in_skovde)
    again = accept(
        municipality=in_skovde, invitation=offer_to(account.email, actor=manager, guest_of=8), account=account
    )
    assert (again.pk, again.active, again.guest_of) == (guest.pk, True, 8)
    offer = invite(actor=manager, email=account.email, name="Greta", unit=None, roles=["coach"])
    ordinary = accept(municipality=in_skovde, invitation=offer, account=account)
    assert (ordinary.pk, ordinary.is_guest, ordinary.has_role(Role.COACH)) == (guest.pk, False, True)


def test_member_cannot_be_made_a_guest(in_skovde: Municipality) -> None:
    member = make_member(municipality=in_skovde)
    with pytest.raises(NotPossible):
        offer_to(member.email, actor=make_member(Role.COACH, municipality=in_skovde))
    member.refresh_from_db()
    assert not member.is_guest


def test_coach_sends_again_and_withdraws_own_invitations_of_guests_alone(in_skovde: Municipality) -> None:
    coach, other = (make_member(Role.COACH, municipality=in_skovde) for _ in range(2))
    offer = offer_to("greta@example.org", actor=coach)
    for act in (send_again, revoke):
        with pytest.raises(NotAllowed):
            act(actor=other, invitation=offer)
    assert send_again(actor=coach, invitation=offer).secret_digest != offer.secret_digest
    assert revoke(actor=coach, invitation=offer).state == Invitation.State.REVOKED


def test_menus_lead_a_guest_nowhere_but_out(skovde: Municipality) -> None:
    idea = make_idea(municipality=skovde, stage=1)
    page = sign_in(skovde, make_member(municipality=skovde, guest_of=idea.pk)).get(f"/ideer/{idea.pk}/").text
    assert 'href="/konto/logout/"' in page
    for address in ("/ideer/", "/ideer/tavla/", "/beslut/", "/mina-installningar/", "/lamna/medarbetare/"):
        assert f'href="{address}"' not in page
