"""The search for what is like a text, asked in the municipality's scope as the forms ask it."""

import statistics
import time
from random import Random

from deploy.bench import texts
from deploy.bench.fill import Place
from sluss.similar.tables.index import catch_up, rebuild
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.similar.kinds import IDEA, kind_of
from tenants.similar.search import similar_to

QUERIES = 200
WARM = 10


def index(places: list[Place]) -> None:
    """What the worker does within a minute of ideas coming."""
    for place in places:
        with in_municipality(place.municipality):
            catch_up(kind_of(IDEA))
            rebuild(kind_of(IDEA))


def search_times(place: Place) -> tuple[float, float, float]:
    """Median and 95th percentile of one search, statements and ranking included, and the median of what this process
    used of the processor for it, all in milliseconds."""
    rng, times, used = Random("search"), [], []
    with in_municipality(place.municipality):
        for number in range(WARM + QUERIES):
            title, text = texts.title(rng), texts.text(rng, sentences=rng.randint(0, 6))
            started, before = time.perf_counter(), time.process_time()
            similar_to(title=title, text=text, among=Idea.objects.all(), limit=3)
            if number >= WARM:
                times.append(1000 * (time.perf_counter() - started))
                used.append(1000 * (time.process_time() - before))
    return statistics.median(times), statistics.quantiles(times, n=20)[-1], statistics.median(used)
