"""What the demo tells beside its stories: one module an area, found by its name, told in the order of `ORDER`.

`tell(replay, few)` runs in the municipality's scope after the stories, with the members, units and ideas that they left
in `replay`. It goes through the services that the screens use; `few` asks for as little as shows that the area lives.
"""

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenants.demo.replay import Replay


def tell(replay: "Replay", *, few: bool) -> None:
    """Tell every area. Areas see what those before them told."""
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    for module in sorted(modules, key=lambda module: module.ORDER):
        module.tell(replay, few=few)
