"""The command that tries the search on a file: small files whose recall is reckoned by hand."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = ("--id", "nr", "--text", "rubrik,text", "--group", "grupp")
HEADINGS = "nr;rubrik;text;grupp;ort\n"
# Alike to the search are the benches, and nothing else is like anything.
BENCHES = ("Bänkar i parken", "Parkens bänkar", "Parkbänk")


def evaluated(path: Path, *options: str) -> str:
    """The last line of what the command prints."""
    out = io.StringIO()
    call_command("evaluate_similar", path, *(options or COLUMNS), stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()[-1]


def recall(tmp_path: Path, rows: str | bytes, *options: str) -> str:
    """Without the times, which no test knows."""
    path = tmp_path / "rows.csv"
    path.write_bytes(rows if isinstance(rows, bytes) else rows.encode())
    return evaluated(path, *options).partition(" median_ms=")[0]


def many(number: int, group: str = "många") -> str:
    return "".join(f"m{group}{n};Bänkar i parken;;{group};\n" for n in range(number))


QUOTED = """nr,rubrik,text,grupp
1,"Bänkar,
i \"\"parken\"\"","a;b

c",a
2,"Parkens\r\nbänkar",,"a"
3,Solcell,"x
9,y,z,a",
"""
BY_HAND: Mapping[str, tuple[str | bytes, str]] = {
    # 1 finds 2 of {2, 3}, 2 finds 1, 3 finds nothing: (1/2 + 1 + 0) / 3.
    "an id for each of its groups": (
        f"{HEADINGS}1;{BENCHES[0]};;a;\n2;{BENCHES[1]};;a;\n1;{BENCHES[0]};;b;\n3;Solcell;;b;\n",
        "recall@10=0.500 queries=3",
    ),
    "the same row twice is one text of the group": (
        f"{HEADINGS}1;{BENCHES[0]};;a;\n1;{BENCHES[0]};;a;\n2;{BENCHES[1]};;a;\n",
        "recall@10=1.000 queries=2",
    ),
    "an id twice in a group is no group of two": (
        f"{HEADINGS}1;{BENCHES[0]};;a;\n1;{BENCHES[0]};;a;\n2;{BENCHES[1]};;b;\n3;{BENCHES[2]};;b;\n",
        "recall@10=1.000 queries=2",
    ),
    # 1 and 2 find each other and not 3, which shares nothing: (1/2 + 1/2 + 0) / 3.
    "what is not found counts": (
        f"{HEADINGS}1;{BENCHES[0]};;a;\n2;{BENCHES[1]};;a;\n3;Solcell;;a;\n",
        "recall@10=0.333 queries=3",
    ),
    "without a group it is searched among and not asked for": (
        f"{HEADINGS}1;{BENCHES[0]};;a;\n2;{BENCHES[1]};;a;\n3;{BENCHES[2]};;;\n4;Solcell;; ;\n",
        "recall@10=1.000 queries=2",
    ),
    "without an id it is no text": (
        f"{HEADINGS}1;{BENCHES[0]};;a;\n2;{BENCHES[1]};;a;\n;{BENCHES[2]};;a;\n  ;Solcell;;a;\n",
        "recall@10=1.000 queries=2",
    ),
    # 3 says nothing and is found by nobody: (1/2 + 1/2 + 0) / 3.
    "without a text it is asked for all the same": (
        f"{HEADINGS}1;{BENCHES[0]};;a;\n2;;{BENCHES[1]};a;\n3;;;a;\n",
        "recall@10=0.333 queries=3",
    ),
    "short and long rows": (
        f"{HEADINGS}1;{BENCHES[0]};;a\n2;{BENCHES[1]};;a;x;more;still\n3\n",
        "recall@10=1.000 queries=2",
    ),
    "empty lines before the headings and between": (
        f"\n\r\n{HEADINGS}\n1;{BENCHES[0]};;a;\n\n\n2;{BENCHES[1]};;a;\n\n",
        "recall@10=1.000 queries=2",
    ),
    "space around ids and groups": (
        f"{HEADINGS} 1 ;{BENCHES[0]};; a;\n2;{BENCHES[1]};;a ;\n1;{BENCHES[0]};;a;\n",
        "recall@10=1.000 queries=2",
    ),
    "byte order mark and line ends of Windows": (
        b"\xef\xbb\xbf" + f"{HEADINGS}1;{BENCHES[0]};;a;\n2;{BENCHES[1]};;a;\n".replace("\n", "\r\n").encode(),
        "recall@10=1.000 queries=2",
    ),
    "line breaks, delimiters and quotes within quotes": (
        QUOTED,
        "recall@10=1.000 queries=2",
    ),
    "a group of twenty": (HEADINGS + many(20), "recall@10=1.000 queries=20"),
    "a group of twenty-one is no question": (
        f"{HEADINGS}{many(21)}1;Solcell på taket;;a;\n2;Solceller;;a;\n",
        "recall@10=1.000 queries=2",
    ),
    "twenty-one rows with twenty ids": (HEADINGS + many(20) + many(1), "recall@10=1.000 queries=20"),
    # Each of the twelve has eleven related, of which ten can be found at most.
    "more related than can be shown": (HEADINGS + many(12), "recall@10=1.000 queries=12"),
    # Twenty-two that say the same as 1 stand before it, and before 2 for 1: ten of them fill either answer.
    "what comes after the tenth counts for nothing": (
        f"{HEADINGS}{many(22)}1;{BENCHES[0]};;a;\n2;Parkeringen;;a;\n",
        "recall@10=0.000 queries=2",
    ),
    "related by two groups": (
        f"{HEADINGS}1;{BENCHES[0]};;a;\n2;{BENCHES[1]};;a;\n1;{BENCHES[0]};;b;\n3;{BENCHES[2]};;b;\n2;{BENCHES[1]};;b;\n",
        "recall@10=1.000 queries=3",
    ),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_recall_is_as_reckoned_by_hand(tmp_path: Path, name: str) -> None:
    rows, expected = BY_HAND[name]
    assert recall(tmp_path, rows) == expected


def test_within_keeps_the_answers_to_the_same_value(tmp_path: Path) -> None:
    rows = f"{HEADINGS}1;{BENCHES[0]};;a;x\n2;{BENCHES[1]};;a;x\n3;{BENCHES[2]};;a;y\n4;{BENCHES[2]};;;y\n"
    assert recall(tmp_path, rows) == "recall@10=1.000 queries=3"
    # 1 and 2 find each other and not 3; 3 is alone with 4: (1/2 + 1/2 + 0) / 3.
    assert recall(tmp_path, rows, *COLUMNS, "--within", "ort") == "recall@10=0.333 queries=3"


def test_one_column_is_enough_and_spaces_between_columns_are_nothing(tmp_path: Path) -> None:
    rows = f"{HEADINGS}1;{BENCHES[0]};Solcell;a;\n2;{BENCHES[1]};Vindkraft;a;\n"
    assert recall(tmp_path, rows, *COLUMNS[:3], "rubrik", *COLUMNS[4:]) == "recall@10=1.000 queries=2"
    assert recall(tmp_path, rows, *COLUMNS[:3], "text", *COLUMNS[4:]) == "recall@10=0.000 queries=2"
    assert recall(tmp_path, rows, *COLUMNS[:3], " text , rubrik ", *COLUMNS[4:]) == "recall@10=1.000 queries=2"


def test_last_line_has_four_figures_and_progress_goes_elsewhere(tmp_path: Path) -> None:
    path, out, aside = tmp_path / "rows.csv", io.StringIO(), io.StringIO()
    groups = "".join(many(2, f"g{n}") for n in range(250))
    path.write_text(HEADINGS + groups)
    call_command("evaluate_similar", path, *COLUMNS, stdout=out, stderr=aside)
    assert re.fullmatch(r"recall@10=[01]\.\d{3} queries=500 median_ms=\d+ p95_ms=\d+\n", out.getvalue())
    assert aside.getvalue() == "500 texts are read and weighed.\n  500 of 500\n"


NO_COLUMN = [
    (("--id", "nix", *COLUMNS[2:]), "no column 'nix'"),
    ((*COLUMNS[:2], "--text", "rubrik,brist", *COLUMNS[4:]), "no column 'brist'"),
    ((*COLUMNS[:4], "--group", "Grupp"), "no column 'Grupp'"),
    ((*COLUMNS, "--within", "stad"), "no column 'stad'"),
    (("--id", "a", "--text", "b,text", "--group", "c"), "no column 'a', 'b', 'c'"),
    ((*COLUMNS, "--within", "stad"), "Its columns: nr, rubrik, text, grupp, ort."),
    ((*COLUMNS[:4], "--group", "text"), "no two texts share a group of 2 to 20"),
    ((*COLUMNS[:2], "--text", " , ", *COLUMNS[4:]), "at least one column"),
]
NO_FILE = [
    (b"", "is empty"),
    (b"\n \r\n\t\n", "is empty"),
    (b"\xef\xbb\xbf", "is empty"),
    (b"\xff\xfe\n\x00", "is empty"),
    (HEADINGS.encode(), "holds no rows with anything in the column 'nr'"),
    (HEADINGS.encode() + b";a;b;c;d\n", "holds no rows with anything in the column 'nr'"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "no column 'nr'"),
    (b"nr;rubrik;text;grupp;ort\n1;a;;a;\n", "no two texts share a group"),
]


def refused(path: Path, *options: str) -> str:
    with pytest.raises(CommandError) as error:
        evaluated(path, *options)
    assert error.value.returncode == 2
    return str(error.value)


@pytest.mark.parametrize(("options", "said"), NO_COLUMN)
def test_columns_that_cannot_be_used_are_named_with_code_2(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f"{HEADINGS}1;{BENCHES[0]};en;a;x\n2;{BENCHES[1]};två;a;x\n")
    assert said in refused(path, *options)


@pytest.mark.parametrize(("data", "said"), NO_FILE)
def test_file_that_cannot_be_used_is_named_with_code_2(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(data)
    assert said in refused(path)
    assert "No such file" in refused(tmp_path / "none.csv")
    assert "directory" in refused(tmp_path)


def test_no_database_is_started_or_asked(tmp_path: Path) -> None:
    path, data = tmp_path / "rows.csv", tmp_path / "data"
    path.write_text(f"{HEADINGS}1;{BENCHES[0]};;a;\n2;{BENCHES[1]};;a;\n")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "SLUSS_"))}
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "evaluate_similar", path, *COLUMNS],
        env=kept | {"SLUSS_DATA": str(data), "PGHOST": "nowhere.invalid"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.startswith("recall@10=1.000 queries=2 ")
    assert not (data / "pg").exists()
