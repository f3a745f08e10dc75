"""The administrator's pages for keys, and the guide."""

import datetime as dt
import html
import re

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.api.models import ApiKey, Integration
from tenants.people.models import Role
from tests.factories.api import Caller
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db


def test_administrator_makes_a_key_sees_it_once_and_revokes_it(skovde: Municipality) -> None:
    person = sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    assert "Inga integrationer än" in person.get("/api-nycklar/").content.decode()
    sent = {"name": "Intranätet", "purpose": "Visar idéer", "contact": "IT", "roles": ["employee"]}
    home = person.post("/api-nycklar/ny/", sent)["Location"]
    last = (clock.today() + dt.timedelta(days=30)).isoformat()
    key = {"name": "Servern", "scopes": ["ideas:read"], "expires_on": last}
    made = person.post(f"{home}nyckel/", key)
    secret = html.unescape(re.findall(r'id="secret" value="([^"]+)"', made.content.decode())[0])
    assert "no-store" in made["Cache-Control"]
    assert Caller(skovde, secret).get("ideas/").status_code == 200
    page = person.get(home).content.decode()
    assert secret[:12] in page
    assert secret not in page
    with in_municipality(skovde):
        pk = ApiKey.objects.get().pk
    revoke = f"/api-nycklar/nyckel/{pk}/aterkalla/"
    assert "Återkalla ”Servern”?" in person.get(revoke).content.decode()
    assert Caller(skovde, secret).get("ideas/").status_code == 200
    assert person.post(revoke)["Location"] == home
    assert Caller(skovde, secret).get("ideas/").status_code == 401
    assert "återkallad" in person.get(home).content.decode()
    assert "Intranätet" in person.get("/api-nycklar/").content.decode()


def test_closed_integration_opens_nothing(skovde: Municipality) -> None:
    person = sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    sent = {"name": "Intranätet", "purpose": "Visar idéer", "contact": "IT", "roles": ["employee", "coach"]}
    home = person.post("/api-nycklar/ny/", sent)["Location"]
    assert person.post(f"{home}andra/", sent | {"name": "Insidan"})["Location"] == home
    with in_municipality(skovde):
        member = Integration.objects.select_related("member").get().member
    assert (member.name, member.roles, member.active) == ("Insidan", ["coach", "employee"], False)


def test_bad_form_is_shown_again_and_makes_nothing(skovde: Municipality) -> None:
    person = sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    assert person.post("/api-nycklar/ny/", {"name": "", "roles": ["administrator"]}).status_code == 422
    with in_municipality(skovde):
        assert not Integration.objects.exists()


def test_guide_shows_every_operation_in_both_languages(skovde: Municipality) -> None:
    for language, word in (("sv", "Så får du en nyckel"), ("en", "Getting a key")):
        page = sign_in(skovde).get("/api/", headers={"accept-language": language}).content.decode()
        assert word in page
        assert page.count("<summary>") >= 30
        assert "<script>" not in page
