"""The command that holds the index against the texts."""

import io

import pytest
from django.core.management import CommandError, call_command

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.similar.models import Column
from tests.factories.ideas import make_idea


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
