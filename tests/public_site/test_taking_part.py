"""Supporting and commenting without an account: confirmed, looked at first, counted once."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.tenancy.scope import work_starts_in_region
from sluss.workflow.transitions import NotAllowed
from tenants.ideas.models import Idea, Secrecy
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tenants.public_site import comments
from tenants.public_site.models import Comment, Support
from tenants.public_site.open_idea import open_idea
from tenants.public_site.promise import Promise, promise
from tenants.public_site.support import forget_unconfirmed, support_as_member
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/oppet/stod/[\w-]{43}/")


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde)


@pytest.fixture
def idea(skovde: Municipality, coach: Member) -> Idea:
    made = make_idea(municipality=skovde, stage=2, title="Cykelställ")
    with in_municipality(skovde):
        open_idea(made, revision=1, actor=coach)
    return made


def supports(municipality: Municipality) -> list[bool]:
    """Whether each support has been confirmed."""
    with in_municipality(municipality):
        return [row.confirmed_at is not None for row in Support.objects.all()]


def letters(municipality: Municipality) -> list[str]:
    with in_municipality(municipality):
        return list(Mail.objects.order_by("pk").values_list("text", flat=True))


def ask(idea: Idea, municipality: Municipality, email: str = "boende@example.org") -> None:
    answer = sign_in(municipality).post(f"/oppet/ideer/{idea.key}/stod/", {"email": email})
    assert answer.status_code == 302


def link(municipality: Municipality) -> str:
    found = LINK.search(letters(municipality)[-1])
    assert found
    return found[0]


def test_support_counts_when_it_has_been_confirmed_with_a_button(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    assert supports(skovde) == [False]
    path, anyone = link(skovde), sign_in(skovde)
    assert anyone.get(path).status_code == 200
    assert supports(skovde) == [False]
    assert anyone.post(path).status_code == 302
    assert supports(skovde) == [True]
    assert "1 står bakom den." in anyone.get(f"/oppet/ideer/{idea.key}/").content.decode()
    assert anyone.post(path).status_code == 302
    assert supports(skovde) == [True]


def test_support_is_taken_back_by_the_same_link_with_a_button(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    path, anyone = link(skovde), sign_in(skovde)
    anyone.post(path)
    page = anyone.get(path).content.decode()
    assert "Ditt stöd räknas" in page
    assert "Ta tillbaka mitt stöd" in page
    assert supports(skovde) == [True]
    assert anyone.post(path, {"ta-tillbaka": "1"}).status_code == 302
    assert supports(skovde) == []
    assert anyone.get(path).status_code == 404


def test_address_is_not_kept_with_the_support(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    with in_municipality(skovde):
        row = Support.objects.values().get()
        assert "boende" not in str(row)
        assert Mail.objects.get().about_id is None


def test_same_person_counts_once_however_the_address_is_written(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    sign_in(skovde).post(link(skovde))
    ask(idea, skovde, "Boende@Example.ORG")
    assert supports(skovde) == [True]
    assert len(letters(skovde)) == 1


def test_impatient_person_gets_one_letter_an_hour(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    ask(idea, skovde)
    assert len(letters(skovde)) == 1
    with clock.held_at(clock.now() + dt.timedelta(hours=2)):
        ask(idea, skovde)
    assert len(letters(skovde)) == 2


def test_link_is_of_no_use_after_a_week_and_nothing_is_kept(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    path = link(skovde)
    with clock.held_at(clock.now() + dt.timedelta(days=8)):
        assert sign_in(skovde).post(path).status_code == 404
        with in_municipality(skovde):
            forget_unconfirmed()
    assert supports(skovde) == []


def test_link_takes_nothing_back_after_a_week(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    path = link(skovde)
    sign_in(skovde).post(path)
    with clock.held_at(clock.now() + dt.timedelta(days=8)):
        assert sign_in(skovde).post(path, {"ta-tillbaka": "1"}).status_code == 404
    assert supports(skovde) == [True]


def test_member_supports_and_takes_it_back_without_a_letter(idea: Idea, skovde: Municipality, coach: Member) -> None:
    client, path = sign_in(skovde, coach), f"/oppet/ideer/{idea.key}/stod/"
    client.post(path)
    client.post(path)
    assert supports(skovde) == [True]
    client.post(path, {"ta-tillbaka": ""})
    assert supports(skovde) == []
    assert letters(skovde) == []


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_fifty_supports_at_once_by_one_person_are_one(skovde: Municipality, coach: Member, idea: Idea) -> None:
    def support(_: int) -> None:
        try:
            with work_starts_in_region(), in_municipality(skovde):
                support_as_member(idea, member=coach)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(support, range(50)))
    assert supports(skovde) == [True]


@pytest.mark.parametrize("email", ["", "inte en adress", "a@b"])
def test_wrong_address_supports_nothing(idea: Idea, skovde: Municipality, email: str) -> None:
    answer = sign_in(skovde).post(f"/oppet/ideer/{idea.key}/stod/", {"email": email})
    assert answer.status_code == 422
    assert supports(skovde) == []


def test_closed_idea_takes_neither_support_nor_comment(skovde: Municipality) -> None:
    closed = make_idea(municipality=skovde, stage=1)
    client = sign_in(skovde)
    assert client.post(f"/oppet/ideer/{closed.key}/stod/", {"email": "a@example.org"}).status_code == 404
    assert client.post(f"/oppet/ideer/{closed.key}/kommentar/", {"text": "Hej"}).status_code == 404
    with in_municipality(skovde):
        assert (Support.objects.count(), Comment.objects.count()) == (0, 0)


def test_comment_is_read_by_nobody_before_it_has_been_looked_at(
    idea: Idea, skovde: Municipality, coach: Member
) -> None:
    anyone, path = sign_in(skovde), f"/oppet/ideer/{idea.key}/"
    anyone.post(f"{path}kommentar/", {"text": "Det finns <b>plats</b>", "name": "Granne"})
    assert "Granne" not in anyone.get(path).content.decode()
    office = sign_in(skovde, coach)
    assert "Granne" in office.get("/kommentarer/").content.decode()
    with in_municipality(skovde):
        comment = Comment.objects.get()
    office.post(f"/kommentarer/{comment.pk}/visa/")
    assert "Det finns &lt;b&gt;plats&lt;/b&gt;" in anyone.get(path).content.decode()
    assert "Inget väntar" in office.get("/kommentarer/").content.decode()


def test_reported_comment_is_looked_at_again_and_hidden_with_a_reason(
    idea: Idea, skovde: Municipality, coach: Member
) -> None:
    with in_municipality(skovde):
        comment = comments.write_comment(idea, name="", text="Dumheter")
        comments.show(comment, actor=coach)
    anyone, path = sign_in(skovde), f"/oppet/ideer/{idea.key}/"
    anyone.post(f"{path}kommentar/{comment.pk}/anmal/")
    office = sign_in(skovde, coach)
    assert "anmäld 1 gång" in office.get("/kommentarer/").content.decode()
    assert office.post(f"/kommentarer/{comment.pk}/dolj/", {"reason": ""}).status_code == 422
    assert "Dumheter" in anyone.get(path).content.decode()
    office.post(f"/kommentarer/{comment.pk}/dolj/", {"reason": "Kränkande"})
    assert "Dumheter" not in anyone.get(path).content.decode()
    with in_municipality(skovde):
        assert Comment.objects.get().hidden_reason == "Kränkande"


def test_reported_comment_that_may_stand_leaves_the_queue(idea: Idea, skovde: Municipality, coach: Member) -> None:
    with in_municipality(skovde):
        comment = comments.write_comment(idea, name="", text="Kritik")
        comments.show(comment, actor=coach)
        comments.report(comment)
        assert comments.to_look_at(coach).count() == 1
        comments.show(comment, actor=coach)
        assert comments.to_look_at(coach).count() == 0
        assert list(comments.shown_on(idea)) == [comment]


LOOKERS = {Role.COACH, Role.INNOVATION_MANAGER, Role.AGENT}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("state", list(Comment.State))
def test_comments_are_looked_at_by_those_who_may(
    idea: Idea, skovde: Municipality, role: Role, state: Comment.State
) -> None:
    actor = make_member(role, municipality=skovde)
    with in_municipality(skovde):
        comment = comments.write_comment(idea, name="", text="Text")
        Comment.objects.filter(pk=comment.pk).update(status=state)
        comment.refresh_from_db()
        if role in LOOKERS:
            comments.show(comment, actor=actor)
            assert Comment.objects.get().status == "shown"
        else:
            with pytest.raises(NotAllowed):
                comments.show(comment, actor=actor)
            with pytest.raises(NotAllowed):
                comments.hide(comment, reason="Nej", actor=actor)
            assert Comment.objects.get().status == state
    assert sign_in(skovde, actor).get("/kommentarer/").status_code == (200 if role in LOOKERS else 403)


def test_personal_number_in_a_comment_is_pointed_out_and_the_text_kept(idea: Idea, skovde: Municipality) -> None:
    answer = sign_in(skovde).post(f"/oppet/ideer/{idea.key}/kommentar/", {"text": "Fråga 19121212-1212"})
    assert answer.status_code == 422
    assert "Fråga 19121212-1212" in answer.content.decode()
    with in_municipality(skovde):
        assert not Comment.objects.exists()


def test_promise_is_told_with_what_it_really_took(skovde: Municipality, coach: Member) -> None:
    from tenants.ideas.transitions import InboxOutcome
    from tenants.ideas.triage import Answer, triage

    start = clock.now() - dt.timedelta(days=30)
    for number, days in enumerate((1, 2, 2, 4, 9)):
        with clock.held_at(start):
            idea = make_idea(municipality=skovde, title=f"Idé {number}")
        with in_municipality(skovde):
            if number == 4:
                assert promise() == Promise(promised=5, answered=4, median=None)
            with clock.held_at(start + dt.timedelta(days=days)):
                triage(idea, answer=Answer(outcome=InboxOutcome.ANSWER, message="Tack."), actor=coach)
    with in_municipality(skovde):
        assert promise() == Promise(promised=5, answered=5, median=2.0)
    assert "svar inom 2 dygn" in sign_in(skovde).get("/oppet/").content.decode()


def test_comment_on_an_idea_that_was_closed_since_is_for_those_who_may_see_it(idea: Idea, skovde: Municipality) -> None:
    with in_municipality(skovde):
        written = comments.write_comment(idea, name="", text="Det gäller min chef")
        Idea.objects.filter(pk=idea.pk).update(secrecy=Secrecy.CLOSED)
    agent = sign_in(skovde, make_member(Role.AGENT, municipality=skovde))
    page = agent.get("/kommentarer/").text
    assert "Cykelställ" not in page
    assert "min chef" not in page
    assert agent.post(f"/kommentarer/{written.pk}/visa/").status_code == 404
    assert agent.get(f"/kommentarer/{written.pk}/dolj/").status_code == 404
    with in_municipality(skovde):
        assert Comment.objects.get().status == Comment.State.WAITING
    leader = sign_in(skovde, make_member(Role.INNOVATION_MANAGER, municipality=skovde))
    assert "min chef" in leader.get("/kommentarer/").text


def test_member_counts_also_where_somebody_typed_the_address_before(
    idea: Idea, skovde: Municipality, coach: Member
) -> None:
    ask(idea, skovde, coach.email)
    with in_municipality(skovde):
        support_as_member(idea, member=coach)
        assert Support.objects.get().confirmed_at is not None
    assert sign_in(skovde).get(link(skovde)).status_code == 404


@pytest.mark.parametrize("words", ["%00", "%00cykel", "a+" * 2000, "%F0%9F%92%A9" * 300])
def test_search_of_anyone_stands_whatever_is_typed(idea: Idea, skovde: Municipality, words: str) -> None:
    query = "&".join(f"{name}={words}" for name in ("text", "phase", "status", "page"))
    assert sign_in(skovde).get(f"/oppet/ideer/?{query}").status_code == 200


def test_comment_sent_twice_waits_once(idea: Idea, skovde: Municipality) -> None:
    for _ in range(2):
        sign_in(skovde).post(f"/oppet/ideer/{idea.key}/kommentar/", {"text": "Bra tanke", "name": "Bo"})
    with in_municipality(skovde):
        assert Comment.objects.count() == 1


def test_hidden_comment_is_found_with_its_reason_and_shown_again(
    idea: Idea, skovde: Municipality, coach: Member
) -> None:
    with in_municipality(skovde):
        comment = comments.write_comment(idea, name="Bo", text="Ring kommunen")
        comments.hide(comment, reason="Trodde att det var reklam", actor=coach)
    office = sign_in(skovde, coach)
    assert "Ring kommunen" not in office.get("/kommentarer/").content.decode()
    hidden = office.get("/kommentarer/?state=hidden").content.decode()
    assert "Dold eftersom: Trodde att det var reklam" in hidden
    assert f"/kommentarer/{comment.pk}/dolj/" not in hidden
    assert office.post(f"/kommentarer/{comment.pk}/visa/").status_code == 302
    shown = office.get("/kommentarer/?state=shown").content.decode()
    assert f"/kommentarer/{comment.pk}/dolj/" in shown
    assert f"/kommentarer/{comment.pk}/visa/" not in shown
    assert "Inget är dolt" in office.get("/kommentarer/?state=hidden").content.decode()
    assert office.get("/kommentarer/?state=%00&page=x").status_code == 200
