"""The people of the demo. All of them are invented, and say so in their names."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress

from sluss.accounts.models import Account, RegionalRole
from sluss.registry.models import Federation, Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.tenancy.hosts import address_of
from tenants.organisation.models import Authority, Unit
from tenants.people.models import Member, Role

PASSWORD = "slussportarna öppnas"  # noqa: S105 - the demo prints it; a deploy check keeps it off real installations


@dataclass(frozen=True)
class Person:
    """A demo person: the part of the address before the municipality, the name, the roles and the unit."""

    login: str
    name: str
    title: str
    roles: tuple[Role, ...]
    unit: str


PEOPLE = (
    Person("medarbetare", "Moa Berg (demo)", "undersköterska", (Role.EMPLOYEE,), "Hemtjänsten"),
    Person("kollega", "Karim Lund (demo)", "förskollärare", (Role.EMPLOYEE,), "Förskolan"),
    Person("coach", "Carina Åkerman (demo)", "idécoach", (Role.EMPLOYEE, Role.COACH), "Kommunledningskontoret"),
    Person("chef", "Henrik Vall (demo)", "enhetschef", (Role.EMPLOYEE, Role.MANAGER), "Hemtjänsten"),
    Person(
        "innovation",
        "Ingrid Sjö (demo)",
        "innovationsledare",
        (Role.EMPLOYEE, Role.INNOVATION_MANAGER),
        "Kommunledningskontoret",
    ),
    Person("kundcenter", "Klara Öst (demo)", "kommunvägledare", (Role.EMPLOYEE, Role.AGENT), "Kundcenter"),
    Person("registrator", "Rut Ek (demo)", "registrator", (Role.EMPLOYEE, Role.REGISTRAR), "Kommunledningskontoret"),
    Person("admin", "Adam Holm (demo)", "systemförvaltare", (Role.EMPLOYEE, Role.ADMINISTRATOR), "Kommunledningskontoret"),
)
UNITS = ("Hemtjänsten", "Förskolan", "Kundcenter", "Kommunledningskontoret", "Gata och park")
ANALYST = "analytiker@demo.example"
SHOWN_IN = "skovde"


def address(person: Person, municipality: Municipality) -> str:
    return f"{person.login}@{municipality.slug}.demo.example"


def make_people(municipality: Municipality) -> dict[str, Member]:
    """The demo persons of a municipality by login; those that are there already stay as they are."""
    accounts = {person.login: _account(address(person, municipality), person.name) for person in PEOPLE}
    with in_municipality(municipality):
        units = _units()
        return {person.login: _member(person, accounts[person.login], units) for person in PEOPLE}


def make_analyst() -> None:
    """Somebody who sees both federations' pipeline on the regional site."""
    account = _account(ANALYST, "Annika Falk (demo)")
    with in_region():
        RegionalRole.objects.get_or_create(account=account, role=RegionalRole.Role.ANALYST, federation=None)
        for federation in Federation.objects.all():
            account = _account(f"{federation.slug}@demo.example", f"{federation.name} (demo)")
            RegionalRole.objects.get_or_create(
                account=account, role=RegionalRole.Role.ANALYST, federation=federation
            )


def demo_accounts() -> list[tuple[str, str, str, str]]:
    """What `make demo` prints: address, password, what the person is, where to sign in."""
    with in_region():
        municipality = Municipality.objects.get(slug=SHOWN_IN)
    host = address_of(municipality)
    people = [(address(person, municipality), PASSWORD, person.title, host) for person in PEOPLE]
    return [*people, (ANALYST, PASSWORD, "analytiker, båda kommunalförbunden", address_of(None))]


def _account(email: str, name: str) -> Account:
    with in_region():
        known = Account.objects.filter(email=email).first()
        if known:
            return known
        account = Account.objects.create_user(email, PASSWORD, name=name)
        EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
        return account


def _units() -> dict[str, Unit]:
    authority = Authority.objects.get(is_default=True)
    return {name: Unit.objects.get_or_create(name=name, authority=authority)[0] for name in UNITS}


def _member(person: Person, account: Account, units: dict[str, Unit]) -> Member:
    return Member.objects.get_or_create(
        account_key=account.key,
        defaults={
            "name": person.name,
            "email": account.email,
            "title": person.title,
            "unit": units[person.unit],
            "roles": [role.value for role in person.roles],
        },
    )[0]
