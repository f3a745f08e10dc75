import io
import random

import pytest

from tenants.imports.reading import limits
from tenants.imports.reading.files import read_table
from tenants.imports.reading.notices import Code, FileRefused
from tests.imports.reading.samples import cells, codes, csv_bytes, table_of

HEADER = ["Titel", "Text", "Kostnad"]
ROWS = [["Fler bänkar", "Vid ån, i skuggan", "1,5"], ["Cykelväg", "Från Åsen till Öxnered", "12,75"]]


def refusal(data: bytes) -> Code:
    with pytest.raises(FileRefused) as caught:
        table_of(data)
    return caught.value.notices[0].code


@pytest.mark.parametrize(
    ("encoding", "name", "code"),
    [
        ("utf-8", "UTF-8", "read_encoding"),
        ("utf-8-sig", "UTF-8", "read_encoding"),
        ("utf-16", "UTF-16", "read_encoding"),
        ("utf-16-le", "UTF-16", "read_encoding_guessed"),
        ("utf-16-be", "UTF-16", "read_encoding_guessed"),
        ("latin-1", "Latin-1 (Windows-1252)", "read_encoding_guessed"),
        ("cp1252", "Latin-1 (Windows-1252)", "read_encoding_guessed"),
        ("mac_roman", "Mac Roman", "read_encoding_guessed"),
        ("cp850", "DOS 850", "read_encoding_guessed"),
    ],
)
def test_encoding_is_found_and_said(encoding: str, name: str, code: str) -> None:
    table = table_of(csv_bytes(rows=[HEADER, *ROWS], delimiter=";", encoding=encoding))
    assert table.columns == ("Titel", "Text", "Kostnad")
    assert cells(table) == [tuple(row) for row in ROWS]
    assert (table.notices[0].code, table.notices[0].params) == (code, {"encoding": name})


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("cp1250", "Oświetlenie ścieżki wzdłuż rzeki i nowe ławki dla młodzieży"),
        ("cp1250", "Opravit chodník u školy a přidat osvětlení na náměstí"),
        ("cp1251", "Изграждане на детска площадка зад училището"),
        ("cp1253", "Κατασκευή παιδικής χαράς πίσω από το σχολείο"),
        ("cp1252", "Rénover l’école – créer une forêt à côté"),
        ("latin-1", "Construir un parque infantil en la plaza de España, ¿por qué no?"),
    ],
)
def test_encoding_of_other_languages_gives_their_letters(encoding: str, title: str) -> None:
    table = table_of(csv_bytes(rows=[["title", "nr"], [title, "1"], [title + " 2", "2"]], encoding=encoding))
    assert table.rows[0].cells == (title, "1")


def test_encoding_with_one_broken_character_stays_utf8_and_the_row_says_so() -> None:
    good = "Gång- och cykelväg över ån, på båda sidor, även för rörelsehindrade åkande på väg från Åmål"
    data = f"titel;nr\n{good};1\n".encode() + b"Tr\xe4d;2\n"
    table = table_of(data)
    assert cells(table) == [(good, "1"), ("Tr�d", "2")]
    assert [[notice.code for notice in row.notices] for row in table.rows] == [[], [Code.ROW_BAD_CHARACTERS]]


