"""The regional site."""

from django.conf import settings
from django.urls import include, path

from sluss.accounts.limits import handler429
from sluss.web.errors import handler400, handler403, handler404, handler500
from sluss.web.policy_reports import receive

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500"]

urlpatterns = [
    path("konto/", include("sluss.accounts.urls")),
    path("csp/", receive, name="policy_report"),
    path("sprak/", include("sluss.web.urls")),
    *(path("", include(module)) for module in settings.REGION_URLS),
]
