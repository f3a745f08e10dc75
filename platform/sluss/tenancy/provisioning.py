"""A new municipality, from its row in the registry to a schema that is in use. Can be taken up again after a stop."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.utils.translation import gettext as _

from sluss.registry.models import Domain, Federation, Municipality
from sluss.tenancy import generation, migration, names, roles, template
from sluss.tenancy.scope import in_region

Say = Callable[[str], None]


@dataclass(frozen=True)
class NewMunicipality:
    """The facts a municipality is made from. `code` is the official four-digit code."""

    code: str
    name: str
    full_name: str
    slug: str
    federation: str
    host: str

    @property
    def schema(self) -> str:
        return names.checked(self.slug.replace("-", "_"))


def provision(new: NewMunicipality, *, say: Say = lambda text: None) -> Municipality:
    """Make the municipality, or finish making it where an earlier attempt stopped.

    Raises ValidationError for an impossible schema name or a host, code or schema that is another's, and
    Federation.DoesNotExist for an unknown federation. Nothing has been made then.
    """
    municipality = _register(new)
    if municipality.state == Municipality.State.READY:
        say(f"{new.name}: already there")
        return municipality
    roles.make_roles(new.schema)
    _make_schema(new.schema)
    _open(municipality)
    say(f"{new.name}: ready on {new.host}")
    return municipality


def _register(new: NewMunicipality) -> Municipality:
    with in_region(using="owner"), transaction.atomic(using="owner"):
        federation = Federation.objects.using("owner").get(slug=new.federation)
        municipality = Municipality.objects.using("owner").filter(slug=new.slug).first()
        if municipality is None:
            municipality = Municipality(
                code=new.code,
                name=new.name,
                full_name=new.full_name,
                slug=new.slug,
                schema_name=new.schema,
                federation=federation,
            )
            _refuse_what_is_another_s(municipality)
            municipality.save(using="owner", force_insert=True)
        domain, _new = Domain.objects.using("owner").get_or_create(
            domain=new.host, defaults={"tenant": municipality, "is_primary": True}
        )
        if domain.tenant_id != municipality.pk:
            raise ValidationError(_("The host %(host)s is another municipality's.") % {"host": new.host})
    return municipality


def _refuse_what_is_another_s(municipality: Municipality) -> None:
    known = Municipality.objects.using("owner")
    if known.filter(code=municipality.code).exists() or known.filter(schema_name=municipality.schema_name).exists():
        raise ValidationError(_("The code or the schema of %(name)s is another's.") % {"name": municipality.name})


def _make_schema(schema: str) -> None:
    sql = template.current_sql()
    roles.execute_as_login(f"CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {names.owner_role(schema)}")
    with migration.as_owner(schema):
        begun = _has_tables(schema)
    if sql is None or begun:
        # An attempt that stopped may have come here without pg_dump: what it lacks is made by migrations.
        migration.migrate_schema(schema)
        template.first_content(schema)
        return
    with migration.as_owner(schema):
        _copy(sql, schema)
    migration.apply_grants(schema)


def _copy(sql: str, schema: str) -> None:
    """One transaction: a stop in the middle leaves an empty schema, which the next attempt fills."""
    roles_renamed = sql.replace(template.TEMPLATE, schema)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(roles_renamed)
    connections["owner"].search_path_set_schemas = None  # type: ignore[attr-defined]


def _has_tables(schema: str) -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_tables WHERE schemaname = %s LIMIT 1", [schema])
        return cursor.fetchone() is not None


def _open(municipality: Municipality) -> None:
    with in_region(using="owner"):
        municipality.state = Municipality.State.READY
        municipality.save(using="owner", update_fields=["state"])
    generation.advance("hosts")
