"""What the environment of each kind of process holds: the logins it needs, and no others."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connections

LOGINS = {"default": "DATABASE_APP_URL", "owner": "DATABASE_MIGRATE_URL", "records": "DATABASE_RECORDS_URL"}
SOURCE_ROOTS = (Path(__file__).resolve().parents[2], Path(__file__).resolve().parents[3])
ALIASES = {"web": ("default",), "worker": ("default", "records")}


def environment_of(process: str) -> dict[str, str]:
    """The environment of a `web` or `worker` process: no administrator and no owner in it."""
    secret = {"DATABASE_URL", *LOGINS.values()}
    kept = {name: value for name, value in os.environ.items() if name not in secret}
    logins = {LOGINS[alias]: url_of(connections[alias].settings_dict) for alias in ALIASES[process]}
    paths = os.pathsep.join([*map(str, SOURCE_ROOTS), *filter(None, [os.environ.get("PYTHONPATH")])])
    return kept | logins | {"SLUSS_PROCESS": process, "PYTHONPATH": paths}


def url_of(alias: Mapping[str, Any]) -> str:
    """A database alias as a connection string, its text options included."""
    options = {name: value for name, value in alias["OPTIONS"].items() if isinstance(value, str)}
    login = f"{quote(alias['USER'], safe='')}:{quote(alias['PASSWORD'], safe='')}"
    address = f"postgresql://{login}@{alias['HOST']}:{alias['PORT']}/{quote(alias['NAME'], safe='')}"
    return f"{address}?{urlencode(options)}" if options else address
