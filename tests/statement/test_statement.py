"""The accessibility statement: standard texts, what is written instead, and who may write."""

import pytest
from django.test import Client

from sluss import clock
from sluss.accounts.models import RegionalRole
from sluss.registry.models import Municipality
from sluss.statement.models import RegionalStatement
from sluss.tenancy import in_municipality, in_region
from sluss.workflow.models import Event
from tenants.people.models import Role
from tenants.statement.models import MunicipalStatement
from tests.factories.people import make_account, make_member, sign_in

pytestmark = pytest.mark.django_db
PAGE, EDIT = "/tillganglighet/", "/tillganglighet/andra/"
FORM = {
    "compliance": "partly",
    "deficiencies": "Kartan saknar tangentbordsstyrning. Vi rättar den i vår.",
    "method": "external",
    "assessed_on": "2026-03-02",
    "answer_days": "3",
    "contact_email": "tillganglighet@skovde.example",
}


@pytest.fixture
def administrator(skovde: Municipality) -> Client:
    return sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))


def opened(client: Client) -> dict[str, str]:
    """The form with the state that its writer saw."""
    return FORM | {"seen": client.get(EDIT).context["form"]["seen"].value()}


def test_standard_statement_says_what_digg_asks_for(skovde: Municipality) -> None:
    page = sign_in(skovde).get(PAGE).content.decode()
    for needed in (
        "Skövde kommun ansvarar",
        "delvis förenlig",
        "(12 §)",
        "(9 §)",
        "https://www.digg.se/tdosanmalan",
        "EN 301 549 V3.2.1",
        "En granskning av människor återstår",
        "21 november 2026",
        'href="/tillganglighet/fel/"',
        "inom 5 arbetsdagar",
    ):
        assert needed in page, needed
    assert EDIT not in page


def test_standard_statement_is_told_in_english_too(skovde: Municipality) -> None:
    client = sign_in(skovde)
    client.cookies["sluss_language"] = "en"
    assert "partly compliant" in client.get(PAGE).content.decode()


def test_own_texts_take_the_place_of_the_standard_ones_in_their_language(
    administrator: Client, skovde: Municipality, hjo: Municipality
) -> None:
    assert administrator.post(EDIT, opened(administrator)).headers["Location"] == PAGE
    administrator.cookies["sluss_language"] = "en"
    page = administrator.get(PAGE).content.decode()
    assert '<p class="preformatted" lang="sv">Kartan saknar tangentbordsstyrning.' in page
    assert "within 3 working days" in page
    assert "mailto:tillganglighet@skovde.example" in page
    with in_municipality(skovde):
        statement = MunicipalStatement.objects.get()
        assert (statement.updated_on, statement.scope) == (clock.today(), "")
        assert Event.objects.filter(kind="statement_changed").count() == 1
    with in_municipality(hjo):
        assert not MunicipalStatement.objects.exists()


def test_statement_changed_meanwhile_stands_beside_ones_own(administrator: Client, skovde: Municipality) -> None:
    first = opened(administrator)
    assert administrator.post(EDIT, first | {"deficiencies": "Deras brist"}).status_code == 302
    mine = first | {"deficiencies": "Min brist", "assessed_on": "2026-03-02"}
    answer = administrator.post(EDIT, mine)
    assert answer.status_code == 409
    assert [(one.before, one.after) for one in answer.context["differences"]] == [("Deras brist", "Min brist")]
    assert answer.text.count("Min brist") == 2
    with in_municipality(skovde):
        assert MunicipalStatement.objects.get().deficiencies == "Deras brist"
        assert Event.objects.filter(kind="statement_changed").count() == 1
    again = answer.context["form"]["seen"].value()
    assert administrator.post(EDIT, mine | {"seen": again}).status_code == 302
    with in_municipality(skovde):
        assert MunicipalStatement.objects.get().deficiencies == "Min brist"


BAD = [
    ({"compliance": "full"}, "compliance"),
    ({"compliance": "quite"}, "compliance"),
    ({"assessed_on": "2126-01-01"}, "assessed_on"),
    ({"assessed_on": "i går"}, "assessed_on"),
    ({"answer_days": "0"}, "answer_days"),
    ({"contact_email": "ring mig"}, "contact_email"),
    ({"scope": "x" * 5001}, "scope"),
]


@pytest.mark.parametrize(("change", "field"), BAD)
def test_what_cannot_be_said_is_not_saved(
    administrator: Client, skovde: Municipality, change: dict[str, str], field: str
) -> None:
    answer = administrator.post(EDIT, FORM | change)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    with in_municipality(skovde):
        assert not MunicipalStatement.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_others_than_administrators_change_no_statement(skovde: Municipality, role: Role) -> None:
    client = sign_in(skovde, make_member(role, municipality=skovde))
    assert client.get(EDIT).status_code == 403
    assert client.post(EDIT, FORM).status_code == 403
    with in_municipality(skovde):
        assert not MunicipalStatement.objects.exists()


def test_fully_compliant_site_names_no_shortcomings(administrator: Client) -> None:
    administrator.post(EDIT, opened(administrator) | {"compliance": "full", "deficiencies": ""})
    page = administrator.get(PAGE).content.decode()
    assert "helt förenlig" in page
    assert "Brister vi känner till" not in page


@pytest.mark.parametrize(("role", "status"), [(None, 404), ("analyst", 404), ("operator", 302)])
def test_region_s_statement_is_written_by_operators(db: None, role: str | None, status: int) -> None:
    account = make_account()
    if role:
        with in_region():
            RegionalRole.objects.create(account=account, role=role)
    client = sign_in(None, account=account)
    assert client.post(EDIT, opened(client) if status == 302 else FORM).status_code == status
    with in_region():
        assert RegionalStatement.objects.count() == (status == 302)
    assert ("Kartan saknar" in sign_in(None).get(PAGE).content.decode()) is (status == 302)


def test_every_page_of_a_site_leads_to_its_statement(skovde: Municipality) -> None:
    for path in ("/", "/konto/login/", "/personuppgifter/"):
        foot = sign_in(skovde).get(path).content.decode().split("<footer")[1]
        for address in (PAGE, "/personuppgifter/", "/handlingar/"):
            assert f'href="{address}"' in foot
    foot = sign_in(None).get("/").content.decode().split("<footer")[1]
    assert f'href="{PAGE}"' in foot
    assert "/personuppgifter/" not in foot
