"""One run of the bench: every group of rows in its order. What changes the ideas comes last."""

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections

from deploy.bench import growth, likeness, statements, steps
from deploy.bench.commands import run
from deploy.bench.fill import Place, analyst, fill, make_municipalities, tidy
from deploy.bench.load import Job, compare, get
from deploy.bench.machine import machine
from deploy.bench.pages import api, form_job, open_list, page, page_job, sent_form
from deploy.bench.results import Results
from deploy.bench.servers import PRODUCT, Server, serving

SIZES = {"skovde": 2000, "hjo": 20, "uddevalla": 20_000}
FORM = "/lamna/medarbetare/"
PLAIN = "plain"
GOALS = {"list": 8, "idea": 9, "board": 30, "inbox": None, "assessments": 50}
STATEMENTS = {"list": 5, "idea": 6, "board": 8, "inbox": None}


@dataclass
class Bench:
    """All that is measured with. `places` go by their number of ideas: 2,000, 20 and, unless quick, 20,000."""

    options: argparse.Namespace
    folder: Path
    places: dict[str, Place]
    analyst: str
    web: Server
    floor_server: Server
    floor: Job
    plain: Job
    results: Results
    seconds: float
    rounds: int

    @property
    def main(self) -> Place:
        return self.places["skovde"]


def measure(folder: Path, options: argparse.Namespace) -> Results:
    results = Results("quick" if options.quick else "full" if options.full else "default", machine())
    make_municipalities()
    places = {slug: fill(slug, ideas=ideas) for slug, ideas in SIZES.items() if ideas <= 2000 or not options.quick}
    cookie = analyst()
    tidy()
    plain_session = _prepare_plain()
    with ExitStack() as servers:
        web = servers.enter_context(
            serving(PRODUCT, host=places["skovde"].host, environment={"SLUSS_API_REQUESTS_A_MINUTE": "1000000"})
        )
        floor = servers.enter_context(
            serving("deploy.bench.floor:application", host="x", environment={"BENCH_SCHEMA": "skovde"})
        )
        plain = servers.enter_context(serving("deploy.bench.plain.wsgi:application", host="x", environment=_plain()))
        bench = Bench(
            options=options,
            folder=folder,
            places=places,
            analyst=cookie,
            web=web,
            floor_server=floor,
            floor=Job(floor.port, [get("floor", "/")]),
            plain=form_job(port=plain.port, host="plain", path="/leave/", cookie=f"sessionid={plain_session}"),
            results=results,
            seconds=1.0 if options.quick else 2.0,
            rounds=3 if options.quick else 7,
        )
        for name, group in GROUPS.items():
            if options.only in name:
                print(name, flush=True)
                group(bench)
    return results


def pages(bench: Bench) -> None:
    _compared(bench, "open ideas, anonymous", open_list(bench.main, kept=False, port=bench.web.port), goal=5)
    _compared(bench, "open ideas kept whole, anonymous", open_list(bench.main, kept=True, port=bench.web.port), goal=1)
    for name, goal in GOALS.items():
        _compared(bench, f"{name}, signed in", page_job(bench.main, name, port=bench.web.port), goal=goal)
    _compared(bench, "API, 50 ideas", Job(bench.web.port, [api(bench.main)]), goal=5)


def _compared(bench: Bench, row: str, job: Job, *, goal: int | None) -> None:
    """The job beside the floor: how many times its requests a second, and how much of the processor."""
    found = compare(job, bench.floor, seconds=bench.seconds, rounds=bench.rounds)
    ours = growth.work(job, bench.web, requests=200)
    theirs = growth.work(bench.floor, bench.floor_server, requests=600)
    bench.results.details[f"pages.{row.partition(',')[0]}"] = found.__dict__ | {"cpu_ms": ours, "floor_cpu_ms": theirs}
    note = f"{found.lowest:.1f}-{found.highest:.1f}; {found.job:.0f}/s, floor {found.other:.0f}/s; "
    note += f"processor {ours:.1f} ms, {ours / theirs:.1f}x"
    bench.results.add(row, goal, found.times, "x", note)


def counted(bench: Bench) -> None:
    log = bench.folder / "data" / "pg" / "postgres.log"
    exchanges = {name: (page(bench.main, name), goal) for name, goal in STATEMENTS.items()}
    exchanges["API"] = (api(bench.main), 4)
    exchanges["create"] = (sent_form(host=bench.main.host, path=FORM, cookie=bench.main.cookie), 14)
    for name, (exchange, goal) in exchanges.items():
        found = statements.count(exchange, port=bench.web.port, log=log)
        note = f"and {found['set']:g} SET, {found['transaction']:g} begin, commit or savepoint"
        bench.results.add(f"SQL statements: {name}", goal, found["statements"], "", note)


