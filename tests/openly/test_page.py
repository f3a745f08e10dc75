"""The region's page of what is open: for anyone, narrowed, paged, as files, in both languages."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from tests.factories.openly import said, show
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
PAGE, FILE = "/oppet/", "/oppet/export.csv"


@pytest.fixture
def visitor(db: None) -> Client:
    return sign_in(None)


@pytest.fixture
def texts(skovde: Municipality, uddevalla: Municipality) -> None:
    show(skovde, said("Cykelställ", text="Vid <b>stationen</b>.", path="/oppet/ideer/1/"))
    show(uddevalla, said("Cykelpump", kind="challenge", shown_since="2026-11-01T10:00:00+00:00"))


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_anyone_reads_the_newest_first_with_whose_it_is_and_the_way_there(visitor: Client, texts: None) -> None:
    page = text(visitor, PAGE)
    assert page.index("Cykelpump") < page.index("Cykelställ")
    assert 'href="http://skovde.localhost/oppet/ideer/1/"' in page
    assert "Skövde · Idé · visas sedan " in page
    assert "Uddevalla · Utmaning" in page
    assert "2 texter, de nyaste först" in page
    assert "Vid &lt;b&gt;stationen&lt;/b&gt;." in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=var+finns+en+pump", ["Cykelpump"]),
        ("?q=cykel", ["Cykelställ", "Cykelpump"]),
        ("?federation=skaraborg", ["Cykelställ"]),
        ("?municipality=uddevalla", ["Cykelpump"]),
        ("?municipality=hjo", []),
        ("?federation=skaraborg&municipality=uddevalla", []),
        ("?kind=challenge", ["Cykelpump"]),
        ("?q=cykel&kind=idea", ["Cykelställ"]),
        ("?q=solceller", []),
        ("?page=99", ["Cykelpump", "Cykelställ"]),
    ],
)
def test_choice_narrows_the_page_and_the_file_alike(visitor: Client, texts: None, query: str, found: list[str]) -> None:
    page = text(visitor, PAGE + query)
    rows = list(csv.reader(io.StringIO(text(visitor, FILE + query).lstrip("\ufeff")), delimiter=";"))[1:]
    assert {title for title in ("Cykelställ", "Cykelpump") if f"<bdi>{title}</bdi>" in page} == set(found)
    assert {row[3] for row in rows} == set(found)
    if not found:
        assert 'class="empty"' in page
        assert 'href="/oppet/"' in page


@pytest.mark.parametrize("query", ["?municipality=atlantis", "?kind=member", "?federation=x", f"?q={'a' * 301}"])
def test_what_cannot_be_asked_for_is_said_and_shows_nothing(visitor: Client, texts: None, query: str) -> None:
    for path in (PAGE, FILE):
        page = text(visitor, path + query, 422)
        assert "ds-error-summary" in page
        assert "Cykelpump" not in page


def test_workbook_has_the_rows_of_the_file(visitor: Client, texts: None) -> None:
    answer = visitor.get(f"{FILE}?format=xlsx&kind=idea")
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    header, row = book.worksheets[0].values
    assert header[:4] == ("Kommunalförbund", "Kommun", "Slag", "Rubrik")
    assert row[1:4] == ("Skövde", "idé", "Cykelställ")
    assert row[6] == "http://skovde.localhost/oppet/ideer/1/"


def test_nothing_is_open_yet_leads_to_the_municipalities(visitor: Client) -> None:
    assert 'href="/#kommuner"' in text(visitor, PAGE)
    assert 'href="/oppet/"' in text(visitor, "/")


def test_page_in_english(visitor: Client, texts: None) -> None:
    visitor.cookies["sluss_language"] = "en"
    page = text(visitor, f"{PAGE}?q=cykel")
    assert "Search in what is open" in page
    assert "2 texts fit your question, the nearest first" in page
    assert "Skövde · Idea" in page


def statements(path: str) -> int:
    client = sign_in(None)
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}?q=cykel", FILE, f"{FILE}?q=cykel"])
def test_statements_do_not_grow_with_the_texts(skovde: Municipality, path: str) -> None:
    show(skovde, *(said(f"Cykelställ {number}") for number in range(5)))
    few = statements(path)
    show(skovde, *(said(f"Cykelpump {number}") for number in range(50)))
    assert statements(path) == few


def test_pages_of_twenty_five_and_fifty_likest_at_most(visitor: Client, skovde: Municipality) -> None:
    show(skovde, *(said(f"Cykelställ {number}") for number in range(60)))
    assert text(visitor, PAGE).count("<bdi>Cykel") == 25
    assert text(visitor, f"{PAGE}?page=3").count("<bdi>Cykel") == 10
    assert text(visitor, f"{PAGE}?q=cykelställ&page=2").count("<bdi>Cykel") == 25
    assert "50 texter passar" in text(visitor, f"{PAGE}?q=cykelställ")
