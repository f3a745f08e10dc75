"""The people of one municipality's demo: who they are, where they work and what they are called there.

All of them are invented and say so in their names. Skövde's are named here; elsewhere the names are drawn.
"""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tenants.people.models import Role

MARK = "(demo)"
SHOWN_IN = "skovde"
HEAD_OFFICE = "Kommunledningskontoret"


@dataclass(frozen=True)
class Person:
    """A demo person: the part of the address before the municipality, the name, the title, the unit and the roles."""

    login: str
    name: str
    title: str
    unit: str
    roles: tuple[Role, ...] = ()

    @property
    def all_roles(self) -> list[str]:
        return [role.value for role in (Role.EMPLOYEE, *self.roles)]


# The first of a unit's people bears its ideas.
PEOPLE = (
    Person("medarbetare", "Moa Berg", "undersköterska", "Hemtjänsten"),
    Person("kollega", "Karim Lund", "förskollärare", "Förskolan"),
    Person("larare", "Lovisa Strand", "lärare", "Grundskolan"),
    Person("driftledare", "Dan Ekholm", "driftledare", "Gata och park"),
    Person("socialsekreterare", "Samira Nord", "socialsekreterare", "Socialtjänsten"),
    Person("bibliotekarie", "Birgit Sten", "bibliotekarie", "Kultur och fritid"),
    Person("kock", "Kristian Alm", "kock", "Måltid"),
    Person("handlaggare", "Hanna Brink", "handläggare", HEAD_OFFICE),
    Person("coach", "Carina Åkerman", "idécoach", HEAD_OFFICE, (Role.COACH,)),
    Person("coach2", "Torsten Lind", "idécoach på deltid", "Grundskolan", (Role.COACH,)),
    Person("chef", "Henrik Vall", "enhetschef", "Hemtjänsten", (Role.MANAGER,)),
    Person("avdelningschef", "Birgitta Ros", "avdelningschef", "Gata och park", (Role.MANAGER,)),
    Person("innovation", "Ingrid Sjö", "innovationsledare", HEAD_OFFICE, (Role.INNOVATION_MANAGER,)),
    Person("kundcenter", "Klara Öst", "kommunvägledare", "Kundcenter", (Role.AGENT,)),
    Person("registrator", "Rut Ek", "registrator", HEAD_OFFICE, (Role.REGISTRAR,)),
    Person("admin", "Adam Holm", "systemförvaltare", HEAD_OFFICE, (Role.ADMINISTRATOR,)),
)
# Only where the demo is shown: somebody with protected identity, and a manager who is away with a stand-in.
PROTECTED = Person("skyddad", "Siv Dahl", "boendestödjare", "LSS")
AWAY = Person("ledig", "Lars Hed", "verksamhetschef", "Kultur och fritid", (Role.MANAGER,))
STAND_IN = "avdelningschef"
AWAY_WORKING_DAYS = 12
# One account, two municipalities: a coach who is lent to the neighbour.
SHARED_COACH = Person("tova@demo.example", "Tova Gren", "idécoach i två kommuner", HEAD_OFFICE, (Role.COACH,))
SHARED_BETWEEN = (SHOWN_IN, "hjo")

NAMES = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
FIRST, LAST = NAMES["first"], NAMES["last"]


def cast_of(slug: str) -> list[Person]:
    """A municipality's people, with their marked names."""
    if slug == SHOWN_IN:
        return [_marked(person) for person in (*PEOPLE, PROTECTED, AWAY, SHARED_COACH)]
    rng = Random(slug)  # noqa: S311 (names that can be drawn again, no secret)
    names = zip(rng.sample(FIRST, len(PEOPLE)), rng.sample(LAST, len(PEOPLE)), strict=True)
    people = [replace(person, name=" ".join(name)) for person, name in zip(PEOPLE, names, strict=True)]
    return [_marked(person) for person in (*people, *([SHARED_COACH] if slug in SHARED_BETWEEN else []))]


def residents(slug: str, count: int) -> list[str]:
    """Names of residents who leave ideas."""
    rng = Random(f"{slug} residents")  # noqa: S311 (as above)
    return [f"{rng.choice(FIRST)} {rng.choice(LAST)} {MARK}" for _ in range(count)]


def address_in(slug: str, person: Person) -> str:
    return person.login if "@" in person.login else f"{person.login}@{slug}.demo.example"


def _marked(person: Person) -> Person:
    return replace(person, name=f"{person.name} {MARK}")
