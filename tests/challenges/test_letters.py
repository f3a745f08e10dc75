"""Invitations and the report told back: who is written to, once, in which language, and what the report counts."""

from collections.abc import Callable

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.challenges.answer import tie
from tenants.challenges.change_status import close_now
from tenants.challenges.invite import invite_batch, start_inviting, with_those_below
from tenants.challenges.models import Challenge, Invited, Mailing, Report, Status
from tenants.challenges.tell_back import ChangedMeanwhile, tell_back, tell_batch, write_report
from tenants.ideas.models import IdeaBearer
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tests.factories.challenges import PARTS, make_challenge, make_unit
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def owner(skovde: Municipality) -> Member:
    return make_member(Role.MANAGER, municipality=skovde, name="Olga Ägare")


def test_members_of_units_and_those_below_are_invited_once_in_their_language(
    owner: Member, skovde: Municipality, run_jobs: Callable[[], int]
) -> None:
    top = make_unit("Vård", municipality=skovde)
    low = make_unit("Natt", municipality=skovde, parent=top)
    elsewhere = make_unit("Skola", municipality=skovde)
    make_member(municipality=skovde, unit=top, name="Sven Svensk")
    make_member(municipality=skovde, unit=low, name="Eve English", language="en")
    make_member(municipality=skovde, unit=low, name="Gone", active=False)
    make_member(municipality=skovde, unit=low, name="Guest", guest_of=1)
    make_member(municipality=skovde, unit=elsewhere, name="Annan")
    challenge = make_challenge(municipality=skovde, owner=owner, title="Hur kan vi hinna?")
    with in_municipality(skovde):
        assert sorted(with_those_below([top])) == sorted([top.pk, low.pk])
        mailing = start_inviting(challenge, units=[top], message="Hjälp oss!", actor=owner)
        again = start_inviting(challenge, units=[low, elsewhere], message="", actor=owner)
    run_jobs()
    with in_municipality(skovde):
        for one in (mailing, again):
            one.refresh_from_db()
        assert (mailing.done, again.done) == (2, 1)
        assert mailing.ended_at is not None
        letters = {mail.language: mail for mail in Mail.objects.all()}
        assert Mail.objects.count() == Invited.objects.count() == 3
        assert "Hjälp oss!" in Mail.objects.get(text__contains="Sven Svensk").text
        assert "We need your help" in letters["en"].text
        assert f"http://skovde.localhost/utmaningar/{challenge.pk}/" in letters["en"].text
        assert "Hur kan vi hinna?" in letters["en"].html
        with pytest.raises(NotPossible):
            start_inviting(challenge, units=[top, elsewhere], message="", actor=owner)
        invite_batch(mailing)
        assert Mail.objects.count() == 3


@pytest.mark.parametrize("status", [Status.DRAFT, Status.CLOSED, Status.CANCELLED])
def test_nobody_is_invited_to_what_takes_no_answers(status: Status, owner: Member, skovde: Municipality) -> None:
    unit = make_unit("Vård", municipality=skovde)
    make_member(municipality=skovde, unit=unit)
    challenge = make_challenge(status, municipality=skovde, owner=owner)
    with in_municipality(skovde):
        with pytest.raises(NotPossible):
            start_inviting(challenge, units=[unit], message="", actor=owner)
        assert not Mailing.objects.exists()


def test_invitations_that_wait_stop_when_it_closes(owner: Member, skovde: Municipality) -> None:
    unit = make_unit("Vård", municipality=skovde)
    make_member(municipality=skovde, unit=unit)
    challenge = make_challenge(municipality=skovde, owner=owner)
    with in_municipality(skovde):
        mailing = start_inviting(challenge, units=[unit], message="", actor=owner)
        Challenge.objects.update(status=Status.CANCELLED)
        assert invite_batch(mailing).ended_at is not None


def test_letter_is_previewed_and_nothing_is_sent(owner: Member, skovde: Municipality, client_of: ClientOf) -> None:
    unit = make_unit("Vård", municipality=skovde)
    make_member(municipality=skovde, unit=unit)
    challenge = make_challenge(municipality=skovde, owner=owner)
    client, path = client_of(skovde, owner), f"/utmaningar/{challenge.pk}/bjud-in/"
    page = client.post(path, {"units": [unit.pk], "message": "Min <b>hälsning</b>", "action": "preview"}).text
    assert "1 person skulle få brevet." in page
    assert "Min &lt;b&gt;hälsning&lt;/b&gt;" in page
    assert "We need your help" in page
    with in_municipality(skovde):
        assert (Mailing.objects.count(), Mail.objects.count()) == (0, 0)
    assert client.post(path, {"units": ["999"], "action": "send"}).status_code == 422
    assert client.post(path, {"action": "send"}).status_code == 422
    sent = client.post(path, {"units": [unit.pk], "action": "send"})["Location"]
    assert "0 av 1 " in client.get(sent).text
    for role in (Role.EMPLOYEE, Role.COACH):
        other = client_of(skovde, make_member(role, municipality=skovde))
        assert other.get(path).status_code == other.get(sent).status_code == 403


