"""The follow-up as members meet it: who sees what, what is chosen, what it costs, and what nobody may learn."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.followup.rules import OPEN_TO_ALL
from tenants.followup.sections.all import PARTS
from tenants.ideas.models import Idea, Secrecy, Source
from tenants.people.models import Role
from tests.factories.challenges import make_unit
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
NOT_WORKLOAD = set(PARTS) - {"arbete"}
SEEN = {
    Role.EMPLOYEE: set(OPEN_TO_ALL),
    Role.AGENT: set(OPEN_TO_ALL),
    Role.REGISTRAR: set(OPEN_TO_ALL),
    Role.ADMINISTRATOR: set(OPEN_TO_ALL),
    Role.COACH: set(PARTS),
    Role.MANAGER: NOT_WORKLOAD,
    Role.INNOVATION_MANAGER: set(PARTS),
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_its_parts_and_no_others(role: Role, skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(role, municipality=skovde))
    page = client.get("/uppfoljning/").content.decode()
    for code, part in PARTS.items():
        expected = 200 if code in SEEN[role] else 403
        assert client.get(f"/uppfoljning/{code}/").status_code == expected, code
        assert (f'href="/uppfoljning/{code}/"' in page) is (expected == 200), code
        for key in part.tables if expected == 403 else ():
            assert client.get(f"/uppfoljning/{code}/{key}.csv").status_code == 403, key


def test_employee_sees_neither_names_nor_units_nor_their_files(skovde: Municipality) -> None:
    unit = make_unit("Bryggan", municipality=skovde)
    make_member(Role.COACH, municipality=skovde, name="Kaj Coach")
    for _n in range(6):
        make_idea(municipality=skovde, unit=unit, stage=1)
    client = sign_in(skovde, make_member(municipality=skovde))
    for path in ("", *(f"{code}/" for code in OPEN_TO_ALL)):
        page = client.get(f"/uppfoljning/{path}", {"unit": unit.pk}).content.decode()
        assert "Bryggan" not in page
        assert "Kaj Coach" not in page
    # Their choice of a unit narrows nothing: what a unit did cannot be told by its difference.
    page = client.get("/uppfoljning/flode/faser.csv", {"unit": unit.pk + 99}).content.decode()
    assert ";6;" in page
    assert client.get("/uppfoljning/flode/kammare.csv").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "2026-05-02", "until": "2026-05-01"},
        {"since": "i går"},
        {"until": "9999-12-31"},
        {"since": "0001-01-01"},
        {"since": "2998-01-01"},
    ],
)
def test_period_that_cannot_be_is_told_and_counts_nothing(asked: dict[str, str], skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(Role.MANAGER, municipality=skovde))
    for path in ("/uppfoljning/", "/uppfoljning/flode/", "/uppfoljning/flode/faser.csv"):
        answer = client.get(path, asked)
        assert answer.status_code == 422, path
        assert 'aria-invalid="true"' in answer.content.decode(), path


@pytest.mark.parametrize("name", ["unit", "source", "stage", "version"])
@pytest.mark.parametrize("value", ["999999", "x", "'; DROP TABLE", "\x00"])
def test_what_is_not_there_any_more_is_told_and_left_out(name: str, value: str, skovde: Municipality) -> None:
    make_idea(municipality=skovde)
    client = sign_in(skovde, make_member(Role.MANAGER, municipality=skovde))
    answer = client.get("/uppfoljning/flode/", {name: value})
    assert answer.status_code == 200
    assert "finns inte kvar" in answer.content.decode()
    assert ";1;" in client.get("/uppfoljning/flode/faser.csv", {name: value}).content.decode()


def test_filters_narrow_by_unit_tree_source_and_chamber(skovde: Municipality) -> None:
    above = make_unit("Förvaltningen", municipality=skovde)
    below = make_unit("Avdelningen", municipality=skovde, parent=above)
    other = make_unit("Annat", municipality=skovde)
    make_idea(municipality=skovde, unit=below, stage=2)
    make_idea(municipality=skovde, unit=above)
    make_idea(municipality=skovde, unit=other, source=Source.RESIDENT)
    client = sign_in(skovde, make_member(Role.MANAGER, municipality=skovde))

    def came(**asked: Any) -> str:
        lines = client.get("/uppfoljning/flode/faser.csv", asked).content.decode().splitlines()
        return lines[1].split(";")[1]

    with in_municipality(skovde):
        stage = Idea.objects.select_related("stage__model").get(unit=below).stage
    assert stage is not None
    assert came() == "3"
    assert came(unit=above.pk) == "2"
    assert came(unit=below.pk) == "1"
    assert came(source="resident") == "1"
    assert came(stage=stage.line) == "1"
    assert came(version=stage.model.version) == "1"
    assert came(since="2001-01-01", until="2001-12-31") == "0"


def test_figures_are_the_same_as_csv_and_for_excel(skovde: Municipality) -> None:
    for position in (1, 1, 3):
        make_idea(municipality=skovde, stage=position)
    client = sign_in(skovde, make_member(Role.COACH, municipality=skovde, name="Kaj Coach"))
    for code, part in PARTS.items():
        for key in part.tables:
            path = f"/uppfoljning/{code}/{key}.csv"
            lines = client.get(path).content.decode("utf-8-sig").splitlines()
            book = openpyxl.load_workbook(io.BytesIO(client.get(path, {"format": "xlsx"}).content))
            rows = list(book.worksheets[0].iter_rows(values_only=True))
            assert len(rows) == len(lines), path
            assert rows[0] == tuple(cell.strip('"') for cell in lines[0].split(";")), path
    chambers = client.get("/uppfoljning/flode/kammare.csv").content.decode().splitlines()
    assert [line.split(";")[1:] for line in chambers[1:4]] == [["3", "2"], ["1", "0"], ["1", "1"]]


def test_whistle_blowing_is_counted_for_nobody(skovde: Municipality) -> None:
    make_idea(municipality=skovde, secrecy=Secrecy.CLOSED)
    make_idea(municipality=skovde)
    client = sign_in(skovde, make_member(Role.INNOVATION_MANAGER, municipality=skovde))
    assert ";1;" in client.get("/uppfoljning/kallor/kallor.csv").content.decode()


def test_figures_of_one_municipality_are_not_another_s_also_when_kept(skovde: Municipality, hjo: Municipality) -> None:
    for _n in range(7):
        make_idea(municipality=skovde)
    make_idea(municipality=hjo)
    clients = [sign_in(place, make_member(Role.MANAGER, municipality=place)) for place in (skovde, hjo)]
    for _again in range(2):
        found = [client.get("/uppfoljning/flode/faser.csv").content.decode().splitlines()[1] for client in clients]
        assert [line.split(";")[1] for line in found] == ["7", "1"]


def test_kept_figures_follow_what_happens(skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(Role.MANAGER, municipality=skovde))
    for number in (1, 2):
        make_idea(municipality=skovde)
        assert f";{number};" in client.get("/uppfoljning/flode/faser.csv").content.decode()


def test_page_asks_as_often_with_many_ideas_as_with_few(skovde: Municipality) -> None:
    units = [make_unit(f"Enhet {number}", municipality=skovde) for number in range(3)]
    client = sign_in(skovde, make_member(Role.INNOVATION_MANAGER, Role.COACH, municipality=skovde))
    paths = ["/uppfoljning/", *(f"/uppfoljning/{code}/" for code in PARTS)]
    for number in range(10):
        make_idea(municipality=skovde, unit=units[number % 3], stage=1 + number % 5)
    few = [_statements(client, path) for path in paths]
    with in_municipality(skovde):
        model = Idea.objects.order_by("pk").first()
        assert model is not None
        fields = {f.attname: getattr(model, f.attname) for f in Idea._meta.concrete_fields if not f.primary_key}
        at = clock.now() - dt.timedelta(days=1)
        own = ("key", "submission_key", "registry_number", "diary_number", "received_at")
        Idea.objects.bulk_create(
            Idea(
                **{name: value for name, value in fields.items() if name not in own},
                registry_number=f"X {number}",
                diary_number=10_000 + number,
                received_at=at,
            )
            for number in range(1000)
        )
    assert [_statements(client, path) for path in paths] == few


def _statements(client: Any, path: str) -> int:
    caches["local"].clear()
    client.get(path)
    caches["local"].clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
