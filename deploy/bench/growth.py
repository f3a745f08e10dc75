"""Work and memory that must not grow: with the ideas in a municipality, with requests, with municipalities."""

import statistics
import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import wraps

import psycopg
from django.conf import settings

from deploy.bench.fill import Place
from deploy.bench.load import Job, compare, get, visit
from deploy.bench.pages import page
from deploy.bench.servers import Server, cpu_seconds, memory_mb

FACTS = 100
MANY = 1000
GROWING = ("list", "idea", "plain board", "inbox", "open ideas", "needs", "assessments", "learnings", "benefits")
CHANGES = 9


def cpu_of_pages(
    places: list[Place], server: Server, *, requests: int, rounds: int
) -> dict[str, dict[str, list[float]]]:
    """Milliseconds of processor a page in each place: of the web workers, and of the database for them."""
    found: dict[str, dict[str, list[float]]] = {}
    for name in GROWING:
        jobs = [Job(server.port, [page(place, name)]) for place in places]
        for job in jobs:
            visit(job, count=requests // 2)
        measured = [[_cpu(job, server, requests) for job in jobs] for _ in range(rounds)]
        columns = list(zip(*measured, strict=True))
        found[name] = {
            "web": [statistics.median(web for web, _ in column) for column in columns],
            "database": [statistics.median(database for _, database in column) for column in columns],
        }
    return found


def work(job: Job, server: Server, *, requests: int) -> float:
    """Milliseconds of processor, the database's included, that one answer takes: hardly moved by what else runs."""
    return sum(_cpu(job, server, requests))


def memory(places: list[Place], server: Server, *, requests: int) -> float:
    """Megabytes of all web workers after so many requests more."""
    exchanges = [page(place, name) for place in places for name in ("list", "idea", "board", "inbox")]
    visit(Job(server.port, exchanges), count=requests)
    return memory_mb(server.workers())


def funnel(server: Server, cookie: str, floor: Job, *, seconds: float, rounds: int) -> list[float]:
    """The regional funnel against the floor at 29 and at 1,000 municipalities with the same number of facts each.

    The page is kept until a fact changes, and the first one after a change counts them all: milliseconds of processor
    for such a page come after the two comparisons, in the same order.
    """
    job = Job(server.port, [get(settings.DOMAIN, "/portfolj/", cookie=cookie)])
    kept, after_change = [], []
    for municipalities in (0, MANY):
        _plant(until=municipalities)
        kept.append(compare(job, floor, seconds=seconds, rounds=rounds).times)
        after_change.append(statistics.median(_after_a_change(job, server) for _ in range(CHANGES)))
    return [*kept, *after_change]


def _with_all_there[**P, T](measure: Callable[P, T]) -> Callable[P, T]:
    """Measures again where the pool closed a connection meanwhile: what its backend had used is gone with it."""

    @wraps(measure)
    def measured(*args: P.args, **kwargs: P.kwargs) -> T:
        while True:
            with suppress(FileNotFoundError):
                return measure(*args, **kwargs)

    return measured


@_with_all_there
def _after_a_change(job: Job, server: Server) -> float:
    """Marks one municipality as its relay does, and asks for the page once. What it takes is measured over one answer,
    so processor time comes in ticks: the median of several."""
    with psycopg.connect(settings.DATABASE_ADMIN_URL, autocommit=True) as administrator:
        administrator.execute(
            MARKED + " WHERE municipality_id = (SELECT min(municipality_id) FROM portfolio_factstamp)"
        )
    backends = _backends()
    before = cpu_seconds([*server.workers(), *backends])
    visit(job, count=1, clients=1)
    return 1000 * (cpu_seconds([*server.workers(), *backends]) - before)


@_with_all_there
def _cpu(job: Job, server: Server, requests: int) -> tuple[float, float]:
    backends = _backends()
    before = cpu_seconds(server.workers()), cpu_seconds(backends)
    visit(job, count=requests)
    after = cpu_seconds(server.workers()), cpu_seconds(backends)
    web, database = (1000 * (b - a) / requests for a, b in zip(before, after, strict=True))
    return web, database


def _backends() -> list[int]:
    with psycopg.connect(settings.DATABASE_ADMIN_URL) as administrator:
        rows = administrator.execute("SELECT pid FROM pg_stat_activity WHERE usename = 'sluss_app'").fetchall()
    return [row[0] for row in rows]


def _plant(*, until: int) -> None:
    """Municipalities in the registry alone, up to so many, and the same number of facts for all; no schemas."""
    with psycopg.connect(settings.DATABASE_ADMIN_URL, autocommit=True) as administrator:
        known = administrator.execute("SELECT count(*) FROM registry_municipality").fetchone()
        assert known is not None
        for number in range(known[0], until):
            administrator.execute(MUNICIPALITY, {"n": number, "key": uuid.uuid4()})
        administrator.execute("TRUNCATE portfolio_ideafact CASCADE")
        administrator.execute(PLANTED, {"facts": FACTS})
        administrator.execute(STAYS)
        # A relay marks every municipality whose facts it changes; without that the page of before would be shown.
        administrator.execute(STAMPED)
        administrator.execute(MARKED)
        administrator.execute("VACUUM (ANALYZE) portfolio_ideafact, portfolio_phasestay")


MUNICIPALITY = """
INSERT INTO registry_municipality
    (schema_name, key, code, name, full_name, slug, federation_id, state, palette, second_factor_roles)
SELECT 'planted_' || %(n)s, %(key)s, 'p' || lpad(%(n)s::text, 3, '0'), 'Kommun ' || %(n)s,
       'Kommun ' || %(n)s || ' kommun', 'planted-' || %(n)s,
       (SELECT min(id) FROM registry_federation), 'ready', 'slusstrappan', '[]'
"""
PLANTED = """
INSERT INTO portfolio_ideafact
    (municipality_id, idea_key, version, gone, phase, furthest_phase, status, source, received_on, entered_phase_on)
SELECT m.id, gen_random_uuid(), n, false, p.phase, p.phase, 'active', 'employee',
       DATE '2025-01-01' + n, DATE '2025-02-01' + n
FROM registry_municipality m, generate_series(1, %(facts)s) n,
LATERAL (SELECT (ARRAY['capture', 'understand', 'develop', 'test', 'implement', 'spread'])[1 + mod(n, 6)] AS phase) p
"""
STAYS = """
INSERT INTO portfolio_phasestay (fact_id, number, phase, entered_on, left_on, promised_on)
SELECT f.id, n, f.phase, f.received_on + 30 * n, CASE WHEN n < 2 THEN f.received_on + 30 * (n + 1) END,
       f.received_on + 30 * n + 20
FROM portfolio_ideafact f, generate_series(0, 2) n
"""
STAMPED = """
INSERT INTO portfolio_factstamp (municipality_id, mark) SELECT id, 0 FROM registry_municipality
ON CONFLICT (municipality_id) DO NOTHING
"""
MARKED = "UPDATE portfolio_factstamp SET mark = (random() * 1e15)::bigint"
