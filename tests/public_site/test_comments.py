"""Comments of those without an account: looked at before anybody reads them, reported, hidden and shown again."""

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotAllowed
from tenants.ideas.models import Idea, Secrecy
from tenants.people.models import Member, Role
from tenants.public_site import comments
from tenants.public_site.models import Comment
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db


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
