"""The sentences behind the codes, in the language of whoever reads."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.imports.reading.notices import Code, Notice

Text = str | Promise

REPORT_COLUMNS: tuple[Text, ...] = (
    pgettext_lazy("column", "Row"),
    pgettext_lazy("column", "Result"),
    pgettext_lazy("column", "Registry number"),
    pgettext_lazy("column", "Title"),
    pgettext_lazy("column", "Remarks"),
)
FIELDS: Mapping[str, Text] = {
    "title": pgettext_lazy("column", "Title"),
    "text": pgettext_lazy("column", "Text"),
    "received": pgettext_lazy("column", "Received"),
    "author": pgettext_lazy("column", "Author"),
    "source": pgettext_lazy("column", "Source"),
    "stage": pgettext_lazy("column", "Stage"),
    "outcome": pgettext_lazy("column", "Outcome"),
    "external_id": pgettext_lazy("column", "Identifier"),
}
DELIMITERS: Mapping[str, Text] = {
    "comma": _("commas"),
    "semicolon": _("semicolons"),
    "tab": _("tabs"),
    "bar": _("vertical bars"),
}
# Where an idea can stand that is in no chamber; chambers have the municipality's own names.
PLACES: Mapping[str, Text] = {
    "inbox": pgettext_lazy("place", "the inbox"),
    "implemented": pgettext_lazy("place", "implemented"),
    "handed_over": pgettext_lazy("place", "handed over to the line"),
    "referred": pgettext_lazy("place", "referred"),
    "answered": pgettext_lazy("place", "answered and closed"),
}
# Parameters whose values are codes themselves.
NAMED_PARAMS: Mapping[str, Mapping[str, Text]] = {"field": FIELDS, "delimiter": DELIMITERS, "place": PLACES}

SENTENCES: Mapping[Code, Text] = {
    Code.FILE_EMPTY: _("The file is empty."),
    Code.FILE_TOO_LARGE: _("The file is larger than %(megabytes)s MB. Split it and import the parts one by one."),
    Code.FILE_HTML: _("This is a web page, not a table. Open it in a spreadsheet program and save it as XLSX or CSV."),
    Code.FILE_PDF: _("This is a PDF, not a table. Ask for the same list as XLSX or CSV."),
    Code.FILE_IMAGE: _("This is a picture, not a table."),
    Code.FILE_OLD_EXCEL: _("This is an old Excel or Office file. Open it and save it as XLSX or CSV."),
    Code.FILE_ENCRYPTED: _("The file is protected by a password. Save it without one and try again."),
    Code.FILE_OPENDOCUMENT: _("This is an OpenDocument file. Open it and save it as XLSX or CSV."),
    Code.FILE_ARCHIVE: _(
        "This is a packed archive or another kind of document, not a table. Unpack it and choose the XLSX or CSV file."
    ),
    Code.FILE_STRUCTURED: _("This is JSON, XML or another structured format, not a table. Save it as XLSX or CSV."),
    Code.FILE_BINARY: _("This is not a table of text. Save it as XLSX or CSV."),
    Code.FILE_BOMB: _(
        "The file unfolds to far more than its size. That is how harmful files are made, so it was not opened."
    ),
    Code.FILE_NESTED_ARCHIVE: _(
        "There are other files inside the workbook. Save it without embedded files and try again."
    ),
    Code.FILE_BROKEN_WORKBOOK: _(
        "The workbook is damaged and cannot be opened. Open it in a spreadsheet program and save it again."
    ),
    Code.FILE_NO_ROWS: _("The file has no rows to import."),
    Code.TOO_MANY_ROWS: _("The file has more than %(limit)s rows. Split it and import the parts one by one."),
    Code.TOO_MANY_COLUMNS: _("The file has more than %(limit)s columns. Remove those that are not needed."),
    Code.READ_ENCODING: _("The characters are encoded as %(encoding)s."),
    Code.READ_ENCODING_GUESSED: _(
        "The file does not say how its characters are encoded. It was read as "
        "%(encoding)s; look at å, ä, ö and other special letters."
    ),
    Code.READ_DELIMITER: _("The columns are separated by %(delimiter)s."),
    Code.READ_ONE_COLUMN: _("The file has one column."),
    Code.READ_SHEET: _("The sheet “%(sheet)s” was read."),
    Code.READ_HIDDEN_SHEETS: _("Hidden sheets were left out: %(sheets)s."),
    Code.READ_LINES_ABOVE_HEADER: _("Lines above the table were left out; it begins on line %(line)s."),
    Code.READ_NO_HEADER: _(
        "The first row seems to hold values, not names of columns, so the columns are called A, B, C."
    ),
    Code.READ_COLUMNS_RENAMED: _("Columns without a name, or with the same name, were called: %(columns)s."),
    Code.ROW_CELLS_MISSING: _("The row has %(found)s cells where there should be %(expected)s."),
    Code.ROW_CELLS_EXTRA: _(
        "The row has %(found)s cells where there should be %(expected)s; the last ones were left out."
    ),
    Code.ROW_QUOTES_UNBALANCED: _(
        "A quotation mark is missing or superfluous in the row; check that the text is whole."
    ),
    Code.ROW_CELL_TOO_LONG: _("A cell was longer than %(limit)s characters and was cut."),
    Code.ROW_BAD_CHARACTERS: _("The row holds characters that could not be read."),
    Code.ROW_FORMULA_WITHOUT_VALUE: _(
        "The formula in column %(column)s has no saved value. Open the file, save it and try again to have it."
    ),
    Code.ROW_ERROR_VALUE: _("Column %(column)s holds an error value and was read as empty."),
    Code.MAPPING_NOT_JSON: _("The mapping is not valid JSON: look at line %(line)s."),
    Code.MAPPING_NOT_OBJECT: _("The mapping must be a JSON object of fields and columns."),
    Code.MAPPING_UNKNOWN_KEY: _("The mapping has no field “%(key)s”. The fields are: %(known)s."),
    Code.MAPPING_UNKNOWN_KEY_NEAR: _("The mapping has no field “%(key)s”. Did you mean “%(near)s”?"),
    Code.MAPPING_WRONG_TYPE: _("“%(key)s” must be the name of a column; “title” and “text” may be lists of names."),
    Code.MAPPING_NO_COLUMN: _("The file has no column “%(column)s”. Its columns are: %(known)s."),
    Code.MAPPING_NO_COLUMN_NEAR: _("The file has no column “%(column)s”. Did you mean “%(near)s”?"),
    Code.MAPPING_NEEDS_TITLE: _("Choose a column for the title or for the text."),
    Code.GUESS_BY_NAME: _("The column is called “%(column)s”."),
    Code.GUESS_BY_BOTH: _("The column is called “%(column)s”, and what is in it fits."),
    Code.GUESS_TITLE: _("Short texts in words, nearly all different."),
    Code.GUESS_TEXT: _("Longer running text."),
    Code.GUESS_RECEIVED: _("Dates."),
    Code.GUESS_AUTHOR: _("Names of people."),
    Code.GUESS_SOURCE: _("A few values that say where ideas came from."),
    Code.GUESS_STAGE: _("A few values that say how far something has come."),
    Code.GUESS_OUTCOME: _("A few values that say how something ended."),
    Code.GUESS_EXTERNAL_ID: _("A number or code, different in each row."),
    Code.GUESS_OTHER_LANGUAGE: _("The title in another language, used where the first is empty."),
    Code.NO_TITLE_AND_NO_TEXT: _("The row has neither title nor text."),
    Code.SAME_EXTERNAL_ID: _("The same identifier as row %(row)s."),
    Code.SAME_TEXT: _("The same title and text as row %(row)s."),
    Code.TITLE_SHORTENED: _(
        "The title was longer than %(limit)s characters and was shortened; the whole of it stands in the text."
    ),
    Code.TITLE_FROM_TEXT: _("The row has no title, so the first sentence of the text became the title."),
    Code.TEXT_SHORTENED: _("The text was longer than %(limit)s characters and was cut."),
    Code.DATE_MISSING: _("The date is missing, so today counts as the day of receipt."),
    Code.DATE_UNREADABLE: _("The date could not be read, so today counts as the day of receipt."),
    Code.DATE_IN_FUTURE: _("The date lies in the future, so today counts as the day of receipt."),
    Code.SOURCE_UNKNOWN: _("The source “%(value)s” is not known here; the idea is marked as imported."),
    Code.EXTERNAL_ID_TOO_LONG: _("The identifier is longer than %(limit)s characters and was left out."),
    Code.PERSONAL_NUMBER: _("%(field)s seems to hold a personal identity number. Remove it unless it is needed."),
    Code.NOTED_STAGE: _("Stage in the file: “%(value)s”."),
    Code.NOTED_OUTCOME: _("Outcome in the file: “%(value)s”."),
    Code.PLACED: _("Placed here: %(place)s."),
    Code.KNOWN_EXTERNAL_ID: _("Has been imported before, with the same identifier: %(number)s."),
    Code.KNOWN_TEXT: _("The same title and text are registered already: %(number)s."),
    Code.NOT_SAVED: _("The row could not be saved. The others are not touched by it."),
    Code.VALUES_WRONG_TYPE: _("“values” must be an object of “stage” and “outcome”, each with values and places."),
    Code.VALUES_UNKNOWN_PLACE: _("There is no place “%(place)s”. The places are: %(known)s."),
}


def say(*, notice: Notice) -> str:
    """The notice as a sentence in the active language."""
    params = {name: NAMED_PARAMS.get(name, {}).get(str(value), value) for name, value in notice.params.items()}
    return str(SENTENCES[notice.code]) % params
