import pytest

from tenants.imports.reading.mapping import Mapping, as_json, check_mapping, parse_mapping
from tenants.imports.reading.notices import Code, MappingRefused

COLUMNS = ("Rubrik", "Beskrivning", "Motivering", "Inkom", "Dnr")


def faults(json_text: str) -> list[tuple[Code, dict[str, str | int]]]:
    with pytest.raises(MappingRefused) as caught:
        parse_mapping(json_text, columns=COLUMNS)
    return [(notice.code, dict(notice.params)) for notice in caught.value.notices]


def test_mapping_reads_every_field() -> None:
    mapping = parse_mapping(
        '\ufeff{"title": "T", "text": ["A", "B"], "received": "R", "author": "P", "source": "S", "stage": "G", '
        '"outcome": "O", "external_id": "I"}'
    )
    assert mapping == Mapping(("T",), ("A", "B"), "R", "P", "S", "G", "O", "I")
    assert parse_mapping(as_json(mapping=mapping)) == mapping


def test_mapping_takes_one_text_column_several_titles_and_null() -> None:
    mapping = parse_mapping('{"title": ["Sv", "En"], "text": "A", "received": null, "author": ""}')
    assert mapping == Mapping(title=("Sv", "En"), text=("A",))
    assert parse_mapping(as_json(mapping=mapping)) == mapping


def test_mapping_with_faults_names_all_of_them_and_what_was_meant() -> None:
    assert faults('{"titel": "Rubrik", "xyz": "Rubrik", "text": {"a": 1}, "author": 7}') == [
        (Code.MAPPING_UNKNOWN_KEY_NEAR, {"key": "titel", "near": "title"}),
        (
            Code.MAPPING_UNKNOWN_KEY,
            {"key": "xyz", "known": "title, text, received, author, source, stage, outcome, external_id"},
        ),
        (Code.MAPPING_WRONG_TYPE, {"key": "text"}),
        (Code.MAPPING_WRONG_TYPE, {"key": "author"}),
    ]


def test_mapping_to_columns_that_do_not_exist_suggests_the_nearest() -> None:
    assert faults('{"title": "rubriken", "text": ["Motivering", "zzz"]}') == [
        (Code.MAPPING_NO_COLUMN_NEAR, {"column": "rubriken", "near": "Rubrik"}),
        (Code.MAPPING_NO_COLUMN, {"column": "zzz", "known": ", ".join(COLUMNS)}),
    ]


@pytest.mark.parametrize(
    ("json_text", "code"),
    [
        ("", Code.MAPPING_NOT_JSON),
        ('{"title": "Rubrik",}', Code.MAPPING_NOT_JSON),
        ("[]", Code.MAPPING_NOT_OBJECT),
        ("[" * 100_000, Code.MAPPING_NOT_OBJECT),
        ("{}", Code.MAPPING_NEEDS_TITLE),
        ('{"received": "Inkom"}', Code.MAPPING_NEEDS_TITLE),
    ],
)
def test_mapping_that_is_none_is_refused(json_text: str, code: Code) -> None:
    assert faults(json_text)[0][0] == code


def test_mapping_that_fits_is_returned_as_it_was() -> None:
    mapping = Mapping(title=("Rubrik",), external_id="Dnr")
    assert check_mapping(mapping=mapping, columns=COLUMNS) is mapping
