"""A municipality's site. What the storeys above add is named in the settings, so that nothing is imported upward."""

from django.conf import settings
from django.urls import include, path

from sluss.web.errors import handler400, handler403, handler404, handler500
from sluss.web.logo.serve import logo
from sluss.web.policy_reports import receive

__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [
    path("konto/", include("sluss.accounts.urls")),
    path("csp/", receive, name="policy_report"),
    path("logotyp/<slug:digest>", logo, name="logo"),
    path("sprak/", include("sluss.web.urls")),
    *(path("", include(module)) for module in settings.MUNICIPALITY_URLS),
]
