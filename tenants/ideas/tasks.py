"""Bulk answers as jobs. Run twice or stopped anywhere they do no harm: every row says what became of it."""

from sluss.jobs.tasks import municipal_task
from sluss.registry.models import Municipality
from tenants.ideas.bulk import answer_rows, take_back_rows
from tenants.ideas.models import BulkAnswer


@municipal_task(name="ideas.answer_many")
def answer_many(municipality: Municipality, *, key: str) -> None:
    answer_rows(_bulk(key))


@municipal_task(name="ideas.take_back_many")
def take_back_many(municipality: Municipality, *, key: str) -> None:
    take_back_rows(_bulk(key))


def _bulk(key: str) -> BulkAnswer:
    return BulkAnswer.objects.select_related("actor", "undone_by").get(key=key)
