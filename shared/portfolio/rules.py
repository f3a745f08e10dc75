"""What an analyst may look into."""

from django.contrib.auth.models import AnonymousUser

from sluss.accounts.models import Account
from sluss.accounts.region import federations_of_analyst
from sluss.registry.models import Federation


def visible_slugs(account: Account | AnonymousUser) -> frozenset[str] | None:
    """Slugs of the federations whose facts the account may see; None means all of them."""
    slugs = federations_of_analyst(account)
    return None if slugs is None else frozenset(slugs)


def visible_federations(account: Account | AnonymousUser) -> list[Federation]:
    slugs = visible_slugs(account)
    federations = Federation.objects.order_by("name")
    return list(federations if slugs is None else federations.filter(slug__in=slugs))
