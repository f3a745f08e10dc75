import pytest
from django.http import Http404
from django.test import RequestFactory
from pytest_django import Settings

from sluss.web.views import set_language


@pytest.mark.parametrize(
    ("page", "goes_to"),
    [
        ("/ideas/?q=x", "/ideas/?q=x"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_language_is_kept_in_a_cookie_and_the_page_stays(page: str, goes_to: str, settings: Settings) -> None:
    response = set_language(RequestFactory().get("/sprak/en/", {"next": page}), code="en")
    assert (response.status_code, response["Location"]) == (302, goes_to)
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_language_that_is_not_offered_is_not_found() -> None:
    with pytest.raises(Http404):
        set_language(RequestFactory().get("/sprak/de/"), code="de")


def test_language_is_not_set_by_a_post() -> None:
    response = set_language(RequestFactory().post("/sprak/en/"), code="en")
    assert response.status_code == 405
    assert not response.cookies
