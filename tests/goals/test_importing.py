"""Goals from a file: every row is judged and shown, and either all of them are written in or none."""

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.goals.importing.bring_in import RowsRefused, bring_in
from tenants.goals.importing.judging import judge
from tenants.goals.importing.reading import MOST, ReadRow, read_goals
from tenants.goals.models import Goal, Kind
from tenants.goals.save_goal import state_of_goal
from tenants.organisation.models import Authority, Unit
from tenants.people.models import Member, Role
from tests.factories.goals import make_goal
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
HEADER = "Nummer i planen;Mål;Slag;Beslutat i;Från år;Till år;Del av;Ansvarig enhet"
PAGE = "/mal/importera/"
ClientOf = Callable[..., Client]


@pytest.fixture
def manager(skovde: Municipality) -> Member:
    return make_member(Role.INNOVATION_MANAGER, municipality=skovde)


@pytest.fixture
def authority(skovde: Municipality) -> str:
    with in_municipality(skovde):
        return Authority.objects.get(is_default=True).name


def rows_of(*lines: str, header: str = HEADER) -> list[ReadRow]:
    return read_goals(io.BytesIO("\n".join([header, *lines]).encode())).rows


def file_of(*lines: str, header: str = HEADER) -> SimpleUploadedFile:
    return SimpleUploadedFile("mal.csv", "\n".join([header, *lines]).encode())


def test_plan_is_looked_at_and_then_written_in_with_its_tree(
    manager: Member, authority: str, skovde: Municipality
) -> None:
    with in_municipality(skovde):
        Unit.objects.create(name="Hemvården", authority=Authority.objects.get(is_default=True))
    client = sign_in(skovde, manager)
    # What lies below may stand first in the file.
    lines = [f"KF 1.1;Svar inom fem dagar;Uppdrag;{authority};2026;2027;KF 1;Hemvården"]
    lines += [f"KF 1;Kortare väntan;Mål;{authority};2026;2027;;", f"KF 2;Ett ordentligt mål;;{authority};2027;;;"]
    preview = client.post(PAGE, {"file": file_of(*lines)})
    assert (preview.status_code, "Skriv in 3 mål" in preview.text) == (200, True)
    with in_municipality(skovde):
        assert not Goal.objects.exists()
    signed = re.findall(r'name="rows" value="([^"]+)"', preview.text)[0]
    assert client.post(PAGE, {"rows": signed})["Location"] == "/mal/"
    with in_municipality(skovde):
        found = {goal.code: goal for goal in Goal.objects.select_related("parent", "unit")}
        low = found["KF 1.1"]
        assert (low.kind, low.parent, str(low.unit)) == (Kind.ASSIGNMENT, found["KF 1"], "Hemvården")
        assert (found["KF 2"].year_from, found["KF 2"].year_to, found["KF 2"].parent) == (2027, 2027, None)
        assert Event.objects.filter(subject="goal", kind="added").count() == 3
    again = client.post(PAGE, {"file": file_of(*lines)})
    assert "Alla finns redan" in again.text
    assert client.post(PAGE, {"rows": signed}).status_code == 302
    with in_municipality(skovde):
        assert Goal.objects.count() == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (";Utan nummer;;{a};2026;;;", "Numret i planen saknas."),
        ("KF 1;;;{a};2026;;;", "Målet saknas."),
        ("KF 1;Mål;Önskan;{a};2026;;;", "”Önskan” är varken ett mål eller ett uppdrag."),
        ("KF 1;Mål;;;2026;;;", "Vem som har beslutat det saknas."),
        ("KF 1;Mål;;Månnämnden;2026;;;", "”Månnämnden” finns inte här."),
        ("KF 1;Mål;;{a};26;;;", "Skriv årtalet med fyra siffror."),
        ("KF 1;Mål;;{a};٢٠٢٦;;;", "Skriv årtalet med fyra siffror."),
        ("KF 1;Mål;;{a};" + "9" * 5000 + ";;;", "Skriv årtalet med fyra siffror."),
        ("KF 1;Mål;;{a};2027;2026;;", "Perioden kan inte ta slut innan den börjar."),
        ("KF 1;Mål;;{a};2026;;KF 9;", "Det finns inget gällande mål med numret KF 9 de åren."),
        (
            "KF 1;Mål;;{a};2026;;KF 1;",
            "Ett mål kan inte vara en del av sig självt eller av något som ligger under det.",
        ),
        ("KF 1;Mål;;{a};2026;;;Okända enheten", "”Okända enheten” finns inte här."),
        ("KF 1;" + "m" * 201 + ";;{a};2026;;;", "En text är längre än 200 tecken."),
        ("K" * 21 + ";Mål;;{a};2026;;;", "En text är längre än 20 tecken."),
    ],
)
def test_faulty_row_is_shown_with_what_is_wrong_and_nothing_is_written_in(
    manager: Member, authority: str, skovde: Municipality, line: str, said: str
) -> None:
    client = sign_in(skovde, manager)
    sound = f"KF 7;Ett helt mål;;{authority};2026;;;"
    answer = client.post(PAGE, {"file": file_of(sound, line.format(a=authority))})
    assert (answer.status_code, 'name="rows"' in answer.text) == (422, False)
    assert said in answer.text
    with in_municipality(skovde):
        rows = rows_of(sound, line.format(a=authority))
        assert [bool(row.problems) for row in judge(rows)] == [False, True]
        with pytest.raises(RowsRefused):
            bring_in(rows, actor=manager)
        assert not Goal.objects.exists()


