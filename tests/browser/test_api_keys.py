"""The administrator gives another system a key and takes it back; the system asks over the wire, as systems do."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.api.models import ApiKey
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.browser.walking import press, seen
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

Start = Callable[..., Walk]
INTEGRATION = {"name": "Intranätet", "purpose": "Visar idéer på startsidan", "contact": "Digitaliseringsenheten"}
WORDS = {
    "sv-SE": {
        "add": "Lägg till en integration",
        "save": "Spara",
        "make": "Gör en nyckel",
        "send": "Gör nyckeln",
        "once": "Kopiera den nu",
        "copied": "Jag har kopierat den",
        "revoke": "Återkalla Servern",
        "sure": "Återkalla nyckeln",
        "revoked": "återkallad",
        "choose": "Det här behöver du fylla i.",
    },
    "en-GB": {
        "add": "Add an integration",
        "save": "Save",
        "make": "Make a key",
        "send": "Make the key",
        "once": "Copy it now",
        "copied": "I have copied it",
        "revoke": "Revoke Servern",
        "sure": "Revoke the key",
        "revoked": "revoked",
        "choose": "This field",
    },
}


def asked(walker: Walk, municipality: Municipality, secret: str) -> tuple[int, list[str]]:
    """A call as the other system makes it: no browser, no cookie, the key alone."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{walker.port}/api/v1/ideas/?limit=5",
        headers={"Host": f"{municipality.slug}.localhost", "Authorization": f"Bearer {secret}"},
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, [row["title"] for row in json.load(answer)["results"]]
    except urllib.error.HTTPError as error:
        return error.code, []


@pytest.mark.parametrize(
    ("language", "javascript", "width"), [("sv-SE", True, 1280), ("en-GB", True, 390), ("sv-SE", False, 390)]
)
def test_administrator_makes_a_key_that_works_until_it_is_revoked(
    walk: Start, skovde: Municipality, hjo: Municipality, language: str, javascript: bool, width: int
) -> None:
    words = WORDS[language]
    make_idea(municipality=skovde, title="Lånecyklar", stage=1)
    keeper = make_member(Role.ADMINISTRATOR, municipality=skovde, name="Adam", language=language[:2])
    walker = walk(language=language, javascript=javascript, width=width).signed_in(skovde, keeper)
    page = walker.open("/api-nycklar/", skovde)
    seen(walker)
    press(page, words["add"])
    press(page, words["save"])
    assert words["choose"] in page.locator("main").inner_text()
    for name, text in INTEGRATION.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=roles][value=employee]").check()
    seen(walker)
    press(page, words["save"])
    seen(walker)
    press(page, words["make"])
    page.locator("[name=name]").fill("Servern")
    page.locator("[name=scopes][value='ideas:read']").check()
    assert page.locator("[name=expires_on]").input_value()
    seen(walker)
    press(page, words["send"])
    assert page.get_by_text(words["once"]).is_visible()
    secret = page.locator("#secret").input_value()
    seen(walker)
    assert asked(walker, skovde, secret) == (200, ["Lånecyklar"])
    assert asked(walker, hjo, secret) == (401, [])
    press(page, words["copied"])
    assert secret not in page.content()
    seen(walker)
    press(page, words["revoke"])
    seen(walker)
    assert asked(walker, skovde, secret)[0] == 200
    press(page, words["sure"])
    assert page.get_by_text(words["revoked"]).first.is_visible()
    assert asked(walker, skovde, secret) == (401, [])
    seen(walker)


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.INNOVATION_MANAGER])
def test_others_find_no_keys_and_may_read_how_the_api_is_used(walk: Start, skovde: Municipality, role: Role) -> None:
    walker = walk().signed_in(skovde, make_member(role, municipality=skovde))
    walker.open("/api-nycklar/", skovde, status=403)
    walker.open("/api-nycklar/ny/", skovde, status=403)
    with in_municipality(skovde):
        assert not ApiKey.objects.exists()
    page = walker.open("/api/", skovde)
    assert page.locator("nav a[href='/api-nycklar/']").count() == 0
    seen(walker)


@pytest.mark.parametrize("language", ["sv-SE", "en-GB"])
@pytest.mark.parametrize("width", [390, 1280])
def test_guide_is_read_and_every_operation_opens(walk: Start, skovde: Municipality, language: str, width: int) -> None:
    walker = walk(language=language, width=width)
    page = walker.open("/api/", skovde)
    seen(walker)
    shut = page.locator("main details:not([open]) summary")
    while shut.count():
        shut.first.click()
    seen(walker)
