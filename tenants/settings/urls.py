"""Addresses of the settings and of the first start."""

from django.urls import path

from tenants.settings.views import first_start, settings

app_name = "settings"
urlpatterns = [
    path("installningar/", settings.overview, name="overview"),
    path("installningar/utseende/", settings.page, {"key": "look"}, name="look"),
    path("installningar/ord/", settings.page, {"key": "why"}, name="words"),
    path("installningar/lofte/", settings.page, {"key": "model"}, name="promise"),
    path("kom-igang/", first_start.overview, name="first_start"),
    path("kom-igang/avsluta/", first_start.finish, name="finish"),
    path("kom-igang/utseende/", first_start.step, {"key": "look"}, name="step_look"),
    path("kom-igang/varfor/", first_start.step, {"key": "why"}, name="step_why"),
    path("kom-igang/roller/", first_start.step, {"key": "roles"}, name="step_roles"),
    path("kom-igang/modell/", first_start.step, {"key": "model"}, name="step_model"),
    path("kom-igang/register/", first_start.step, {"key": "register"}, name="step_register"),
]
