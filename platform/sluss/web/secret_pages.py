"""Pages whose address is a secret that stands for a person without an account."""

from django.http import HttpResponse


def secret_page(response: HttpResponse) -> HttpResponse:
    """Kept by nobody between here and the reader, and found by no search engine.

    The site's own referrer policy keeps the address from other sites. `no-referrer` would also take the origin from
    what the page's forms send, and then no browser could send them.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
