"""Members, accounts and signed-in clients."""

from itertools import count

from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from sluss.accounts.models import Account
from sluss.accounts.sessions import SITE
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tenants.people.models import Member, Role

_numbers = count(1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "en lång mening att minnas"


def make_account(*, email: str = "") -> Account:
    """An account in the region, with PASSWORD and a verified address."""
    from allauth.account.models import EmailAddress

    with in_region():
        account = Account.objects.create_user(email or f"person{next(_numbers)}@example.org", PASSWORD)
        EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


def make_member(
    *roles: Role, municipality: Municipality, name: str = "", account: Account | None = None, **extra: object
) -> Member:
    """A member of the municipality with an account of its own (or the one given)."""
    account = account or make_account()
    with in_municipality(municipality):
        return Member.objects.create(
            account_key=account.key,
            name=name or f"Person {next(_numbers)}",
            email=account.email,
            roles=[role.value for role in roles or (Role.EMPLOYEE,)],
            **extra,
        )


def sign_in(
    municipality: Municipality | None, member: Member | None = None, *, account: Account | None = None
) -> Client:
    """A client on the municipality's host (the region's without one), signed in as the member or account."""
    host = f"{municipality.slug}.localhost" if municipality else "localhost"
    client = Client(headers={"host": host})
    if member is None and account is None:
        return client
    with in_region():
        account = account or Account.objects.get(key=member.account_key)  # type: ignore[union-attr]
        request = HttpRequest()
        request.session = SessionStore()
        login(request, account, backend=BACKEND)
        request.session[SITE] = str(municipality.key) if municipality else "region"
        request.session.save()
    client.cookies["sluss_session"] = request.session.session_key
    return client
