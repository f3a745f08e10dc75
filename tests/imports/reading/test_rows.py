import datetime as dt

import pytest

from shared.portfolio.codes import Source
from tenants.imports.reading import limits
from tenants.imports.reading.mapping import Mapping
from tenants.imports.reading.notices import Code, Notice
from tenants.imports.reading.report import closing_line
from tenants.imports.reading.rows import CheckedRow, check_rows
from tests.imports.reading.samples import count, table_from

TODAY = dt.date(2025, 1, 1)
EVERYTHING = Mapping(("title",), ("text",), "received", "author", "source", "stage", "outcome", "id")


def check(header: str, *rows: list[str], mapping: Mapping | None = None) -> list[CheckedRow]:
    names = header.split()
    table = table_from(header=names, rows=rows)
    fields = {name: name for name in ("received", "author", "source", "stage", "outcome") if name in names}
    mapping = mapping or Mapping(
        title=("title",) if "title" in names else (),
        text=("text",) if "text" in names else (),
        external_id="id" if "id" in names else None,
        **fields,
    )
    return list(check_rows(table, mapping, today=TODAY))


def reasons(row: CheckedRow) -> list[Code]:
    return [notice.code for notice in row.reasons]


def test_row_gives_every_value() -> None:
    (row,) = check(
        "title text received author source stage outcome id",
        ["  Fler   bänkar ", "Vid ån.\n\n\n\nI skuggan.", "2024-05-01", "Anna", "Medborgare", "Idé", "Klart", "007"],
    )
    assert (row.number, row.status, row.double_of) == (2, "accepted", None)
    assert row.reasons == (Notice(Code.NOTED_STAGE, {"value": "Idé"}), Notice(Code.NOTED_OUTCOME, {"value": "Klart"}))
    values = row.values
    assert (values.title, values.text) == ("Fler bänkar", "Vid ån.\n\nI skuggan.")
    assert (values.received, values.author, values.source) == (dt.date(2024, 5, 1), "Anna", Source.RESIDENT)
    assert (values.stage, values.outcome, values.external_id) == ("Idé", "Klart", "007")


def test_row_without_title_and_text_is_the_only_one_rejected() -> None:
    rows = check("title text id", ["", " ", "1"], ["\u200b", "<p> </p>", "2"], ["", "Fler bänkar i parken nu", "3"])
    assert [row.status for row in rows] == ["rejected", "rejected", "accepted"]
    assert reasons(rows[0]) == [Code.NO_TITLE_AND_NO_TEXT]


def test_title_is_made_of_the_first_sentence_that_says_something() -> None:
    rows = check(
        "title text",
        ["", "Hej! Vi vill ha fler bänkar vid ån. De ska vara röda."],
        ["", "Ord " * 100],
    )
    assert rows[0].values.title == "Hej! Vi vill ha fler bänkar vid ån"
    assert reasons(rows[0]) == [Code.TITLE_FROM_TEXT]
    assert rows[1].values.title == "Ord " * 49 + "Ord…"
    assert len(rows[1].values.title) == limits.MAX_TITLE_CHARACTERS


def test_title_that_is_too_long_is_cut_at_a_word_and_kept_whole_in_the_text() -> None:
    long = "Fler bänkar " * 30
    (row,) = check("title text", [long, "Vid ån"])
    assert row.values.title == "Fler bänkar " * 16 + "Fler…"
    assert row.values.text == long.strip() + "\n\nVid ån"
    assert reasons(row) == [Code.TITLE_SHORTENED]


def test_text_joins_its_columns_by_blank_lines_and_says_nothing_twice() -> None:
    mapping = Mapping(title=("title",), text=("a", "b", "c"))
    (row,) = check("title a b c", ["Park", "One.", "", "One."], mapping=mapping)
    assert row.values.text == "One."
    (row,) = check("title a b c", ["Park", "One.", "", "Two."], mapping=mapping)
    assert row.values.text == "One.\n\nTwo."


def test_invisible_and_directing_characters_are_removed_and_accents_composed() -> None:
    (row,) = check("title text", ["A\u202eb\u200bc\x07 e\u0301\ufeff\u00adx", "one\x0btwo\u2028three\x00\ud7ff"])
    assert row.values.title == "Abc éx"
    assert row.values.text == "one\ntwo\nthree\ud7ff"


def test_markup_of_web_systems_becomes_plain_text() -> None:
    (row,) = check(
        "title text",
        ["Caf&eacute; &amp; <b>park</b>", "<p>One<br/>two</p><ul><li>three</li></ul><script>alert(1)</script> 1 < 2"],
    )
    assert row.values.title == "Café & park"
    assert row.values.text == "One\ntwo\nthree\n  1 < 2"