def test_everyone_who_answered_is_told_once(owner: Member, skovde: Municipality, run_jobs: Callable[[], int]) -> None:
    bearer = make_member(municipality=skovde, name="Bea Bärare", language="en")
    challenge = make_challenge(municipality=skovde, owner=owner, visibility="public")
    ideas = [make_idea(municipality=skovde, bearer=bearer) for _ in range(2)]
    ideas += [make_idea(municipality=skovde, stage=1) for _ in range(3)]
    with in_municipality(skovde):
        for idea in ideas:
            tie(idea, challenge=challenge, actor=owner)
        for idea, email in zip(ideas[2:], ("boende@example.org", "BOENDE@example.org", ""), strict=True):
            IdeaBearer.objects.create(idea=idea, name="Bo Ende", email=email)
        close_now(challenge, actor=owner)
        report = Report.objects.get()
        counted = {"ideas": 5, "people": 3, "units": 0, "by_source": {"employee": 5}, "invited": 0}
        assert report.at_closing == counted
        mailing = tell_back(challenge, parts=PARTS, revision=1, actor=owner)
        assert mailing.total == 3
    run_jobs()
    with in_municipality(skovde):
        report.refresh_from_db()
        assert report.at_report == {"waiting": 2, "taken_on": 3}
        mailing.refresh_from_db()
        assert (mailing.done, mailing.sent) == (3, 2)
        told = {mail.to: mail for mail in Mail.objects.filter(subject__contains=challenge.title)}
        assert sorted(told) == sorted([bearer.email, "boende@example.org"])
        assert "What came of it" in told[bearer.email].subject
        assert f"/utmaningar/{challenge.pk}/" in told[bearer.email].text
        assert f"/utmaning/{challenge.pk}/" in told["boende@example.org"].text
        assert PARTS.learned in told["boende@example.org"].text
        tell_batch(mailing)
        assert Mail.objects.filter(subject__contains=challenge.title).count() == 2


def test_report_needs_all_its_parts_and_its_latest_revision(owner: Member, skovde: Municipality) -> None:
    challenge = make_challenge(Status.CLOSED, municipality=skovde, owner=owner)
    empty = type(PARTS)(came_in="Något", taken_on="", learned="")
    stranger = make_member(Role.COACH, municipality=skovde)
    with in_municipality(skovde):
        with pytest.raises(NotAllowed):
            write_report(challenge, parts=PARTS, revision=1, actor=stranger)
        with pytest.raises(NotPossible):
            tell_back(challenge, parts=empty, revision=1, actor=owner)
        assert Report.objects.get().came_in == ""
        write_report(challenge, parts=empty, revision=1, actor=owner)
        with pytest.raises(ChangedMeanwhile):
            write_report(challenge, parts=PARTS, revision=1, actor=owner)
        tell_back(challenge, parts=PARTS, revision=2, actor=owner)
        with pytest.raises(NotPossible):
            write_report(challenge, parts=empty, revision=3, actor=owner)
        assert Report.objects.get().learned == PARTS.learned
        assert Mailing.objects.count() == 1


def test_report_is_read_by_nobody_else_before_it_is_told(
    owner: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    challenge = make_challenge(Status.CLOSED, municipality=skovde, owner=owner, visibility="public")
    employee, client = client_of(skovde, make_member(municipality=skovde)), client_of(skovde, owner)
    path = f"/utmaningar/{challenge.pk}/rapport/"
    typed = {"revision": 1, "came_in": "Kom in", "taken_on": "Tas om hand", "learned": "Lärdomen"}
    preview = client.post(f"{path}skriv/", typed | {"action": "preview"})
    assert (preview.status_code, "Så här blev det" in preview.text, "What came of it" in preview.text) == (
        200,
        True,
        True,
    )
    assert client.post(f"{path}skriv/", typed | {"action": "save"}).status_code == 302
    stale = client.post(f"{path}skriv/", typed | {"action": "save", "came_in": "Mina ord"})
    assert stale.status_code == 409
    assert [(one.before, one.after) for one in stale.context["differences"]] == [("Kom in", "Mina ord")]
    assert "Kom in" in stale.text
    assert stale.text.count("Mina ord") == 2
    assert employee.get(path).status_code == 404
    assert employee.get(f"{path}skriv/").status_code == 403
    assert "Lärdomen" not in client_of(skovde).get(f"/utmaning/{challenge.pk}/").text
    assert client.post(f"{path}skriv/", typed | {"action": "tell", "revision": 2}).status_code == 302
    assert "Lärdomen" in employee.get(path).text
    assert "Lärdomen" in client_of(skovde).get(f"/utmaning/{challenge.pk}/").text
    assert "Olga" not in client_of(skovde).get(f"/utmaning/{challenge.pk}/").text
