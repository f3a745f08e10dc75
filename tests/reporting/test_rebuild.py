"""The check of the region's facts sees every kind of difference, and mends it."""

import uuid
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shared.portfolio.models import GONE_FACT, IdeaFact, PhaseStay
from shared.portfolio.receive import receive_facts
from sluss.outbox.receivers import Sent
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tenants.ideas.facts import tell_region, withdraw_from_region
from tenants.ideas.models import Idea
from tenants.reporting import rebuild
from tests.factories.facts import fact, make_facts
from tests.factories.ideas import make_idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def ideas(skovde: Municipality, hjo: Municipality, run_jobs: Callable[[], int]) -> list[Idea]:
    """Three ideas in Skövde and one in Hjo, all of them known to the region."""
    made = [make_idea(municipality=skovde) for _ in range(3)]
    make_idea(municipality=hjo)
    run_jobs()
    return made


def rebuilt(*arguments: str) -> tuple[str, int]:
    """The last line and the exit code."""
    out = StringIO()
    try:
        call_command("rebuild_portfolio", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines()[-1], error.returncode
    return out.getvalue().splitlines()[-1], 0


def row_of(idea: Idea) -> IdeaFact:
    with in_region():
        return IdeaFact.objects.get(idea_key=idea.key)


def lose(idea: Idea) -> None:
    with in_region():
        IdeaFact.objects.filter(idea_key=idea.key).delete()


def spoil(idea: Idea) -> None:
    with in_region():
        IdeaFact.objects.filter(idea_key=idea.key).update(phase="spread", furthest_phase="spread")


def spoil_way(idea: Idea) -> None:
    with in_region():
        PhaseStay.objects.filter(fact__idea_key=idea.key).update(promised_on=None)


def everything() -> list[tuple[object, ...]]:
    names = ("idea_key", "version", "phase", "gone", "stays__phase", "stays__entered_on", "stays__promised_on")
    with in_region():
        return sorted(IdeaFact.objects.values_list(*names), key=str)


def test_nothing_differs_when_all_facts_have_come(ideas: list[Idea]) -> None:
    assert rebuilt("--check") == ("facts=4 pending=0 drift=0", 0)


@pytest.mark.parametrize("plant", ["missing", "extra", "stale", "way"])
def test_check_sees_each_kind_of_difference_and_changes_nothing(
    plant: str, ideas: list[Idea], skovde: Municipality
) -> None:
    right = everything()
    if plant == "extra":
        make_facts(fact(skovde))
    else:
        {"missing": lose, "stale": spoil, "way": spoil_way}[plant](ideas[0])
    planted = everything()
    assert planted != right
    assert rebuilt("--check") == ("facts=4 pending=0 drift=1", 1)
    assert everything() == planted
    assert rebuilt() == ("facts=4 pending=0 drift=0", 0)
    assert [row for row in everything() if not row[3]] == right


def test_check_counts_all_differences_together(ideas: list[Idea], skovde: Municipality) -> None:
    right = everything()
    lose(ideas[0])
    spoil(ideas[1])
    make_facts(fact(skovde), fact(skovde))
    assert rebuilt("--check") == ("facts=4 pending=0 drift=4", 1)
    assert rebuilt() == ("facts=4 pending=0 drift=0", 0)
    assert [row for row in everything() if not row[3]] == right


def test_row_of_a_version_that_no_event_has_is_stale(ideas: list[Idea], skovde: Municipality) -> None:
    with in_region():
        IdeaFact.objects.filter(idea_key=ideas[0].key).update(version=10**9)
    assert rebuilt("--check") == ("facts=4 pending=0 drift=1", 1)
    assert rebuilt() == ("facts=4 pending=0 drift=0", 0)
    assert row_of(ideas[0]).version < 10**9


def test_idea_that_the_region_believes_gone_comes_back(ideas: list[Idea]) -> None:
    with in_region():
        IdeaFact.objects.filter(idea_key=ideas[0].key).update(version=10**9, **GONE_FACT)
    assert rebuilt("--check") == ("facts=4 pending=0 drift=1", 1)
    assert rebuilt() == ("facts=4 pending=0 drift=0", 0)
    assert row_of(ideas[0]).phase == "capture"


def test_entry_that_waits_explains_the_difference(skovde: Municipality) -> None:
    make_idea(municipality=skovde)
    assert rebuilt("--check") == ("facts=1 pending=1 drift=0", 0)


def test_idea_of_another_municipality_explains_nothing(ideas: list[Idea], hjo: Municipality) -> None:
    with in_region():
        IdeaFact.objects.filter(idea_key=ideas[0].key).update(municipality=hjo)
    assert rebuilt("--check") == ("facts=4 pending=0 drift=2", 1)


def test_one_municipality_alone_is_checked_by_name(ideas: list[Idea]) -> None:
    lose(ideas[0])
    assert rebuilt("--check", "--municipality", "hjo") == ("facts=1 pending=0 drift=0", 0)
    assert rebuilt("--check", "--municipality", "skovde") == ("facts=3 pending=0 drift=1", 1)


def test_unknown_municipality_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="no municipality 'narnia'"):
        call_command("rebuild_portfolio", "--municipality", "narnia")


def test_withdrawn_idea_is_known_no_more_and_stays_so(
    ideas: list[Idea], skovde: Municipality, run_jobs: Callable[[], int]
) -> None:
    key, late = ideas[0].key, row_of(ideas[0]).version
    with in_municipality(skovde):
        withdraw_from_region([key], version=10**6)
        Idea.objects.filter(pk=ideas[0].pk).delete()
    run_jobs()
    with in_municipality(skovde):
        tell_region(ideas[0], version=late)
    run_jobs()
    assert row_of(ideas[0]).gone
    assert rebuilt("--check") == ("facts=3 pending=0 drift=0", 0)


def test_change_between_the_two_looks_is_no_difference(
    ideas: list[Idea], skovde: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[list[str]] = []
    look = rebuild._look

    def changing(municipality: Municipality) -> rebuild.Comparison:
        idea = ideas[len(looks)]
        lose(idea)
        found = look(municipality)
        looks.append(found.missing.copy())
        expected = found.expected[str(idea.key)]
        with in_region():
            receive_facts(skovde, [Sent(str(idea.key), expected.version, expected.payload)])
        return found

    monkeypatch.setattr(rebuild, "_look", changing)
    assert rebuild.compare(skovde).drift == 0
    assert looks == [[str(ideas[0].key)], [str(ideas[1].key)]]


@pytest.mark.django_db(transaction=True)
def test_check_with_real_commits_reads_one_snapshot(skovde: Municipality, run_jobs: Callable[[], int]) -> None:
    for _ in range(3):
        make_idea(municipality=skovde)
    run_jobs()
    make_facts(fact(skovde, idea_key=uuid.uuid4()))
    assert rebuilt("--check") == ("facts=3 pending=0 drift=1", 1)
    assert rebuilt() == ("facts=3 pending=0 drift=0", 0)
