"""The live look-up of the forms: it answers with titles, so with the canaries of those who may see them alone."""

from typing import Any

from sluss.similar.tables.index import rebuild
from sluss.tenancy import in_municipality
from tenants.similar.kinds import all_kinds
from tests.isolation.rows import For, Row

ROUTES: dict[str, Row] = {"liknar-detta/": Row(For.ANYONE, page=False)}


def plant(world: Any) -> None:
    """All that the areas before have planted is in the index, as it is a minute after it came."""
    with in_municipality(world.municipality):
        for kind in all_kinds():
            rebuild(kind)
