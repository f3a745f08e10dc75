import datetime as dt

import pytest

from tenants.imports.reading.dates import looks_like_date, reader_for


def read(text: str, *others: str) -> dt.date | None:
    return reader_for(values=[text, *others], this_year=2025).read(text=text)


@pytest.mark.parametrize(
    "text",
    [
        "2019-03-13",
        " 2019/3/13 ",
        "2019.03.13.",
        "2019-03-13T23:59:59+02:00",
        "2019-03-13 10:00:00.000Z",
        "2019-03-13 10:00:00 UTC",
        "20190313",
        "20190313T101500Z",
        "13/3/2019",
        "13.03.2019",
        "13. 3. 2019",
        "13-03-19",
        "13.3.2019 klo 10.15",
        "13/03/2019 10:15",
        "13 mars 2019",
        "13. maaliskuuta 2019",
        "March 13, 2019",
        "Wed Mar 13 10:00:00 +0000 2019",
        "13 de marzo de 2019",
        "13 marca 2019",
        "13 Μαρτίου 2019",
        "13 март 2019 г.",
        "2019 március 13",
        "43537",
        "43537.5",
        "1552435200",
        "1552435200000",
    ],
)
def test_date_in_any_usual_form_is_read(text: str) -> None:
    assert read(text) == dt.date(2019, 3, 13)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2019",
        "2019-02-30",
        "31/04/2019",
        "0001-01-01",
        "12",
        "99999999999999999999",
        "1/2",
        "maj",
        "x" * 999,
    ],
)
def test_date_that_is_none_is_not_read(text: str) -> None:
    assert read(text) is None


def test_day_comes_first_unless_the_column_demands_the_opposite() -> None:
    assert read("03/04/2019") == dt.date(2019, 4, 3)
    assert read("03/04/2019", "02/13/2019") == dt.date(2019, 3, 4)
    assert read("03/04/2019", "02/13/2019", "13/02/2019") == dt.date(2019, 4, 3)


def test_year_of_two_digits_lies_at_most_a_year_ahead() -> None:
    assert read("1/2/26") == dt.date(2026, 2, 1)
    assert read("1/2/27") == dt.date(1927, 2, 1)


def test_bare_numbers_do_not_look_like_dates() -> None:
    assert [looks_like_date(text=text) for text in ("43537", "2019", "20190313", "2019-03-13", "3 maj 2019")] == [
        False,
        False,
        False,
        True,
        True,
    ]
