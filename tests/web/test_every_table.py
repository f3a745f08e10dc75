"""Every table of rows can be taken out as CSV and for Excel, as it was narrowed, however large it is."""

import hashlib
import re
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote
from uuid import uuid4
from weakref import WeakSet

import openpyxl
import pytest
from django.db import connection
from django.db.models import Model
from django.template import engines
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.web.csv_response import csv_response
from sluss.web.table_file import IN_MEMORY
from sluss.web.xlsx_response import xlsx_response
from tenants.benefits import measured
from tenants.benefits.views import overview
from tenants.goals import rows as goal_rows
from tenants.goals.views import listing
from tenants.ideas.models import Idea
from tenants.influence import follow_up
from tenants.influence.subjects import find
from tenants.influence.views import office
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tests.factories.benefits import make_benefit
from tests.factories.goals import make_goal
from tests.factories.ideas import make_idea
from tests.factories.influence import make_session
from tests.factories.people import make_account, make_member, sign_in
from tests.isolation.routes import IN_MUNICIPALITY
from tests.isolation.rows import For
from tests.isolation.test_url_matrix import address
from tests.isolation.world import plant

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROOT = Path(__file__).parents[2]
DOWNLOADS = re.compile(r"web/parts/downloads(_of)?\.html")
# Tables that are no list of rows to take home, and where a part's downloads stand.
PART = "stands on pages that have the downloads"
ONE_THING = "tells of one thing, not of many"
WITHOUT = {
    "goals/parts/table.html": PART,
    "ideas/parts/table.html": PART,
    "influence/parts/table.html": PART,
    "portfolio/parts/change_table.html": PART,
    "portfolio/parts/lines.html": PART,
    "portfolio/parts/promise_table.html": PART,
    "api/guide.html": ONE_THING,
    "api/integration.html": ONE_THING,
    "benefits/parts/calculation.html": ONE_THING,
    "benefits/parts/measure.html": ONE_THING,
    "influence/parts/checks.html": ONE_THING,
    "model_editor/version.html": ONE_THING,
    "trials/trial.html": ONE_THING,
    "web/parts/two_wordings.html": ONE_THING,
    "decisions/record_pdf.html": "a document",
    "mail/layout.html": "the frame of a letter",
    "assessment/distribute.html": "a form; the overview has the figures as a file",
    "imports/columns.html": "a form",
    "assessment/queue.html": "what waits for the reader alone, in an order drawn for the reader",
    "followup/views.html": "the reader's own bookmarks",
    "influence/panel.html": "residents are promised that nothing of theirs is left when they go",
    "influence/parts/inner.html": "residents are promised that nothing of theirs is left when they go",
    "mfa/webauthn/authenticator_list.html": "the reader's own keys",
}


def templates() -> dict[str, str]:
    folders = {Path(one) for engine in engines.all() for one in engine.template_dirs}
    own = [folder for folder in folders if folder.is_relative_to(ROOT) and ".venv" not in folder.parts]
    return {str(path.relative_to(folder)): path.read_text() for folder in own for path in folder.rglob("*.html")}


def test_every_template_with_a_table_offers_both_files_or_says_why_not() -> None:
    found = {name for name, text in templates().items() if "<table" in text and not DOWNLOADS.search(text)}
    assert found - set(WITHOUT) - {"web/figures/table.html"} == set()
    assert set(WITHOUT) - found == set()


def links(text: str) -> set[str]:
    return {unquote(one.replace("&amp;", "&")) for one in re.findall(r'href="([^"]+)"', text) if is_table(one)}


def is_table(path: str) -> bool:
    return path.split("?", maxsplit=1)[0].endswith((".csv", "/personer/fil/"))


