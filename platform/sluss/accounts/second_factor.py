"""Whether accounts have a second factor, and which roles a municipality asks it of."""

from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.urls import reverse

from sluss.accounts.models import Account
from sluss.registry.models import Municipality
from sluss.tenancy import generation
from sluss.tenancy.scope import in_region

# Recovery codes help where one of these is lost; left over by themselves they are none.
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(account: Account) -> bool:
    """Whether signing in as the account takes more than its password."""
    with in_region():
        return bool(is_mfa_enabled(account, types=SECOND_FACTORS))


def require_second_factor(*, municipality: Municipality, roles: list[str]) -> None:
    """From now on, ask a second factor of members with these role codes. Written in the region, by itself."""
    with in_region():
        Municipality.objects.filter(pk=municipality.pk).update(second_factor_roles=roles)
    generation.advance("hosts")


def second_factor_address(request: HttpRequest) -> str:
    """The page that explains why a second factor is needed and leads to one, and back to where the request went."""
    query = urlencode({"next": request.get_full_path() if request.method == "GET" else "/"})
    return f"{reverse('account_second_factor_needed')}?{query}"
