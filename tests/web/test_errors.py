"""No test here asks for a database, so one that an error page reached for would fail it."""

from collections.abc import Callable

import psycopg
import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from pytest_django import Settings

from sluss.web import errors
from sluss.web.outage import is_gone
from sluss.web.unavailable import UnavailableMiddleware

Page = Callable[[HttpRequest], HttpResponse]
PAGES: list[tuple[Page, int, str]] = [
    (errors.handler400, 400, "Det där kunde vi inte tolka"),
    (errors.handler403, 403, "Det här är inte öppet för dig"),
    (errors.csrf_failure, 403, "Formuläret kunde inte skickas"),
    (errors.handler404, 404, "Sidan finns inte"),
    (errors.unknown_host, 404, "Här finns ingen webbplats"),
    (errors.too_large, 413, "Filen är för stor"),
    (lambda request: errors.too_many(request, 90), 429, "Vänta en liten stund"),
    (errors.handler500, 500, "Något gick fel hos oss"),
    (errors.unavailable, 503, "Vi är strax tillbaka"),
]


@pytest.fixture
def request_() -> HttpRequest:
    return RequestFactory().get("/ideer/")


@pytest.mark.parametrize(("page", "status", "heading"), PAGES)
def test_error_page_has_its_status_and_one_heading(
    request_: HttpRequest, page: Page, status: int, heading: str
) -> None:
    response = page(request_)
    assert response.status_code == status
    assert response.content.decode().count(f"<h1>{heading}</h1>") == 1
    assert response["Cache-Control"] == "no-store"


def test_unknown_host_names_the_regional_site(request_: HttpRequest, settings: Settings) -> None:
    settings.SCHEME, settings.DOMAIN, settings.PORT = "http", "sluss.test", 8123
    html = errors.unknown_host(request_).content.decode()
    assert 'href="http://sluss.test:8123/"' in html


def test_missing_page_leads_a_visitor_through_sign_in_and_back(request_: HttpRequest) -> None:
    html = errors.handler404(request_).content.decode()
    assert f'href="{reverse("account_login")}?next=%2Fideer%2F"' in html


def test_missing_page_asks_no_member_to_sign_in(request_: HttpRequest) -> None:
    request_.member = object()  # type: ignore[attr-defined]
    html = errors.handler404(request_).content.decode()
    assert "/konto/login/" not in html
    assert 'href="/"' in html


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (60, 1), (61, 2), (300, 5)])
def test_too_many_tells_machines_seconds_and_people_minutes(request_: HttpRequest, seconds: int, minutes: int) -> None:
    response = errors.too_many(request_, seconds)
    assert response["Retry-After"] == str(seconds)
    said = "om ungefär en minut." if minutes == 1 else f"om ungefär {minutes} minuter."
    assert said in response.content.decode()


def test_unavailable_says_when_and_leads_back_to_the_page(request_: HttpRequest) -> None:
    response = errors.unavailable(request_)
    assert response["Retry-After"] == "10"
    assert 'href="/ideer/"' in response.content.decode()


def test_request_over_the_limit_is_413(request_: HttpRequest) -> None:
    assert errors.handler400(request_, RequestDataTooBig()).status_code == 413


def _failed(state: str | None, kind: type[Exception] = OperationalError) -> Exception:
    cause = psycopg.OperationalError() if state is None else psycopg.errors.lookup(state)()
    fault = kind("fault")
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    ("fault", "gone"),
    [
        (_failed(None), True),
        (_failed("08006"), True),
        (_failed("57P01"), True),
        (_failed("57P03"), True),
        (_failed("53300"), True),
        (_failed(None, InterfaceError), True),
        (_failed("40P01"), False),
        (_failed("57014"), False),
        (_failed("23505", IntegrityError), False),
        (ValueError(), False),
    ],
)
def test_outage_is_told_from_other_faults(request_: HttpRequest, fault: Exception, gone: bool) -> None:
    assert is_gone(fault) is gone
    answer = UnavailableMiddleware(errors.handler404).process_exception(request_, fault)
    assert (answer and answer.status_code) == (503 if gone else None)


@pytest.mark.parametrize(("fault", "status"), [(_failed("57P01"), 503), (_failed("40P01"), 500)])
def test_handler500_knows_an_outage_in_a_middleware(request_: HttpRequest, fault: Exception, status: int) -> None:
    try:
        raise fault
    except OperationalError:
        response = errors.handler500(request_)
    assert response.status_code == status
