"""The commands: trying the search on a file, and holding the index against the texts."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.similar.models import Column
from tests.factories.ideas import make_idea

ROWS = "nr;rubrik;text;grupp;ort\n1;Bänkar i parken;;a;x\n2;Parkens bänkar;;a;x\n3;Solceller;;;x\n4;Parkbänk;;a;y\n"
COLUMNS = ("--id", "nr", "--text", "rubrik,text", "--group", "grupp")


def evaluated(path: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("evaluate_similar", path, *options, stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()[-1]


def test_file_is_evaluated_without_a_database(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS)
    assert re.fullmatch(r"recall@10=1\.000 queries=3 median_ms=\d+ p95_ms=\d+", evaluated(path, *COLUMNS))
    assert evaluated(path, *COLUMNS, "--within", "ort").startswith("recall@10=0.333 queries=3 ")


BAD = [
    (("--id", "nix", *COLUMNS[2:]), "no column 'nix'"),
    ((*COLUMNS[:4], "--group", "text"), "no two texts"),
    ((*COLUMNS[:2], "--text", " , ", *COLUMNS[4:]), "at least one column"),
]


@pytest.mark.parametrize(("options", "said"), BAD)
def test_what_cannot_be_evaluated_is_said_plainly_with_code_2(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS)
    with pytest.raises(CommandError, match=said) as error:
        evaluated(path, *options)
    assert error.value.returncode == 2


def told(*options: str) -> str:
    out = io.StringIO()
    call_command("rebuild_similar", *options, "--municipality", "skovde", stdout=out)
    return out.getvalue().splitlines()[-1]


@pytest.mark.django_db
def test_index_is_checked_and_rebuilt(skovde: Municipality) -> None:
    make_idea(municipality=skovde, title="Bänkar")
    assert told("--check") == "texts=1 pending=1 drift=0"
    assert told() == "texts=1 pending=0 drift=0"
    with in_municipality(skovde):
        Column.objects.update(texts=b"\x02")
    with pytest.raises(CommandError, match="differs") as error:
        told("--check")
    assert error.value.returncode == 1
    assert told() == "texts=1 pending=0 drift=0"
    with pytest.raises(CommandError, match="no municipality"):
        call_command("rebuild_similar", "--municipality", "atlantis")