def cpu(bench: Bench) -> None:
    if bench.options.quick:
        return
    order = [bench.places[slug] for slug in ("uddevalla", "skovde", "hjo")]
    found = growth.cpu_of_pages(order, bench.web, requests=120, rounds=5)
    bench.results.details["cpu_ms"] = found
    for name, parts in found.items():
        web, database = parts["web"], parts["database"]
        worst = max(web[0] / web[1], web[1] / web[2])
        both = [a + b for a, b in zip(web, database, strict=True)]
        note = "ms of web " + " : ".join(f"{ms:.1f}" for ms in web)
        note += "; with the database " + " : ".join(f"{ms:.1f}" for ms in both)
        bench.results.add(f"CPU of {name} at 20,000 : 2,000 : 20 ideas", 1.1, worst, "x", note)


def similar(bench: Bench) -> None:
    """The index is made once and scanned whole by every search, so the two sizes tell how it grows."""
    places = [bench.places[slug] for slug in ("skovde", "uddevalla") if slug in bench.places]
    likeness.index(places)
    tidy()
    found = [likeness.search_times(place) for place in places]
    bench.results.details["similar_ms"] = found
    for place, (median, p95, used) in zip(places, found, strict=True):
        job = f"similar search at {SIZES[place.municipality.slug]:,} ideas"
        note = f"95 of 100 within {p95:.1f} ms, {used:.1f} ms of processor without the database's"
        bench.results.add(job, 20, median, " ms", note)
    if len(found) > 1:
        ratio = found[1][0] / found[0][0]
        bench.results.add("similar search at 20,000 : 2,000 ideas", None, ratio, "x", "ten times as many texts")


def memory(bench: Bench) -> None:
    places = list(bench.places.values())
    requests = 400 if bench.options.quick else 2000
    early = growth.memory(places, bench.web, requests=requests)
    bench.results.add("memory of 2 web workers (PSS)", 160, early, " MB", f"after {requests:,} requests")
    if bench.options.full:
        late = growth.memory(places, bench.web, requests=18_000)
        bench.results.add("… after 20,000 requests : after 2,000", 1.02, late / early, "x", f"{late:.0f} MB")


def create(bench: Bench) -> None:
    job = form_job(port=bench.web.port, host=bench.main.host, path=FORM, cookie=bench.main.cookie)
    found = compare(job, bench.plain, seconds=bench.seconds, rounds=bench.rounds)
    bench.results.details["create"] = found.__dict__
    note = f"{found.lowest:.1f}-{found.highest:.1f}; {found.job:.0f}/s, plain Django {found.other:.0f}/s"
    bench.results.add("leave an idea: form and sending, to plain Django", 2, found.times, "x", note)


def administration(bench: Bench) -> None:
    if bench.options.quick:
        return
    bench.results.add("new municipality, after the first", 1, steps.new_municipality(times=3), " s")
    bench.results.add("import of 5,000 ideas", 20, steps.import_file(bench.folder, slug="grastorp", ideas=5000), " s")
    job = page_job(bench.main, "list", port=bench.web.port)
    took, answers = steps.added_column(bench.folder, meanwhile=job)
    bench.results.add(
        "one added column in 32 municipalities", 5, took, " s", f"{answers:g} lists served meanwhile, 0 faults"
    )


def region(bench: Bench) -> None:
    if bench.options.quick:
        return
    few, many, few_new, many_new = growth.funnel(
        bench.web, bench.analyst, bench.floor, seconds=bench.seconds, rounds=bench.rounds
    )
    note = f"{few:.1f}x bare at 29, {many:.1f}x at 1,000, {growth.FACTS} ideas each"
    bench.results.add("regional funnel at 1,000 : 29 municipalities", 1.1, many / few, "x", note)
    counted = f"{few_new:.0f} ms of processor at 29, {many_new:.0f} at 1,000, all facts counted anew"
    bench.results.add("… the first page after a fact has changed", None, many_new / max(few_new, 1), "x", counted)


GROUPS: dict[str, Callable[[Bench], None]] = {
    "pages": pages,
    "memory": memory,
    "cpu": cpu,
    "similar": similar,
    "create": create,
    "statements": counted,
    "administration": administration,
    "region": region,
}


def _plain() -> dict[str, str]:
    url = settings.DATABASE_ADMIN_URL.rpartition("/")[0] + f"/{PLAIN}"
    return {"BENCH_PLAIN_URL": url, "DJANGO_SETTINGS_MODULE": "deploy.bench.plain.settings"}


def _prepare_plain() -> str:
    """The plain application's own database beside the product's; gives the key of a session."""
    with psycopg.connect(settings.DATABASE_ADMIN_URL, autocommit=True) as administrator:
        administrator.execute(f"CREATE DATABASE {PLAIN}")
    connections.close_all()
    return run(["-m", "deploy.bench.plain.prepare"], variables=_plain())
