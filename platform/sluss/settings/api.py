"""The API: how requests are read, who is let in and how errors look. Sessions are not offered there."""

from pathlib import Path

from rest_framework import __path__ as _rest_framework

from sluss.settings import environment as _env

SLUSS_API_KEYS = "tenants.api.authenticate.open_key"
API_REQUESTS_A_MINUTE = _env.API_REQUESTS_A_MINUTE
API_BODY_MAX_BYTES = 256 * 1024

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["sluss.api.authentication.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["sluss.api.permissions.HasScope"],
    "DEFAULT_THROTTLE_CLASSES": ["sluss.api.throttling.KeyThrottle"],
    "DEFAULT_PARSER_CLASSES": ["sluss.api.parsing.BoundedJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["sluss.api.encoding.WrittenOnce"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "sluss.api.errors.problem_of",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "TITLE": "Slusstrappan",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_SPLIT_PATCH": False,  # what may be left out of a change, its shape says itself
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "POSTPROCESSING_HOOKS": [],
}
# What Django REST framework says of a wrong field, in Swedish. Its own folder of static files stays uncollected, as the
# library is no installed app. These folders go before every app's, so our own words for forms stand before its.
LOCALE_PATHS = [str(Path(__file__).parents[1] / "web" / "locale"), f"{_rest_framework[0]}/locale"]
