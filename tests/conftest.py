"""Fixtures for everyone: databases, the three municipalities, people, clients and jobs."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.test import Client, TransactionTestCase
from pytest_django import Settings

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.web import keep
from tests import databases
from tests.factories.jobs import run_waiting
from tests.factories.people import sign_in


@pytest.fixture(scope="session")
def django_db_setup(worker_id: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    # Named for the process: several runs of the same checkout keep out of each other's way.
    name = f"sluss_test_{worker_id}_{os.getpid()}"
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        databases.make_template()
        databases.use(name)
        databases.clone(name)

        def teardown(self: TransactionTestCase) -> None:
            databases.close()
            databases.clone(name)

        TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]
        yield
        databases.close()
        databases.drop(name)


@pytest.fixture(autouse=True)
def _fresh_caches() -> None:
    for shelf in ("local", "counted"):
        caches[shelf].clear()
    keep.forget()


@pytest.fixture(autouse=True, scope="session")
def _folder_of_static_files() -> None:
    """Whitenoise warns where there is none, and the server of the browser's tests starts before any test does."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True, scope="session")
def _generations_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Processes of one machine tell each other to forget. Those that run tests must not: each has its own database,
    and a municipality made by one would empty another's caches in the middle of a test."""
    django_settings.GENERATIONS = tmp_path_factory.mktemp("generations")


@pytest.fixture(autouse=True)
def _static_files_as_they_lie(settings: Settings) -> None:
    """Pages are tested without collecting static files first: no manifest."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture(autouse=True)
def _no_kept_pages(settings: Settings) -> None:
    """What a test writes is rolled back and never committed, so kept pages would not hear of it."""
    settings.VISITOR_PAGES_SECONDS = 0


def _municipality(slug: str) -> Municipality:
    with in_region():
        return Municipality.objects.select_related("federation").get(slug=slug)


@pytest.fixture
def skovde(db: None) -> Municipality:
    return _municipality("skovde")


@pytest.fixture
def hjo(db: None) -> Municipality:
    return _municipality("hjo")


@pytest.fixture
def uddevalla(db: None) -> Municipality:
    return _municipality("uddevalla")


@pytest.fixture
def in_skovde(skovde: Municipality) -> Iterator[Municipality]:
    """The test's body runs in Skövde's scope."""
    with in_municipality(skovde):
        yield skovde


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """`client_of(municipality, member=None)`: a client on the municipality's host, signed in as the member."""
    return sign_in


@pytest.fixture
def run_jobs(db: None) -> Callable[[], int]:
    """`run_jobs()`: runs the waiting jobs as the worker would, and what they defer; returns how many there were."""
    return run_waiting


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the isolation suite counted stands at the end of every run, also of one by several processes."""
    reports = [report for several in terminalreporter.stats.values() for report in several]
    calls = [report for report in reports if getattr(report, "when", "") == "call"]
    counted = [text for report in calls for name, text in report.user_properties if name == "isolation"]
    if counted:
        terminalreporter.section("isolation")
        for text in counted:
            terminalreporter.line(str(text))