def test_rows_that_contradict_each_other_are_all_told(manager: Member, authority: str, skovde: Municipality) -> None:
    with in_municipality(skovde):
        judged = judge(
            rows_of(
                f"KF 1;Ett;;{authority};2026;;KF 2;",
                f"KF 2;Två;;{authority};2026;;KF 1;",
                f"KF 3;Tre;;{authority};2026;;;",
                f"kf 3;Tre igen;;{authority};2026;;;",
                f"KF 4;Fyra;;{authority};2026;;KF 3;",
                f"KF 5;Fem;;{authority};2027;;;",
            )
        )
    assert [len(row.problems) for row in judged] == [1, 1, 0, 1, 1, 0]


def test_goal_hangs_on_one_in_force_whose_years_meet_its_own(
    manager: Member, authority: str, skovde: Municipality
) -> None:
    old = make_goal(municipality=skovde, code="KF 1", year_from=2020, year_to=2022)
    now = make_goal(municipality=skovde, code="KF 1", year_from=2025, year_to=2027)
    gone = make_goal(municipality=skovde, code="KF 3", year_from=2025, year_to=2027, status="archived")
    with in_municipality(skovde):
        placed, lost = judge(
            rows_of(f"KF 1.1;Under;;{authority};2026;;KF 1;", f"KF 3.1;Under det gamla;;{authority};2026;;KF 3;")
        )
    assert (placed.above, placed.problems) == (now, [])
    assert (lost.above, len(lost.problems)) == (None, 1)
    assert old.pk != now.pk != gone.pk


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.INNOVATION_MANAGER, Role.ADMINISTRATOR}))
def test_others_write_nothing_in(authority: str, skovde: Municipality, role: Role) -> None:
    member = make_member(role, municipality=skovde)
    client = sign_in(skovde, member)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"file": file_of(f"KF 1;Mål;;{authority};2026;;;")}).status_code == 403
    with in_municipality(skovde):
        with pytest.raises(NotAllowed):
            bring_in(rows_of(f"KF 1;Mål;;{authority};2026;;;"), actor=member)
        assert not Goal.objects.exists()


