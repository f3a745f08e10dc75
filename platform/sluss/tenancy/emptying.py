"""A municipality as it was on its first day: for demos that begin anew. Nothing else drops a schema."""

from django.db import connections

from sluss.registry.models import Domain, Municipality
from sluss.tenancy import migration, names
from sluss.tenancy.provisioning import NewMunicipality, provision
from sluss.tenancy.scope import in_region


def empty(municipality: Municipality) -> Municipality:
    """Drop the municipality's schema with all that it holds and make it again. Its row, key, host and roles stay.

    Uses the owner's login. Stopped in the middle, the municipality is being set up and `provision` finishes it.
    """
    new = _facts_of(municipality)
    with in_region(using="owner"):
        Municipality.objects.using("owner").filter(pk=municipality.pk).update(state=Municipality.State.PROVISIONING)
    with migration.as_owner(municipality.schema_name), connections["owner"].cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {names.checked(municipality.schema_name)} CASCADE")
    return provision(new)


def _facts_of(municipality: Municipality) -> NewMunicipality:
    with in_region(using="owner"):
        domain = Domain.objects.using("owner").get(tenant_id=municipality.pk, is_primary=True)
        return NewMunicipality(
            code=municipality.code,
            name=municipality.name,
            full_name=municipality.full_name,
            slug=municipality.slug,
            federation=municipality.federation.slug,
            host=domain.domain,
        )
