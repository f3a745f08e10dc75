"""The pages: the list of news, following, the talk, the settings and the answer from a letter."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.following.models import Follow, Notification, NotificationSettings
from tenants.following.talk import say
from tenants.ideas.models import Idea, Message
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
RunJobs = Callable[[], int]
LINK = re.compile(r"/svara/[\w-]{43}/")


@pytest.fixture
def bearer(skovde: Municipality) -> Member:
    return make_member(municipality=skovde, name="Bärare")


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde, name="Coach")


@pytest.fixture
def idea(skovde: Municipality, bearer: Member, coach: Member) -> Idea:
    return make_idea(municipality=skovde, stage=1, bearer=bearer, coach=coach, title="Cykelställ")


def link_in_letter(municipality: Municipality, to: Member) -> str:
    with in_municipality(municipality):
        found = LINK.search(Mail.objects.get(to=to.email).text)
    assert found
    return found[0]


def said(municipality: Municipality) -> list[tuple[str, str]]:
    with in_municipality(municipality):
        return list(Message.objects.values_list("author__name", "text"))


def ask(idea: Idea, coach: Member, municipality: Municipality, run_jobs: RunJobs) -> None:
    with in_municipality(municipality):
        say(idea, text="Hur många cyklar?", member=coach)
    run_jobs()


def test_news_is_counted_listed_opened_and_read(
    idea: Idea, skovde: Municipality, bearer: Member, coach: Member, run_jobs: RunJobs
) -> None:
    ask(idea, coach, skovde, run_jobs)
    client = sign_in(skovde, bearer)
    page = client.get("/aviseringar/").content.decode()
    assert "Nytt (1)" in page
    assert "Hur många cyklar?" in page
    with in_municipality(skovde):
        row = Notification.objects.get(member=bearer)
    assert client.get(f"/aviseringar/{row.pk}/")["Location"] == f"/ideer/{idea.pk}/"
    assert "Nytt (1)" not in client.get("/aviseringar/").content.decode()
    assert "Du har läst allt" in client.get("/aviseringar/?olasta").content.decode()


def test_everything_is_marked_as_read_at_once(
    idea: Idea, skovde: Municipality, bearer: Member, coach: Member, run_jobs: RunJobs
) -> None:
    ask(idea, coach, skovde, run_jobs)
    ask(idea, coach, skovde, run_jobs)
    client = sign_in(skovde, bearer)
    assert client.post("/aviseringar/lasta/").status_code == 302
    with in_municipality(skovde):
        assert Notification.objects.filter(member=bearer, read_at=None).count() == 0
        assert Member.objects.get(pk=bearer.pk).unread == 0


def test_news_of_another_member_is_not_found(
    idea: Idea, skovde: Municipality, bearer: Member, coach: Member, run_jobs: RunJobs
) -> None:
    ask(idea, coach, skovde, run_jobs)
    with in_municipality(skovde):
        row = Notification.objects.get(member=bearer)
    assert sign_in(skovde, coach).get(f"/aviseringar/{row.pk}/").status_code == 404
    with in_municipality(skovde):
        assert Notification.objects.get(pk=row.pk).read_at is None


def test_idea_is_followed_and_left(idea: Idea, skovde: Municipality) -> None:
    colleague = make_member(municipality=skovde)
    client = sign_in(skovde, colleague)
    client.post(f"/ideer/{idea.pk}/folj/")
    client.post(f"/ideer/{idea.pk}/folj/")
    with in_municipality(skovde):
        assert Follow.objects.filter(member=colleague).count() == 1
    assert "Cykelställ" in client.get("/aviseringar/foljer/").content.decode()
    client.post(f"/ideer/{idea.pk}/folj/", {"sluta": ""})
    assert "Du följer inga idéer än" in client.get("/aviseringar/foljer/").content.decode()


def test_idea_in_the_inbox_can_be_neither_followed_nor_talked_about_by_a_colleague(skovde: Municipality) -> None:
    waiting = make_idea(municipality=skovde, title="I inkorgen")
    client = sign_in(skovde, make_member(municipality=skovde))
    assert client.post(f"/ideer/{waiting.pk}/folj/").status_code == 404
    assert client.post(f"/ideer/{waiting.pk}/samtal/", {"text": "Hej"}).status_code == 404
    with in_municipality(skovde):
        assert (Follow.objects.count(), Message.objects.count()) == (0, 0)


def test_what_is_said_stands_in_the_talk_and_on_the_timeline(idea: Idea, skovde: Municipality, coach: Member) -> None:
    client = sign_in(skovde, coach)
    assert client.post(f"/ideer/{idea.pk}/samtal/", {"text": "Finns el där? <b>"}).status_code == 302
    for path in (f"/ideer/{idea.pk}/samtal/", f"/ideer/{idea.pk}/"):
        page = client.get(path).content.decode()
        assert "Finns el där? &lt;b&gt;" in page


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_nothing_or_too_much_is_not_said_and_what_was_typed_is_kept(
    idea: Idea, skovde: Municipality, coach: Member, text: str
) -> None:
    answer = sign_in(skovde, coach).post(f"/ideer/{idea.pk}/samtal/", {"text": text})
    assert answer.status_code == 422
    assert text.strip() in answer.content.decode()
    assert said(skovde) == []


def test_settings_are_kept(skovde: Municipality, bearer: Member) -> None:
    client = sign_in(skovde, bearer)
    chosen = {"decisions": "here", "moves": "off", "talk": "digest", "changes": "at_once", "rhythm": "weekly"}
    assert client.post("/aviseringar/installningar/", chosen).status_code == 302
    with in_municipality(skovde):
        assert NotificationSettings.objects.filter(member=bearer, **chosen).exists()
    assert client.post("/aviseringar/installningar/", chosen | {"talk": "loudly"}).status_code == 422
    with in_municipality(skovde):
        assert NotificationSettings.objects.filter(member=bearer, **chosen).exists()


def test_answer_from_a_letter_is_said_once_in_the_receiver_s_name(
    idea: Idea, skovde: Municipality, bearer: Member, coach: Member, run_jobs: RunJobs
) -> None:
    ask(idea, coach, skovde, run_jobs)
    path, anyone = link_in_letter(skovde, bearer), sign_in(skovde)
    page = anyone.get(path)
    assert "Hur många cyklar?" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "same-origin"  # with none at all a browser sends no origin, and no form passes
    assert anyone.post(path, {"text": "Ungefär tjugo."}).status_code == 200
    assert anyone.post(path, {"text": "En gång till."}).status_code == 404
    assert said(skovde) == [("Coach", "Hur många cyklar?"), ("Bärare", "Ungefär tjugo.")]


def stop_membership(member: Member) -> None:
    Member.objects.filter(pk=member.pk).update(active=False)


def expire(member: Member) -> None:
    Notification.objects.filter(member=member).update(answer_until=clock.now() - dt.timedelta(seconds=1))


def take_from(member: Member) -> None:
    """Somebody else bears it now, and it lies in the inbox."""
    member.borne_ideas.all().delete()
    Idea.objects.update(status="inbox", stage=None)


@pytest.mark.parametrize("change", [stop_membership, expire, take_from])
def test_link_of_somebody_who_may_not_any_more_leads_nowhere(
    idea: Idea,
    skovde: Municipality,
    bearer: Member,
    coach: Member,
    run_jobs: RunJobs,
    change: Callable[[Member], None],
) -> None:
    ask(idea, coach, skovde, run_jobs)
    path = link_in_letter(skovde, bearer)
    with in_municipality(skovde):
        change(bearer)
    client = sign_in(skovde)
    assert (client.get(path).status_code, client.post(path, {"text": "Hej"}).status_code) == (404, 404)
    assert len(said(skovde)) == 1


def test_link_works_in_its_own_municipality_alone(
    idea: Idea, skovde: Municipality, hjo: Municipality, bearer: Member, coach: Member, run_jobs: RunJobs
) -> None:
    ask(idea, coach, skovde, run_jobs)
    assert sign_in(hjo).get(link_in_letter(skovde, bearer)).status_code == 404


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_news_costs_the_same_however_much_there_is(
    idea: Idea, skovde: Municipality, bearer: Member, coach: Member, run_jobs: RunJobs
) -> None:
    client = sign_in(skovde, bearer)
    ask(idea, coach, skovde, run_jobs)
    client.get("/aviseringar/")  # what every first page of a process reads once
    few = queries(client, "/aviseringar/"), queries(client, f"/ideer/{idea.pk}/samtal/")
    for _ in range(20):
        ask(idea, coach, skovde, run_jobs)
    assert (queries(client, "/aviseringar/"), queries(client, f"/ideer/{idea.pk}/samtal/")) == few


def test_form_sent_twice_says_it_once_and_tells_nobody_twice(
    idea: Idea, skovde: Municipality, bearer: Member, coach: Member, run_jobs: RunJobs
) -> None:
    for _ in range(2):
        assert sign_in(skovde, coach).post(f"/ideer/{idea.pk}/samtal/", {"text": "Hur många?"}).status_code == 302
    assert said(skovde) == [("Coach", "Hur många?")]
    run_jobs()
    with in_municipality(skovde):
        assert Mail.objects.filter(to=bearer.email).count() == 1


def test_same_words_may_be_said_again_when_somebody_has_answered(idea: Idea, skovde: Municipality) -> None:
    first = make_member(Role.COACH, municipality=skovde, name="Ett")
    second = make_member(Role.COACH, municipality=skovde, name="Två")
    with in_municipality(skovde):
        for member, text in ((first, "Bra!"), (second, "Bra!"), (first, "Bra!")):
            say(idea, text=text, member=member)
    assert said(skovde) == [("Ett", "Bra!"), ("Två", "Bra!"), ("Ett", "Bra!")]


def test_link_that_is_used_says_so_and_not_that_there_is_no_such_page(
    idea: Idea, skovde: Municipality, coach: Member, bearer: Member, run_jobs: RunJobs
) -> None:
    ask(idea, coach, skovde, run_jobs)
    path, anyone = link_in_letter(skovde, bearer), sign_in(skovde)
    assert anyone.post(path, {"text": "Tjugo."}).status_code == 200
    again = anyone.post(path, {"text": "Tjugo."})
    assert again.status_code == 404
    assert "Länken fungerar inte längre" in again.content.decode()
    assert said(skovde) == [("Coach", "Hur många cyklar?"), ("Bärare", "Tjugo.")]


def test_personal_number_is_pointed_out_before_it_is_said(
    idea: Idea, skovde: Municipality, coach: Member, bearer: Member, run_jobs: RunJobs
) -> None:
    ask(idea, coach, skovde, run_jobs)
    form = {"text": "Fråga 19121212-1212."}
    for client, path in (
        (sign_in(skovde, coach), f"/ideer/{idea.pk}/samtal/"),
        (sign_in(skovde), link_in_letter(skovde, bearer)),
    ):
        answer = client.post(path, form)
        assert answer.status_code == 422
        assert "Det här ser ut som ett personnummer." in answer.content.decode()
    assert said(skovde) == [("Coach", "Hur många cyklar?")]
    sign_in(skovde, coach).post(f"/ideer/{idea.pk}/samtal/", {**form, "keep_numbers": "on"})
    assert said(skovde)[1:] == [("Coach", form["text"])]
