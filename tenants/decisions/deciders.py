"""Who decides at a gate: everyone with its role, one named member, or a committee."""

from collections.abc import Sequence

from django.db.models import OneToOneRel

from tenants.decisions.models import GateDecider
from tenants.people.models import Role
from tenants.pipeline.models import Criterion, Gate


def _cache() -> OneToOneRel:
    return GateDecider._meta.get_field("gate").remote_field  # what Django keeps it under


def decider_of(gate: Gate) -> GateDecider | None:
    """The member or committee that decides; None where the gate's role does. Asked once for each gate that was read."""
    if not _cache().is_cached(gate):
        found = GateDecider.objects.select_related("member").filter(gate=gate).first()
        _cache().set_cached_value(gate, found)
    known = _cache().get_cached_value(gate)
    return known if isinstance(known, GateDecider) else None


def know_decider(gate: Gate, *, by: Sequence[Criterion]) -> None:
    """Take over the decider that was read along with the gate's criteria, which saves a statement."""
    if by:
        found = _cache().get_cached_value(by[0].gate, default=None)
        is_decided_by(gate, found if isinstance(found, GateDecider) else None)


def is_decided_by(gate: Gate, found: GateDecider | None) -> None:
    """Take over the decider that was read along with the gate, unless it was asked for already."""
    if not _cache().is_cached(gate):
        _cache().set_cached_value(gate, found)


def who_decides(gate: Gate) -> str:
    """In words, as others may see it."""
    decider = decider_of(gate)
    if decider is None:
        return str(Role(gate.decider_role).label)
    return decider.committee or (decider.member.display_name if decider.member else "")
