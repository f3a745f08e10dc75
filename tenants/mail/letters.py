"""Letters to people: written from templates, in the receiver's language, with addresses that work from anywhere."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from django.template.backends.django import DjangoTemplates
from django.template.loader import render_to_string
from django.urls import get_urlconf, set_urlconf
from django.utils import translation

from sluss.tenancy.hosts import address_of
from tenants.mail.models import Mail
from tenants.mail.outbox import here, post

LANGUAGES = ("sv", "en")
# What tags and conditions leave behind in a text template.
BLANK_LINES = re.compile(r"\n\s*\n")


def send_letter(
    *,
    to: str,
    template: str,
    context: dict[str, Any],
    language: str,
    about_id: int | None = None,
    holds_secret: bool = False,
) -> Mail:
    """Render `mail/<template>.subject.txt`, `.txt` and `.html` and put the letter into the outbox.

    `holds_secret` is for links and codes that are the receiver's alone (see `post`).

    The templates get `context` and `site`, the address of the municipality's own site without a closing slash:
    `{{ site }}{% url 'ideas:page' idea.pk %}`. What stands in text templates is not escaped, in HTML templates it is.
    """
    subject, text, html = render_letter(template=template, context=context, language=language)
    facts: dict[str, Any] = {"language": _known(language), "about_id": about_id, "holds_secret": holds_secret}
    return post(to=to, subject=subject, text=text, html=html, kind=template, **facts)


def render_letter(*, template: str, context: dict[str, Any], language: str) -> tuple[str, str, str]:
    """Subject, text and HTML of a letter as it would be sent: for previews too."""
    municipality = here()
    with _for_the_receiver(language):
        full = {**context, "site": address_of(municipality, ""), "municipality": municipality}
        return (
            _plain(f"mail/{template}.subject.txt", full).strip(),
            BLANK_LINES.sub("\n\n", _plain(f"mail/{template}.txt", full)).strip() + "\n",
            render_to_string(f"mail/{template}.html", full),
        )


@contextmanager
def _for_the_receiver(language: str) -> Iterator[None]:
    """The receiver's language and the municipality's addresses, whichever site or job the letter is written from."""
    before = get_urlconf()
    set_urlconf(settings.URLCONF_MUNICIPALITY)
    try:
        with translation.override(_known(language)):
            yield
    finally:
        set_urlconf(before)


def _known(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]


@cache
def _plain_engine() -> DjangoTemplates:
    """Plain text is not HTML: an apostrophe must not become `&#x27;`, and no template has to remember it."""
    options = {"NAME": "letters", "APP_DIRS": True, "DIRS": [], "OPTIONS": {"autoescape": False}}
    return DjangoTemplates(options)


def _plain(name: str, context: dict[str, Any]) -> str:
    return str(_plain_engine().get_template(name).render(context))
