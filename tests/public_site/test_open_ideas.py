"""What is shown to everyone, by whom, and what never is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.edit import edit_text, mark_secrecy
from tenants.ideas.models import Idea, Secrecy, Visibility
from tenants.people.models import Member, Role
from tenants.public_site.models import OpenIdea
from tenants.public_site.open_idea import close_idea, open_idea
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde, name="Coach Hemlig")


@pytest.fixture
def idea(skovde: Municipality, coach: Member) -> Idea:
    bearer = make_member(municipality=skovde, name="Bärare Hemlig")
    return make_idea(municipality=skovde, stage=2, title="Cykelställ", bearer=bearer, coach=coach)


def opened(idea: Idea, municipality: Municipality, by: Member) -> OpenIdea:
    with in_municipality(municipality):
        return open_idea(idea, revision=idea.revision, actor=by)


def page(municipality: Municipality, path: str, status: int = 200) -> str:
    answer = sign_in(municipality).get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_coach_and_innovation_manager_open_ideas_and_nobody_else(idea: Idea, skovde: Municipality, role: Role) -> None:
    actor = make_member(role, municipality=skovde)
    may = role in (Role.COACH, Role.INNOVATION_MANAGER)
    answer = sign_in(skovde, actor).post(f"/ideer/{idea.pk}/visa-for-alla/", {"revision": 1, "read": "on"})
    assert answer.status_code == (302 if may else 403)
    with in_municipality(skovde):
        assert OpenIdea.objects.exists() is may
        if not may:
            with pytest.raises(NotAllowed):
                open_idea(idea, revision=1, actor=actor)
            with pytest.raises(NotAllowed):
                close_idea(idea, actor=actor)


def test_open_idea_is_found_by_anyone_without_any_name(idea: Idea, skovde: Municipality, coach: Member) -> None:
    page(skovde, f"/oppet/ideer/{idea.key}/", 404)
    opened(idea, skovde, coach)
    for path in ("/oppet/", "/oppet/ideer/", f"/oppet/ideer/{idea.key}/"):
        text = page(skovde, path)
        assert "Cykelställ" in text
        assert "Hemlig" not in text
        assert idea.registry_number not in text


def test_later_text_is_shown_when_somebody_has_read_it(idea: Idea, skovde: Municipality, coach: Member) -> None:
    opened(idea, skovde, coach)
    texts = {"title": "Cykelställ", "text": "Ring Anna på 0500-123", "for_whom": "", "why_now": ""}
    with in_municipality(skovde):
        changed = edit_text(idea, texts=texts, revision=1, actor=coach)
    assert "Ring Anna" not in page(skovde, f"/oppet/ideer/{idea.key}/")
    with in_municipality(skovde), pytest.raises(NotPossible):
        open_idea(idea, revision=1, actor=coach)
    opened(changed, skovde, coach)
    assert "Ring Anna" in page(skovde, f"/oppet/ideer/{idea.key}/")


def test_secrecy_mark_hides_an_open_idea_at_once(idea: Idea, skovde: Municipality, coach: Member) -> None:
    opened(idea, skovde, coach)
    registrar = make_member(Role.REGISTRAR, municipality=skovde)
    with in_municipality(skovde):
        mark_secrecy(idea, secrecy=Secrecy.ASSESS, actor=registrar)
    for path in ("/oppet/", "/oppet/ideer/"):
        assert "Cykelställ" not in page(skovde, path)
    page(skovde, f"/oppet/ideer/{idea.key}/", 404)


@pytest.mark.parametrize(
    "fields",
    [
        {"secrecy": "assess"},
        {"status": "inbox", "stage": None},
        {"status": "asked", "stage": None},
        {"status": "wrong_door", "stage": None},
        {"status": "merged", "stage": None},
        {"text": "Min mormor 19121212-1212 behöver det."},
    ],
)
def test_what_may_not_be_shown_cannot_be_opened(fields: dict[str, object], skovde: Municipality, coach: Member) -> None:
    text = str(fields.pop("text", "Text"))
    idea = make_idea(municipality=skovde, text=text, **({"stage": 1} if not fields else {}), **fields)  # type: ignore[arg-type]
    with in_municipality(skovde), pytest.raises(NotPossible):
        open_idea(idea, revision=1, actor=coach)
    with in_municipality(skovde):
        assert not OpenIdea.objects.exists()
        assert Idea.objects.get(pk=idea.pk).visibility == Visibility.MUNICIPALITY


def test_closed_idea_is_found_no_more(idea: Idea, skovde: Municipality, coach: Member) -> None:
    opened(idea, skovde, coach)
    client = sign_in(skovde, coach)
    assert client.post(f"/ideer/{idea.pk}/sluta-visa/").status_code == 302
    page(skovde, f"/oppet/ideer/{idea.key}/", 404)
    with in_municipality(skovde):
        assert Idea.objects.get(pk=idea.pk).visibility == Visibility.MUNICIPALITY


def test_text_must_be_said_to_be_read(idea: Idea, skovde: Municipality, coach: Member) -> None:
    answer = sign_in(skovde, coach).post(f"/ideer/{idea.pk}/visa-for-alla/", {"revision": 1})
    assert answer.status_code == 422
    with in_municipality(skovde):
        assert not OpenIdea.objects.exists()


def test_list_is_searched_and_narrowed(skovde: Municipality, coach: Member) -> None:
    for title, stage in (("Cykelställ", 1), ("Solceller", 3)):
        opened(make_idea(municipality=skovde, stage=stage, title=title), skovde, coach)
    assert "Solceller" not in page(skovde, "/oppet/ideer/?text=cykel")
    assert "Cykelställ" not in page(skovde, "/oppet/ideer/?phase=test")
    assert "Inget stämmer" in page(skovde, "/oppet/ideer/?status=concluded")
    assert "Solceller" in page(skovde, "/oppet/ideer/?phase=nonsense&page=x")


def queries(municipality: Municipality, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        page(municipality, path)
    return len(captured)


def test_open_pages_cost_the_same_however_much_there_is(skovde: Municipality, coach: Member) -> None:
    for number in range(4):
        opened(make_idea(municipality=skovde, stage=1, title=f"Idé {number}"), skovde, coach)
    paths = ("/oppet/", "/oppet/ideer/")
    for path in paths:
        page(skovde, path)  # what every first page of a process reads once
    few = [queries(skovde, path) for path in paths]
    for number in range(20):
        opened(make_idea(municipality=skovde, stage=1, title=f"Till {number}"), skovde, coach)
    assert [queries(skovde, path) for path in paths] == few