@pytest.mark.parametrize(
    ("cell", "received", "code"),
    [
        ("2024-12-31", dt.date(2024, 12, 31), None),
        ("2025-01-01", TODAY, None),
        ("2025-01-02", TODAY, Code.DATE_IN_FUTURE),
        ("i våras", TODAY, Code.DATE_UNREADABLE),
        ("", TODAY, Code.DATE_MISSING),
    ],
)
def test_date_that_cannot_be_used_is_today_with_a_remark(cell: str, received: dt.date, code: Code | None) -> None:
    (row,) = check("title received", ["Park", cell])
    assert (row.status, row.values.received, reasons(row)) == ("accepted", received, [code] if code else [])


@pytest.mark.parametrize(
    ("cell", "source"),
    [
        ("employee", Source.EMPLOYEE),
        ("Contact_Centre", Source.CONTACT_CENTRE),
        ("Invånare", Source.RESIDENT),
        ("MEDARBETARE", Source.EMPLOYEE),
        ("kysely", Source.SURVEY),
        ("Möte", Source.MEETING),
        ("Telefon", Source.CONTACT_CENTRE),
        ("från medborgare", Source.RESIDENT),
        ("", Source.IMPORT),
    ],
)
def test_source_is_understood(cell: str, source: Source) -> None:
    (row,) = check("title source", ["Park", cell])
    assert (row.values.source, row.reasons) == (source, ())


def test_source_that_is_unknown_is_import_with_a_remark() -> None:
    (row,) = check("title source", ["Park", "brevduva"])
    assert (row.values.source, row.reasons) == (Source.IMPORT, (Notice(Code.SOURCE_UNKNOWN, {"value": "brevduva"}),))


def test_doubles_name_the_row_that_stays() -> None:
    rows = check(
        "id title text",
        ["1", "Fler bänkar", "Vid ån"],
        ["1", "Något annat", "Helt annat"],
        ["2", "FLER  BÄNKAR!", "vid ån..."],
        ["3", "Fler bänkar", "Vid torget"],
        ["", "Fler bänkar", "Vid torget"],
    )
    assert [(row.status, row.double_of) for row in rows] == [
        ("accepted", None),
        ("duplicate", 2),
        ("duplicate", 2),
        ("accepted", None),
        ("duplicate", 5),
    ]
    assert rows[1].reasons == (Notice(Code.SAME_EXTERNAL_ID, {"row": 2}),)
    assert rows[2].reasons == (Notice(Code.SAME_TEXT, {"row": 2}),)
    assert closing_line(counts=count(rows=rows)) == "total=5 accepted=2 rejected=0 duplicates=3"


def test_title_alone_is_a_double_only_where_the_unmapped_cells_agree() -> None:
    rows = check(
        "id title district",
        ["1", "Lekplats", "Norr"],
        ["2", "Lekplats", "Söder"],
        ["3", "lekplats", "Norr"],
    )
    assert [(row.status, row.double_of) for row in rows] == [("accepted", None), ("accepted", None), ("duplicate", 2)]


def test_rejected_row_is_nobodys_original() -> None:
    rows = check("id title text", ["1", "", ""], ["1", "Park", "Green"])
    assert [row.status for row in rows] == ["rejected", "accepted"]


def test_personal_number_is_noticed_and_never_repeated() -> None:
    row, other = check("title text", ["Park", "Ring 850709-9805 i dag"], ["Bench", "Diarienummer 2024-12345"])
    assert (row.status, list(row.reasons)) == ("accepted", [Notice(Code.PERSONAL_NUMBER, {"field": "text"})])
    assert (other.status, list(other.reasons)) == ("accepted", [])


def test_external_id_that_is_too_long_is_left_out_rather_than_cut() -> None:
    rows = check("id title", ["x" * 201 + "a", "Park"], ["x" * 201 + "b", "Bench"])
    assert [(row.status, row.values.external_id, reasons(row)) for row in rows] == [
        ("accepted", "", [Code.EXTERNAL_ID_TOO_LONG])
    ] * 2


def test_text_over_several_columns_is_bounded() -> None:
    cell = "ord " * 10_000
    mapping = Mapping(title=("title",), text=("a", "b"))
    (row,) = check("title a b", ["Park", cell, cell + "!"], mapping=mapping)
    assert len(row.values.text) <= limits.MAX_TEXT_CHARACTERS
    assert reasons(row) == [Code.TEXT_SHORTENED]
