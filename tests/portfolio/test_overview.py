"""The analysts' overview and each federation's page: who sees them, what they hold, what they cost."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.test import Client

from shared.portfolio.models import OverviewVisit
from sluss import clock
from sluss.clock import STOCKHOLM
from sluss.registry.models import Domain, Municipality
from sluss.tenancy import in_region
from tests.factories.facts import fact, make_facts, make_way
from tests.factories.people import make_account, sign_in
from tests.portfolio.test_pages import analyst, queries, text

pytestmark = pytest.mark.django_db
OVERVIEW, SKARABORG = "/oversikt/", "/forbund/skaraborg/"
CSV = tuple(f"/oversikt/{name}.csv" for name in ("forandringar", "karta", "tid", "bruk", "loften"))
# Without a name, or here without a row.
NAMELESS = CSV[2:]
DAY = dt.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _one_factor(settings: LazySettings) -> None:
    settings.SECOND_FACTOR_FOR_REGION = False


@pytest.fixture
def everything(db: None) -> Client:
    return sign_in(None, account=analyst(None))


def at(day: int) -> dt.datetime:
    return dt.datetime(2026, 10, day, 12, tzinfo=STOCKHOLM)


@pytest.mark.parametrize("path", [OVERVIEW, SKARABORG, *CSV])
def test_visitors_sign_in_and_strangers_find_nothing(path: str, skovde: Municipality) -> None:
    make_facts(fact(skovde))
    assert sign_in(None).get(path)["Location"] == f"/konto/login/?next={path}"
    assert "Skövde" not in text(sign_in(None, account=make_account()), path, 404)
    with in_region():
        assert not OverviewVisit.objects.exists()


def test_analyst_of_one_federation_sees_nothing_of_the_other(skovde: Municipality, uddevalla: Municipality) -> None:
    make_facts(fact(skovde), *(fact(uddevalla, phase="test") for _ in range(9)))
    # Somebody who may see everything was here just before, and what was drawn for them is kept.
    for path in (OVERVIEW, "/forbund/fyrbodal/", *CSV):
        page = text(sign_in(None, account=analyst(None)), f"{path}?changed_since=2026-01-01")
        assert "Uddevalla" in page or path in NAMELESS
    client = sign_in(None, account=analyst(skovde.federation))
    for path in (OVERVIEW, SKARABORG, *CSV):
        page = text(client, f"{path}?changed_since=2026-01-01")
        assert "Uddevalla" not in page
        assert "Fyrbodal" not in page
    text(client, "/forbund/fyrbodal/", 404)
    text(client, "/forbund/narnia/", 404)
    assert "Uddevalla" not in text(client, f"{OVERVIEW}?federation=fyrbodal", 422)
    assert "Uddevalla" not in text(client, f"{CSV[0]}?federation=fyrbodal", 422)


def test_federation_s_page_counts_its_municipalities_alone(
    skovde: Municipality, uddevalla: Municipality, everything: Client
) -> None:
    make_facts(fact(skovde), fact(uddevalla), fact(uddevalla))
    assert "Av 3 idéer" in text(everything, OVERVIEW)
    page = text(everything, SKARABORG)
    assert "Av 1 idé " in page
    assert "Uddevalla" not in page
    assert "/oversikt/karta.csv?federation=skaraborg" in page
    assert "style=" not in page


def test_overview_tells_what_happened_since_the_last_visit(skovde: Municipality, everything: Client) -> None:
    make_facts(fact(skovde, received_on=dt.date(2026, 8, 1)), fact(skovde, received_on=dt.date(2026, 10, 7)))
    with clock.held_at(at(5)):
        first = text(everything, OVERVIEW)
        assert "Du har inte varit här förut" in first
    with clock.held_at(at(9)):
        assert "1 idé kom in." in text(everything, OVERVIEW)
        again = text(everything, OVERVIEW)
    assert "Sedan du var här sist" in again
    assert "5 oktober 2026" in again
    assert "1 idé kom in." in again
    with in_region():
        visit = OverviewVisit.objects.get()
    assert (visit.before_on, visit.latest_on) == (dt.date(2026, 10, 5), dt.date(2026, 10, 9))


def test_day_can_be_chosen(skovde: Municipality, everything: Client) -> None:
    make_facts(fact(skovde), fact(skovde, received_on=dt.date(2026, 8, 1)))
    with clock.held_at(at(9)):
        page = text(everything, f"{OVERVIEW}?changed_since=2026-08-01")
    assert "Sedan den" in page
    assert "2 idéer kom in." in page


def test_new_fact_is_seen_at_once(skovde: Municipality, everything: Client) -> None:
    make_facts(fact(skovde))
    assert "Av 1 idé " in text(everything, OVERVIEW)
    make_facts(fact(skovde))
    assert "Av 2 idéer" in text(everything, OVERVIEW)


def test_kept_figures_are_drawn_anew_in_english(skovde: Municipality, everything: Client) -> None:
    make_facts(fact(skovde))
    assert "Av 1 idé " in text(everything, OVERVIEW)
    everything.cookies["django_language"] = "en"
    page = everything.get(OVERVIEW, headers={"accept-language": "en"}).content.decode()
    assert "How far ideas have come" in page


def test_nothing_to_count_says_what_to_do(everything: Client) -> None:
    assert "Inget att räkna än" in text(everything, OVERVIEW)


def test_files_hold_what_the_figures_show(skovde: Municipality, everything: Client) -> None:
    for late in range(5):
        made = make_facts(fact(skovde, phase="test", answered_on=DAY))[0]
        left = DAY + dt.timedelta(days=6 + late)
        make_way(made, ("capture", DAY, left, DAY + dt.timedelta(days=7)), ("test", left, None, None))
    lines = [text(everything, f"{path}?changed_since=2026-10-01").splitlines() for path in CSV]
    assert lines[0][1] == "Skaraborgs kommunalförbund;Skövde;2026-10-01;5;5;5;0;0"
    assert "1496;Skövde;Skaraborgs kommunalförbund;Testa" in lines[1]
    assert lines[2][1] == "Fånga;5;7;8;9;7"
    assert lines[2][2] == "Förstå;;;;;"
    assert lines[3][1] == "2026-10;1"
    assert lines[4][1] == "Skaraborgs kommunalförbund;Skövde;5;2;40"


def test_visitor_reads_no_number_of_a_municipality(skovde: Municipality, hjo: Municipality) -> None:
    before = text(sign_in(None), "/")
    make_facts(*(fact(skovde) for _ in range(7)), fact(hjo, phase="spread", status="implemented"))
    assert text(sign_in(None), "/") == before


def test_home_has_map_anchors_and_the_way_in(skovde: Municipality, everything: Client) -> None:
    page = text(sign_in(None), "/")
    assert 'role="img"' in page
    assert 'id="skovde"' in page
    assert 'href="#skaraborg"' in page
    assert SKARABORG not in page
    assert SKARABORG in text(everything, "/")


@pytest.mark.parametrize("path", [OVERVIEW, SKARABORG, *CSV])
def test_page_costs_the_same_for_many_ideas_and_municipalities(
    path: str, skovde: Municipality, everything: Client
) -> None:
    make_facts(*(fact(skovde) for _ in range(10)))
    everything.get(path)
    make_facts(fact(skovde))
    few = queries(everything, path)
    make_facts(*(fact(skovde) for _ in range(990)))
    with in_region():
        for number in range(100, 127):
            made = Municipality.objects.create(
                code=f"9{number}",
                name=f"Kommun {number}",
                slug=f"k{number}",
                schema_name=f"k{number}",
                federation=skovde.federation,
                state="ready",
            )
            Domain.objects.create(domain=f"k{number}.localhost", tenant=made, is_primary=True)
    make_facts(*(fact(one) for one in Municipality.objects.filter(slug__startswith="k")))
    assert queries(everything, path) == few
    assert few <= 20


def test_kept_overview_asks_for_no_facts(skovde: Municipality, everything: Client) -> None:
    make_facts(fact(skovde))
    cold = queries(everything, OVERVIEW)
    everything.get(OVERVIEW)
    assert queries(everything, OVERVIEW) < cold - 3
