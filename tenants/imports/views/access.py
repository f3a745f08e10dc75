"""Who opens the import pages, and which run a request is about."""

import uuid

from django.http import Http404

from tenants.imports.models import ImportRun
from tenants.imports.rules import IMPORTERS
from tenants.people.access import role_required

importer_required = role_required(*IMPORTERS)


def get_run(key: uuid.UUID) -> ImportRun:
    """The run of this municipality, or Http404."""
    run = ImportRun.objects.filter(key=key).first()
    if run is None:
        raise Http404
    return run
