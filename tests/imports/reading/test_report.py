import ast
from pathlib import Path

from django.utils import translation

import tenants.imports
from tenants.imports.reading import messages
from tenants.imports.reading.notices import Code, Notice
from tenants.imports.reading.report import Counts, closing_line

# Codes that the reading chooses first and gives its parameter to afterwards.
THROUGH_VARIABLES = {code: "column" for code in Code if code.name.startswith("GUESS_")} | {
    Code.SAME_EXTERNAL_ID: "row",
    Code.SAME_TEXT: "row",
    Code.READ_ENCODING: "encoding",
    Code.READ_ENCODING_GUESSED: "encoding",
    Code.ROW_FORMULA_WITHOUT_VALUE: "column",
    Code.ROW_ERROR_VALUE: "column",
}


def test_closing_line_is_exact() -> None:
    counts = Counts(total=4, accepted=2, rejected=1, duplicates=1)
    assert closing_line(counts=counts) == "total=4 accepted=2 rejected=1 duplicates=1"


def test_every_code_has_a_sentence_and_every_sentence_its_parameters() -> None:
    assert set(messages.SENTENCES) == set(Code)
    used = _parameters_in_code()
    with translation.override("en"):
        for code, sentence in messages.SENTENCES.items():
            wanted = set(_placeholders(str(sentence)))
            assert wanted <= used[code], code


def test_notice_is_said_with_its_values_and_survives_storing() -> None:
    notice = Notice(Code.READ_DELIMITER, {"delimiter": "semicolon"})
    assert Notice.from_data(notice.as_data()) == notice
    with translation.override("en"):
        assert messages.say(notice=notice) == "The columns are separated by semicolons."
        assert messages.say(notice=Notice(Code.SOURCE_UNKNOWN, {"value": "100 %s"})) == (
            "The source “100 %s” is not known here; the idea is marked as imported."
        )


def _placeholders(sentence: str) -> list[str]:
    assert sentence.count("%") == sentence.count("%(")
    return [part.split(")")[0] for part in sentence.split("%(")[1:]]


def _parameters_in_code() -> dict[Code, set[str]]:
    """Which parameters each code is made with: by keyword to FileRefused, by a dict to Notice, or by variable."""
    found: dict[Code, set[str]] = {code: set() for code in Code}
    calls = [node for tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        dicts = [argument for argument in call.args if isinstance(argument, ast.Dict)]
        names = {keyword.arg for keyword in call.keywords if keyword.arg}
        names |= {str(key.value) for given in dicts for key in given.keys if isinstance(key, ast.Constant)}
        for code in _codes_of(call):
            found[code] |= names
    for code, name in THROUGH_VARIABLES.items():
        found[code].add(name)
    return found


def _trees() -> list[ast.Module]:
    folder = Path(tenants.imports.__file__).parent
    return [ast.parse(path.read_text()) for path in folder.rglob("*.py")]


def _codes_of(call: ast.Call) -> list[Code]:
    arguments = {ast.unparse(argument) for argument in call.args}
    return [code for code in Code if f"Code.{code.name}" in arguments]
