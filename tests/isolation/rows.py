"""Whom a route is for, and what its parameters stand for."""

from dataclasses import dataclass
from enum import Enum


class For(Enum):
    """Whom a route is for."""

    ANYONE = "anyone"
    SIGN_IN = "sign-in pages: accounts and nothing of a municipality"
    SECRET = "whoever knows a secret; nobody else finds anything"
    KEY = "integrations by a key of the municipality (tests/isolation/test_api.py)"
    MEMBER = "members; their roles are the app's own tests"
    ANALYST = "people with a regional role"
    OPERATOR = "those who operate the platform"


# Words of an address that every municipality has: they name nobody's row.
COMMON = frozenset({"language", "opening"})


@dataclass(frozen=True)
class Row:
    """`fill` names the object of the planted world that each parameter of the route stands for."""

    audience: For
    fill: tuple[str, ...] = ()
    page: bool = True

    @property
    def names_a_row(self) -> bool:
        return not COMMON.issuperset(self.fill)


def member(*fill: str, page: bool = True) -> Row:
    return Row(For.MEMBER, fill, page)
