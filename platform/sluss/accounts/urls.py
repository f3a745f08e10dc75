"""Sign-in, on every host: allauth, always in the public scope (sluss.tenancy.middleware keeps /konto/ there)."""

from django.urls import include, path

from sluss.accounts import views

# An account's address is what invitations and members are bound to: it is not changed by its owner alone.
CLOSED = ("email/", "password/set/", "login/code/confirm/")

urlpatterns = [
    *(path(address, views.closed) for address in CLOSED),
    path("inte-medlem/", views.not_a_member, name="account_not_a_member"),
    path("andra-steget/", views.second_factor_needed, name="account_second_factor_needed"),
    path("", include("allauth.urls")),
]
