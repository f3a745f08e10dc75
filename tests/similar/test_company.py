"""The company of texts: who is in it, what it is worth, and that it is the same in the tables as in memory."""

from array import array
from typing import Any

import pytest

from sluss.registry.models import Municipality
from sluss.similar.company import MOST, Company, lone
from sluss.similar.memory import Shelf, Text
from sluss.similar.ranking import Found, ranked
from sluss.similar.tables.check import compare
from sluss.similar.tables.index import catch_up, rebuild
from sluss.similar.vectors import Rarity, Vector, frequencies, likeness, vector_of
from sluss.tenancy import in_municipality
from tenants.ideas.access import visible_to
from tenants.ideas.edit import edit_text
from tenants.ideas.models import Idea, Secrecy
from tenants.people.models import Member, Role
from tenants.relations.merge import merge_into, undo_merge
from tenants.similar.kinds import kind_of
from tenants.similar.models import Weighing
from tenants.similar.search import similar_to
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

IDEA = "idea"
THINGS = ("bänkar", "cykelställ", "lampor", "papperskorgar", "blommor", "laddstolpar", "hundrastgård", "bord")
PLACES = ("vid hållplatserna", "i stadsparken", "utanför simhallen", "på torget", "längs ån")
WHYS = ("Många äldre väntar stående.", "Det är mörkt på kvällen.", "Barnen har ingenstans att vara.", "")


def texts() -> list[tuple[str, str]]:
    return [
        (f"Fler {thing} {place}", f"{WHYS[(one + two) % 4]} Vi vill ha {THINGS[(one + 3 * two) % 8]}.")
        for one, thing in enumerate(THINGS)
        for two, place in enumerate(PLACES)
    ]


def vector(text: str) -> Vector:
    return vector_of(frequencies("", text), Rarity())


def full(*, nearness: int, length: float = 2.0) -> Company:
    return Company(array("I", range(10, 10 + MOST)), bytes([nearness] * MOST), length)


def test_worth_is_the_own_share_and_that_of_the_company_by_how_near_it_is() -> None:
    company = Company(array("I", [10, 11, *range(20, 26)]), bytes([204, 102, *[51] * 6]), 2.0)
    # Too far to be company itself: (0.1 + 0.8 * 0.5 + 0.4 * 0.25) / 2.
    assert company.worth(0.1, {10: 0.5, 11: 0.25, 12: 0.9}) == pytest.approx(0.3)
    # Nearer than the last of its company, so what is asked for is company: (0.3 + 0.3) / 2.
    assert company.worth(0.3, {}) == pytest.approx(0.3)
    assert full(nearness=51).worth(0.1, {}) == pytest.approx(0.05)
    assert Company(array("I", [10]), bytes([255]), 1.0).worth(0.1, {}) == pytest.approx(0.2)


def test_text_without_known_company_has_what_is_asked_for_alone() -> None:
    # A text and 0.5 of another at 60 degrees from it: the square of 1 + 2 * 0.5 * 0.5 + 0.5 ** 2.
    assert lone(0.5).length == pytest.approx(1.75**0.5)
    assert lone(0.5).worth(0.5, {10: 0.9}) == pytest.approx(1 / 1.75**0.5)


def test_company_alone_makes_no_answer() -> None:
    asked, other = vector("bänkar"), vector("solceller")
    near = Company(array("I", [3]), bytes([255]), 1.0)
    found = [Found("bench", asked, 3, near), Found("sun", other, 4, near)]
    assert [key for key, _ in ranked(asked, found, limit=9)] == ["bench"]
    assert ranked(asked, found, limit=9, floor=1.01) == []


def test_same_wish_in_other_words_goes_before_the_same_word_with_another_wish() -> None:
    asked = Text(0, "Bänk vid hållplatsen", "")
    rows = [
        Text(1, "Bänk vid hållplatsen", "Gamla behöver vila"),
        Text(2, "Hållplatsens sittplatser", "Gamla behöver vila benen"),
        Text(3, "Sittplatser åt gamla", "Vila benen en stund"),
        Text(4, "Bänken", ""),
        Text(5, "Solceller", "Taket"),
    ]
    shelf = Shelf(rows)
    vectors = {row.key: vector_of(frequencies(row.title, row.text), shelf.rarity) for row in (asked, *rows)}
    own = likeness(vectors[0])
    assert own(vectors[4]) > own(vectors[3]) > own(vectors[5]) == 0
    assert [key for key, _ in shelf.like(asked, limit=9)] == [1, 2, 3, 4]


@pytest.fixture
def manager(skovde: Municipality) -> Member:
    return make_member(Role.INNOVATION_MANAGER, municipality=skovde)


