"""Members, accounts and signed-in clients."""

from itertools import count
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest
from django.test import Client

from sluss import clock
from sluss.accounts.models import Account
from sluss.accounts.session_store import SessionStore
from sluss.accounts.sessions import SITE
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tenants.people.invite import LINK, VALID_FOR
from tenants.people.models import Invitation, Member, Role

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


def make_invitation(
    *roles: Role, municipality: Municipality, email: str = "", actor: Member | None = None, **extra: Any
) -> tuple[Invitation, str]:
    """An open invitation and the secret of its link."""
    actor = actor or make_member(Role.ADMINISTRATOR, municipality=municipality)
    token, now = f"hemlighet-{next(_numbers)}", clock.now()
    facts: dict[str, Any] = {
        "email": email or f"inbjuden{next(_numbers)}@example.org",
        "name": "Inbjuden Person",
        "roles": [role.value for role in roles or (Role.EMPLOYEE,)],
        "secret_digest": LINK.digest(token),
        "invited_by": actor,
        "sent_at": now,
        "expires_at": now + VALID_FOR,
    }
    with in_municipality(municipality):
        return Invitation.objects.create(**facts | extra), token
