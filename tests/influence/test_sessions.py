"""Sessions from planned to told back: who takes which step when, what is shown to whom, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotPossible, refusal
from tenants.ideas.models import Idea, Secrecy
from tenants.influence.answer import sign_up
from tenants.influence.findings import write_note
from tenants.influence.models import Finding, Mailing, Note, OpenSession, Participant, ResidentSession, Status
from tenants.influence.publish import PublicText, open_session
from tenants.influence.reminders import remind_owners
from tenants.influence.sessions import hold_session
from tenants.influence.subjects import IDEA, Subject
from tenants.influence.transitions import TABLE
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.influence import AHEAD, HOUR, make_session
from tests.factories.jobs import run_waiting
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
RUNNERS = {Role.COACH, Role.INNOVATION_MANAGER, Role.AGENT}
# Which steps can be taken from which state, when what they ask for is there.
STEPS = {
    Status.PLANNED: {"invited", "cancelled", "changed", "file_added"},
    Status.INVITED: {"invited", "cancelled", "changed", "file_added"},
    Status.HELD: {"noted", "file_added"},
    Status.WRITTEN_UP: {"told_back", "noted", "file_added"},
    Status.TOLD: set(),
    Status.CANCELLED: set(),
}
TEXT = PublicText(title="Orden", said="Orden var svåra.", came_of_it="De byttes ut.")


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde)


@pytest.fixture
def idea(skovde: Municipality) -> Idea:
    return make_idea(municipality=skovde, stage=2, title="Enklare ansökan")


@pytest.fixture
def about(idea: Idea) -> Subject:
    return Subject(IDEA, idea.pk, idea.title)


def test_every_step_by_every_role_in_every_state(about: Subject, coach: Member, skovde: Municipality) -> None:
    sessions = {one: make_session(one, municipality=skovde, actor=coach, subject=about) for one in Status}
    people = {role: make_member(role, municipality=skovde) for role in Role}
    with in_municipality(skovde):
        for role, member in people.items():
            for status, session in sessions.items():
                can = {step.name for step in TABLE if refusal(step, subject=session, actor=member) is None}
                assert can == (STEPS[status] if role in RUNNERS else set()), (role, status)


def test_what_came_of_it_is_told_once_to_those_who_came(about: Subject, coach: Member, skovde: Municipality) -> None:
    session = make_session(Status.INVITED, municipality=skovde, actor=coach, subject=about)
    with in_municipality(skovde):
        for name in ("Elsa Ek", "Omar Ali"):
            sign_up(session, name=name, email=f"{name.split()[0].lower()}@example.org", language="sv")
        came = Participant.objects.get(name="Elsa Ek")
        with pytest.raises(NotPossible):
            hold_session(session, took_part=6, came=[came.pk], actor=coach)
        with clock.held_at(session.starts_at + HOUR):
            hold_session(session, took_part=6, came=[came.pk], actor=coach)
    client, page = sign_in(skovde, coach), f"/inflytande/samtal/{session.pk}/"
    assert client.post(f"{page}anteckningar/", {"text": "Elsa Ek sa att det tar tid."}).status_code == 422
    client.post(f"{page}anteckningar/", {"text": "“Det tar tid att hitta rätt.”"})
    client.post(f"{page}lardomar/ny/", {"text": "Det tar tid.", "about": about.value})
    client.post(f"{page}sammanfatta/", {"summary": "Många letar länge."})
    client.post(f"{page}skrivet/")
    assert "Berätta vad det ledde till för varje insikt" in client.get(f"{page}aterkoppla/").text
    client.post(f"{page}aterkoppla/")
    with in_municipality(skovde):
        assert ResidentSession.objects.get().status == Status.WRITTEN_UP
        finding = Finding.objects.get()
        assert (Note.objects.count(), finding.idea_id) == (1, about.pk)
    done = {"text": "Det tar tid.", "outcome": "why_not", "came_of_it": "Pengarna räckte inte."}
    client.post(f"{page}lardomar/{finding.pk}/", done)
    answer = client.post(f"{page}aterkoppla/")
    client.post(f"{page}aterkoppla/")
    run_waiting()
    with in_municipality(skovde):
        told = Mail.objects.filter(subject__startswith="Så här blev det")
        assert [mail.to for mail in told] == ["elsa@example.org"]
        assert "Pengarna räckte inte." in told[0].text
        assert Mailing.objects.filter(kind="told").count() == 1
    assert client.get(answer["Location"]).status_code == 200


def test_cancelling_tells_those_who_were_asked_why(about: Subject, coach: Member, skovde: Municipality) -> None:
    session = make_session(Status.INVITED, municipality=skovde, actor=coach, subject=about)
    with in_municipality(skovde):
        sign_up(session, name="Omar Ali", email="omar@example.org", language="en")
    client = sign_in(skovde, coach)
    assert client.post(f"/inflytande/samtal/{session.pk}/stall-in/", {"reason": ""}).status_code == 422
    assert client.post(f"/inflytande/samtal/{session.pk}/stall-in/", {"reason": "Sjukdom."}).status_code == 302
    run_waiting()
    with in_municipality(skovde):
        last = Mail.objects.order_by("-pk")[0]
        assert (last.subject, "Sjukdom." in last.text) == (f"Cancelled: {session.title}", True)


def test_colleague_reads_findings_but_neither_contact_details_nor_notes_nor_small_numbers(
    about: Subject, coach: Member, skovde: Municipality
) -> None:
    session = make_session(Status.TOLD, municipality=skovde, actor=coach, subject=about, took_part=3)
    with in_municipality(skovde):
        Participant.objects.create(session=session, name="Elsa", email="elsa@example.org", asked_at=clock.now())
        Note.objects.create(session=session, text="Ordagrant", written_by=coach, written_at=clock.now())
    colleague, page = sign_in(skovde, make_member(municipality=skovde)), f"/inflytande/samtal/{session.pk}/"
    seen = colleague.get(page).text
    assert ["Orden är svåra." in seen, "elsa@" in seen, "Ordagrant" in seen, "färre än 5" in seen] == [
        True,
        False,
        False,
        True,
    ]
    assert colleague.get(f"{page}anteckningar/").status_code == 403
    inner = sign_in(skovde, coach).get(page).text
    assert ["elsa@" in inner, "Ordagrant" in inner] == [True, True]
    for path in ("/inflytande/", "/inflytande/export.csv", "/inflytande/uppfoljning/", "/inflytande/uppfoljning.csv"):
        assert "färre än 5" in colleague.get(path).text, path


def test_everyone_reads_what_somebody_has_read_and_nothing_of_what_is_marked(
    about: Subject, idea: Idea, coach: Member, skovde: Municipality
) -> None:
    early = make_session(Status.WRITTEN_UP, municipality=skovde, actor=coach, subject=about)
    told = make_session(Status.TOLD, municipality=skovde, actor=coach, subject=about, took_part=4)
    with in_municipality(skovde):
        with pytest.raises(NotPossible):
            open_session(early, text=TEXT, actor=coach)
        open_session(told, text=TEXT, actor=coach)
        assert OpenSession.objects.get().took_part is None
    anyone, page = sign_in(skovde), f"/delta/samtal/{told.key}/"
    assert "De byttes ut." in anyone.get(page).text
    assert "Orden" in anyone.get("/delta/").text
    with in_municipality(skovde):
        Idea.objects.filter(pk=idea.pk).update(secrecy=Secrecy.ASSESS)
    assert anyone.get(page).status_code == 404
    assert "Orden" not in anyone.get("/delta/").text


def test_owner_is_reminded_once_when_those_who_came_have_waited(
    about: Subject, coach: Member, skovde: Municipality
) -> None:
    held = make_session(Status.HELD, municipality=skovde, actor=coach, subject=about)
    assert held.held_at is not None
    with in_municipality(skovde):
        assert remind_owners() == 0
        with clock.held_at(held.held_at + 5 * AHEAD):
            assert (remind_owners(), remind_owners()) == (1, 0)
    client = sign_in(skovde, coach)
    assert ">försenat<" not in client.get("/inflytande/").text
    with in_municipality(skovde):
        ResidentSession.objects.update(held_at=clock.now() - 5 * AHEAD)
    assert ">försenat<" in client.get("/inflytande/").text


def test_note_cannot_be_written_before_it_is_held(about: Subject, coach: Member, skovde: Municipality) -> None:
    session = make_session(municipality=skovde, actor=coach, subject=about)
    with in_municipality(skovde):
        with pytest.raises(NotPossible):
            write_note(session, text="För tidigt", actor=coach)
        assert Note.objects.count() == 0


@pytest.mark.parametrize("path", ["/inflytande/", "/inflytande/uppfoljning/", "/inflytande/paneler/", "/delta/"])
def test_statements_do_not_grow_with_the_sessions(
    about: Subject, coach: Member, skovde: Municipality, path: str
) -> None:
    told, counts = make_session(Status.TOLD, municipality=skovde, actor=coach, subject=about), []
    client = sign_in(skovde, coach)
    for number in (10, 990):
        with in_municipality(skovde):
            row = ResidentSession.objects.values().get(pk=told.pk)
            rows = [ResidentSession(**{k: v for k, v in row.items() if k not in ("id", "key")}) for _ in range(number)]
            made = ResidentSession.objects.bulk_create(rows)
            Finding.objects.bulk_create(
                Finding(session=one, text="x", written_by=coach, written_at=clock.now()) for one in made
            )
            OpenSession.objects.bulk_create(
                OpenSession(
                    session=one,
                    title="Öppet",
                    kind="workshop",
                    held_on=clock.today(),
                    said="x",
                    came_of_it="x",
                    opened_at=clock.now(),
                    opened_by=coach,
                )
                for one in made
            )
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 22


def test_sessions_about_one_thing_are_taken_out_as_a_table(about: Subject, coach: Member, skovde: Municipality) -> None:
    session = make_session(municipality=skovde, actor=coach, subject=about)
    path = f"/inflytande/for/{about.kind.slug}/{about.pk}/"
    client = sign_in(skovde, coach)
    assert f"{path}export.csv" in client.get(path).text
    assert session.title in client.get(f"{path}export.csv").text
    assert client.get(f"/inflytande/for/{about.kind.slug}/999999/export.csv").status_code == 404


def test_changing_what_everyone_reads_begins_with_what_they_read_now(
    about: Subject, coach: Member, skovde: Municipality
) -> None:
    session = make_session(Status.TOLD, municipality=skovde, actor=coach, subject=about, took_part=4)
    path = f"/inflytande/samtal/{session.pk}/visa-for-alla/"
    client = sign_in(skovde, coach)
    before = client.get(path).text
    with in_municipality(skovde):
        open_session(session, text=TEXT, actor=coach)
    after = client.get(path).text
    assert [TEXT.said in page for page in (before, after)] == [False, True]
