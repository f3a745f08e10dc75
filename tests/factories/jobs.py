"""Runs what waits in the job queue, as the worker would."""

import json
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

from sluss.tenancy import in_region

NEXT = "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id LIMIT 1"


def run_waiting() -> int:
    """Run waiting jobs, and those they defer, until none is left; returns how many ran. What a job raises is raised."""
    done = 0
    while job := _next():
        _set_status(job[0], "doing")
        app.tasks[job[1]](**json.loads(job[2]))
        _set_status(job[0], "succeeded")
        done += 1
    return done


def waiting(task_name: str = "") -> list[dict[str, Any]]:
    """The arguments of waiting jobs, oldest first."""
    with in_region(), connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return [json.loads(args) for name, args in cursor.fetchall() if task_name in ("", name)]


def _next() -> tuple[int, str, str] | None:
    with in_region(), connection.cursor() as cursor:
        cursor.execute(NEXT)
        return cursor.fetchone()


def _set_status(job: int, status: str) -> None:
    with in_region(), connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job])
