"""Names that follow from a municipality's schema name."""

from sluss.registry.models import SCHEMA_NAME


def checked(schema: str) -> str:
    """`schema`, when it may be written into SQL as it stands; ValidationError otherwise."""
    SCHEMA_NAME(schema)
    return schema


def owner_role(schema: str) -> str:
    return f"o_{checked(schema)}"


def run_role(schema: str) -> str:
    return f"t_{checked(schema)}"


def records_role(schema: str) -> str:
    return f"r_{checked(schema)}"
