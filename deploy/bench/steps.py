"""What an administrator does once: a new municipality, a changed table everywhere, a file of thousands of ideas."""

import csv
import statistics
import threading
import time
from pathlib import Path
from random import Random
from typing import Any

from deploy.bench import texts
from deploy.bench.commands import REPOSITORY, run
from deploy.bench.load import Job, visit
from sluss.tenancy.provisioning import NewMunicipality, provision

MANAGE = "manage.py"
COLUMN_SETTINGS = "deploy.bench.column_settings"
MIGRATION = """from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ideas", "{newest}")]
    operations = [migrations.AddField("idea", "bench", models.TextField(null=True))]
"""


def new_municipality(*, times: int) -> float:
    """Seconds from nothing to a municipality in use."""
    found = []
    for number in range(times):
        new = NewMunicipality(
            f"b{number}", f"Ny {number}", f"Ny {number} kommun", f"ny-{number}", "skaraborg", f"ny-{number}.localhost"
        )
        started = time.perf_counter()
        provision(new)
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def import_file(folder: Path, *, slug: str, ideas: int) -> float:
    """Seconds of the command, its start included."""
    rng, path = Random(slug), folder / "ideas.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["id", "titel", "text", "datum", "status"])
        for number in range(ideas):
            title = f"{texts.title(rng)} {number}"
            writer.writerow([number, title, texts.text(rng, sentences=6), f"2025-0{1 + number % 9}-15", "Ny"])
    return _timed([MANAGE, "import_ideas", "--municipality", slug, str(path)])


def added_column(folder: Path, *, meanwhile: Job) -> tuple[float, float]:
    """Seconds for one column more in every municipality, and the pages served well in that time."""
    package = folder / "bench_migrations"
    package.mkdir()
    known = sorted((REPOSITORY / "tenants" / "ideas" / "migrations").glob("*.py"))
    for path in known:
        (package / path.name).write_text(path.read_text())
    newest = [path.stem for path in known if path.stem[0].isdigit()][-1]
    (package / f"{int(newest[:4]) + 1:04}_bench.py").write_text(MIGRATION.format(newest=newest))
    answers: list[float] = []
    visitors = threading.Thread(target=lambda: answers.append(visit(meanwhile, seconds=3)["answers"]))
    visitors.start()
    took = _timed(
        [MANAGE, "migrate_municipalities"], paths=[folder], variables={"DJANGO_SETTINGS_MODULE": COLUMN_SETTINGS}
    )
    visitors.join()
    return took, answers[0]


def _timed(arguments: list[str], **options: Any) -> float:
    started = time.perf_counter()
    run(arguments, **options)
    return time.perf_counter() - started