def content(answer: Any) -> bytes:
    """Whole; a streamed answer of the client closes itself when it has been read."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.django_db
def test_every_download_on_every_page_answers_in_both_formats(skovde: Municipality) -> None:
    world = plant(skovde)
    client = sign_in(skovde, world.everything)
    seen: set[str] = set()
    for route, row in IN_MUNICIPALITY.items():
        if row.audience is For.MEMBER and row.page:
            seen |= links(client.get(address(route, row, world)).text)
    excel = {path for path in seen if "format=xlsx" in path}
    plain = {path.rstrip("?") for path in seen - excel}
    assert plain == {re.sub(r"[?&]format=xlsx$", "", path) for path in excel}
    assert len(plain) > 30
    for path in plain:
        assert client.get(path)["Content-Type"] == "text/csv; charset=utf-8", path
    for path in excel:
        assert client.get(path)["Content-Type"] == XLSX, path


@pytest.mark.django_db
def test_files_of_letters_and_units_follow_the_filter_and_hold_no_formula(skovde: Municipality) -> None:
    with in_municipality(skovde):
        for number, to in enumerate(("=1+1@example.org", "b@example.org")):
            state = Mail.State.FAILED if number else Mail.State.KEPT
            Mail.objects.create(to=to, subject="=cmd()", text="x", state=state, created_at="2026-07-01T22:30:00Z")
        make_member(municipality=skovde, show_role_only=True, account=make_account(email="skyddad@example.org"))
        Mail.objects.create(to="SKYDDAD@example.org", subject="Hemligt", text="x", created_at="2026-07-01T22:30:00Z")
    client = sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    lines = client.get("/utskick/export.csv", {"state": "kept"}).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert ";'=1+1@example.org;2026-07-02 00:30;" in lines[1]
    assert "skyddad@" not in client.get("/utskick/export.csv").text.casefold()
    assert client.get("/organisation/enheter/export.csv").status_code == 200
    assert sign_in(skovde, make_member(municipality=skovde)).get("/utskick/export.csv").status_code == 403


@pytest.mark.django_db
def test_large_file_is_one_statement_and_never_all_in_memory(skovde: Municipality) -> None:
    """20,000 rows of a list, which are some four megabytes as text and many times that as objects."""
    first = make_idea(municipality=skovde, stage=1, title="=Idé")
    client, counts = sign_in(skovde, make_member(*Role, municipality=skovde)), []
    with in_municipality(skovde):
        values: dict[str, Any] = {
            name: value
            for name, value in Idea.objects.values().get(pk=first.pk).items()
            if name not in ("id", "key", "submission_key", "registry_number", "diary_number")
        }
    for low, high in ((0, 100), (100, 20_000)):
        with in_municipality(skovde):
            Idea.objects.bulk_create(
                [Idea(**values, registry_number=f"KS 2020/{n:05d}", diary_number=n + 100) for n in range(low, high)],
                batch_size=2000,
            )
        content(client.get("/ideer/export.csv"))
        with CaptureQueriesContext(connection) as queries:
            tracemalloc.start()
            answer = client.get("/ideer/export.csv")
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert answer.streaming
    assert len(content(answer)) > IN_MEMORY
    assert peak < 6 * IN_MEMORY


@dataclass(frozen=True)
class File:
    """A list as a file: the module that reads its rows a chunk at a time, and the one whose `cells` writes a row."""

    path: str
    reads: ModuleType
    writes: ModuleType
    cells: str
    first: Callable[[Municipality, Member], Model]
    of: Callable[[Any], Model]
    own: Callable[[int], dict[str, Any]] = lambda _number: {}


def _benefit(municipality: Municipality, _member: Member) -> Model:
    return make_benefit(make_idea(municipality=municipality, stage=1), municipality=municipality)


def _new_key(_number: int) -> dict[str, Any]:
    return {"key": uuid4()}


def _session(municipality: Municipality, member: Member) -> Model:
    idea = make_idea(municipality=municipality, stage=1)
    with in_municipality(municipality):
        subject = find(f"ide-{idea.pk}", member=member)
    return make_session(municipality=municipality, actor=member, subject=subject)


FILES = {
    "benefits": File("/nytta/export.csv", measured, overview, "_row", _benefit, lambda row: row.benefit, _new_key),
    "sessions": File(
        "/inflytande/export.csv", follow_up, office, "_cells", _session, lambda row: row.session, _new_key
    ),
    "goals": File(
        "/mal/export.csv",
        goal_rows,
        listing,
        "_cells",
        lambda municipality, _member: make_goal(municipality=municipality),
        lambda row: row.goal,
        lambda number: {"code": f"9.{number}"},
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
def test_file_is_written_a_few_rows_at_a_time(name: str, skovde: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same statements for 10 rows as for 200, and never more than some chunks of them alive at once."""
    file, member = FILES[name], make_member(*Role, municipality=skovde)
    first, client = file.first(skovde, member), sign_in(skovde, member)
    alive: WeakSet[Model] = WeakSet()
    most = [0]
    write = getattr(file.writes, file.cells)

    def noted(row: Any) -> Any:
        alive.add(file.of(row))
        most[0] = max(most[0], len(alive))
        return write(row)

    monkeypatch.setattr(file.writes, file.cells, noted)
    monkeypatch.setattr(file.reads, "CHUNK", 20)
    counts = []
    for low, high in ((1, 10), (10, 200)):
        _copies(first, range(low, high), own=file.own, municipality=skovde)
        client.get(file.path)
        with CaptureQueriesContext(connection) as asked:
            lines = content(client.get(file.path)).decode("utf-8-sig").splitlines()
        counts.append((len(lines), len(asked)))
    assert counts == [(11, counts[0][1]), (201, counts[0][1])]
    assert most[0] < 60


def _copies(first: Model, numbers: range, *, own: Callable[[int], dict[str, Any]], municipality: Municipality) -> None:
    fields = [one for one in first._meta.concrete_fields if not one.primary_key and not one.generated]
    with in_municipality(municipality):
        values = {field.attname: getattr(first, field.attname) for field in fields}
        type(first)._default_manager.bulk_create([type(first)(**values | own(number)) for number in numbers])


def test_large_workbook_is_whole(tmp_path: Path) -> None:
    rows = ((n, hashlib.sha256(str(n).encode()).hexdigest()) for n in range(30_000))
    with closing(xlsx_response(name="prov", header=["a", "b"], rows=rows)) as answer:
        assert answer.streaming
        (tmp_path / "prov.xlsx").write_bytes(content(answer))
    with closing(openpyxl.load_workbook(tmp_path / "prov.xlsx", read_only=True)) as book:
        assert sum(1 for _row in book.worksheets[0].iter_rows()) == 30_001


def test_large_table_is_whole_and_says_what_it_is() -> None:
    with closing(csv_response(name="prov", header=["a", "b"], rows=([n, "x" * 100] for n in range(20_000)))) as answer:
        lines = content(answer).decode("utf-8-sig").splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("a;b", f"19999;{'x' * 100}", 20_001)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="prov-')
    assert answer["Cache-Control"] == "private, no-store"
