"""Reporting what one could not use, without an account; and looking after the reports."""

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from tenants.mail.models import Mail
from tenants.organisation.models import Authority, RetentionRule
from tenants.people.models import Role
from tenants.statement.models import FaultReport, MunicipalStatement
from tenants.statement.report_fault import report_fault
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
REPORT, LIST = "/tillganglighet/fel/", "/tillganglighet/anmalda-fel/"
FORM = {"page": "Tavlan", "text": "Korten går inte att nå med tangentbordet.", "answer_to": "bo@example.org"}


def reports(municipality: Municipality) -> list[FaultReport]:
    with in_municipality(municipality):
        return list(FaultReport.objects.all())


def letters(municipality: Municipality) -> list[str]:
    with in_municipality(municipality):
        return list(Mail.objects.values_list("to", flat=True))


def test_anyone_reports_a_fault_and_the_administrators_are_told(skovde: Municipality, hjo: Municipality) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    make_member(Role.COACH, municipality=skovde)
    answer = sign_in(skovde).post(REPORT, FORM)
    assert answer.headers["Location"] == "/tillganglighet/fel/tack/"
    (report,) = reports(skovde)
    assert (report.page, report.text, report.answer_to) == tuple(FORM.values())
    assert letters(skovde) == [administrator.email]
    assert reports(hjo) == []


def test_report_goes_to_the_contact_that_the_statement_names(skovde: Municipality) -> None:
    make_member(Role.ADMINISTRATOR, municipality=skovde)
    with in_municipality(skovde):
        MunicipalStatement.objects.create(
            id=1, contact_email="webb@skovde.example", assessed_on="2026-01-01", updated_on="2026-01-01"
        )
    sign_in(skovde).post(REPORT, FORM)
    assert letters(skovde) == ["webb@skovde.example"]
    with in_municipality(skovde):
        text = Mail.objects.get().text
    assert FORM["text"] in text
    assert "/tillganglighet/anmalda-fel/" in text


def test_report_may_come_without_any_way_to_answer(skovde: Municipality) -> None:
    assert sign_in(skovde).post(REPORT, {"text": "Allt är för litet."}).status_code == 302
    assert [report.answer_to for report in reports(skovde)] == [""]


@pytest.mark.parametrize("bad", [{"text": "  "}, {"text": "Ring 19900101-0017"}, {"page": "x" * 301}])
def test_empty_or_careless_report_comes_back(skovde: Municipality, bad: dict[str, str]) -> None:
    make_member(Role.ADMINISTRATOR, municipality=skovde)
    assert sign_in(skovde).post(REPORT, FORM | bad).status_code == 422
    assert (reports(skovde), letters(skovde)) == ([], [])


def test_flood_of_reports_is_braked(skovde: Municipality) -> None:
    client = sign_in(skovde)
    assert [client.post(REPORT, FORM).status_code for _ in range(11)] == [302] * 10 + [429]
    assert len(reports(skovde)) == 10


@pytest.mark.parametrize("role", list(Role))
def test_only_administrators_see_and_handle_reports(skovde: Municipality, role: Role) -> None:
    with in_municipality(skovde):
        report = report_fault(**FORM)
    client = sign_in(skovde, make_member(role, municipality=skovde))
    allowed = role is Role.ADMINISTRATOR
    assert client.get(LIST).status_code == (200 if allowed else 403)
    assert client.post(f"{LIST}{report.pk}/", {"handled": "1"}).status_code == (302 if allowed else 403)
    assert (reports(skovde)[0].handled_at is not None) is allowed


def test_report_is_handled_once_and_opened_again(skovde: Municipality) -> None:
    with in_municipality(skovde):
        report = report_fault(**FORM)
    client = sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    for handled in ("1", "1", "0"):
        client.post(f"{LIST}{report.pk}/", {"handled": handled})
    with in_municipality(skovde):
        kinds = list(Event.objects.filter(subject="faultreport").values_list("kind", flat=True))
    assert kinds == ["fault_handled", "fault_reopened"]
    assert reports(skovde)[0].handled_by is None


def test_report_of_another_municipality_is_unknown_here(skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(hjo):
        report = report_fault(**FORM)
    client = sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    assert client.post(f"{LIST}{report.pk}/", {"handled": "1"}).status_code == 404
    assert reports(hjo)[0].handled_at is None


def test_personal_data_and_documents_name_the_authorities(skovde: Municipality) -> None:
    with in_municipality(skovde):
        Authority.objects.filter(abbreviation="KS").update(
            contact="diarium@skovde.example", data_protection_contact="dso@skovde.example"
        )
        Authority.objects.create(name="Nedlagda nämnden", abbreviation="NN", active=False)
        RetentionRule.objects.create(name="Enkätsvar", keep_for_ever=False, years=2, basis="KS 2024/12")
    personal = sign_in(skovde).get("/personuppgifter/").content.decode()
    for needed in ("mailto:dso@skovde.example", "Enkätsvar: 2 år efter", "vilar normalt på allmänt intresse"):
        assert needed in personal
    documents = sign_in(skovde).get("/handlingar/").content.decode()
    assert "mailto:diarium@skovde.example" in documents
    assert "Nedlagda nämnden" not in personal + documents
