"""Whatever is sent to whichever operation: no fault of ours, no status that the schema does not list, no shape that it
does not tell, and nothing done that was refused."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from sluss.registry.models import Municipality
from tenants.api.views.guide import _document
from tests.api.fuzz.asking import Asked, Operation, requests
from tests.api.fuzz.drawing import Drawing
from tests.api.fuzz.judging import Judge
from tests.api.fuzz.place import furnish


def fuzz(judge: Judge, *, requests_each: int, repeatable: bool) -> None:
    drawing = Drawing(judge.document, judge.place.known)
    for operation in judge.operations:
        _fuzz_one(judge, operation, drawing, times=requests_each, repeatable=repeatable)


def _fuzz_one(judge: Judge, operation: Operation, drawing: Drawing, *, times: int, repeatable: bool) -> None:
    @settings(
        max_examples=times,
        deadline=None,
        derandomize=repeatable,
        database=None,
        phases=(Phase.generate,) if repeatable else (Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(asked=requests(operation, drawing, list(judge.place.callers)))
    def each(asked: Asked) -> None:
        with transaction.atomic():
            judge.try_out(operation, asked)
            transaction.set_rollback(True)

    each()


@pytest.fixture
def judge(skovde: Municipality, hjo: Municipality, settings: Any) -> Judge:
    settings.API_REQUESTS_A_MINUTE = 10**9
    return Judge(_document(), furnish(skovde, other=hjo))


@pytest.mark.django_db
def test_no_operation_answers_what_the_schema_does_not_tell(judge: Judge) -> None:
    fuzz(judge, requests_each=8, repeatable=True)
    assert judge.asked >= 4 * len(judge.operations)


@pytest.mark.verify
@pytest.mark.django_db
def test_many_thousand_requests_find_nothing_that_the_schema_does_not_tell(judge: Judge) -> None:
    fuzz(judge, requests_each=150, repeatable=False)
    # Chance seldom finds a whole proposal or the one answered idea; what those do is tests/api/test_acts.py's.
    assert len(judge.reached) >= 0.8 * len(judge.operations)
