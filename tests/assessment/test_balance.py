"""Sharing out evenly, from plain data."""

from collections import Counter

from tenants.assessment.assign import Asked
from tenants.assessment.balance import Wanted, balance
from tenants.assessment.models import Side

NEED, FEASIBILITY = Side.NEED, Side.FEASIBILITY


def anybody(member: int, idea: int) -> bool:
    return True


def wanted(*ideas: int, each: int = 2) -> list[Wanted]:
    return [Wanted(idea, dict.fromkeys(Side, each)) for idea in ideas]


def test_everybody_gets_as_much_and_nobody_both_sides() -> None:
    plan = balance(wanted(*range(10)), members=range(1, 9), loads={}, may=anybody)
    assert len(plan.asked) == 40
    assert set(Counter(one.member for one in plan.asked).values()) == {5}
    assert len({(one.idea, one.member) for one in plan.asked}) == 40
    assert plan.short == {}


def test_who_has_most_to_do_already_is_spared() -> None:
    plan = balance(wanted(1, 2, each=1), members=[1, 2, 3], loads={3: 9}, may=anybody)
    assert Counter(one.member for one in plan.asked) == {1: 2, 2: 2}


def test_same_data_give_the_same_plan_in_whatever_order() -> None:
    one = balance(wanted(1, 2, 3), members=[1, 2, 3, 4, 5], loads={2: 1}, may=anybody)
    other = balance(wanted(3, 1, 2), members=[5, 3, 1, 4, 2], loads={2: 1}, may=anybody)
    assert one.asked == other.asked
    assert one.digest == other.digest


def test_who_may_not_is_left_out_and_the_lack_is_told() -> None:
    plan = balance(wanted(1), members=[1, 2, 3, 4], loads={}, may=lambda member, idea: member > 2)
    assert {one.member for one in plan.asked} == {3, 4}
    assert Counter(one.side for one in plan.asked) == {NEED: 1, FEASIBILITY: 1}
    assert plan.short == {(1, NEED): 1, (1, FEASIBILITY): 1}


def test_only_what_is_missing_is_asked_for() -> None:
    plan = balance([Wanted(7, {NEED: 0, FEASIBILITY: 1})], members=[4], loads={}, may=anybody)
    assert plan.asked == [Asked(7, FEASIBILITY, 4)]
