"""Integrations and their keys: made, changed and revoked by the administrator."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluss import clock
from sluss.secrets import Kind
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.api.models import ApiKey, Integration
from tenants.api.rules import FOR_INTEGRATIONS, may_keep
from tenants.people.models import Member

PREFIX = "sluss_"
SECRET = Kind("api.key")
SHOWN = len(PREFIX) + 6
LONGEST_DAYS = 730
NOT_YOURS = gettext_lazy("Only the administrator keeps integrations and their keys.")


@transaction.atomic
def add_integration(*, name: str, purpose: str, contact: str, roles: Sequence[str], actor: Member) -> Integration:
    """A member that is another system. Its account key belongs to no account, so nobody can sign in as it or be invited
    into its place. Raises NotAllowed, or NotPossible for roles that no integration may have."""
    _require_keeper(actor)
    _require_fit(roles)
    member = Member.objects.create(
        account_key=uuid.uuid4(), name=name, email="", title="API", roles=sorted(roles), is_integration=True
    )
    integration = Integration.objects.create(
        member=member, purpose=purpose, contact=contact, created_by=actor, created_at=clock.now()
    )
    record(subject=integration, kind="integration_added", actor=actor, data={"roles": member.roles})
    return integration


@transaction.atomic
def change_integration(
    integration: Integration,
    *,
    name: str,
    purpose: str,
    contact: str,
    roles: Sequence[str],
    active: bool,
    actor: Member,
) -> None:
    """Name, purpose and roles; without `active` every key of it is refused from now on. Raises as add_integration."""
    _require_keeper(actor)
    _require_fit(roles)
    member = Member.objects.select_for_update(no_key=True).get(pk=integration.member_id)
    member.name, member.roles, member.active = name, sorted(roles), active
    member.save(update_fields=["name", "roles", "active"])
    integration.purpose, integration.contact = purpose, contact
    integration.save(update_fields=["purpose", "contact"])
    record(subject=integration, kind="integration_changed", actor=actor, data={"roles": member.roles, "active": active})


@transaction.atomic
def make_key(
    integration: Integration, *, name: str, scopes: Sequence[str], expires_on: dt.date, actor: Member
) -> tuple[ApiKey, str]:
    """A new key and its secret, which is told here and never again. Raises NotAllowed or NotPossible."""
    _require_keeper(actor)
    if not scopes:
        raise NotPossible(_("Choose at least one scope."))
    if not clock.today() <= expires_on <= clock.today() + dt.timedelta(days=LONGEST_DAYS):
        raise NotPossible(_("The last day must lie within two years from today."))
    secret = PREFIX + SECRET.make()
    key = ApiKey.objects.create(
        integration=integration,
        name=name,
        start=secret[:SHOWN],
        digest=SECRET.digest(secret),
        scopes=sorted(scopes),
        created_by=actor,
        created_at=clock.now(),
        expires_on=expires_on,
    )
    data = {"key": key.pk, "scopes": key.scopes, "expires_on": expires_on.isoformat()}
    record(subject=integration, kind="api_key_made", actor=actor, data=data)
    return key, secret


@transaction.atomic
def revoke_key(key: ApiKey, *, actor: Member) -> None:
    """From now on it opens nothing, in every process: each request asks for it anew. Revoking twice changes nothing."""
    _require_keeper(actor)
    locked = ApiKey.objects.select_for_update(no_key=True).get(pk=key.pk)
    if locked.revoked_at is not None:
        return
    locked.revoked_at, locked.revoked_by = clock.now(), actor
    locked.save(update_fields=["revoked_at", "revoked_by"])
    record(subject=key.integration, kind="api_key_revoked", actor=actor, data={"key": key.pk})


def _require_keeper(actor: Member) -> None:
    if not may_keep(actor):
        raise NotAllowed(NOT_YOURS)


def _require_fit(roles: Sequence[str]) -> None:
    if not set(roles) <= {role.value for role in FOR_INTEGRATIONS}:
        raise NotPossible(_("An integration cannot be administrator."))
