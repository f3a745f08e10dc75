"""Django's settings. Values that differ between installations come from `environment`, and from nowhere else."""

from sluss.settings import environment as env
from sluss.settings import secrets
from sluss.settings.api import *  # noqa: F403
from sluss.settings.apps import *  # noqa: F403
from sluss.settings.database import databases
from sluss.settings.signin import *  # noqa: F403
from sluss.settings.site import *  # noqa: F403

_secrets = secrets.load(env.DATA)

SECRET_KEY = env.SECRET_KEY or _secrets["secret_key"]
DATABASES = databases(_secrets)
DATABASE_ROUTERS = ["sluss.tenancy.router.StoreyRouter"]
GENERATIONS = env.DATA / "run"
DATABASE_ADMIN_URL = env.DATABASE_URL
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TENANT_MODEL = "registry.Municipality"
TENANT_DOMAIN_MODEL = "registry.Domain"
# Where the connection is ours alone, the scope is set when it changes and not before every statement.
TENANT_LIMIT_SET_CALLS = env.DIRECT_DATABASE

CACHES = {
    # Shared by all processes and in the public schema: a municipality's run role cannot reach it, so only sign-in does.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "sluss_cache",
        "KEY_FUNCTION": "sluss.tenancy.cachekeys.make_key",
    },
    "local": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "sluss",
        "KEY_FUNCTION": "sluss.tenancy.cachekeys.make_key",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    # Numbers and the like until something is written (sluss.web.counted). Apart, so that many searches push out nothing
    # that is counted in `local`.
    "counted": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counted",
        "KEY_FUNCTION": "sluss.tenancy.cachekeys.make_key",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Whole pages for visitors (sluss.web.visitors): at most some 10 MB in each process.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "KEY_FUNCTION": "sluss.tenancy.cachekeys.make_key",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}
VISITOR_PAGES_SECONDS = env.VISITOR_PAGES_SECONDS

PROCRASTINATE_ON_APP_READY = "sluss.jobs.app.ready"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "sluss.operations.log_lines.WithoutDetail",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
