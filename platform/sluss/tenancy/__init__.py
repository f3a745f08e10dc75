"""The only door between schemas: scope, roles, provisioning, migration and the middleware that picks the scope."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sluss.tenancy.scope import ScopeError as ScopeError
    from sluss.tenancy.scope import each_municipality as each_municipality
    from sluss.tenancy.scope import in_municipality as in_municipality
    from sluss.tenancy.scope import in_region as in_region

__all__ = ["ScopeError", "each_municipality", "in_municipality", "in_region"]


def __getattr__(name: str) -> Any:
    # Loaded late: this package is imported as an app before the models that the doors need are ready.
    if name in __all__:
        from sluss.tenancy import scope

        return getattr(scope, name)
    raise AttributeError(name)
