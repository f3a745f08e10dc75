"""Log lines hold nothing of what people have written, and no secret address."""

import io
import logging

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client

from sluss.operations.log_lines import WithoutDetail, without_detail, without_secrets
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.people.models import Member


def test_details_of_many_lines_go_and_what_follows_them_stays() -> None:
    text = (
        "ERROR sluss: told\nTraceback (most recent call last):\npsycopg.errors.CheckViolation: new row violates it\n"
        "DETAIL:  Failing row contains (1, Siv Ek\nStorgatan 4\n).\nHINT:  Look again\n\n"
        "The above exception was the direct cause of the following exception:\n\n"
        "django.db.utils.IntegrityError: new row violates it\nDETAIL:  Failing row contains (1, Siv Ek)."
    )
    told = without_detail(text)
    assert "Siv" not in told
    assert "Storgatan" not in told
    assert told.count("DETAIL:  (left out)") == 2
    for kept in ("new row violates it", "HINT:  Look again", "The above exception", "IntegrityError"):
        assert kept in told


def test_other_lines_are_as_they_were() -> None:
    assert without_detail("WARNING a: details\nTwo lines") == "WARNING a: details\nTwo lines"


TOKEN = "Zq3-xUe_8mVb1TtKc0RrWn5PpLd7HhJs2YyGfAa4Ee"
ADDRESSES = [
    (f"/folj/{TOKEN}/", "/folj/…/"),
    (f"/bekrafta/MQ:1vLx2a:{TOKEN}/", "/bekrafta/…/"),
    (f"/losenord/3-{TOKEN}/", "/losenord/…/"),
    ("/ideer/4711/bedomning/", "/ideer/4711/bedomning/"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "told"), ADDRESSES)
def test_secret_in_an_address_reaches_no_log(path: str, told: str, caplog: pytest.LogCaptureFixture) -> None:
    Client(headers={"host": "localhost"}).get(path)  # the region, where none of these leads anywhere
    formatter = WithoutDetail("%(message)s")
    assert formatter.format(caplog.records[-1]) == f"Not Found: {told}"


def test_traceback_of_a_request_keeps_its_files() -> None:
    line = f"Internal Server Error: /folj/{TOKEN}/\nTraceback\n  File /srv/tenants/a_module_with_a_long_name/x"
    assert without_secrets(line) == line.replace(TOKEN, "…")


@pytest.mark.django_db
def test_what_the_database_says_of_a_row_reaches_no_log(skovde: Municipality) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(WithoutDetail(settings.LOGGING["formatters"]["line"]["format"]))
    log = logging.getLogger("a.test.of.lines")
    log.addHandler(handler)
    log.propagate = False
    with in_municipality(skovde):
        first = Member.objects.create(name="Siv Ek", email="siv@example.org")
        with pytest.raises(IntegrityError, match=str(first.key)) as caught, transaction.atomic():
            Member.objects.create(name="Siv Ek", email="siv@example.org", key=first.key)
    log.error("It could not be kept.", exc_info=caught.value)
    log.removeHandler(handler)
    assert "It could not be kept." in written.getvalue()
    assert "IntegrityError" in written.getvalue()
    assert str(first.key) not in written.getvalue()
