"""What the sign-in library answers when somebody tries too often. It looks for `handler429` in the root URLconf."""

from django.http import HttpRequest, HttpResponse

from sluss.web import errors

# The longest of the windows in ACCOUNT_RATE_LIMITS that answer with a page of their own.
RETRY_AFTER_SECONDS = 60


def handler429(request: HttpRequest) -> HttpResponse:
    return errors.too_many(request, RETRY_AFTER_SECONDS)
