"""The regional pages: who sees them, what they hold and what they cost."""

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.accounts.models import Account, RegionalRole
from sluss.registry.models import Domain, Federation, Municipality
from sluss.tenancy import in_region
from tests.factories.facts import fact, make_facts
from tests.factories.people import make_account, sign_in

pytestmark = pytest.mark.django_db
FUNNEL, CSV = "/portfolj/", "/portfolj/portfolj.csv"


@pytest.fixture(autouse=True)
def _one_factor(settings: LazySettings) -> None:
    settings.SECOND_FACTOR_FOR_REGION = False


def analyst(*federations: Federation | None) -> Account:
    account = make_account()
    with in_region():
        for federation in federations:
            RegionalRole.objects.create(account=account, role=RegionalRole.Role.ANALYST, federation=federation)
    return account


@pytest.fixture
def everything(db: None) -> Client:
    return sign_in(None, account=analyst(None))


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_home_names_and_links_each_municipality(skovde: Municipality) -> None:
    page = text(sign_in(None), "/")
    for name in ("Skövde", "Hjo", "Uddevalla"):
        assert name in page
    assert 'href="http://skovde.localhost/"' in page
    assert page.index("Fyrbodals") < page.index("Uddevalla") < page.index("Skaraborgs") < page.index("Hjo")


@pytest.mark.parametrize("path", [FUNNEL, CSV])
def test_anonymous_is_sent_to_sign_in(path: str, db: None) -> None:
    response = sign_in(None).get(path)
    assert response.status_code == 302
    assert response["Location"] == f"/konto/login/?next={path}"


@pytest.mark.parametrize("path", [FUNNEL, CSV])
def test_account_without_role_is_a_stranger(path: str, skovde: Municipality) -> None:
    make_facts(fact(skovde))
    client = sign_in(None, account=make_account())
    assert "Skövde" not in text(client, path, 404)


@pytest.mark.parametrize("path", [FUNNEL, CSV])
def test_operator_is_no_analyst(path: str, db: None) -> None:
    account = make_account()
    with in_region():
        RegionalRole.objects.create(account=account, role=RegionalRole.Role.OPERATOR)
    text(sign_in(None, account=account), path, 404)


def test_pages_of_the_region_do_not_exist_in_a_municipality(skovde: Municipality) -> None:
    text(sign_in(skovde), FUNNEL, 404)


def test_funnel_shows_figure_table_and_conclusion(skovde: Municipality, everything: Client) -> None:
    make_facts(fact(skovde), fact(skovde, phase="test"), fact(skovde, phase="spread", status="implemented"))
    page = text(everything, FUNNEL)
    assert "Av 3 idéer har 2 testats eller kommit längre, 1 är genomförda och 0 avslutades med lärdom." in page
    assert 'role="img"' in page
    assert page.count('class="figure-track"') == 6
    assert "inkomna när som helst" in page
    assert "style=" not in page


def test_analyst_of_one_federation_sees_nothing_of_the_other(skovde: Municipality, uddevalla: Municipality) -> None:
    make_facts(fact(skovde), fact(uddevalla), fact(uddevalla))
    client = sign_in(None, account=analyst(skovde.federation))
    for path in (FUNNEL, CSV):
        page = text(client, path)
        assert "Skövde" in page
        assert "Uddevalla" not in page
        assert "Fyrbodal" not in page
    text(client, f"{FUNNEL}?federation=fyrbodal", 422)
    assert "Uddevalla" not in text(client, f"{CSV}?federation=fyrbodal", 422)


def test_filter_stands_in_the_address(skovde: Municipality, everything: Client) -> None:
    make_facts(fact(skovde, source="resident"), fact(skovde), fact(skovde))
    page = text(everything, f"{FUNNEL}?source=employee&since=2026-01-01&until=2026-12-31")
    assert "Av 2 idéer" in page
    assert "inkomna 2026-01-01 till 2026-12-31" in page
    assert 'value="2026-01-01"' in page
    assert "/portfolj/portfolj.csv?source=employee&amp;since=2026-01-01&amp;until=2026-12-31" in page


def test_period_that_ends_before_it_begins_is_told_and_kept(everything: Client) -> None:
    page = text(everything, f"{FUNNEL}?since=2026-12-31&until=2026-01-01", 422)
    assert "Perioden slutar innan den börjar." in page
    assert 'value="2026-12-31"' in page


def test_nothing_to_count_says_what_to_do(everything: Client) -> None:
    assert "Inget att räkna än" in text(everything, FUNNEL)


def test_csv_opens_in_a_spreadsheet_and_runs_nothing_there(skovde: Municipality, everything: Client) -> None:
    make_facts(fact(skovde, phase="develop"))
    with in_region():
        Municipality.objects.filter(slug="hjo").update(name="=1+1")
    response = everything.get(f"{CSV}?federation=skaraborg")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Kommunalförbund;Kommun;")
    assert lines[1] == "Skaraborgs kommunalförbund;'=1+1;0;0;0;0;0;0;0;0;0;0;0;0;0;0"
    assert lines[2] == "Skaraborgs kommunalförbund;Skövde;1;1;1;0;0;0;0;0;1;0;0;0;0;0"
    assert len(lines) == 3


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        text(client, path)
    return len(captured)


@pytest.mark.parametrize("path", ["/", FUNNEL, CSV])
def test_page_costs_the_same_for_many_ideas_and_municipalities(
    path: str, skovde: Municipality, everything: Client
) -> None:
    make_facts(*(fact(skovde) for _ in range(10)))
    everything.get(path)
    make_facts(fact(skovde))  # what was kept is forgotten, here as below
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
    assert queries(everything, path) == few
    assert few <= 16


def test_start_page_with_its_map_is_sent_compressed(skovde: Municipality) -> None:
    answer = sign_in(None).get("/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < len(sign_in(None).get("/").content) / 2
