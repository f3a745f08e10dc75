"""The door in: messages from the region have their effect once, in order, and a bad one stops nothing."""

import datetime as dt
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from sluss import clock
from sluss.outbox.inbound import send_message
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.tenancy.models import RegionalMessage
from tenants.reporting import inbound
from tenants.reporting.models import AppliedMessage, Notice
from tenants.reporting.notices import current_notices
from tenants.reporting.tasks import sweep
from tests.factories.jobs import waiting
from tests.factories.people import make_member, sign_in
from tests.factories.transactions import rolled_back

pytestmark = pytest.mark.django_db


def send(municipality: Municipality, key: str, title: str, version: int = 1, kind: str = "notice") -> bool:
    payload = {"title": title, "text": "Kom och var med.", "shown_until": None}
    return send_message(municipality=municipality, kind=kind, key=key, payload=payload, version=version)


def titles(municipality: Municipality) -> list[str]:
    with in_municipality(municipality):
        return [notice.title for notice in Notice.objects.order_by("id")]


def states() -> list[tuple[str, str]]:
    with in_region():
        return list(RegionalMessage.objects.order_by("id").values_list("key", "state"))


def test_message_has_its_effect_in_its_municipality_alone(
    skovde: Municipality, hjo: Municipality, run_jobs: Callable[[], int]
) -> None:
    assert send(skovde, "a", "Nätverksträff")
    assert run_jobs() == 1
    assert (titles(skovde), titles(hjo)) == (["Nätverksträff"], [])
    assert states() == [("a", "applied")]


def test_same_message_twice_is_one(skovde: Municipality, run_jobs: Callable[[], int]) -> None:
    assert send(skovde, "a", "Nätverksträff")
    assert not send(skovde, "a", "Nätverksträff")
    assert len(waiting("reporting.apply_messages")) == 1
    run_jobs()
    assert titles(skovde) == ["Nätverksträff"]


def test_later_version_replaces_and_an_older_that_comes_late_does_not(
    skovde: Municipality, run_jobs: Callable[[], int]
) -> None:
    send(skovde, "a", "Två", version=2)
    send(skovde, "a", "Tre", version=3)
    run_jobs()
    send(skovde, "a", "Ett", version=1)
    run_jobs()
    assert titles(skovde) == ["Tre"]
    assert {state for _, state in states()} == {"applied"}


def test_message_that_cannot_be_applied_is_marked_and_stops_nothing(
    skovde: Municipality, run_jobs: Callable[[], int], caplog: pytest.LogCaptureFixture
) -> None:
    send(skovde, "a", "x" * 121)
    send(skovde, "b", "Okänd", kind="nobody_knows_this")
    send(skovde, "c", "Nätverksträff")
    run_jobs()
    assert titles(skovde) == ["Nätverksträff"]
    assert states() == [("a", "failed"), ("b", "failed"), ("c", "applied")]
    with in_municipality(skovde):
        assert [mark.key for mark in AppliedMessage.objects.all()] == ["c"]
    assert "could not be applied in skovde" in caplog.text


def test_stop_before_the_region_knows_repeats_nothing(
    skovde: Municipality, monkeypatch: pytest.MonkeyPatch, run_jobs: Callable[[], int]
) -> None:
    send(skovde, "a", "Nätverksträff")
    with monkeypatch.context() as stopped, in_municipality(skovde):
        stopped.setattr(inbound, "_mark", _stop)
        with pytest.raises(KeyboardInterrupt):
            inbound.apply(str(skovde.key))
    with in_municipality(skovde):
        Notice.objects.update(title="Rättad för hand")
    assert states() == [("a", "waiting")]
    run_jobs()
    assert titles(skovde) == ["Rättad för hand"]
    assert states() == [("a", "applied")]


def test_database_that_is_away_is_no_fault_of_the_message(
    skovde: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(skovde, "a", "Nätverksträff")
    monkeypatch.setattr(inbound, "_apply_once", _away)
    with pytest.raises(OperationalError):
        inbound.apply(str(skovde.key))
    assert states() == [("a", "waiting")]


def test_rolled_back_act_sends_nothing(skovde: Municipality) -> None:
    with rolled_back():
        send(skovde, "a", "Nätverksträff")
    assert (states(), waiting()) == ([], [])


def test_sweep_asks_again_for_what_still_waits(
    skovde: Municipality, hjo: Municipality, run_jobs: Callable[[], int]
) -> None:
    with in_region():
        RegionalMessage.objects.create(
            municipality=hjo,
            kind="notice",
            key="a",
            payload={"title": "Hej", "text": "Hej"},
            created_at=clock.now(),
        )
        sweep()
    assert waiting("reporting.apply_messages") == [{"municipality_key": str(hjo.key)}]
    run_jobs()
    assert titles(hjo) == ["Hej"]


def test_current_notices_are_new_and_not_past_their_day(in_skovde: Municipality) -> None:
    now, today = clock.now(), clock.today()
    day = dt.timedelta(days=1)
    for key, published, until in (
        ("old", now - 31 * day, None),
        ("over", now - 2 * day, today - day),
        ("last day", now - 3 * day, today),
        ("open", now - day, None),
    ):
        Notice.objects.create(key=key, version=1, title=key, text="x", published_at=published, shown_until=until)
    assert [notice.key for notice in current_notices()] == ["open", "last day"]


def test_command_sends_to_the_municipalities_of_a_federation(
    skovde: Municipality, hjo: Municipality, uddevalla: Municipality, run_jobs: Callable[[], int]
) -> None:
    out = StringIO()
    call_command("send_notice", federation="skaraborg", title="Träff", text="På torsdag.", key="k", stdout=out)
    assert out.getvalue() == "key=k version=1 municipalities=2\n"
    run_jobs()
    assert (titles(skovde), titles(hjo), titles(uddevalla)) == (["Träff"], ["Träff"], [])


@pytest.mark.parametrize(
    ("whom", "title"), [({"municipality": "narnia"}, "Träff"), ({"municipality": "hjo"}, "x" * 121)]
)
def test_command_refuses_what_nobody_could_take(whom: dict[str, str], title: str, db: None) -> None:
    with pytest.raises(CommandError):
        call_command("send_notice", **whom, title=title, text="På torsdag.")
    assert (states(), waiting()) == ([], [])


def _stop(*args: object, **kwargs: object) -> None:
    raise KeyboardInterrupt


def _away(*args: object, **kwargs: object) -> None:
    raise OperationalError("the database is away")


def test_start_page_shows_notices_to_members_and_to_nobody_else(skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(skovde):
        Notice.objects.create(key="a", version=1, title="Träff <i>", text="På torsdag.", published_at=clock.now())
    page = sign_in(skovde, make_member(municipality=skovde)).get("/").content.decode()
    assert "Träff &lt;i&gt;" in page
    assert "På torsdag." in page
    assert "På torsdag." not in sign_in(skovde).get("/").content.decode()
    assert "På torsdag." not in sign_in(hjo, make_member(municipality=hjo)).get("/").content.decode()
