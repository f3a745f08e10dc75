"""Which tables are made where: the region's in public, a municipality's in its own schema, by the owner's login."""

from typing import Any

from django.conf import settings
from django.db import connections
from django_tenants.routers import TenantSyncRouter


class StoreyRouter(TenantSyncRouter):  # type: ignore[misc]
    """The parent's rule, for the owner's login as well (it knows one database alias only)."""

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        schema_is_public = getattr(connections[db], "schema_name", "public") == "public"
        apps = settings.SHARED_APPS if schema_is_public else settings.TENANT_APPS
        return None if self.app_in_list(app_label, apps) else False
