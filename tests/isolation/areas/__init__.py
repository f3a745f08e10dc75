"""The areas of a municipality that list their own routes and plant their own canaries.

One module an area, found by its name: `ROUTES` is its part of the route table, `plant(world)` fills its drawers and
puts what the addresses are filled in with into `world.objects`. Areas are planted in the order of their names.
"""

import pkgutil
from importlib import import_module
from types import ModuleType
from typing import Any

from tests.isolation.rows import Row


def _modules() -> list[ModuleType]:
    return [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]


def routes() -> dict[str, Row]:
    return {route: row for module in _modules() for route, row in module.ROUTES.items()}


def plant(world: Any) -> None:
    for module in _modules():
        module.plant(world)
