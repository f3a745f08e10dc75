"""The pages about benefit, as members meet them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.tenancy import in_municipality
from tenants.benefits.models import Alternative, Benefit, Case, EffectStep, Kind, Line, Measurement, Point
from tenants.ideas.models import Idea, Status
from tenants.trials.models import Effort, EffortKind
from tests.benefits.conftest import Place
from tests.factories.benefits import make_benefit, make_case, make_value
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
LINE = {
    "revision": 3,
    "kind": "financial",
    "direction": "gain",
    "text": "Färre resor",
    "low": "1 000,50",
    "likely": "2000",
    "high": "3 000",
    "per_year": "on",
    "years": 3,
}


@pytest.fixture
def coach(place: Place) -> Client:
    return sign_in(place.municipality, place.coach)


def test_chain_is_written_ordered_and_emptied(place: Place, coach: Client) -> None:
    path = f"/ideer/{place.idea.pk}/nytta/effektkedja/"
    first = {"revision": 0, "outputs-0-text": "Andra", "outputs-0-order": 2, "outputs-1-text": "Första"}
    assert coach.post(path, {**first, "outputs-1-order": 1, "outputs-1-assumption": "alla vill"}).status_code == 302
    with in_municipality(place.municipality):
        assert list(EffectStep.objects.values_list("text", "assumption")) == [("Första", "alla vill"), ("Andra", "")]
    assert coach.post(path, {"revision": 1, "outputs-0-text": "", "outputs-1-text": "Kvar"}).status_code == 302
    with in_municipality(place.municipality):
        assert list(EffectStep.objects.values_list("text", flat=True)) == ["Kvar"]


def test_line_takes_a_comma_and_spaces(place: Place, coach: Client) -> None:
    chosen = make_case(place.idea, municipality=place.municipality, actor=place.leader)
    path = f"/ideer/{place.idea.pk}/nytta/alternativ/{chosen.pk}/rad/"
    assert coach.post(path, LINE).status_code == 302
    with in_municipality(place.municipality):
        line = Line.objects.get(text="Färre resor")
        assert (str(line.low), str(line.high), line.unit) == ("1000.50", "3000.00", "kr")
    assert 'value="1000,5"' in coach.get(f"{path}{line.pk}/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": "-1"},
        {"low": "5000"},
        {"high": "1999"},
        {"likely": "många"},
        {"high": "9" * 40},
        {"high": "1e30"},
        {"high": "NaN"},
        {"years": "0"},
        {"years": "31"},
        {"years": ""},
        {"kind": "lycka"},
        {"kind": "quality"},
        {"text": "Anna 811218-9876"},
        {"text": "x" * 201},
        {"revision": "x"},
    ],
)
def test_wrong_numbers_are_told_and_nothing_is_saved(wrong: dict[str, str], place: Place, coach: Client) -> None:
    chosen = make_case(place.idea, municipality=place.municipality, actor=place.leader)
    path = f"/ideer/{place.idea.pk}/nytta/alternativ/{chosen.pk}/rad/"
    answer = coach.post(path, LINE | wrong)
    assert answer.status_code == 422
    assert "ds-error-summary" in answer.content.decode()
    with in_municipality(place.municipality):
        assert Line.objects.count() == 1
        assert Case.objects.get().revision == 3


def test_alternative_is_taken_away_after_a_question(place: Place, coach: Client) -> None:
    chosen = make_case(place.idea, municipality=place.municipality, actor=place.leader)
    path = f"/ideer/{place.idea.pk}/nytta/alternativ/{chosen.pk}/ta-bort/"
    assert coach.get(path).status_code == 200
    assert coach.post(path, {"revision": 3}).status_code == 302
    with in_municipality(place.municipality):
        assert [each.does_nothing for each in Alternative.objects.all()] == [True]


def test_member_without_the_right_reads_and_changes_nothing(place: Place) -> None:
    chosen = make_case(place.idea, municipality=place.municipality, actor=place.leader)
    client = sign_in(place.municipality, make_member(municipality=place.municipality))
    base = f"/ideer/{place.idea.pk}/nytta/"
    assert client.get(base).status_code == 200
    for path in ("effektkedja/", "kalkyl/", "alternativ/", f"alternativ/{chosen.pk}/rad/", "matt/"):
        assert (client.get(base + path).status_code, client.post(base + path, LINE).status_code) == (403, 403), path
    with in_municipality(place.municipality):
        assert (Line.objects.count(), Case.objects.get().revision) == (1, 3)


def test_what_is_in_use_is_no_longer_reckoned(place: Place, coach: Client) -> None:
    with in_municipality(place.municipality):
        Idea.objects.filter(pk=place.idea.pk).update(status=Status.IMPLEMENTED)
    answer = coach.get(f"/ideer/{place.idea.pk}/nytta/kalkyl/")
    assert (answer.status_code, answer["Location"]) == (302, f"/ideer/{place.idea.pk}/nytta/")


def test_owner_enters_a_value_and_corrects_it(place: Place) -> None:
    benefit = make_benefit(place.idea, municipality=place.municipality, receiving_owner=place.owner)
    client = sign_in(place.municipality, place.owner)
    path = f"/nytta/{benefit.key}/baseline/"
    sent: dict[str, Any] = {"value": "7,5", "ground": "measured", "how": "Räknat", "measured_on": clock.today()}
    assert client.post(path, {**sent, "saw": 0}).status_code == 302
    answer = client.post(path, {**sent, "value": "8", "saw": 0})
    assert answer.status_code == 409
    assert "Här står 7,5" in answer.content.decode()
    with in_municipality(place.municipality):
        first = Measurement.objects.get()
    assert client.post(path, {**sent, "value": "8", "saw": first.pk}).status_code == 302
    page = client.get(f"/ideer/{place.idea.pk}/nytta/").content.decode()
    assert "1 värde har rättats" in page


@pytest.mark.parametrize(
    "path",
    [
        "/nytta/{key}/nar-som-helst/",
        "/nytta/00000000-0000-4000-8000-000000000000/after/",
        "/ideer/{idea}/nytta/alternativ/0/",
    ],
)
def test_what_is_not_there_is_not_found(path: str, place: Place) -> None:
    benefit = make_benefit(place.idea, municipality=place.municipality)
    client = sign_in(place.municipality, place.leader)
    assert client.get(path.format(key=benefit.key, idea=place.idea.pk)).status_code == 404


def many(place: Place, count: int) -> None:
    """So many measures on as many ideas, each measured twice."""
    ideas = [make_idea(municipality=place.municipality, stage=2) for _ in range(min(count, 10))]
    with in_municipality(place.municipality):
        made = Benefit.objects.bulk_create(
            Benefit(
                idea=ideas[n % len(ideas)], kind=Kind.FINANCIAL, name=f"Mått {n}", unit="kr/år", created_at=clock.now()
            )
            for n in range(count)
        )
        Measurement.objects.bulk_create(
            Measurement(
                benefit=each,
                point=point,
                value=n,
                ground="measured",
                how="Räknat",
                measured_on=clock.today(),
                measured_by=place.leader,
                recorded_at=clock.now(),
            )
            for each in made
            for n, point in enumerate((Point.BASELINE, Point.AFTER))
        )


def statements(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_queries_do_not_grow_with_the_rows(place: Place) -> None:
    client = sign_in(place.municipality, place.leader)
    many(place, 10)
    paths = ("/nytta/", "/nytta/export.csv", "/nytta/?state=missing&confidence=C&sort=confidence")
    few = {path: statements(client, path) for path in paths}
    many(place, 990)
    assert {path: statements(client, path) for path in paths} == few


def test_overview_counts_by_kind_and_says_what_is_missing(place: Place) -> None:
    with in_municipality(place.municipality):
        Idea.objects.filter(pk=place.idea.pk).update(status=Status.IMPLEMENTED)
    facts: dict[str, Any] = {"municipality": place.municipality, "by": place.leader}
    proven = make_benefit(place.idea, municipality=place.municipality, target=12_000, receiving_owner=place.owner)
    for point, value in ((Point.BASELINE, 2_000), (Point.AFTER, 9_000)):
        make_value(proven, point, value, **facts)
    guess = make_benefit(place.idea, municipality=place.municipality, target=50_000)
    make_value(guess, Point.BASELINE, 0, **facts)
    make_idea(municipality=place.municipality, status="implemented")
    with in_municipality(place.municipality):
        Effort.objects.create(
            idea=place.idea,
            member=place.coach,
            day=clock.today(),
            kind=EffortKind.OTHER,
            kronor=3_500,
            entered_by=place.coach,
            entered_at=clock.now(),
        )
    page = " ".join(
        sign_in(place.municipality, place.leader).get("/nytta/").content.decode().replace("\xa0", " ").split()
    )
    assert "Av 2 genomförda idéer har 1 uppmätt nytta." in page
    assert "1 genomförd idé har inget som mäts." in page
    assert "1 mått har ingen mottagare i linjen." in page
    row = (
        page.split("Pengar")[-1].split("</tr>")[0]
        if "Pengar <span" not in page
        else page.split("Pengar <span")[1].split("</tr>")[0]
    )
    numbers = [cell.split("<")[0] for cell in row.split('">')[2:]]
    assert numbers == ["2", "60 000", "0", "7 000", "0", "50 000"]
    assert (
        "För 1 idé är både kostnaden och de vunna pengarna kända: 7 000 kronor per år för 3 500 nedlagda kronor" in page
    )


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Sparade resor", "Klagomål"}),
        ("?kind=quality", {"Klagomål"}),
        ("?confidence=C", {"Sparade resor"}),
        ("?q=klago", {"Klagomål"}),
        ("?mine=on", set()),
        ("?state=reached", {"Sparade resor"}),
        ("?kind=påhittat&page=99", {"Sparade resor", "Klagomål"}),
    ],
)
def test_filters_hold_for_page_and_file(query: str, names: set[str], place: Place) -> None:
    facts: dict[str, Any] = {"municipality": place.municipality, "by": place.leader}
    money = make_benefit(place.idea, municipality=place.municipality, target=5)
    make_value(money, Point.BASELINE, 1, **facts)
    make_value(money, Point.AFTER, 5, **facts)
    make_benefit(place.idea, municipality=place.municipality, kind=Kind.QUALITY, name="Klagomål", unit="st")
    client = sign_in(place.municipality, place.leader)
    for path in ("/nytta/", "/nytta/export.csv"):
        text = client.get(path + query).content.decode()
        assert {name for name in ("Sparade resor", "Klagomål") if name in text} == names, path


def test_gate_is_told_the_sums_and_the_measures(place: Place) -> None:
    chosen = make_case(place.idea, municipality=place.municipality, actor=place.coach, words="Sms")
    benefit = make_benefit(place.idea, municipality=place.municipality)
    make_value(benefit, Point.BASELINE, 1, municipality=place.municipality, by=place.leader)
    assert chosen.name == "Sms"
    page = sign_in(place.municipality, place.leader).get(f"/ideer/{place.idea.pk}/beslut/").content.decode()
    assert "Sms, jämfört med att inte göra något: 2 (1 till 3) kronor och 0 (0 till 0) frigjorda timmar." in page
    assert "Sparade resor: A – en gissning" in page


@pytest.mark.parametrize("kind", ["integration", "guest"])
def test_only_people_who_work_here_own_a_benefit(kind: str, place: Place) -> None:
    facts: dict[str, Any] = {"is_integration": True} if kind == "integration" else {"guest_of": place.idea.pk}
    other = make_member(municipality=place.municipality, name="Ingen som arbetar här", **facts)
    page = f"/ideer/{place.idea.pk}/nytta/matt/"
    client = sign_in(place.municipality, place.coach)
    assert "Ingen som arbetar här" not in client.get(page).text
    form = {"kind": "quality", "name": "Klagomål", "unit": "st", "direction": "less", "revision": "0"}
    assert client.post(page, form | {"receiving_owner": str(other.pk)}).status_code == 422
    with in_municipality(place.municipality):
        assert not Benefit.objects.exists()
