"""A new account. There is one way to it: an invitation that was sent to the address."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from sluss.accounts.models import Account


class AccountExists(Exception):
    """Somebody has an account with that address already."""


def account_with(*, email: str) -> Account | None:
    return Account.objects.filter(email__iexact=email).first()


def open_account(*, email: str, name: str, password: str) -> Account:
    """An account that can sign in at once: the caller has seen a secret that was sent to the address, which proves it.

    Works in the region. Raises AccountExists.
    """
    try:
        with transaction.atomic():
            account = Account.objects.create_user(email, password, name=name)
            EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    except IntegrityError as error:
        raise AccountExists(email) from error
    return account