@pytest.mark.django_db
def test_tables_rank_exactly_as_the_evaluation_does(in_skovde: Municipality, manager: Member) -> None:
    ideas = [make_idea(municipality=in_skovde, title=title, text=text) for title, text in texts()]
    rebuild(kind_of(IDEA))
    shelf = Shelf([Text(idea.pk, idea.title, idea.text) for idea in ideas])
    for idea in ideas:
        hits = similar_to(
            title=idea.title, text=idea.text, among=visible_to(manager), without=[idea.pk], limit=10, floor=0
        )
        found = shelf.like(Text(idea.pk, idea.title, idea.text), limit=10)
        assert [(hit.pk, hit.likeness) for hit in hits] == found
        assert len(found) == 10


@pytest.mark.django_db
def test_company_is_kept_as_ideas_come_and_change(in_skovde: Municipality, manager: Member) -> None:
    for title, text in texts():
        make_idea(municipality=in_skovde, title=title, text=text)
    rebuild(kind_of(IDEA))
    new = make_idea(municipality=in_skovde, title="Fler bänkar vid simhallen", text="Många äldre väntar.")
    assert catch_up(kind_of(IDEA)) == 1
    assert "bänkar" in company_of(new)[0]
    facts = {"title": "Laddstolpar på torget", "text": "Bilar", "for_whom": "", "why_now": ""}
    edit_text(new, texts=facts, revision=1, actor=manager)
    assert catch_up(kind_of(IDEA)) == 1
    assert "laddstolpar" in company_of(new)[0]
    assert "bänkar vid" not in " ".join(company_of(new))
    # All at once and one by one, a text gets the same company of those that were there before it.
    before = kept(new)
    rebuild(kind_of(IDEA))
    assert kept(new)[0] == before[0]
    assert compare(kind_of(IDEA)).drift == 0


def kept(idea: Idea) -> tuple[int, str]:
    """How many there are in its company, by the tables, and the nearest of them."""
    return len(company_of(idea)), company_of(idea)[0]


def company_of(idea: Idea) -> list[str]:
    row = Weighing.objects.get(subject=IDEA, subject_id=idea.pk)
    places = array("I", bytes(row.company))
    by_place = dict(Weighing.objects.filter(subject=IDEA).values_list("place", "subject_id"))
    assert len(places) == len(bytes(row.nearness)) <= MOST
    assert row.place not in places
    return [Idea.objects.get(pk=by_place[place]).title.lower() for place in places]


@pytest.mark.django_db
def test_merged_idea_is_still_found_and_once_it_is_parted_stands_as_before(
    in_skovde: Municipality, manager: Member
) -> None:
    one, other = (
        make_idea(municipality=in_skovde, title=f"Bänkar {place}", stage=1) for place in ("på torget", "i parken")
    )
    rebuild(kind_of(IDEA))
    ask: dict[str, Any] = {"title": "bänkar", "among": visible_to(manager)}
    before = similar_to(**ask)
    merge_into(one, other, message="Samma sak.", actor=manager)
    catch_up(kind_of(IDEA))
    assert similar_to(**ask) == before
    undo_merge(one, message="Olika.", actor=manager)
    catch_up(kind_of(IDEA))
    assert similar_to(**ask) == before
    assert {hit.pk for hit in before} == {one.pk, other.pk}
    assert compare(kind_of(IDEA)).drift == 0


@pytest.mark.django_db
def test_what_may_not_be_seen_lifts_nothing_in_the_answer(in_skovde: Municipality, manager: Member) -> None:
    """Else the order would tell of a marked idea to those who may not know of it."""
    marked = {"stage": 1, "secrecy": Secrecy.ASSESS}
    for title, text, fields in (
        ("Bänk vid hållplatsen", "Gamla behöver vila", marked),
        ("Hållplatsens sittplatser", "Gamla behöver vila benen", marked),
        ("Sittplatser åt gamla", "Vila benen en stund", {"stage": 1}),
        ("Bänken", "", {"stage": 1}),
        ("Solceller", "Taket", {"stage": 1}),
    ):
        make_idea(municipality=in_skovde, title=title, text=text, **fields)
    rebuild(kind_of(IDEA))
    titles = dict(Idea.objects.values_list("pk", "title"))

    def order(member: Member) -> list[str]:
        hits = similar_to(title="Bänk vid hållplatsen", among=visible_to(member), floor=0)
        return [titles[hit.pk] for hit in hits]

    assert order(manager)[2:] == ["Sittplatser åt gamla", "Bänken"]
    assert order(make_member(municipality=in_skovde)) == ["Bänken", "Sittplatser åt gamla"]


@pytest.mark.django_db
def test_company_is_of_the_same_municipality(in_skovde: Municipality, hjo: Municipality) -> None:
    for municipality in (in_skovde, hjo):
        for title in ("Bänkar i parken", "Bänkar på torget"):
            make_idea(municipality=municipality, title=title)
        with in_municipality(municipality):
            rebuild(kind_of(IDEA))
            rows = Weighing.objects.filter(subject=IDEA)
            assert sorted(array("I", bytes(row.company)).tolist() for row in rows) == [[0], [1]]
