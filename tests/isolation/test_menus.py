"""Menus are kept for all municipalities together: what one has of its own can stand in no menu."""

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import set_urlconf
from django.utils import translation

from sluss.web.navigation import forget, items_for, key_of
from tenants.people.models import Role


class Shut:
    """A municipality, person or account that shows nothing of itself but what a kept menu may follow from."""

    def __init__(self, **shown: object) -> None:
        self.__dict__.update(shown)

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"a menu is kept for every municipality and must not follow from {name}")


@pytest.mark.parametrize("roles", [[], *([role.value] for role in Role), [role.value for role in Role]])
@pytest.mark.parametrize("is_guest", [False, True])
def test_menus_follow_from_nothing_but_what_they_are_kept_by(roles: list[str], is_guest: bool) -> None:
    """So that no municipality's own words or settings can stand in another's menu. The database is shut here too."""
    member = Shut(roles=roles, active=True, is_guest=is_guest, unread=2)
    member.has_role = lambda *asked: not is_guest and bool(set(asked) & set(roles))  # type: ignore[attr-defined]
    request = RequestFactory().get("/")
    request.member = member  # type: ignore[attr-defined]
    request.municipality = Shut()  # type: ignore[attr-defined]
    request.user = Shut(is_authenticated=True)  # type: ignore[assignment]
    forget()
    set_urlconf(settings.URLCONF_MUNICIPALITY)
    try:
        with translation.override("en"):
            urls = [item.url for items in items_for(request).values() for item in items]
    finally:
        set_urlconf(None)
        forget()
    assert ("/aviseringar/" in urls) is not is_guest
    assert "/konto/logout/" in urls


def test_everything_that_a_menu_follows_from_is_in_its_key() -> None:
    member = Shut(roles=["coach"], active=True, is_guest=False, unread=0)
    with translation.override("en"):
        keys = {key_of(member)}
        for name, value in {"roles": ["manager"], "active": False, "is_guest": True, "unread": 1}.items():
            keys.add(key_of(Shut(**(vars(member) | {name: value}))))
    with translation.override("sv"):
        keys.add(key_of(member))
    assert len(keys) == 6
