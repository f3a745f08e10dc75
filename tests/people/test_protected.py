"""Members with protected identity, where others might come upon them."""

from collections.abc import Callable

import pytest
from django.test import Client

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.people.models import Role
from tests.factories.people import make_invitation, make_member

pytestmark = pytest.mark.django_db
type Clients = Callable[..., Client]


@pytest.mark.parametrize(("role", "sees"), [(Role.ADMINISTRATOR, True), (Role.INNOVATION_MANAGER, False)])
def test_invitation_of_a_protected_member_is_shown_by_role(
    role: Role, sees: bool, skovde: Municipality, client_of: Clients
) -> None:
    invitation, _token = make_invitation(Role.COACH, municipality=skovde, email="skyddad@example.org")
    member = make_member(Role.COACH, municipality=skovde, name="Skyddad Namn", show_role_only=True)
    with in_municipality(skovde):
        invitation.member, invitation.accepted_at = member, clock.now()
        invitation.save(update_fields=["member", "accepted_at"])
    page = client_of(skovde, make_member(role, municipality=skovde)).get("/organisation/inbjudningar/").text
    assert ("skyddad@example.org" in page) is sees
    assert ("Inbjuden Person" in page) is sees