def test_what_was_looked_at_opens_nothing_for_another(
    manager: Member, authority: str, skovde: Municipality, hjo: Municipality
) -> None:
    preview = sign_in(skovde, manager).post(PAGE, {"file": file_of(f"KF 1;Mål;;{authority};2026;;;")})
    signed = re.findall(r'name="rows" value="([^"]+)"', preview.text)[0]
    stranger = sign_in(hjo, make_member(Role.INNOVATION_MANAGER, municipality=hjo))
    assert stranger.post(PAGE, {"rows": signed})["Location"] == PAGE
    assert sign_in(skovde, manager).post(PAGE, {"rows": f"{signed}x"})["Location"] == PAGE
    for place in (skovde, hjo):
        with in_municipality(place):
            assert not Goal.objects.exists()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (file_of("KF 1;Mål", header="Nummer;Mål"), "Dessa kolumner saknas: Beslutat i, Från år."),
        (SimpleUploadedFile("m.csv", b""), "tom"),
        (SimpleUploadedFile("m.pdf", b"%PDF-1.7 x"), "PDF"),
        (file_of(*[f"KF {n};Mål;;KS;2026;;;" for n in range(MOST + 1)]), "Högst 500 mål"),
    ],
)
def test_file_that_cannot_be_used_says_why(
    manager: Member, skovde: Municipality, file: SimpleUploadedFile, said: str
) -> None:
    answer = sign_in(skovde, manager).post(PAGE, {"file": file})
    assert (answer.status_code, said in answer.text) == (422, True)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_list_taken_out_can_be_taken_in_elsewhere(
    manager: Member, skovde: Municipality, hjo: Municipality, language: str, form: str
) -> None:
    """A plan goes round: what is taken out in either language and format is understood when it is taken in."""
    top = make_goal(municipality=skovde, code="KF 1", title="Kortare väntan")
    make_goal(municipality=skovde, code="KF 1.1", title="Svar inom fem dagar", parent=top, kind="assignment")
    with in_municipality(skovde):
        Member.objects.filter(pk=manager.pk).update(language=language)
    client = sign_in(skovde, manager)
    client.cookies["django_language"] = language
    content = client.get("/mal/export.csv", {"format": form}, headers={"accept-language": language}).content
    if form == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].max_row == 3
    with in_municipality(skovde):
        name = Authority.objects.get(pk=top.authority_id).name
    with in_municipality(hjo):
        Authority.objects.get_or_create(name=name)
        judged = judge(read_goals(io.BytesIO(content)).rows)
    assert [row.problems for row in judged] == [[], []]
    assert [(row.code, row.kind) for row in judged] == [("KF 1", "goal"), ("KF 1.1", "assignment")]
    assert judged[1].above is judged[0]


def test_preview_takes_as_many_statements_for_ten_rows_as_for_hundreds(
    manager: Member, authority: str, skovde: Municipality
) -> None:
    client, counts = sign_in(skovde, manager), []
    for number in (10, 400):
        lines = [f"KF {n};Mål {n};;{authority};2026;;{f'KF {n - 1}' if n else ''};" for n in range(number)]
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert client.post(PAGE, {"file": file_of(*lines)}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_other_persons_change_stands_beside_ones_own(manager: Member, skovde: Municipality) -> None:
    goal = make_goal(municipality=skovde, code="KF 1", title="Kortare väntan")
    client, path = sign_in(skovde, manager), f"/mal/{goal.pk}/andra/"
    opened = client.get(path).context["form"].initial
    form = {name: "" if value is None else value for name, value in opened.items()}
    assert client.post(path, form | {"title_sv": "Deras ord", "year_to": 2031}).status_code == 302
    mine = client.post(path, form | {"title_sv": "Mina ord"})
    assert mine.status_code == 409
    shown = {str(one.label): (one.before, one.after) for one in mine.context["differences"]}
    assert shown == {
        "Målet på svenska": ("Deras ord", "Mina ord"),
        "Till år": ("2031", str(form["year_to"])),
    }
    with in_municipality(skovde):
        assert Goal.objects.get().title_sv == "Deras ord"
        now = state_of_goal(Goal.objects.get())
    assert f'value="{now}"' in mine.text
    assert client.post(path, form | {"title_sv": "Mina ord", "seen": now}).status_code == 302
    with in_municipality(skovde):
        assert Goal.objects.get().title_sv == "Mina ord"
        with pytest.raises(NotPossible):
            read_goals(io.BytesIO(b""))
