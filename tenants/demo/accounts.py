"""The accounts of the demo, and the memberships that they have. All people are invented, and say so in their names."""

import uuid
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from sluss import clock
from sluss.accounts.models import Account, RegionalRole
from sluss.registry.models import Federation, Municipality
from sluss.tenancy import in_region
from sluss.tenancy.hosts import address_of
from tenants.demo import cast
from tenants.demo.cast import Person, address_in, cast_of
from tenants.organisation.models import Unit
from tenants.people.models import Member
from tenants.people.own_settings import change_own_settings
from tenants.pipeline.working_days import add_working_days

PASSWORD = "slussportarna öppnas"  # noqa: S105 - the demo prints it; a deploy check keeps it off real installations
ANALYST = "analytiker@demo.example"
# Employees without another role are many and alike: two of them are printed.
PRINTED_EMPLOYEES = ("medarbetare", cast.PROTECTED.login)

type Names = dict[str, str]
type Keys = dict[str, uuid.UUID]


def make_accounts(municipalities: Iterable[Municipality]) -> None:
    """Accounts for everyone in these municipalities and for the region's analysts, where they are missing."""
    names = {address_in(m.slug, person): person.name for m in municipalities for person in cast_of(m.slug)}
    with in_region(), transaction.atomic():
        federations = list(Federation.objects.order_by("slug"))
        analysts: dict[str, Federation | None] = {ANALYST: None}
        analysts |= {f"{federation.slug}@demo.example": federation for federation in federations}
        accounts = _accounts(names | dict.fromkeys(analysts, f"Analytiker {cast.MARK}"))
        for email, federation in analysts.items():
            RegionalRole.objects.get_or_create(
                account=accounts[email], role=RegionalRole.Role.ANALYST, federation=federation
            )


def account_keys(slug: str) -> Keys:
    """The keys of a municipality's demo accounts by address. Read before its transaction begins, which cannot."""
    emails = [address_in(slug, person) for person in cast_of(slug)]
    with in_region():
        return dict(Account.objects.filter(email__in=emails).values_list("email", "key"))


def make_members(slug: str, *, keys: Keys, units: dict[str, Unit]) -> dict[str, Member]:
    """The members by login, inside the municipality's scope; those that are there already stay as they are."""
    people = cast_of(slug)
    Member.objects.bulk_create([_member(slug, person, keys, units) for person in people], ignore_conflicts=True)
    by_key = {member.account_key: member for member in Member.objects.exclude(account_key=None).select_related("unit")}
    members = {person.login: by_key[keys[address_in(slug, person)]] for person in people}
    if cast.AWAY.login in members:
        back_on = add_working_days(clock.today(), cast.AWAY_WORKING_DAYS)
        stand_in = members[cast.STAND_IN]
        change_own_settings(member=members[cast.AWAY.login], away_until=back_on, stand_in=stand_in, language="sv")
    return members


def demo_accounts() -> list[tuple[str, str, str, str]]:
    """What `make demo` prints: address, password, what the person is, where to sign in."""
    with in_region():
        found = {m.slug: m for m in Municipality.objects.filter(slug__in=cast.SHARED_BETWEEN)}
    shown = address_of(found[cast.SHOWN_IN])
    lines = [
        (address_in(cast.SHOWN_IN, person), PASSWORD, _described(person), shown)
        for person in cast_of(cast.SHOWN_IN)
        if person.roles or person.login in PRINTED_EMPLOYEES
    ]
    other = next(slug for slug in cast.SHARED_BETWEEN if slug != cast.SHOWN_IN)
    lines.append((cast.SHARED_COACH.login, PASSWORD, cast.SHARED_COACH.title, address_of(found[other])))
    with in_region():
        federations = Federation.objects.order_by("slug").values_list("slug", "name")
        analysts = [(f"{slug}@demo.example", f"analytiker, {name}") for slug, name in federations]
    region = address_of(None)
    analysts.append((ANALYST, "analytiker, båda kommunalförbunden"))
    return [*lines, *((email, PASSWORD, role, region) for email, role in analysts)]


def _described(person: Person) -> str:
    extra = {cast.PROTECTED.login: ", skyddad identitet", cast.AWAY.login: ", borta just nu"}
    return person.title + extra.get(person.login, "")


def _accounts(names: Names) -> dict[str, Account]:
    known = set(Account.objects.filter(email__in=names).values_list("email", flat=True))
    # One hash for all: the password is printed anyway, and 400 hashes would take longer than everything else.
    password = make_password(PASSWORD)
    Account.objects.bulk_create(
        Account(email=email, name=name, password=password) for email, name in names.items() if email not in known
    )
    accounts = {account.email: account for account in Account.objects.filter(email__in=names)}
    EmailAddress.objects.bulk_create(
        EmailAddress(user=account, email=email, verified=True, primary=True)
        for email, account in accounts.items()
        if email not in known
    )
    return accounts


def _member(slug: str, person: Person, keys: Keys, units: dict[str, Unit]) -> Member:
    email = address_in(slug, person)
    return Member(
        account_key=keys[email],
        name=person.name,
        email=email,
        title=person.title,
        unit=units[person.unit],
        roles=person.all_roles,
        show_role_only=person.login == cast.PROTECTED.login,
    )