@pytest.mark.parametrize(("delimiter", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_delimiter_is_found_among_commas_and_line_breaks_in_texts(delimiter: str, name: str) -> None:
    rows = [["Bänk", 'Fin, röd; eller\nblå | "grå"\tidé', "1,5"], ["Träd", "Ek, alm", "2,25"]]
    table = table_of(csv_bytes(rows=[HEADER, *rows], delimiter=delimiter))
    assert cells(table) == [tuple(row) for row in rows]
    assert table.notices[1].params == {"delimiter": name}


def test_delimiter_named_in_the_first_line_is_believed() -> None:
    table = table_of(b"sep=;\r\nTitel;Kostnad\r\nFika;1,5\r\nKaka;2,5\r\n")
    assert table.columns == ("Titel", "Kostnad")
    assert [row.number for row in table.rows] == [3, 4]


def test_one_column_of_sentences_is_not_split_at_their_commas() -> None:
    table = table_of("Idé\nBättre belysning, tack\nFler bänkar, gärna röda\nTvå cykelvägar, minst\n".encode())
    assert table.columns == ("Idé",)
    assert cells(table)[1] == ("Fler bänkar, gärna röda",)
    assert "read_one_column" in codes(table)


def test_quoted_line_breaks_stay_and_line_numbers_are_those_of_the_file() -> None:
    table = table_of(b'title,text\r\nA,"one\r\n\r\ntwo"\r\nB,three\r\n')
    assert cells(table) == [("A", "one\n\ntwo"), ("B", "three")]
    assert [row.number for row in table.rows] == [2, 5]


def test_ragged_rows_are_kept_and_say_so() -> None:
    data = b"id,title,text\n1,Park,Green\n2,Bench\n3,Tree,Tall,oak,old\n4,Lake,Blue\n5,Road,Long\n6,Path,Short\n"
    table = table_of(data)
    assert cells(table)[1:3] == [("2", "Bench", ""), ("3", "Tree", "Tall")]
    assert [notice.code for row in table.rows for notice in row.notices] == [
        Code.ROW_CELLS_MISSING,
        Code.ROW_CELLS_EXTRA,
    ]


@pytest.mark.parametrize("bad", ['3,"never closed,text', '3,"closed" too early,text', '3,a "word" in it,text'])
def test_stray_quotation_mark_costs_no_other_row(bad: str) -> None:
    lines = ["id,title,text", "1,One,first", "2,Two,second", bad, '4,"Four","fourth, quoted"', "5,Five,fifth"]
    table = table_of("\n".join(lines).encode())
    kept = {row.cells[0]: row.cells for row in table.rows}
    assert sorted(kept) == ["1", "2", "3", "4", "5"]
    assert kept["4"] == ("4", "Four", "fourth, quoted")
    assert kept["5"] == ("5", "Five", "fifth")


def test_quotation_marks_nobody_doubled_keep_their_text_together() -> None:
    data = b'id;title;text\n1;A;"He said "hello" and left"\n2;B;"said "yes" now\nand "no" there"\n3;C;c\n'
    table = table_of(data)
    assert cells(table) == [
        ("1", "A", 'He said "hello" and left'),
        ("2", "B", 'said "yes" now\nand "no" there'),
        ("3", "C", "c"),
    ]
    assert [notice.code for notice in table.rows[0].notices] == [Code.ROW_QUOTES_UNBALANCED]


def test_file_of_stray_quotation_marks_is_read_line_by_line() -> None:
    """Each line opens a quotation that could run to the end; every line is still one row."""
    data = b"id,title,text\n" + b"".join(b'%d,"open,%d\n' % (n, n) for n in range(20_000))
    assert len(table_of(data).rows) == 20_000


def test_zero_bytes_are_removed_and_told_of() -> None:
    table = table_of(b"title,text\nPa\x00rk,Green\nBench,Red\n")
    assert cells(table) == [("Park", "Green"), ("Bench", "Red")]
    assert [notice.code for notice in table.rows[0].notices] == [Code.ROW_BAD_CHARACTERS]


def test_cell_that_is_too_long_is_cut_and_told_of() -> None:
    table = table_of(b"title,text\nPark," + b"x" * (limits.MAX_CELL_CHARACTERS + 1) + b"\nBench,Red\n")
    assert len(table.rows[0].cells[1]) == limits.MAX_CELL_CHARACTERS
    assert [notice.code for notice in table.rows[0].notices] == [Code.ROW_CELL_TOO_LONG]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.FILE_EMPTY),
        (b"\xef\xbb\xbf \r\n\r\n", Code.FILE_EMPTY),
        (b"\n<!DOCTYPE html><html><body>Log in</body></html>", Code.FILE_HTML),
        (b"\xef\xbb\xbf<!-- x -->\n<HTML lang=sv>", Code.FILE_HTML),
        ("<table><tr><td>a".encode("utf-16"), Code.FILE_HTML),
        (b"%PDF-1.7\n%\xe2\xe3", Code.FILE_PDF),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Code.FILE_IMAGE),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", Code.FILE_IMAGE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, Code.FILE_OLD_EXCEL),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            Code.FILE_ENCRYPTED,
        ),
        (b"\x1f\x8b\x08\x00rest", Code.FILE_ARCHIVE),
        (b'[{"title": "Park"}]', Code.FILE_STRUCTURED),
        (b'<?xml version="1.0"?><ideas/>', Code.FILE_STRUCTURED),
        (b"title,text\n", Code.FILE_NO_ROWS),
        (random.Random(1).randbytes(5000), Code.FILE_BINARY),
    ],
)
def test_other_formats_are_refused_by_content(data: bytes, code: Code) -> None:
    assert refusal(data) == code


def test_file_that_is_too_large_is_refused_without_being_read_whole() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert size > 0
            self.given += size
            return b"a" * size

    stream = Endless()
    with pytest.raises(FileRefused) as caught:
        read_table(stream=stream)  # type: ignore[arg-type]
    assert caught.value.notices[0].code == Code.FILE_TOO_LARGE
    assert stream.given == limits.MAX_FILE_BYTES + 1


def test_too_many_rows_and_columns_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ROWS", 3)
    assert len(table_of(b"title,nr\n" + b"a,1\n" * 3).rows) == 3
    assert refusal(b"title,nr\n" + b"a,1\n" * 4) == Code.TOO_MANY_ROWS
    wide = ",".join(f"c{n}" for n in range(limits.MAX_COLUMNS + 1))
    assert refusal(f"{wide}\n{wide.replace('c', 'd')}\n".encode()) == Code.TOO_MANY_COLUMNS
