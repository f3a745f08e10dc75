"""Roles on the regional site."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from sluss.accounts.models import Account, RegionalRole
from sluss.accounts.region import analyst_required, federations_of_analyst, regional_roles
from sluss.registry.models import Federation
from tests.factories.people import make_account

pytestmark = pytest.mark.django_db
ANALYST, OPERATOR = RegionalRole.Role.ANALYST, RegionalRole.Role.OPERATOR
TABLE = [
    ([], set()),
    ([(OPERATOR, None)], set()),
    ([(ANALYST, "skaraborg")], {"skaraborg"}),
    ([(ANALYST, "skaraborg"), (ANALYST, "fyrbodal")], {"skaraborg", "fyrbodal"}),
    ([(ANALYST, "skaraborg"), (ANALYST, None)], None),
]


def give(account: Account, roles: list[tuple[str, str | None]]) -> None:
    for role, slug in roles:
        federation = Federation.objects.get(slug=slug) if slug else None
        RegionalRole.objects.create(account=account, role=role, federation=federation)


@pytest.mark.parametrize(("roles", "seen"), TABLE)
def test_federations_that_an_analyst_sees(roles: list[tuple[str, str | None]], seen: set[str] | None) -> None:
    account, other = make_account(), make_account()
    give(account, roles)
    give(other, [(ANALYST, None)])
    assert federations_of_analyst(account) == seen
    assert [role.role for role in regional_roles(account)] == [role for role, _slug in roles]


@analyst_required
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


@pytest.fixture
def visit(rf: RequestFactory) -> Callable[[Account | AnonymousUser], HttpResponse]:
    def call(user: Account | AnonymousUser) -> HttpResponse:
        request = rf.get("/analys/")
        request.user = user  # type: ignore[assignment]
        return page(request)

    return call


def test_page_of_analysts(visit: Callable[[Account | AnonymousUser], HttpResponse]) -> None:
    analyst, operator = make_account(), make_account()
    give(analyst, [(ANALYST, "fyrbodal")])
    give(operator, [(OPERATOR, None)])
    assert visit(analyst).content == b"inside"
    assert visit(AnonymousUser()).headers["Location"] == "/konto/login/?next=/analys/"
    for account in (operator, make_account()):
        with pytest.raises(Http404):
            visit(account)


def test_analyst_sets_up_a_second_factor_first_where_that_is_asked(
    visit: Callable[[Account | AnonymousUser], HttpResponse], settings: Settings
) -> None:
    analyst = make_account()
    give(analyst, [(ANALYST, None)])
    settings.SECOND_FACTOR_FOR_REGION = True
    assert visit(analyst).headers["Location"] == "/konto/andra-steget/?next=%2Fanalys%2F"
