"""Changing a membership: what an administrator sets, and closing and opening it again."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.organisation.models import Unit
from tenants.people import rules
from tenants.people.log import record
from tenants.people.models import Member, Role

NOT_YOURS = _("Only an administrator may change memberships.")
LAST_ONE = _("A municipality needs an administrator: give the role to someone else first.")


def change_member(
    *, actor: Member, member: Member, name: str, title: str, unit: Unit | None, roles: list[str], show_role_only: bool
) -> Member:
    """Set what an administrator decides. Raises NotAllowed, and NotPossible for the last administrator."""
    with transaction.atomic():
        locked = _locked(actor=actor, member=member)
        if Role.ADMINISTRATOR.value not in roles:
            _keep_an_administrator(locked)
        before = locked.roles
        locked.name, locked.title, locked.unit = name, title, unit
        locked.roles, locked.show_role_only = roles, show_role_only
        locked.save(update_fields=["name", "title", "unit", "roles", "show_role_only"])
        record(kind="member_changed", about=locked, actor=actor, before=before, after=roles)
    return locked


def deactivate_member(*, actor: Member, member: Member) -> Member:
    """Close a membership; its sessions have no rights from now on. Raises NotAllowed, NotPossible."""
    with transaction.atomic():
        locked = _locked(actor=actor, member=member)
        _keep_an_administrator(locked)
        return _set_active(actor=actor, member=locked, active=False)


def reactivate_member(*, actor: Member, member: Member) -> Member:
    """Open a closed membership again, with the roles it had. Raises NotAllowed."""
    with transaction.atomic():
        return _set_active(actor=actor, member=_locked(actor=actor, member=member), active=True)


def _locked(*, actor: Member, member: Member) -> Member:
    """The member's row with all administrators' rows, in one order: two who remove each other at once meet here."""
    needed = Member.objects.with_role(Role.ADMINISTRATOR) | Member.objects.filter(pk__in=[actor.pk, member.pk])
    rows = {row.pk: row for row in needed.order_by("pk").select_for_update(no_key=True)}
    if not rules.may_manage(rows[actor.pk]):
        raise NotAllowed(NOT_YOURS)
    return rows[member.pk]


def _keep_an_administrator(member: Member) -> None:
    others = Member.objects.active().with_role(Role.ADMINISTRATOR).exclude(pk=member.pk)
    if member.has_role(Role.ADMINISTRATOR) and not others.exists():
        raise NotPossible(LAST_ONE)


def _set_active(*, actor: Member, member: Member, active: bool) -> Member:
    member.active = active
    member.save(update_fields=["active"])
    record(kind="member_reactivated" if active else "member_deactivated", about=member, actor=actor)
    return member
