"""Needs for tests."""

from itertools import count
from typing import Any

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Source
from tenants.needs.models import Need
from tenants.needs.take_in import NeedTexts, create_need
from tenants.people.models import Member, Role
from tests.factories.people import make_member

_numbers = count(1)


def make_need(*, municipality: Municipality, title: str = "", actor: Member | None = None, **fields: Any) -> Need:
    """A need written down directly. `fields` are set on the row as they are."""
    actor = actor or make_member(Role.COACH, municipality=municipality)
    with in_municipality(municipality):
        texts = NeedTexts(title=title or f"Behov {next(_numbers)}")
        need = create_need(texts=texts, source=Source.MEETING, actor=actor)
        if fields:
            for name, value in fields.items():
                setattr(need, name, value)
            need.save(update_fields=list(fields))
    return need
