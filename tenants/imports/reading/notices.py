"""What the reading has to say, as codes with parameters: they can be stored, counted and said in any language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Code(StrEnum):
    # The file is refused.
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"
    FILE_HTML = "file_html"
    FILE_PDF = "file_pdf"
    FILE_IMAGE = "file_image"
    FILE_OLD_EXCEL = "file_old_excel"
    FILE_ENCRYPTED = "file_encrypted"
    FILE_OPENDOCUMENT = "file_opendocument"
    FILE_ARCHIVE = "file_archive"
    FILE_STRUCTURED = "file_structured"
    FILE_BINARY = "file_binary"
    FILE_BOMB = "file_bomb"
    FILE_NESTED_ARCHIVE = "file_nested_archive"
    FILE_BROKEN_WORKBOOK = "file_broken_workbook"
    FILE_NO_ROWS = "file_no_rows"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    # How the file was read.
    READ_ENCODING = "read_encoding"
    READ_ENCODING_GUESSED = "read_encoding_guessed"
    READ_DELIMITER = "read_delimiter"
    READ_ONE_COLUMN = "read_one_column"
    READ_SHEET = "read_sheet"
    READ_HIDDEN_SHEETS = "read_hidden_sheets"
    READ_LINES_ABOVE_HEADER = "read_lines_above_header"
    READ_NO_HEADER = "read_no_header"
    READ_COLUMNS_RENAMED = "read_columns_renamed"
    # Something about a row as it stands in the file.
    ROW_CELLS_MISSING = "row_cells_missing"
    ROW_CELLS_EXTRA = "row_cells_extra"
    ROW_QUOTES_UNBALANCED = "row_quotes_unbalanced"
    ROW_CELL_TOO_LONG = "row_cell_too_long"
    ROW_BAD_CHARACTERS = "row_bad_characters"
    ROW_FORMULA_WITHOUT_VALUE = "row_formula_without_value"
    ROW_ERROR_VALUE = "row_error_value"
    # The mapping is refused.
    MAPPING_NOT_JSON = "mapping_not_json"
    MAPPING_NOT_OBJECT = "mapping_not_object"
    MAPPING_UNKNOWN_KEY = "mapping_unknown_key"
    MAPPING_UNKNOWN_KEY_NEAR = "mapping_unknown_key_near"
    MAPPING_WRONG_TYPE = "mapping_wrong_type"
    MAPPING_NO_COLUMN = "mapping_no_column"
    MAPPING_NO_COLUMN_NEAR = "mapping_no_column_near"
    MAPPING_NEEDS_TITLE = "mapping_needs_title"
    # Why a column was guessed.
    GUESS_BY_NAME = "guess_by_name"
    GUESS_BY_BOTH = "guess_by_both"
    GUESS_TITLE = "guess_title"
    GUESS_TEXT = "guess_text"
    GUESS_RECEIVED = "guess_received"
    GUESS_AUTHOR = "guess_author"
    GUESS_SOURCE = "guess_source"
    GUESS_STAGE = "guess_stage"
    GUESS_OUTCOME = "guess_outcome"
    GUESS_EXTERNAL_ID = "guess_external_id"
    GUESS_OTHER_LANGUAGE = "guess_other_language"
    # What became of a row.
    NO_TITLE_AND_NO_TEXT = "no_title_and_no_text"
    SAME_EXTERNAL_ID = "same_external_id"
    SAME_TEXT = "same_text"
    TITLE_SHORTENED = "title_shortened"
    TITLE_FROM_TEXT = "title_from_text"
    TEXT_SHORTENED = "text_shortened"
    DATE_MISSING = "date_missing"
    DATE_UNREADABLE = "date_unreadable"
    DATE_IN_FUTURE = "date_in_future"
    SOURCE_UNKNOWN = "source_unknown"
    EXTERNAL_ID_TOO_LONG = "external_id_too_long"
    PERSONAL_NUMBER = "personal_number"
    NOTED_STAGE = "noted_stage"
    NOTED_OUTCOME = "noted_outcome"
    # What became of it in the municipality.
    PLACED = "placed"
    KNOWN_EXTERNAL_ID = "known_external_id"
    KNOWN_TEXT = "known_text"
    NOT_SAVED = "not_saved"
    # The mapping of values is refused.
    VALUES_WRONG_TYPE = "values_wrong_type"
    VALUES_UNKNOWN_PLACE = "values_unknown_place"


@dataclass(frozen=True, slots=True)
class Notice:
    code: Code
    params: Mapping[str, str | int] = field(default_factory=dict)

    def as_data(self) -> dict[str, object]:
        """For storing as JSON; `from_data` reads it back."""
        return {"code": self.code.value, "params": dict(self.params)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Notice":
        return cls(Code(data["code"]), data["params"])


class Refused(Exception):
    """Something a person handed over cannot be used; `notices` say why, most important first."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        self.notices = tuple(notices)
        super().__init__(", ".join(notice.code for notice in self.notices))


class FileRefused(Refused):
    """The file as a whole cannot be read."""

    def __init__(self, code: Code, **params: str | int) -> None:
        super().__init__([Notice(code, params)])


class MappingRefused(Refused):
    """The mapping does not fit the format or the file's columns."""
