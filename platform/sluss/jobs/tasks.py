"""What other apps take from here, and the machinery's own tasks (the job library looks for them in this module)."""

from sluss.jobs.municipal import MunicipalTask, municipal_task
from sluss.jobs.periodic import every
from sluss.jobs.upkeep import remove_finished, retry_stalled

__all__ = ["MunicipalTask", "every", "municipal_task", "remove_finished", "retry_stalled"]
