"""Choosing whom in a panel to ask, files of a session, and two who change a session at once."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible, refusal
from tenants.files.checking import check_upload
from tenants.files.store import sweep
from tenants.influence.access import RUNNERS
from tenants.influence.choosing import to_choose_from
from tenants.influence.files import add_files, remove_file
from tenants.influence.forget import forget
from tenants.influence.mailing import invite
from tenants.influence.models import Mailing, Panelist, Participant, ResidentPanel, ResidentSession, SessionFile, Status
from tenants.influence.subjects import IDEA, Subject
from tenants.influence.transitions import ADD_FILE
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tests.factories.files import PNG, upload
from tests.factories.ideas import make_idea
from tests.factories.influence import join, make_panel, make_session
from tests.factories.jobs import run_waiting
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
OPEN_FOR_FILES = {Status.PLANNED, Status.INVITED, Status.HELD, Status.WRITTEN_UP}


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde)


@pytest.fixture
def about(skovde: Municipality) -> Subject:
    idea = make_idea(municipality=skovde, stage=2)
    return Subject(IDEA, idea.pk, idea.title)


@pytest.fixture
def panel(skovde: Municipality, coach: Member) -> ResidentPanel:
    found = make_panel(municipality=skovde, actor=coach)
    for name in ("Aina", "Bosse", "Cilla"):
        join(found, municipality=skovde, name=name, email=f"{name.lower()}@example.org")
    return found


def asked(municipality: Municipality) -> list[str]:
    """Who has got an invitation, by letter."""
    with in_municipality(municipality):
        return sorted(Mail.objects.filter(subject__startswith="Vill du vara med?").values_list("to", flat=True))


def test_only_those_who_are_ticked_are_asked_and_the_others_can_be_asked_later(
    about: Subject, panel: ResidentPanel, coach: Member, skovde: Municipality
) -> None:
    session = make_session(municipality=skovde, actor=coach, subject=about, panel=panel, open_link=False)
    client, page = sign_in(skovde, coach), f"/inflytande/samtal/{session.pk}/bjud-in/"
    with in_municipality(skovde):
        people = {one.name: one.pk for one in Panelist.objects.all()}
    assert "Bjud in alla 3" in client.get(page).text
    answer = client.post(page, {"who": "some", "people": [people["Aina"], people["Cilla"]]})
    run_waiting()
    assert answer["Location"].startswith("/inflytande/utskick/")
    assert asked(skovde) == ["aina@example.org", "cilla@example.org"]
    with in_municipality(skovde):
        mailing = Mailing.objects.get()
        assert (mailing.to_some, mailing.total, mailing.done) == (True, 2, 2)
        assert ResidentSession.objects.get().status == Status.INVITED
        assert [one.name for one in to_choose_from(session)] == ["Bosse"]
    client.post(page, {"who": "all"})
    run_waiting()
    assert asked(skovde) == ["aina@example.org", "bosse@example.org", "cilla@example.org"]


@pytest.mark.parametrize("people", [[], ["x", "-1", "9" * 30], ["0"]])
def test_nobody_ticked_asks_nobody(
    about: Subject, panel: ResidentPanel, coach: Member, skovde: Municipality, people: list[str]
) -> None:
    session = make_session(municipality=skovde, actor=coach, subject=about, panel=panel, open_link=False)
    sign_in(skovde, coach).post(f"/inflytande/samtal/{session.pk}/bjud-in/", {"who": "some", "people": people})
    run_waiting()
    assert asked(skovde) == []
    with in_municipality(skovde):
        assert (ResidentSession.objects.get().status, Mailing.objects.count()) == (Status.PLANNED, 0)


def test_somebody_of_another_panel_is_not_asked_however_they_are_ticked(
    about: Subject, panel: ResidentPanel, coach: Member, skovde: Municipality
) -> None:
    other = make_panel(municipality=skovde, actor=coach)
    stranger = join(other, municipality=skovde, name="Doris", email="doris@example.org")
    session = make_session(municipality=skovde, actor=coach, subject=about, panel=panel, open_link=False)
    with in_municipality(skovde):
        with pytest.raises(NotPossible):
            invite(session, actor=coach, only=[stranger.pk])
        assert ResidentSession.objects.get(pk=session.pk).status == Status.PLANNED
        assert Participant.objects.count() == 0


def test_chosen_one_who_leaves_before_the_letter_is_written_gets_none(
    about: Subject, panel: ResidentPanel, coach: Member, skovde: Municipality
) -> None:
    session = make_session(municipality=skovde, actor=coach, subject=about, panel=panel, open_link=False)
    with in_municipality(skovde):
        aina = Panelist.objects.get(name="Aina")
        invite(session, actor=coach, only=[aina.pk])
        forget(aina)
    run_waiting()
    assert asked(skovde) == []
    with in_municipality(skovde):
        assert Mailing.objects.get().ended_at is not None


@pytest.mark.parametrize("role", sorted(set(Role) - set(RUNNERS)))
def test_others_invite_nobody(
    about: Subject, panel: ResidentPanel, coach: Member, skovde: Municipality, role: Role
) -> None:
    session = make_session(municipality=skovde, actor=coach, subject=about, panel=panel)
    member = make_member(role, municipality=skovde)
    with in_municipality(skovde):
        key = Panelist.objects.get(name="Aina").pk
        with pytest.raises(NotAllowed):
            invite(session, actor=member, only=[key])
    page = sign_in(skovde, member).post(f"/inflytande/samtal/{session.pk}/bjud-in/", {"who": "some", "people": [key]})
    run_waiting()
    assert (page.status_code, asked(skovde)) == (403, [])


def test_those_asked_least_stand_first_and_are_found_by_words(
    about: Subject, panel: ResidentPanel, coach: Member, skovde: Municipality
) -> None:
    first = make_session(municipality=skovde, actor=coach, subject=about, panel=panel)
    with in_municipality(skovde):
        aina = Panelist.objects.get(name="Aina")
        Participant.objects.create(session=first, panelist=aina, asked_at=clock.now())
        Panelist.objects.filter(name="Cilla").update(wishes="Helst digitalt, på kvällen")
    second = make_session(municipality=skovde, actor=coach, subject=about, panel=panel)
    with in_municipality(skovde):
        found = [(one.name, one.asked_lately) for one in to_choose_from(second)]  # type: ignore[attr-defined]
        assert found == [("Bosse", 0), ("Cilla", 0), ("Aina", 1)]
        assert [one.name for one in to_choose_from(second, "KVÄLLEN digitalt")] == ["Cilla"]
    page = sign_in(skovde, coach).get(f"/inflytande/samtal/{second.pk}/bjud-in/").text
    assert "tillfrågad 1 gång det senaste året" in page


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("status", list(Status))
def test_files_are_added_by_those_who_run_it_until_it_is_told(
    role: Role, status: Status, about: Subject, coach: Member, skovde: Municipality
) -> None:
    session = make_session(municipality=skovde, actor=coach, subject=about)
    actor = make_member(role, municipality=skovde)
    with in_municipality(skovde):
        session.status = status
        error = refusal(ADD_FILE, subject=session, actor=actor)
    if role not in RUNNERS:
        assert isinstance(error, NotAllowed)
    elif status in OPEN_FOR_FILES:
        assert error is None
    else:
        assert isinstance(error, NotPossible)


def test_file_is_added_fetched_and_taken_away_by_those_who_run_it_alone(
    media: Path, about: Subject, coach: Member, skovde: Municipality, hjo: Municipality
) -> None:
    session = make_session(Status.HELD, municipality=skovde, actor=coach, subject=about)
    client, page = sign_in(skovde, coach), f"/inflytande/samtal/{session.pk}/filer/"
    bad = client.post(page, {"upload": [upload(b"<script>alert(1)</script>", "bild.png")]})
    assert bad.status_code == 422
    assert client.post(page, {"upload": [upload(PNG, "skiss.png")]}).status_code == 302
    with in_municipality(skovde):
        file = SessionFile.objects.get()
        assert Event.objects.get(subject="residentsession", kind="file_added").data == {"file": file.pk}
    path = f"/inflytande/filer/{file.key}/"
    answer = client.get(path)
    assert b"".join(answer.streaming_content) == PNG  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="skiss.png"'
    assert "skiss.png" in client.get(f"/inflytande/samtal/{session.pk}/").text
    colleague = sign_in(skovde, make_member(municipality=skovde))
    assert "skiss.png" not in colleague.get(f"/inflytande/samtal/{session.pk}/").text
    stranger = sign_in(hjo, make_member(*Role, municipality=hjo))
    assert [who.get(path).status_code for who in (colleague, stranger, sign_in(skovde))] == [403, 404, 302]
    assert colleague.post(f"{path}ta-bort/").status_code == 403
    with in_municipality(skovde):
        assert sweep() == 0
        assert default_storage.exists(file.stored_as)
        with pytest.raises(NotAllowed):
            remove_file(SessionFile.objects.get(), actor=make_member(municipality=skovde))
    assert client.post(f"{path}ta-bort/").status_code == 302
    with in_municipality(skovde):
        assert SessionFile.objects.count() == 0


def test_no_file_is_added_to_what_has_been_told_but_one_can_be_taken_away(
    media: Path, about: Subject, coach: Member, skovde: Municipality
) -> None:
    session = make_session(Status.HELD, municipality=skovde, actor=coach, subject=about)
    with in_municipality(skovde):
        add_files(session, files=[check_upload(upload(PNG, "a.png"))], actor=coach)
        ResidentSession.objects.filter(pk=session.pk).update(status=Status.TOLD)
        with pytest.raises(NotPossible):
            add_files(session, files=[check_upload(upload(PNG, "b.png"))], actor=coach)
        remove_file(SessionFile.objects.select_related("session").get(), actor=coach)
        assert SessionFile.objects.count() == 0
    page = f"/inflytande/samtal/{session.pk}/filer/"
    assert sign_in(skovde, coach).get(page)["Location"] == f"/inflytande/samtal/{session.pk}/"


def test_other_persons_change_of_a_session_stands_beside_ones_own(
    about: Subject, coach: Member, skovde: Municipality
) -> None:
    session = make_session(municipality=skovde, actor=coach, subject=about)
    client, path = sign_in(skovde, coach), f"/inflytande/samtal/{session.pk}/andra/"
    opened = client.get(path).context["form"].initial
    form = {name: "" if value is None else value for name, value in opened.items()}
    assert client.post(path, form | {"place": "Folkets hus"}).status_code == 302
    mine = client.post(path, form | {"place": "Skolan", "kind": "interview"})
    assert mine.status_code == 409
    shown = {str(one.label): (one.before, one.after) for one in mine.context["differences"]}
    assert shown == {"Plats": ("Folkets hus", "Skolan"), "Hur lyssnar du?": ("verkstad", "intervju")}
    with in_municipality(skovde):
        now = ResidentSession.objects.get()
        assert (now.place, now.kind) == ("Folkets hus", "workshop")
    assert client.post(path, form | {"place": "Skolan", "revision": now.revision}).status_code == 302
    with in_municipality(skovde):
        assert ResidentSession.objects.get().place == "Skolan"
