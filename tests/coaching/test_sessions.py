"""Sessions, who hears of them, and reminders of the next step."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.coaching.models import Session, SessionNote
from tenants.coaching.reminders import remind_of_next_steps
from tenants.coaching.sessions import change_session, finish_step, hold_session
from tenants.coaching.tasks import daily
from tenants.ideas.models import Idea, Secrecy
from tenants.mail.models import Mail
from tenants.people.models import Role
from tenants.relations.merge import merge_into
from tests.coaching.conftest import DAY, EVERYONE, Coached, talk
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
SECRET = "Hon vågar inte säga det till sin chef"
FORM = {"form": "video", "minutes": "40", "present": "3", "text": SECRET, "next_step": f"Ring. {SECRET}"}


@pytest.mark.parametrize("kind", EVERYONE)
def test_note_is_read_by_coach_and_bearers_alone(coached: Coached, kind: str) -> None:
    coached.session(text=SECRET, next_step=f"Ring. {SECRET}", next_step_on=clock.today() + DAY)
    member = coached.person(kind)
    if not member.active:
        return
    client = sign_in(coached.municipality, member)
    address = f"/ideer/{coached.idea.pk}"
    pages = [f"{address}/coachning/", f"{address}/", "/coachning/", "/coachning/min-ko.csv", "/coachning/coacher/"]
    pages += ["/coachning/coacher.csv", f"/ideer/?q={SECRET[:10]}", f"/ideer/export.csv?q={SECRET[:10]}", "/utskick/"]
    heard = {page for page in pages if SECRET in client.get(page).content.decode()}
    expected = {"coach of the idea": {pages[0], "/coachning/"}, "bearer": {pages[0]}}
    assert heard == expected.get(kind, set())


def test_everyone_with_every_role_but_no_part_in_it_hears_nothing(coached: Coached) -> None:
    session = coached.session(text=SECRET)
    client = sign_in(coached.municipality, make_member(*Role, municipality=coached.municipality))
    page = client.get(f"/ideer/{coached.idea.pk}/coachning/")
    assert page.status_code == 200
    assert SECRET not in page.text
    assert client.get(f"/coachning/samtal/{session.key}/").status_code == 403


def test_next_coach_does_not_read_what_was_said_to_the_one_before(coached: Coached) -> None:
    coached.session(text=SECRET)
    new = make_member(Role.COACH, municipality=coached.municipality)
    with in_municipality(coached.municipality):
        coached.idea.coach = new
        coached.idea.save(update_fields=["coach"])
    page = sign_in(coached.municipality, new).get(f"/ideer/{coached.idea.pk}/coachning/").text
    assert "Carina Åkerman" in page
    assert SECRET not in page


def test_event_and_letter_hold_nothing_of_what_was_said(coached: Coached) -> None:
    session = coached.session(text=SECRET, next_step=SECRET, next_step_on=clock.today())
    with in_municipality(coached.municipality):
        assert remind_of_next_steps() == 2
        event = Event.objects.get(kind="coached")
        assert event.data == {"session": session.pk}
        for mail in Mail.objects.all():
            assert SECRET not in mail.subject + mail.text + mail.html


def test_guest_notes_a_session_of_the_one_idea(coached: Coached) -> None:
    guest = coached.person("guest")
    client = sign_in(coached.municipality, guest)
    address = f"/ideer/{coached.idea.pk}/coachning/samtal/"
    answer = client.post(address, FORM | {"held_on": clock.today().isoformat()})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/ideer/{coached.idea.pk}/coachning/")
    with in_municipality(coached.municipality):
        assert Session.objects.get().coach == guest
    assert SECRET in client.get(f"/ideer/{coached.idea.pk}/coachning/").text
    own = sign_in(coached.municipality, coached.coach).get(f"/ideer/{coached.idea.pk}/coachning/").text
    assert SECRET not in own


def test_session_is_changed_by_the_one_who_held_it(coached: Coached) -> None:
    session = coached.session(text="Först", next_step="Ring", next_step_on=clock.today())
    with in_municipality(coached.municipality):
        remind_of_next_steps()
        with pytest.raises(NotAllowed):
            change_session(session, talk=talk(text="Någon annans"), actor=coached.bearer)
        assert SessionNote.objects.get().text == "Först"
        change_session(session, talk=talk(text="Sedan", next_step_on=clock.today() + DAY), actor=coached.coach)
        assert SessionNote.objects.get().text == "Sedan"
        assert Session.objects.get().reminded_at is None


def test_step_is_finished_once_and_by_those_who_agreed(coached: Coached) -> None:
    session = coached.session(next_step="Ring", next_step_on=clock.today())
    stranger = make_member(Role.INNOVATION_MANAGER, municipality=coached.municipality)
    with in_municipality(coached.municipality):
        with pytest.raises(NotAllowed):
            finish_step(session, actor=stranger)
        assert Session.objects.get().waits
        finish_step(session, actor=coached.bearer)
        with pytest.raises(NotPossible):
            finish_step(session, actor=coached.coach)
        assert not Session.objects.get().waits


def test_reminder_comes_once_the_day_before_in_the_readers_language(coached: Coached, hjo: Municipality) -> None:
    with in_municipality(coached.municipality):
        coached.coach.language = "en"
        coached.coach.save(update_fields=["language"])
    coached.session(next_step="Ring", next_step_on=clock.today() + DAY)
    coached.session(next_step="Senare", next_step_on=clock.today() + 2 * DAY)
    daily(str(coached.municipality.key))
    daily(str(coached.municipality.key))
    daily(str(hjo.key))
    with in_municipality(coached.municipality):
        subjects = dict(Mail.objects.values_list("to", "subject"))
        assert Mail.objects.count() == 2
    assert subjects == {
        coached.coach.email: "Next step for “Digital kö till hemtjänsten”",
        coached.bearer.email: "Nästa steg för ”Digital kö till hemtjänsten”",
    }
    with in_municipality(hjo):
        assert not Mail.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"held_on": "2999-01-01"},
        {"held_on": "i går"},
        {"minutes": "0"},
        {"minutes": "100000"},
        {"present": "-1"},
        {"form": "telepati"},
        {"next_step": "", "next_step_on": "2999-01-01"},
        {"next_step_on": "2001-01-01"},
        {"text": "Hon heter 19811218-9876"},
        {"text": "x" * 20_000},
    ],
)
def test_bad_input_is_told_and_saves_nothing(coached: Coached, change: dict[str, str]) -> None:
    client = sign_in(coached.municipality, coached.coach)
    form = FORM | {"held_on": clock.today().isoformat()} | change
    assert client.post(f"/ideer/{coached.idea.pk}/coachning/samtal/", form).status_code == 422
    with in_municipality(coached.municipality):
        assert not Session.objects.exists()


def test_markup_and_odd_signs_are_shown_as_text(coached: Coached) -> None:
    coached.session(text="<script>alert(1)</script> \u202eomvänt")
    page = sign_in(coached.municipality, coached.bearer).get(f"/ideer/{coached.idea.pk}/coachning/").text
    assert "<script>alert" not in page


def test_plain_colleague_may_not_note(coached: Coached) -> None:
    with in_municipality(coached.municipality):
        with pytest.raises(NotAllowed):
            hold_session(coached.idea, talk=talk(), actor=coached.person("employee"))
        assert not Event.objects.filter(kind="coached").exists()


def test_coach_hears_nothing_more_of_an_idea_that_was_closed(coached: Coached) -> None:
    coached.session(next_step="Ring", next_step_on=clock.today())
    with in_municipality(coached.municipality):
        Idea.objects.filter(pk=coached.idea.pk).update(secrecy=Secrecy.CLOSED)
        remind_of_next_steps()
        assert [mail.to for mail in Mail.objects.all()] == [coached.bearer.email]
    client = sign_in(coached.municipality, coached.coach)
    for page in ("/coachning/", "/coachning/min-ko.csv"):
        assert coached.idea.title not in client.get(page).text


def test_who_came_along_by_a_merge_sees_what_was_held_after_they_came(coached: Coached) -> None:
    came = make_member(municipality=coached.municipality, name="Nils Nyman")
    other = make_idea(municipality=coached.municipality, stage=1, bearer=came, title="Samma kö en gång till")
    with in_municipality(coached.municipality):
        before = coached.session(text=SECRET, next_step="Ring", next_step_on=clock.today(), minutes=17)
        merge_into(other, coached.idea, message="Ni vill samma sak.", actor=coached.coach)
        earlier = coached.session(text="Hållet förra veckan", held_on=clock.today() - 7 * DAY)
        Mail.objects.all().delete()
    client, address = sign_in(coached.municipality, came), f"/ideer/{coached.idea.pk}/coachning/"
    page = client.get(address).text
    assert [words in page for words in (SECRET, "17 min", "Hållet förra veckan")] == [False, False, False]
    for session in (before, earlier):
        assert client.get(f"/coachning/samtal/{session.key}/").status_code == 404
        assert client.post(f"/coachning/samtal/{session.key}/klart/").status_code == 404
    with in_municipality(coached.municipality):
        with pytest.raises(NotAllowed):
            finish_step(before, actor=came)
        assert Session.objects.get(pk=before.pk).waits
        remind_of_next_steps()
        assert {mail.to for mail in Mail.objects.all()} == {coached.coach.email, coached.bearer.email}
        after = coached.session(text="Sagt till båda", next_step="Ring", next_step_on=clock.today())
    page = client.get(address).text
    assert ("Sagt till båda" in page, SECRET in page) == (True, False)
    assert client.post(f"/coachning/samtal/{after.key}/klart/").status_code == 302
    both = sign_in(coached.municipality, coached.bearer).get(address).text
    assert [words in both for words in (SECRET, "Sagt till båda")] == [True, True]


def test_reminders_ask_no_more_for_more_bearers(coached: Coached) -> None:
    counts = []
    for more in (0, 3):
        with in_municipality(coached.municipality):
            for _ in range(more):
                coached.idea.bearers.create(member=make_member(municipality=coached.municipality, active=False))
            coached.session(next_step="Ring", next_step_on=clock.today())
            with CaptureQueriesContext(connection) as queries:
                remind_of_next_steps()
        counts.append(len(queries))
    assert counts[1] <= counts[0]
