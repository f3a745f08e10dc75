"""Three logins on one database: run (web and worker), owner (migrations, provisioning) and records (disposal, undo)."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from sluss.settings import environment as env
from sluss.tenancy.pooling import check_if_stirred

Alias = dict[str, Any]
LOGINS = {
    "default": ("sluss_app", "app_password", env.DATABASE_APP_URL),
    "owner": ("sluss_migrate", "migrate_password", env.DATABASE_MIGRATE_URL),
    "records": ("sluss_records", "records_password", env.DATABASE_RECORDS_URL),
}
# Web has no way to become owner or records even if its code is turned against us: it does not hold their logins.
ALIASES_OF_PROCESS = {"web": ("default",), "worker": ("default", "records")}
# Statements that come this often on one connection are kept by it as prepared: read and planned once.
PREPARED_AFTER = 3
# Commands that need no database run without one (makemigrations, collectstatic).
NO_DATABASE: Alias = {"ENGINE": "django.db.backends.dummy"}


def databases(passwords: dict[str, str]) -> dict[str, Alias]:
    """The DATABASES setting for this process."""
    wanted = ALIASES_OF_PROCESS.get(env.PROCESS, tuple(LOGINS))
    return {alias: _alias(alias, passwords) if _url(alias) else NO_DATABASE for alias in wanted}


def _url(alias: str) -> str:
    return LOGINS[alias][2] or env.DATABASE_URL


def _alias(alias: str, passwords: dict[str, str]) -> Alias:
    login, password_name, own_url = LOGINS[alias]
    url = urlsplit(_url(alias))
    options: dict[str, Any] = dict(parse_qsl(url.query))
    if alias == "default":
        options["pool"] = {"min_size": 1, "max_size": env.POOL_SIZE, "max_lifetime": 1800, "timeout": 10}
        options["pool"]["check"] = check_if_stirred
        options |= {"server_side_binding": True, "prepare_threshold": PREPARED_AFTER}
    options.setdefault("connect_timeout", 5)
    return {
        "ENGINE": "sluss.tenancy.backend",
        "NAME": unquote(url.path.lstrip("/")),
        "HOST": url.hostname or "",
        "PORT": url.port or 5432,
        "USER": unquote(url.username or "") if own_url else login,
        "PASSWORD": unquote(url.password or "") if own_url else passwords[password_name],
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,
        "OPTIONS": options,
        "DISABLE_SERVER_SIDE_CURSORS": not env.DIRECT_DATABASE,
        "SLUSS_LOGIN": alias,
        "TEST": {"MIGRATE": False},
    }
