"""The pages of the needs: what they cost, what they refuse, and that nothing typed is lost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotAllowed
from tenants.ideas.models import Idea, Secrecy, Source
from tenants.mail.models import Mail
from tenants.needs.end import meet_need
from tenants.needs.link import link_idea
from tenants.needs.models import Bond, Need, NeedIdea, Status
from tenants.needs.take_in import need_from_matter, write_from_idea
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.needs import make_need
from tests.factories.people import make_member, sign_in
from tests.ideas.test_pages import fill

pytestmark = pytest.mark.django_db
WHOLE: dict[str, Any] = {
    "title": "Kunna vila på vägen hem",
    "who": "Äldre som går till affären",
    "situation": "Backen är brant.",
    "frequency": "daily",
    "evidence": "Elva har sagt det.",
    "source": "survey",
    "heard_on": "2026-03-02",
}


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde)


@pytest.fixture
def client(skovde: Municipality, coach: Member) -> Client:
    return sign_in(skovde, coach)


def fill_needs(municipality: Municipality, count: int, coach: Member) -> None:
    with in_municipality(municipality):
        Need.objects.bulk_create(
            Need(
                title=f"Behov {number}",
                source=Source.SURVEY,
                heard_on=clock.today(),
                created_by=coach,
                created_at=clock.now(),
            )
            for number in range(count)
        )


PATHS = ("/behov/", "/behov/?gap=on&q=behov", "/behov/export.csv", "/behov/ideer-utan-behov/", "/behov/{need}/")
LINKS = ("/behov/{need}/koppla/", "/behov/{need}/koppla/?q=id", "/ideer/{idea}/behov/", "/ideer/{idea}/behov/?q=behov")


def test_statements_do_not_grow_with_needs_ideas_and_links(skovde: Municipality, coach: Member, client: Client) -> None:
    need, idea = make_need(municipality=skovde, actor=coach), make_idea(municipality=skovde, stage=2)

    def cost() -> list[int]:
        found = []
        for path in (*PATHS, *LINKS):
            address = path.format(need=need.pk, idea=idea.pk)
            client.get(address)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200, address
            found.append(len(caught))
        return found

    def more(count: int) -> None:
        fill_needs(skovde, count, coach)
        fill(skovde, count, coach)
        with in_municipality(skovde):
            others = Idea.objects.exclude(pk=idea.pk).exclude(need_links__need=need)[: count // 2]
            NeedIdea.objects.bulk_create(
                NeedIdea(need=need, idea=other, linked_by=coach, linked_at=clock.now()) for other in others
            )
            needs = Need.objects.exclude(pk=need.pk).exclude(links__idea=idea)[: count // 2]
            NeedIdea.objects.bulk_create(
                NeedIdea(need=other, idea=idea, linked_by=coach, linked_at=clock.now()) for other in needs
            )

    more(10)
    few = cost()
    more(990)
    assert cost() == few
    assert few == [5, 5, 4, 4, 13, 4, 4, 5, 5]


def test_need_is_written_down_and_made_clearer(skovde: Municipality, coach: Member, client: Client) -> None:
    unit = {"owner": coach.pk}
    answer = client.post("/behov/nytt/", WHOLE | unit)
    with in_municipality(skovde):
        need = Need.objects.get()
    assert answer["Location"] == f"/behov/{need.pk}/"
    assert (need.title, need.frequency, str(need.heard_on), need.owner_id) == (
        WHOLE["title"],
        "daily",
        "2026-03-02",
        coach.pk,
    )
    clearer = WHOLE | unit | {"title": "Orka hem med kassarna", "revision": 1}
    assert client.post(f"/behov/{need.pk}/andra/", clearer).status_code == 302
    page = client.get(f"/behov/{need.pk}/").content.decode()
    assert all(words in page for words in ("Orka hem med kassarna", "Varje dag", "Elva har sagt det.", "enkät"))


BAD: dict[str, dict[str, Any]] = {
    "no title": {"title": " "},
    "nothing that can be seen": {"title": "\u200b\u202e"},
    "huge title": {"title": "x" * 201},
    "huge text": {"situation": "x" * 10_001},
    "a day to come": {"heard_on": "2099-01-01"},
    "no day": {"heard_on": "igår"},
    "a source nobody offers": {"source": "telepathy"},
    "an owner who is nobody": {"owner": 999_999},
    "a personal identity number": {"evidence": "Ring 19121212-1212."},
}


@pytest.mark.parametrize("bad", list(BAD))
def test_bad_input_is_refused_in_words(skovde: Municipality, client: Client, bad: str) -> None:
    answer = client.post("/behov/nytt/", WHOLE | BAD[bad])
    assert answer.status_code == 422
    assert "error-summary-title" in answer.content.decode()
    with in_municipality(skovde):
        assert not Need.objects.exists()


def test_two_who_change_a_need_see_both_texts(skovde: Municipality, client: Client) -> None:
    need = make_need(municipality=skovde)
    path = f"/behov/{need.pk}/andra/"
    assert client.post(path, WHOLE | {"title": "Den första", "revision": 1}).status_code == 302
    answer = client.post(path, WHOLE | {"title": "Den andra", "revision": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Den första" in page
    assert "Den andra" in page
    assert client.post(path, WHOLE | {"title": "Den andra", "revision": 2}).status_code == 302
    with in_municipality(skovde):
        assert (Need.objects.get().title, Need.objects.get().revision) == ("Den andra", 3)


def test_need_that_ended_while_somebody_wrote_keeps_the_text(
    skovde: Municipality, coach: Member, client: Client
) -> None:
    need = make_need(municipality=skovde)
    with in_municipality(skovde):
        meet_need(need, ending="Klart.", actor=coach)
    answer = client.post(f"/behov/{need.pk}/andra/", WHOLE | {"title": "Min långa text", "revision": 1})
    assert answer.status_code == 422
    assert "Min långa text" in answer.content.decode()
    end = {"how": "solved", "ending": "Mina skäl."}
    answer = client.post(f"/behov/{need.pk}/avsluta/", end)
    assert answer.status_code == 422
    assert "Mina skäl." in answer.content.decode()
    with in_municipality(skovde):
        assert Need.objects.get().ending == "Klart."


@pytest.mark.parametrize("wrong", [{"how": "met"}, {"ending": "För att."}, {"how": "taken_back", "ending": "Nej."}])
def test_need_is_not_ended_without_how_and_why(skovde: Municipality, client: Client, wrong: dict[str, str]) -> None:
    need = make_need(municipality=skovde)
    assert client.post(f"/behov/{need.pk}/avsluta/", wrong).status_code == 422
    with in_municipality(skovde):
        assert Need.objects.get().status == Status.OPEN


def test_idea_left_for_a_need_is_registered_once_and_linked(skovde: Municipality) -> None:
    need = make_need(municipality=skovde, who="Äldre")
    colleague = make_member(municipality=skovde)
    client = sign_in(skovde, colleague)
    path = f"/behov/{need.pk}/lamna-ide/"
    key = str(client.get(path).context["form"]["submission_key"].value())
    form = {"title": "Fällstolar på stolparna", "text": "Som på tåget.", "submission_key": key}
    for _ in range(2):
        assert client.post(path, form).status_code == 302
    with in_municipality(skovde):
        idea, link = Idea.objects.get(), NeedIdea.objects.get()
        assert (idea.for_whom, link.bond, link.linked_by_id) == ("Äldre", Bond.IDEA, colleague.pk)
        assert Mail.objects.filter(about_id=idea.pk).count() == 1
    assert "Fällstolar på stolparna" in client.get(f"/behov/{need.pk}/").content.decode()
    stranger = sign_in(skovde, make_member(municipality=skovde))
    assert "Fällstolar på stolparna" not in stranger.get(f"/behov/{need.pk}/").content.decode()


def test_link_by_search_from_both_sides(skovde: Municipality, client: Client) -> None:
    need = make_need(municipality=skovde, title="Vila på vägen")
    idea = make_idea(municipality=skovde, stage=2, title="Bänk i backen")
    path = f"/behov/{need.pk}/koppla/"
    assert f'value="{idea.pk}"' in client.get(f"{path}?q=backen").content.decode()
    assert f'value="{idea.pk}"' not in client.get(f"{path}?q=hiss").content.decode()
    assert client.post(path, {"idea": idea.pk}).status_code == 302
    assert "Bänk i backen" in client.get(f"/behov/{need.pk}/").content.decode()
    other = make_need(municipality=skovde, title="Orka hem")
    assert client.post(f"/ideer/{idea.pk}/behov/", {"need": other.pk}).status_code == 302
    page = client.get(f"/ideer/{idea.pk}/behov/").content.decode()
    assert "Vila på vägen" in page
    assert "Orka hem" in page
    client.post(f"/behov/{other.pk}/ideer/{idea.pk}/ta-bort/", {"from_idea": "1"})
    with in_municipality(skovde):
        assert NeedIdea.objects.get().need == need


def test_need_is_written_from_an_idea_on_its_way_once(skovde: Municipality, client: Client) -> None:
    waiting, idea = make_idea(municipality=skovde), make_idea(municipality=skovde, stage=2, title="Bänk i backen")
    assert client.post(f"/ideer/{waiting.pk}/behov/", {"write": "1"}).status_code == 302
    with in_municipality(skovde):
        assert not Need.objects.exists()
    for _ in range(2):
        assert client.post(f"/ideer/{idea.pk}/behov/", {"write": "1"}).status_code == 302
    with in_municipality(skovde):
        assert [(need.origin_id, need.title) for need in Need.objects.all()] == [(idea.pk, "Bänk i backen")]


def test_coach_who_may_not_see_the_idea_writes_and_links_nothing(skovde: Municipality, coach: Member) -> None:
    closed = make_idea(municipality=skovde, stage=2, secrecy=Secrecy.CLOSED)
    need, client = make_need(municipality=skovde), sign_in(skovde, coach)
    for form in ({"write": "1"}, {"need": need.pk}):
        assert client.post(f"/ideer/{closed.pk}/behov/", form).status_code == 404
    assert client.post(f"/behov/{need.pk}/koppla/", {"idea": closed.pk}).status_code == 200
    with in_municipality(skovde):
        with pytest.raises(NotAllowed):
            write_from_idea(closed, actor=coach)
        assert (Need.objects.count(), NeedIdea.objects.count()) == (1, 0)


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.MANAGER, Role.REGISTRAR, Role.ADMINISTRATOR])
def test_member_without_the_right_gets_403_and_changes_nothing(skovde: Municipality, role: Role) -> None:
    need, idea = make_need(municipality=skovde), make_idea(municipality=skovde, stage=2)
    client = sign_in(skovde, make_member(role, municipality=skovde))
    tries: dict[str, dict[str, Any]] = {
        "/behov/nytt/": WHOLE,
        f"/behov/{need.pk}/andra/": WHOLE | {"revision": 1},
        f"/behov/{need.pk}/avsluta/": {"how": "met", "ending": "Klart."},
        f"/behov/{need.pk}/oppna-igen/": {},
        f"/behov/{need.pk}/koppla/": {"idea": idea.pk},
        f"/behov/{need.pk}/ideer/{idea.pk}/ta-bort/": {},
        f"/ideer/{idea.pk}/behov/": {"need": need.pk},
    }
    for path, form in tries.items():
        assert client.post(path, form).status_code == 403, path
    with in_municipality(skovde):
        found = Need.objects.get()
        assert (found.status, found.revision, found.links.count()) == (Status.OPEN, 1, 0)


def test_need_of_a_marked_matter_is_not_found_by_colleagues(skovde: Municipality, coach: Member) -> None:
    marked = make_idea(municipality=skovde, stage=1, title="Hemligt", secrecy=Secrecy.ASSESS)
    with in_municipality(skovde):
        need = need_from_matter(marked, texts={}, actor=coach)
    client = sign_in(skovde, make_member(municipality=skovde))
    for path in ("", "andra/", "lamna-ide/"):
        assert client.get(f"/behov/{need.pk}/{path}").status_code == 404, path
    for path in ("/behov/", "/behov/export.csv", "/behov/?q=hemligt"):
        assert "Hemligt" not in client.get(path).content.decode().replace('value="hemligt"', ""), path


def test_list_is_narrowed_sorted_and_exported(skovde: Municipality, coach: Member, client: Client) -> None:
    first, second = make_need(municipality=skovde, title="Ån är djup"), make_need(municipality=skovde, title="=Backen")
    make_need(municipality=skovde, title="Mött", status=Status.MET)
    with in_municipality(skovde):
        link_idea(need=first, idea=make_idea(municipality=skovde, stage=2), actor=coach)
    gap = client.get("/behov/?gap=on").content.decode()
    assert f"/behov/{second.pk}/" in gap
    assert f"/behov/{first.pk}/" not in gap
    lines = client.get("/behov/export.csv?status=open&sort=title").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("'=Backen;öppet;möte;")
    assert lines[2].endswith(";1;0")


def test_odd_signs_in_a_need_stay_in_their_place(skovde: Municipality, client: Client) -> None:
    need = make_need(municipality=skovde, title="\u202eNeed 🚲 <script>x</script>")
    for path in ("/behov/", f"/behov/{need.pk}/"):
        page = client.get(path).content.decode()
        assert "<bdi>\u202eNeed 🚲 &lt;script&gt;x&lt;/script&gt;</bdi>" in page
        assert "<script>x" not in page
