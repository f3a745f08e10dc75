"""Fixtures for everyone: databases, the three municipalities, people, clients and jobs."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches
from django.test import Client, TransactionTestCase

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tests import databases
from tests.factories.people import sign_in


@pytest.fixture(scope="session")
def django_db_setup(worker_id: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    name = f"sluss_test_{worker_id}"
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


@pytest.fixture(autouse=True)
def _fresh_caches() -> None:
    caches["local"].clear()


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
