"""Goals for tests."""

from itertools import count
from typing import Any

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.goals.models import Goal
from tenants.organisation.models import Authority

_numbers = count(1)


def make_goal(*, municipality: Municipality, code: str = "", title: str = "Kortare väntan", **fields: Any) -> Goal:
    """A goal in force this year, decided by the default authority."""
    year = clock.today().year
    with in_municipality(municipality):
        said: dict[str, Any] = {
            "authority": Authority.objects.get(is_default=True),
            "year_from": year,
            "year_to": year,
            "title_sv": title,
        }
        return Goal.objects.create(code=code or f"KF {next(_numbers)}", **(said | fields))
