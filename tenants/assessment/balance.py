"""Sharing out assessments evenly: whom to ask about what, from plain data. The same data give the same plan."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from tenants.assessment.assign import Asked
from tenants.assessment.models import Side


@dataclass(frozen=True)
class Wanted:
    """An idea and how many more assessors each side needs."""

    idea: int
    missing: Mapping[Side, int]


@dataclass
class Plan:
    """`short` says for which idea and side how many could not be found."""

    asked: list[Asked] = field(default_factory=list)
    short: dict[tuple[int, Side], int] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """What was previewed, to be sure that the same is done."""
        text = ";".join(f"{one.idea},{one.side},{one.member}" for one in self.asked)
        return sha256(text.encode()).hexdigest()[:32]


def balance(
    wanted: Sequence[Wanted],
    *,
    members: Sequence[int],
    loads: Mapping[int, int],
    may: Callable[[int, int], bool],
) -> Plan:
    """Give every wanted place to whoever has least to do and may take it; `may(member, idea)`.

    `loads` are the open assessments that members have already. Of members who have equally much the one comes first
    whom a digest of member and idea puts first, so that no name or age in the register decides. The ideas that fewest
    may assess are served first. A side is filled by turns with the other, so that a short pool is shared between both.
    """
    load = Counter(dict(loads))
    fit = {one.idea: [member for member in members if may(member, one.idea)] for one in wanted}
    plan = Plan()
    for one in sorted(wanted, key=lambda one: (len(fit[one.idea]), one.idea)):
        free = list(fit[one.idea])
        for side in _turns(one.missing):
            if not free:
                plan.short[one.idea, side] = plan.short.get((one.idea, side), 0) + 1
                continue
            chosen = min(free, key=lambda member: (load[member], _lot(member, one.idea)))
            free.remove(chosen)
            load[chosen] += 1
            plan.asked.append(Asked(one.idea, side, chosen))
    plan.asked.sort()
    return plan


def _turns(missing: Mapping[Side, int]) -> list[Side]:
    """Need, feasibility, need, feasibility ... for as long as a side lacks somebody."""
    most = max(missing.values(), default=0)
    return [side for turn in range(most) for side in Side if missing.get(side, 0) > turn]


def _lot(member: int, idea: int) -> str:
    return sha256(f"{member}:{idea}".encode()).hexdigest()
