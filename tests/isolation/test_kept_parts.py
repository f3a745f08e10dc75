"""Kept parts of pages: what was written for one municipality or person is never shown to another."""

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.tenancy.hosts import address_of, municipality_by_key
from sluss.web import keep
from sluss.web.keep import kept
from tenants.intake.drafts import save_for_member
from tenants.people.models import Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in
from tests.isolation.world import CANARY

pytestmark = pytest.mark.django_db
LIST = "web/parts/nav_list.html"
PAGES = ("/", "/ideer/", "/ideer/tavla/", "/inkorg/", "/mina/", "/lamna/medarbetare/")


def test_same_part_is_kept_apart_in_each_municipality(skovde: Municipality, hjo: Municipality) -> None:
    for municipality in (skovde, hjo, skovde):
        with in_municipality(municipality):
            kept(LIST, {"items": []})
    with in_region():
        kept(LIST, {"items": []})
    assert sorted(str(key[0]) for key in keep._shelf) == sorted(["", str(skovde.key), str(hjo.key)])  # type: ignore[index]


def test_pages_of_one_municipality_put_nothing_into_another_s(skovde: Municipality, hjo: Municipality) -> None:
    for stage in (None, 1, 2):
        make_idea(municipality=skovde, title=f"{CANARY} {stage}", stage=stage)
    roles = (Role.COACH, Role.INNOVATION_MANAGER)
    here, there = make_member(*roles, municipality=skovde), make_member(*roles, municipality=hjo)
    for path in PAGES:
        assert sign_in(skovde, here).get(path).status_code == 200, path
    assert any(CANARY in text for text in keep._shelf.values())
    for path in PAGES:
        assert CANARY not in sign_in(hjo, there).get(path).content.decode(), path
    hjos = [text for key, text in keep._shelf.items() if key[0] == str(hjo.key)]  # type: ignore[index]
    assert hjos
    assert not any(CANARY in text for text in hjos)


def test_menu_kept_for_one_person_is_not_another_s(skovde: Municipality) -> None:
    coach, employee = make_member(Role.COACH, municipality=skovde), make_member(municipality=skovde)
    for member, sees in ((coach, True), (employee, False), (coach, True)):
        page = sign_in(skovde, member).get("/").content.decode()
        assert ('href="/inkorg/"' in page) is sees


def test_kept_parts_hold_no_token_of_a_person(skovde: Municipality) -> None:
    member = make_member(Role.COACH, Role.INNOVATION_MANAGER, municipality=skovde)
    for path in PAGES:
        sign_in(skovde, member).get(path)
    assert keep._shelf
    for text in keep._shelf.values():
        assert 'name="csrfmiddlewaretoken"' not in text
        assert "submission_key" not in text


def test_what_somebody_has_begun_to_write_is_not_kept(skovde: Municipality) -> None:
    member = make_member(municipality=skovde)
    with in_municipality(skovde):
        draft = save_for_member(member, {"title": CANARY})
    form = "/lamna/medarbetare/"
    for path in (f"{form}?utkast={draft.pk}", f"{form}?title={CANARY}", f"/lamna/invanare/?title={CANARY}"):
        assert CANARY in sign_in(skovde, member).get(path).content.decode(), path
    assert sign_in(skovde, member).post(form, {"title": "", "text": CANARY}).status_code == 422
    assert CANARY not in sign_in(skovde, member).get(form).content.decode()
    assert any("<textarea" in text for text in keep._shelf.values())
    assert not any(CANARY in text for text in keep._shelf.values())


def test_municipality_and_address_kept_for_one_are_not_another_s(skovde: Municipality, hjo: Municipality) -> None:
    for municipality in (skovde, hjo, skovde):
        for scope in (in_municipality(municipality), in_municipality(hjo), in_region()):
            with scope:
                assert municipality_by_key(str(municipality.key)) == municipality
                assert address_of(municipality) == f"http://{municipality.slug}.localhost/"
