"""The first start: five steps that can be done, skipped and come back to."""

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.organisation.models import Authority
from tenants.people.models import Role
from tenants.settings.first_start import progress
from tenants.settings.models import SluiceSettings
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
REMINDER = "Få i gång slussen"
ANSWERS = [
    ("utseende", {"palette": "moss"}, "/kom-igang/varfor/"),
    ("varfor", {"sluice_name": "", "why_sv": "Vi vill höra mer.", "why_en": ""}, "/kom-igang/roller/"),
    ("roller", {}, "/kom-igang/modell/"),
    ("modell", {"days": "4"}, "/kom-igang/register/"),
    (
        "register",
        {"name": "Kommunstyrelsen", "abbreviation": "KS", "contact": "diarium@skovde.example"},
        "/kom-igang/",
    ),
]


@pytest.fixture
def administrator(skovde: Municipality) -> Client:
    return sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde, name="Ada Admin"))


def states(municipality: Municipality) -> dict[str, str]:
    with in_municipality(municipality):
        return {one.step.key: one.state for one in progress().steps}


def test_five_steps_lead_from_one_to_the_next_and_then_it_is_over(administrator: Client, skovde: Municipality) -> None:
    assert REMINDER in administrator.get("/").content.decode()
    for path, facts, following in ANSWERS:
        assert administrator.get(f"/kom-igang/{path}/").status_code == 200
        assert administrator.post(f"/kom-igang/{path}/", facts).headers["Location"] == following
    assert set(states(skovde).values()) == {"done"}
    with in_municipality(skovde):
        assert SluiceSettings.objects.get().started_at is not None
        authority = Authority.objects.get()
    assert (authority.contact, authority.is_default, authority.active) == ("diarium@skovde.example", True, True)
    assert REMINDER not in administrator.get("/").content.decode()
    assert "Slussen är öppen" in administrator.get("/kom-igang/").content.decode()


def test_skipped_step_is_told_and_done_later(administrator: Client, skovde: Municipality) -> None:
    administrator.post("/kom-igang/utseende/", {"skip": "1", "palette": "neon"})
    assert states(skovde)["look"] == "skipped"
    assert "överhoppat" in administrator.get("/kom-igang/").content.decode()
    administrator.post("/kom-igang/utseende/", {"palette": "moss"})
    administrator.post("/kom-igang/utseende/", {"skip": "1"})
    assert states(skovde)["look"] == "done"


def test_step_with_a_fault_stays_and_says_so(administrator: Client, skovde: Municipality) -> None:
    answer = administrator.post("/kom-igang/modell/", {"days": "200"})
    assert answer.status_code == 422
    assert states(skovde)["model"] == ""


def test_first_start_can_be_ended_and_opened_again(administrator: Client, skovde: Municipality) -> None:
    administrator.post("/kom-igang/avsluta/")
    assert REMINDER not in administrator.get("/").content.decode()
    assert administrator.get("/kom-igang/varfor/").status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_is_reminded(skovde: Municipality, role: Role) -> None:
    client = sign_in(skovde, make_member(role, municipality=skovde))
    assert REMINDER not in client.get("/").content.decode()
    assert client.get("/kom-igang/").status_code == 403


def test_roles_name_those_who_have_them_and_whom_is_missing(administrator: Client, skovde: Municipality) -> None:
    make_member(Role.COACH, municipality=skovde, name="Kim Coach")
    page = administrator.get("/kom-igang/roller/").content.decode()
    assert "Kim Coach" in page
    assert page.count("ingen än") == 4
    assert 'href="/organisation/inbjudningar/ny/"' in page


def test_model_step_shows_the_five_chambers(administrator: Client) -> None:
    page = administrator.get("/kom-igang/modell/").content.decode()
    assert "Fem kamrar" in page
    assert page.count('<li class="card">') == 5
