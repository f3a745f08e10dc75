"""Reports of what the content policy blocked."""

import json

import pytest
from django.test import RequestFactory

from sluss.web import policy_reports


@pytest.fixture(autouse=True)
def _from_nothing() -> None:
    policy_reports.counted.clear()


def report(body: bytes) -> int:
    request = RequestFactory().post("/csp/", data=body, content_type="application/csp-report")
    return policy_reports.receive(request).status_code


@pytest.mark.parametrize(
    ("directive", "counted_as"),
    [
        ("script-src-elem", "script-src"),
        ("style-src-attr", "style-src"),
        ("img-src", "img-src"),
        ("made-up\nline", "other"),
        ("", "other"),
    ],
)
def test_report_is_counted_by_the_directive_of_our_policy(directive: str, counted_as: str) -> None:
    assert report(json.dumps({"csp-report": {"effective-directive": directive}}).encode()) == 204
    assert dict(policy_reports.counted) == {counted_as: 1}


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b'{"csp-report": 1}', b"x" * 100_000])
def test_anything_may_be_sent_and_does_no_harm(body: bytes) -> None:
    assert report(body) == 204
    assert dict(policy_reports.counted) == {"other": 1}


def test_flood_is_counted_whole_but_fills_no_log(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(1000):
        assert report(b"{}") == 204
    assert policy_reports.counted["other"] == 1000
    assert [record.getMessage().split()[-4] for record in caplog.records] == [f"({2**n}" for n in range(10)]
