"""Which column of a file holds what of a goal, by what it is called in Swedish or English."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.imports.reading.folding import fold

LABELS: Mapping[str, str | Promise] = {
    "code": _("Number in the plan"),
    "title_sv": _("The goal in Swedish"),
    "title_en": _("The goal in English"),
    "kind": _("Kind"),
    "authority": _("Decided in"),
    "year_from": _("From the year"),
    "year_to": _("To the year"),
    "parent": _("Part of"),
    "unit": _("Responsible unit"),
}
NEEDED = ("code", "title_sv", "authority", "year_from")
# The names that the list of goals has as a file come first.
NAMES: Mapping[str, str] = {
    "code": "Nummer i planen, Number in the plan, Nummer, Number, Nr, Kod, Code, Målnummer, Beteckning",
    "title_sv": "Mål, Goal, Målet på svenska, The goal in Swedish, Mål eller uppdrag, Titel, Title, Rubrik, Namn, Name",
    "title_en": "Målet på engelska, The goal in English, Engelska, English, Title in English, Titel på engelska",
    "kind": "Slag, Kind, Typ, Type, Sort",
    "authority": "Beslutat i, Decided in, Beslutad av, Decided by, Nämnd, Nämnd eller styrelse, Committee, Authority",
    "year_from": "Från år, From the year, Från, From, From year, Startår, Första år, År, Year",
    "year_to": "Till år, To the year, Till, To, To year, Slutår, Sista år",
    "parent": "Del av, Part of, Ingår i, Under, Överordnat mål, Parent",
    "unit": "Ansvarig enhet, Responsible unit, Enhet, Unit, Förvaltning, Department, Ansvarig",
}
BY_NAME = {fold(name): field for field, names in NAMES.items() for name in names.split(",")}


def columns_of(names: tuple[str, ...]) -> dict[str, int]:
    """Field and position of each column that is known; of two for the same field the first counts."""
    found: dict[str, int] = {}
    for position, name in enumerate(names):
        if field := BY_NAME.get(fold(name)):
            found.setdefault(field, position)
    return found


def missing_in(found: Mapping[str, int]) -> list[str]:
    return [str(LABELS[field]) for field in NEEDED if field not in found]
