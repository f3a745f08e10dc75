"""Threads that switch between municipalities at random, with everything that has ever mixed scopes up, and commits."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction

from sluss.registry.models import Municipality
from sluss.tenancy import each_municipality, in_municipality, in_region
from tenants.organisation.models import Authority
from tenants.people.models import Member
from tests.factories.transactions import rolled_back

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8
STEPS = 120


class Walk:
    """One thread's way through the municipalities. Every member's name is the mark of the municipality it is in."""

    def __init__(self, municipalities: list[Municipality], seed: int) -> None:
        self.municipalities = municipalities
        self.random = random.Random(seed)
        self.written: Counter[str] = Counter()
        self.wrong: list[tuple[str, str, str]] = []
        self.seen: Counter[str] = Counter()
        self.done: Counter[str] = Counter()

    def run(self) -> "Walk":
        actions: list[Callable[[Municipality], None]] = [
            self.read,
            self.write,
            self.write_and_roll_back,
            self.fail_in_savepoint,
            self.fail_outside_transaction,
            self.iterate,
            self.leave_iterator,
            self.close,
            self.nest,
            self.look_into_region,
            self.read_in_transaction_after_rollback,
        ]
        try:
            for _ in range(STEPS):
                municipality, action = self.random.choice(self.municipalities), self.random.choice(actions)
                with in_municipality(municipality):
                    action(municipality)
                self.done[action.__name__] += 1
        finally:
            connection.close()
        return self

    def check(self, action: str, municipality: Municipality, names: list[str]) -> None:
        self.seen[action] += len(names)
        self.wrong += [(action, municipality.slug, name) for name in names if name != municipality.slug]

    def read(self, municipality: Municipality) -> None:
        self.check("read", municipality, list(Member.objects.values_list("name", flat=True)))

    def write(self, municipality: Municipality) -> None:
        with transaction.atomic():
            Member.objects.create(name=municipality.slug, email="x@example.org")
        self.written[municipality.slug] += 1

    def write_and_roll_back(self, municipality: Municipality) -> None:
        with rolled_back():
            Member.objects.create(name=f"never {municipality.slug}", email="x@example.org")
        self.read(municipality)

    def fail_in_savepoint(self, municipality: Municipality) -> None:
        with transaction.atomic():
            with pytest.raises(DatabaseError), transaction.atomic():
                Member.objects.create(pk=Member.objects.values_list("pk", flat=True)[0], name="never", email="x")
            self.read(municipality)

    def fail_outside_transaction(self, municipality: Municipality) -> None:
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        self.read(municipality)

    def iterate(self, municipality: Municipality) -> None:
        rows = Member.objects.values_list("name", flat=True).iterator(chunk_size=2)
        self.check("iterate", municipality, list(rows))

    def leave_iterator(self, municipality: Municipality) -> None:
        rows = Member.objects.values_list("name", flat=True).iterator(chunk_size=1)
        self.check("leave_iterator", municipality, [next(rows)])
        del rows
        self.read(municipality)

    def close(self, municipality: Municipality) -> None:
        connection.close()
        self.read(municipality)

    def nest(self, municipality: Municipality) -> None:
        other = self.random.choice(self.municipalities)
        with in_municipality(other):
            self.read(other)
        self.read(municipality)

    def look_into_region(self, municipality: Municipality) -> None:
        with in_region():
            assert Municipality.objects.filter(slug=municipality.slug).count() == 1
        with transaction.atomic():
            Authority.objects.count()
            with in_region():
                assert Municipality.objects.filter(slug=municipality.slug).count() == 1
            self.read(municipality)

    def read_in_transaction_after_rollback(self, municipality: Municipality) -> None:
        with transaction.atomic():
            with rolled_back():
                Authority.objects.count()
            self.read(municipality)


def test_threads_that_switch_at_random_see_no_wrong_row(record_property: Callable[[str, object], None]) -> None:
    municipalities = []
    for municipality in each_municipality():
        municipalities.append(municipality)
        Member.objects.create(name=municipality.slug, email="x@example.org")
    connection.close()
    together = threading.Barrier(THREADS)

    def walk(seed: int) -> Walk:
        together.wait(30)
        return Walk(municipalities, seed).run()

    with ThreadPoolExecutor(THREADS) as pool:
        walks = list(pool.map(walk, range(THREADS)))
    seen = sum((walk.seen for walk in walks), Counter[str]())
    done = sum((walk.done for walk in walks), Counter[str]())
    written = sum((walk.written for walk in walks), Counter[str]())
    assert [wrong for walk in walks for wrong in walk.wrong] == []
    record_property(
        "isolation", f"{done.total()} steps of {THREADS} threads, {seen.total()} rows seen, none of them wrong"
    )
    assert done.total() == THREADS * STEPS
    assert len(done) == 11
    assert min(seen.values()) > 50
    for municipality in each_municipality():
        assert Counter(Member.objects.values_list("name", flat=True)) == {
            municipality.slug: written[municipality.slug] + 1
        }
