"""Where browsers report what the content policy blocked: counted and logged by directive, never with content."""

import json
import logging
from collections import Counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

log = logging.getLogger(__name__)
LONGEST_REPORT = 16 * 1024
OTHER = "other"
# Since this process started. The browser tests hold it at nothing.
counted: Counter[str] = Counter()


@csrf_exempt  # browsers send reports without our token, and nothing is changed by one
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Count a report. Answers 204 whatever came: a browser has no use for an error."""
    directive = _directive(request)
    counted[directive] += 1
    number = counted[directive]
    # The first, the second, the fourth and so on: anyone may send, and a flood must not fill the log.
    if number.bit_count() == 1:
        log.warning("The content policy blocked something: %s (%d since the start)", directive, number)
    return HttpResponse(status=204)


def _directive(request: HttpRequest) -> str:
    """The directive of our own policy that was broken. Anyone may send anything, so nothing else is taken over."""
    try:
        report = json.loads(request.read(LONGEST_REPORT))["csp-report"]
        named = str(report.get("effective-directive") or report.get("violated-directive")).split()[0]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return OTHER
    base = named.removesuffix("-elem").removesuffix("-attr")
    return base if base in settings.SECURE_CSP else OTHER
