"""“Is it there already?” also in what other municipalities show to everyone."""

import pytest

from sluss.registry.models import Municipality
from tenants.people.models import Role
from tests.factories.ideas import make_idea
from tests.factories.openly import said, show
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db


def test_what_other_municipalities_show_comes_last_and_leaves_room_for_own(
    skovde: Municipality, hjo: Municipality
) -> None:
    for number in range(6):
        make_idea(municipality=skovde, title=f"Cykelväg {number}")
    client = sign_in(skovde, make_member(Role.AGENT, municipality=skovde))
    assert client.post("/kundcenter/finns-redan/", {"q": "cykelvägar"}).content.decode().count("<h3>") == 5
    show(hjo, *(said(f"Cykelväg till sjön {number}", path=f"/oppet/{number}/") for number in range(3)))
    page = client.post("/kundcenter/finns-redan/", {"q": "cykelvägar till sjön"}).content.decode()
    assert page.count("<h3>") == 5
    assert page.count("Öppet för alla i Hjo") == 2
    assert page.index("Cykelväg 0") < page.index("Cykelväg till sjön")
    assert "http://hjo.localhost/oppet/" in page
    assert "3 i andra" not in page
    assert "Hjo" not in client.post("/kundcenter/finns-redan/", {"q": "sj"}).content.decode()
