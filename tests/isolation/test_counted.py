"""Numbers kept until something is written: each municipality's for itself, and for those who see the same rows."""

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.web.counted import kept_until_written
from tenants.ideas.models import Idea, Secrecy
from tenants.ideas.selectors import places
from tenants.organisation.models import Authority, Unit
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in
from tests.factories.transactions import rolled_back

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    make_idea(municipality=skovde, title="Cykelställ")
    return make_member(Role.COACH, municipality=skovde)


def listed(municipality: Municipality, member: Member, query: str = "") -> tuple[str, int]:
    """How many ideas the list says there are, and how many statements of the municipality the page took."""
    client = sign_in(municipality, member)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/ideer/{query}")
    said = answer.content.decode().partition('<p class="muted">')[2].split()[:2]
    return " ".join(said), len(asked)


def test_number_is_counted_once_until_something_is_written(skovde: Municipality, coach: Member) -> None:
    listed(skovde, coach)  # the host's municipality is kept as well, whatever is written
    make_idea(municipality=skovde)
    number, asked = listed(skovde, coach)
    assert number == "2 idéer"
    assert listed(skovde, coach) == (number, asked - 2)  # the number, and the chambers and units
    make_idea(municipality=skovde)
    assert listed(skovde, coach) == ("3 idéer", asked)


def test_same_list_in_two_municipalities_has_two_numbers(
    skovde: Municipality, hjo: Municipality, coach: Member
) -> None:
    neighbour = make_member(Role.COACH, municipality=hjo)
    for municipality, member, number in ((skovde, coach, "1 idé"), (hjo, neighbour, "0 idéer")) * 2:
        assert listed(municipality, member)[0] == number
    kept: dict[str, object] = caches["counted"]._cache  # type: ignore[attr-defined]
    assert {key.partition(":")[0] for key in kept} == {str(skovde.key), str(hjo.key)}


def test_whoever_sees_fewer_is_told_of_fewer(skovde: Municipality, coach: Member) -> None:
    make_idea(municipality=skovde, stage=1)
    make_idea(municipality=skovde, stage=1, secrecy=Secrecy.ASSESS)
    colleague = make_member(Role.EMPLOYEE, municipality=skovde)
    for member, number in ((coach, "3 idéer"), (colleague, "1 idé")) * 2:
        assert listed(skovde, member)[0] == number


def test_other_words_have_another_number(skovde: Municipality, coach: Member) -> None:
    for query, number in (("?q=cykel", "1 idé"), ("?q=buss", "0 idéer")) * 2:
        assert listed(skovde, coach, query)[0] == number


def test_what_is_not_committed_is_kept_for_nobody(skovde: Municipality, coach: Member) -> None:
    with in_municipality(skovde):
        with rolled_back(), transaction.atomic():
            Unit.objects.create(name="Aldrig", authority=Authority.objects.get(is_default=True))
            assert "Aldrig" in [unit.name for unit in places().units]
        assert "Aldrig" not in [unit.name for unit in places().units]


def test_chambers_and_units_are_each_municipality_s_own(skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(skovde):
        Unit.objects.create(name="Bara i Skövde", authority=Authority.objects.get(is_default=True))
    for municipality, there in ((skovde, True), (hjo, False)) * 2:
        with in_municipality(municipality):
            assert ("Bara i Skövde" in [unit.name for unit in places().units]) is there


def test_region_keeps_nothing_as_its_writes_are_not_heard_of(skovde: Municipality) -> None:
    given = iter([1, 2])
    with in_region():
        assert [kept_until_written("x", make=lambda: next(given)) for _ in range(2)] == [1, 2]


def test_write_while_it_is_counted_makes_it_nobody_s(skovde: Municipality) -> None:
    """Counted before the other's idea was there, and asked for after: the number must be counted again."""
    with in_municipality(skovde):
        number = Idea.objects.count

        def counted_too_early() -> int:
            found = number()
            make_idea(municipality=skovde)
            return found

        assert kept_until_written("ideas", make=counted_too_early) == 0
        assert kept_until_written("ideas", make=number) == 1
