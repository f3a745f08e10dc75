"""What a scope is to the database: the role a login takes on and the schemas it sees. No Django models here."""

import re
from dataclasses import dataclass

SCHEMA_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}\Z")
EXTENSIONS = "ext"
PUBLIC = "public"
READER = "sluss_reader"
ROLE_OF_LOGIN_IN_PUBLIC = {"default": "NONE", "owner": "sluss_owner", "records": "NONE"}
PREFIX_OF_LOGIN = {"default": "t_", "owner": "o_", "records": "r_"}


@dataclass(frozen=True)
class Scope:
    """Where a connection works: in the region (`schema` is public) or in one municipality's schema."""

    schema: str = PUBLIC
    key: str = ""
    read_only: bool = False

    def __post_init__(self) -> None:
        if not SCHEMA_NAME.match(self.schema):
            raise ValueError(f"not a schema name: {self.schema!r}")

    @property
    def is_region(self) -> bool:
        return self.schema == PUBLIC

    def role(self, login: str) -> str:
        if self.read_only:
            return READER
        return ROLE_OF_LOGIN_IN_PUBLIC[login] if self.is_region else PREFIX_OF_LOGIN[login] + self.schema

    def statement(self, login: str) -> str:
        """Role and search path in one round trip. The names were checked above, so they need no quoting."""
        return f"SET ROLE {self.role(login)}; SET search_path = {self.schema}, {EXTENSIONS}"


REGION = Scope()
REGION_READ_ONLY = Scope(read_only=True)
