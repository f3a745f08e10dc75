"""The search among open texts, in two languages, on the region's page and from within a municipality."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared.openly.index import KIND
from shared.openly.models import OpenText
from shared.openly.search import Elsewhere, Wanted, found_for, open_elsewhere
from sluss.registry.models import Municipality
from sluss.similar.tables.check import compare
from sluss.tenancy import in_municipality, in_region
from tests.factories.openly import said, show

pytestmark = pytest.mark.django_db
SWEDISH = ("Cykelställ vid stationen", "Varmare mat i skolans matsal", "Bänkar längs strandpromenaden")
ENGLISH = ("A lending library for tools", "Warmer meals in the school canteen", "Shade trees by the playground")
WANTED = Wanted()


@pytest.fixture(autouse=True)
def texts(skovde: Municipality, hjo: Municipality, uddevalla: Municipality) -> None:
    show(skovde, *(said(title, text="Många har frågat efter det.") for title in SWEDISH))
    show(hjo, *(said(title, kind="learning") for title in ENGLISH))
    show(uddevalla, said("Cykelställ vid badplatsen", kind="challenge"))


def titles(question: str, wanted: Wanted = WANTED) -> list[str]:
    with in_region():
        found = found_for(question, wanted=wanted)
        rows = OpenText.objects.in_bulk(found)
        return [rows[pk].title for pk in found]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("cykelparkering på stationen", SWEDISH[0]),
        ("skolmaten är kall", SWEDISH[1]),
        ("SKOLMATSAL", SWEDISH[1]),
        ("bankar pa strandpromenad", SWEDISH[2]),
        ("borrow tools", ENGLISH[0]),
        ("cold school meals", ENGLISH[1]),
        ("trees at playgrounds", ENGLISH[2]),
    ],
)
def test_likest_comes_first_in_either_language(question: str, first: str) -> None:
    assert titles(question)[0] == first


@pytest.mark.parametrize("question", ["", "   ", "qwxzy", "\u200b", "?!"])
def test_nothing_is_found_for_what_nothing_is_like(question: str) -> None:
    assert titles(question) == []


def test_only_what_was_asked_for_is_found(skovde: Municipality, uddevalla: Municipality) -> None:
    assert titles("cykelställ") == [SWEDISH[0], "Cykelställ vid badplatsen"]
    assert titles("cykelställ", Wanted(municipalities=[uddevalla.pk])) == ["Cykelställ vid badplatsen"]
    assert titles("cykelställ", Wanted(municipalities=[])) == []
    assert titles("cykelställ", Wanted(without=uddevalla.pk)) == [SWEDISH[0]]
    assert titles("cykelställ", Wanted(kind="challenge")) == ["Cykelställ vid badplatsen"]
    assert titles("cykelställ", Wanted(municipalities=[skovde.pk], kind="challenge")) == []


def test_what_was_closed_a_moment_ago_is_in_no_answer() -> None:
    assert titles("cykelställ")[0] == SWEDISH[0]
    with in_region():
        OpenText.objects.filter(title=SWEDISH[0]).delete()
    assert titles("cykelställ") == ["Cykelställ vid badplatsen"]


def test_what_was_shown_a_moment_ago_is_found(skovde: Municipality) -> None:
    assert titles("solceller på taket") == []
    show(skovde, said("Solceller på skolans tak"))
    assert titles("solceller på taket") == ["Solceller på skolans tak"]
    with in_region():
        assert compare(KIND).drift == 0


def elsewhere(municipality: Municipality, title: str) -> list[Elsewhere]:
    with in_municipality(municipality):
        return open_elsewhere(title=title, text="", municipality_key=str(municipality.key), limit=3, floor=0.13)


def test_other_municipalities_texts_come_with_their_name_and_page(
    skovde: Municipality, uddevalla: Municipality
) -> None:
    with in_region():
        path = OpenText.objects.get(title=SWEDISH[0]).path
    (found,) = elsewhere(uddevalla, "Cykelställ")
    assert (found.title, found.municipality) == (SWEDISH[0], "Skövde")
    assert found.url == f"http://skovde.localhost{path}"
    assert [one.municipality for one in elsewhere(skovde, "Cykelställ")] == ["Uddevalla"]


def statements(municipality: Municipality) -> int:
    elsewhere(municipality, "Cykelställ")
    with CaptureQueriesContext(connection) as queries:
        assert elsewhere(municipality, "Cykelställ") != []
    return len(queries)


def test_one_statement_finds_what_is_like_it_elsewhere_however_much_there_is(
    skovde: Municipality, hjo: Municipality
) -> None:
    assert statements(hjo) == 1
    show(skovde, *(said(f"Cykelställ nummer {number}") for number in range(50)))
    assert statements(hjo) == 1


def test_one_municipality_s_many_texts_crowd_out_nobody_s(hjo: Municipality) -> None:
    show(hjo, *(said(SWEDISH[0]) for _ in range(60)))
    assert elsewhere(hjo, SWEDISH[0])[0].municipality == "Skövde"


def test_word_that_most_texts_share_finds_them_all_the_same(hjo: Municipality) -> None:
    show(hjo, *(said(f"Cykelbana {number}", kind="learning") for number in range(30)))
    found = titles("cykel", Wanted(kind="learning"))
    assert len(found) == 30
    assert titles("cykel strand", Wanted(kind="learning")) == []
