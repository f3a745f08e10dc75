"""Sign-in, on every host: allauth, always in the public scope (sluss.tenancy.middleware keeps /konto/ there)."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
