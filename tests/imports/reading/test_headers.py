import pytest

from tests.imports.reading.samples import LANGUAGES, cells, codes, columns_of, csv_bytes, table_of


def test_lines_above_the_header_are_left_out() -> None:
    data = (
        "Idéer från dialogen 2024\nUttaget 2024-05-01 av kansliet\n\nRubrik;Beskrivning;Datum\nBänk;Vid ån;2024-01-02\n"
    )
    table = table_of(data.encode() + "Träd;Vid torget;2024-01-03\nLek;Vid skolan;2024-01-04\n".encode())
    assert table.columns == ("Rubrik", "Beskrivning", "Datum")
    assert [row.number for row in table.rows] == [5, 6, 7]
    assert table.notices[-1].params == {"count": 2, "line": 4}


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_header_gives_columns_letters_and_loses_no_row(language: str) -> None:
    _, rows = columns_of(language=language, order=["id", "title", "text", "date"], name=str)
    table = table_of(csv_bytes(rows=rows))
    assert table.columns == ("A", "B", "C", "D")
    assert cells(table) == [tuple(row) for row in rows]
    assert "read_no_header" in codes(table)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("header", [["α1", "β2"], ["Fråga ett", "Fråga två"], ["x", "y"], ["Опис", "Година"]])
def test_header_of_unknown_words_is_still_a_header(language: str, header: list[str]) -> None:
    _, rows = columns_of(language=language, order=["title", "text"], name=str)
    table = table_of(csv_bytes(rows=[header, *rows]))
    assert table.columns == tuple(header)
    assert len(table.rows) == len(rows)


def test_names_of_columns_become_unique_and_never_empty() -> None:
    table = table_of(b"Title,,Text,Text, ,Text (2)\nPark,a,b,c,d,e\nBench,f,g,h,i,j\n")
    assert table.columns == ("Title", "B", "Text", "Text (2)", "E", "Text (2) (2)")
    assert table.notices[-1].params == {"columns": "B, Text (2), E, Text (2) (2)"}


def test_header_that_is_repeated_further_down_is_no_row() -> None:
    table = table_of(b"Title,Text\nPark,Green\nTitle,Text\nBench,Red\n")
    assert cells(table) == [("Park", "Green"), ("Bench", "Red")]


def test_columns_beyond_the_header_are_kept_where_rows_share_them() -> None:
    table = table_of(b"Title,Text\nPark,Green,1\nBench,Red,2\nTree,Tall,3\n")
    assert table.columns == ("Title", "Text", "C")
    assert cells(table)[2] == ("Tree", "Tall", "3")
