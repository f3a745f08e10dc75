"""Settings for the migration linter: the apps as they are, plus the linter, on the database's plain engine.

The platform's own engine refuses to work outside a scope, and the linter only asks for the SQL of each migration.
"""

import os
from urllib.parse import unquote, urlsplit

from sluss.settings import *  # noqa: F403
from sluss.settings import INSTALLED_APPS as APPS

INSTALLED_APPS = [*APPS, "django_migration_linter"]
DATABASE_ROUTERS = []
_url = urlsplit(os.environ.get("DATABASE_URL", "postgresql://127.0.0.1/postgres"))
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _url.path.lstrip("/"),
        "HOST": _url.hostname or "",
        "PORT": _url.port or 5432,
        "USER": unquote(_url.username or ""),
        "PASSWORD": unquote(_url.password or ""),
    }
}
