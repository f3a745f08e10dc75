"""The job queue's own housekeeping: jobs of killed workers go back into the queue, finished ones leave it."""

import logging

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status

from sluss.jobs.municipal import TRIES

log = logging.getLogger(__name__)
KEPT_HOURS = 7 * 24


@app.periodic(cron="* * * * *")
@app.task(name="jobs.retry_stalled", queue="periodic", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """A killed worker leaves its jobs marked as running. They are safe to run again: every task is idempotent."""
    for job in await context.app.job_manager.get_stalled_jobs():
        await _take_back(context, job)


async def _take_back(context: JobContext, job: Job) -> None:
    manager = context.app.job_manager
    if job.attempts + 1 < TRIES:
        await manager.retry_job(job)
        return
    log.error("Job %s (%s) has stopped its worker %s times and is given up.", job.id, job.task_name, TRIES)
    await manager.finish_job(job, Status.FAILED, delete_job=False)


@app.periodic(cron="17 3 * * *")
@app.task(name="jobs.remove_finished", queue="periodic", pass_context=True)
async def remove_finished(context: JobContext, timestamp: int) -> None:
    """Jobs that ended more than a week ago go, those that failed too: the log has told of them."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
