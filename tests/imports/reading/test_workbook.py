import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tenants.imports.reading import limits
from tenants.imports.reading.notices import Code, FileRefused
from tests.imports.reading.samples import cells, codes, table_of


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    return saved(book)


def rewritten(data: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """The same archive with each member's bytes changed, and more members added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            target.writestr(member.filename, change(member.filename, source.read(member)))
        for name, content in (extra or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def unchanged(_name: str, content: bytes) -> bytes:
    return content


def refusal(data: bytes) -> Code:
    with pytest.raises(FileRefused) as caught:
        table_of(data)
    return caught.value.notices[0].code


PLAIN = workbook(["Titel", "Antal"], ["Fler bänkar", 3])


def test_workbook_gives_dates_as_dates_and_numbers_as_written() -> None:
    data = workbook(
        ["Titel", "Datum", "Tid", "Nr", "Andel", "Klar"],
        # A spreadsheet knows no time zones.
        ["Fler bänkar", dt.date(2024, 3, 1), dt.datetime(2024, 3, 1, 14, 30), 1200, 0.25, True],  # noqa: DTZ001
    )
    table = table_of(data)
    assert table.columns == ("Titel", "Datum", "Tid", "Nr", "Andel", "Klar")
    assert cells(table) == [("Fler bänkar", "2024-03-01", "2024-03-01T14:30:00", "1200", "0.25", "True")]


def test_workbook_uses_the_first_visible_sheet_with_content() -> None:
    book = openpyxl.Workbook()
    for title, state, text in (("Gömt", "hidden", "nej"), ("Idéer", "visible", "Fler bänkar"), ("Mer", "visible", "x")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        sheet.append(["Titel", "Text"])
        sheet.append([text, "Vid ån"])
    table = table_of(saved(book))
    assert cells(table) == [("Fler bänkar", "Vid ån")]
    assert [(n.code.value, n.params) for n in table.notices] == [
        ("read_sheet", {"sheet": "Idéer"}),
        ("read_hidden_sheets", {"sheets": "Gömt"}),
    ]


def test_workbook_reports_formulas_without_value_and_error_values() -> None:
    table = table_of(workbook(["Titel", "Summa", "Fel"], ["Bänk", "=1+1", "#N/A"], ["Träd", 2, "ok"]))
    assert cells(table) == [("Bänk", "", ""), ("Träd", "2", "ok")]
    assert [(n.code, n.params) for n in table.rows[0].notices] == [
        (Code.ROW_FORMULA_WITHOUT_VALUE, {"column": "B"}),
        (Code.ROW_ERROR_VALUE, {"column": "C"}),
    ]


def test_workbook_with_one_faulty_cell_keeps_the_rest() -> None:
    def break_cell(name: str, content: bytes) -> bytes:
        return content.replace(b"<v>3</v>", b"<v>three</v>") if "sheet1" in name else content

    table = table_of(rewritten(workbook(["Titel", "Antal"], ["Bänk", 3], ["Träd", 4]), break_cell))
    assert cells(table) == [("Bänk", ""), ("Träd", "4")]
    assert [n.code for n in table.rows[0].notices] == [Code.ROW_ERROR_VALUE]


def test_workbook_rows_keep_the_numbers_of_the_sheet_and_gaps_are_no_fault() -> None:
    table = table_of(workbook(["Förslag 2024"], [], ["Titel", "Text", "Svar"], ["Bänk"], [], ["Träd", "Ek"]))
    assert [(row.number, row.cells, row.notices) for row in table.rows] == [
        (4, ("Bänk", "", ""), ()),
        (6, ("Träd", "Ek", ""), ()),
    ]
    assert "read_lines_above_header" in codes(table)


def test_workbook_rows_of_one_number_are_told_apart() -> None:
    def repeat(name: str, content: bytes) -> bytes:
        return content.replace(b'<row r="3"', b'<row r="2"') if "sheet1" in name else content

    table = table_of(rewritten(workbook(["title"], ["One"], ["Two"], ["Three"]), repeat))
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("One",)), (3, ("Two",)), (4, ("Three",))]


def test_zip_bomb_by_ratio_is_refused_before_parsing() -> None:
    bomb = rewritten(PLAIN, unchanged, {"xl/media/image1.xml": b" " * (limits.RATIO_EXEMPT_BYTES * 20)})
    assert len(bomb) < 100_000
    assert refusal(bomb) == Code.FILE_BOMB


def test_zip_bomb_that_lies_of_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory says 10 bytes; only reading tells."""
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 100_000)
    data = rewritten(PLAIN, unchanged, {"xl/big.xml": bytes(range(256)) * 2000})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.start_dir
    position = data.index(b"xl/big.xml", start) - 46
    lying = data[: position + 24] + struct.pack("<I", 10) + data[position + 28 :]
    with zipfile.ZipFile(io.BytesIO(lying)) as archive:
        assert archive.getinfo("xl/big.xml").file_size == 10
    assert refusal(lying) in {Code.FILE_BOMB, Code.FILE_BROKEN_WORKBOOK}
    assert refusal(data) == Code.FILE_BOMB


def test_too_many_members_and_tags_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    many = rewritten(PLAIN, unchanged, {f"x/{n}": b"" for n in range(limits.MAX_ZIP_MEMBERS)})
    assert refusal(many) == Code.FILE_BOMB
    monkeypatch.setattr(limits, "MAX_TAGS_PER_MEMBER", 10)
    assert refusal(PLAIN) == Code.FILE_BOMB


def test_archive_inside_the_workbook_is_refused() -> None:
    assert refusal(rewritten(PLAIN, unchanged, {"xl/embeddings/a.bin": PLAIN})) == Code.FILE_NESTED_ARCHIVE


def test_entities_in_the_workbook_are_refused() -> None:
    def poison(name: str, content: bytes) -> bytes:
        doctype = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        if name != "xl/worksheets/sheet1.xml":
            return content
        declaration, _, rest = content.partition(b"?>") if content.startswith(b"<?xml") else (b"", b"", content)
        return (declaration + b"?>" if declaration else b"") + doctype + rest

    assert refusal(rewritten(PLAIN, poison)) == Code.FILE_BROKEN_WORKBOOK


def test_other_archives_are_told_apart() -> None:
    def archive(members: dict[str, bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for name, content in members.items():
                target.writestr(name, content)
        return out.getvalue()

    calc = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    assert refusal(archive(calc)) == Code.FILE_OPENDOCUMENT
    assert refusal(archive({"word/document.xml": b"<x/>"})) == Code.FILE_ARCHIVE
    assert refusal(archive({"xl/workbook.xml": b"<x/>"})) == Code.FILE_BROKEN_WORKBOOK
    assert refusal(PLAIN[: len(PLAIN) // 2]) == Code.FILE_BROKEN_WORKBOOK


def test_encrypted_members_are_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        start = archive.start_dir
    flagged = PLAIN[: start + 8] + b"\x01\x00" + PLAIN[start + 10 :]
    assert refusal(flagged) == Code.FILE_ENCRYPTED


def test_cell_far_to_the_right_is_refused_as_too_many_columns() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"], sheet["XFD1"], sheet["A2"] = "Titel", "Långt bort", "Bänk"
    assert refusal(saved(book)) == Code.TOO_MANY_COLUMNS


def test_workbook_without_rows_is_refused() -> None:
    assert refusal(workbook()) == Code.FILE_NO_ROWS
    assert refusal(workbook(["Titel", "Text"])) == Code.FILE_NO_ROWS


def test_openpyxl_reads_through_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML is True
