"""Open texts arrive from the outboxes: twice, late, changed and withdrawn."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from shared.openly.index import KIND, keep_up
from shared.openly.models import OpenText
from shared.openly.receive import receive_texts
from sluss.outbox.receivers import Sent
from sluss.registry.models import Municipality
from sluss.similar.tables.check import Comparison, compare
from sluss.tenancy import in_region
from tests.factories.openly import held, said, show

pytestmark = pytest.mark.django_db
KEY = "6f6f6f6f-0000-4000-8000-000000000001"
GONE = {"gone": True}


def arrive(municipality: Municipality, *sent: tuple[int, dict[str, Any]]) -> None:
    for version, payload in sent:
        with in_region(), transaction.atomic():
            receive_texts(municipality, [Sent(KEY, version, payload)])


@pytest.mark.parametrize(
    ("sent", "stands"),
    [
        ([(1, said("A"))], ["A"]),
        ([(1, said("A")), (1, said("A"))], ["A"]),
        ([(1, said("A")), (2, said("B"))], ["B"]),
        ([(2, said("B")), (1, said("A"))], ["B"]),
        ([(1, said("A")), (2, GONE)], []),
        ([(2, GONE), (1, said("A"))], []),
        ([(1, said("A")), (2, GONE), (3, said("C"))], ["C"]),
        ([(1, GONE)], []),
    ],
)
def test_newest_version_stands_whatever_the_order(
    skovde: Municipality, hjo: Municipality, sent: list[tuple[int, dict[str, Any]]], stands: list[str]
) -> None:
    arrive(hjo, (1, said("Hjos")))
    arrive(skovde, *sent)
    assert [title for _, title in held(municipality=skovde)] == stands
    assert held(municipality=hjo) == [("idea", "Hjos")]
    with in_region():
        assert OpenText.objects.filter(municipality=skovde).count() == 1


def test_what_is_gone_leaves_neither_words_nor_their_pieces(skovde: Municipality) -> None:
    arrive(skovde, (1, said("Hemligheten", text="Den som var öppen")))
    with in_region():
        keep_up()
        assert KIND.weighings.exclude(pieces=b"").count() == 1
    arrive(skovde, (2, GONE))
    with in_region():
        keep_up()
        row = OpenText.objects.values("gone", "kind", "title", "text", "path", "shown_since").get()
        assert row == {"gone": True, "kind": "", "title": "", "text": "", "path": "", "shown_since": None}
        assert not KIND.weighings.exclude(pieces=b"").exists()
        assert not any(bytes(texts).strip(b"\0") for texts in KIND.columns.values_list("texts", flat=True))
        assert compare(KIND) == Comparison(texts=0, pending=0, drift=0)


def test_index_follows_changed_texts(skovde: Municipality) -> None:
    show(skovde, *(said(f"Text {number}") for number in range(9)))
    arrive(skovde, (1, said("Bänkar")))
    with in_region():
        keep_up()
    arrive(skovde, (2, said("Cykelställ")))
    with in_region():
        assert compare(KIND).pending == 1
        keep_up()
        assert compare(KIND) == Comparison(texts=10, pending=0, drift=0)
        assert KIND.weighings.exclude(pieces=b"").count() == 10


@pytest.mark.parametrize("wrong", [{"path": "https://elsewhere.example/"}, {"kind": "member"}, {"shown_since": None}])
def test_what_no_open_page_says_is_refused(skovde: Municipality, wrong: dict[str, Any]) -> None:
    with in_region(), pytest.raises(IntegrityError), transaction.atomic():
        receive_texts(skovde, [Sent(str(uuid.uuid4()), 1, said("A", **wrong))])
    assert held() == []


def test_job_brings_the_index_up_to_date(skovde: Municipality, run_jobs: Any) -> None:
    arrive(skovde, (1, said("Bänkar")))
    assert run_jobs() == 1
    with in_region():
        assert KIND.weighings.count() == 1
