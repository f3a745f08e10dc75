"""Tables as files: the same rows as CSV and XLSX, and nothing in them that a spreadsheet would run."""

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import RequestFactory

from sluss.registry.models import Municipality
from sluss.web.table_response import table_response
from sluss.web.xlsx_response import xlsx_response
from tenants.people.models import Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

LISTS = (
    *("/ideer/export.csv", "/ideer/tavla/export.csv", "/inkorg/export.csv", "/behov/export.csv"),
    *("/utmaningar/export.csv", "/bedomning/oversikt/export.csv", "/nytta/export.csv", "/lardomar/export.csv"),
    *("/test/export.csv", "/kommande/export.csv", "/beslut/export.csv", "/mal/export.csv"),
    "/organisation/personer/fil/",
)


def sheet_of(answer: Any) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]


def test_xlsx_keeps_numbers_and_days_and_strips_what_xml_cannot_carry() -> None:
    moment = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)
    row = (3, Decimal("1.5"), dt.date(2026, 11, 2), moment, "Snö\x0b på taket", None, True)
    answer = xlsx_response(name="prov", header=["a"], rows=[row])
    found = sheet_of(answer)[1]
    assert [str(value) for value in found[2:4]] == ["2026-11-02 00:00:00", "2026-07-02 00:30:00"]
    assert (*found[:2], *found[4:]) == (3, 1.5, "Snö på taket", None, "True")
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+46", "-1", "@a"])
def test_xlsx_never_holds_a_formula(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_response(name="prov", header=[text], rows=[[text]]).content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s"), (text, "s")]


@pytest.mark.parametrize(("asked", "ending"), [("", "csv"), ("xlsx", "xlsx"), ("pdf", "csv")])
def test_table_is_in_the_format_asked_for(asked: str, ending: str) -> None:
    request = RequestFactory().get("/", {"format": asked})
    answer = table_response(request, name="prov", header=["a"], rows=[["b"]])
    assert answer["Content-Disposition"].endswith(f'.{ending}"')


@pytest.mark.parametrize("path", LISTS)
def test_every_list_has_the_same_rows_in_both_formats(path: str, skovde: Municipality, hjo: Municipality) -> None:
    make_idea(municipality=skovde, title="Båt i vassen", stage=1)
    make_idea(municipality=hjo, title="Hjos egen", stage=1)
    member = make_member(*Role, municipality=skovde, name="Åsa Ö")
    client = sign_in(skovde, member)
    lines = client.get(path).content.decode("utf-8-sig").splitlines()
    rows = sheet_of(client.get(path, {"format": "xlsx"}))
    assert ";".join(str(cell) for cell in rows[0]) == lines[0].replace('"', "")
    assert len(rows) == len(lines)
    assert "Hjos egen" not in str(rows)
