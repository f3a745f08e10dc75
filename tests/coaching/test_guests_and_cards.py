"""Guest coaches from an invitation to the end of the visit, and the registers."""

import re

import pytest

from sluss import clock
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed
from tenants.coaching.guests import end_guest, guests_of
from tenants.coaching.layout import laid_out
from tenants.coaching.models import MethodCard, MethodUse, Skill
from tenants.coaching.tasks import daily
from tenants.decisions import rules as decision_rules
from tenants.mail.models import Mail
from tenants.people.models import Invitation, Member, Role
from tests.coaching.conftest import DAY, Coached
from tests.factories.people import PASSWORD, make_member, sign_in

pytestmark = pytest.mark.django_db


def test_guest_is_invited_joins_helps_and_is_thanked(coached: Coached) -> None:
    place = coached.municipality
    coach = sign_in(place, coached.coach)
    address = f"/ideer/{coached.idea.pk}/coachning"
    form = {"email": "greta@example.org", "name": "Greta", "language": "en", "until": ""}
    assert coach.post(f"{address}/gast/", form).headers["Location"] == f"{address}/"
    with in_municipality(place):
        letter = Mail.objects.get(to="greta@example.org")
        found = re.search(r"/konto/inbjudan/[\w-]+/", letter.text)
        assert found is not None
    assert "guest coach" in letter.text
    visitor = sign_in(place)
    assert visitor.post(found[0], {"name": "Greta", "password": PASSWORD}).headers["Location"] == "/"
    assert visitor.get("/").headers["Location"] == f"/ideer/{coached.idea.pk}/"
    assert visitor.get(f"{address}/").status_code == 200
    with in_municipality(place):
        guest = Member.objects.get(guest_of=coached.idea.pk)
        assert guests_of(coached.idea).here == [guest]
    assert coach.post(f"{address}/gast/{guest.key}/avsluta/").status_code == 302
    assert visitor.get(f"{address}/").status_code == 404
    assert visitor.get(f"/ideer/{coached.idea.pk}/").status_code == 404
    with in_municipality(place):
        kinds = list(Event.objects.filter(subject="idea", kind__startswith="guest").values_list("kind", flat=True))
    assert kinds == ["guest_invited", "guest_ended"]


@pytest.mark.parametrize(
    "change",
    [{"email": "inte en adress"}, {"name": ""}, {"until": "2001-01-01"}, {"until": "2999-01-01"}, {"language": "xx"}],
)
def test_bad_invitation_is_told_and_sends_nothing(coached: Coached, change: dict[str, str]) -> None:
    form = {"email": "greta@example.org", "name": "Greta", "language": "sv"} | change
    client = sign_in(coached.municipality, coached.coach)
    assert client.post(f"/ideer/{coached.idea.pk}/coachning/gast/", form).status_code == 422
    with in_municipality(coached.municipality):
        assert not Invitation.objects.exists()


def test_visit_ends_with_its_day(coached: Coached) -> None:
    place, today = coached.municipality, clock.today()
    over = make_member(municipality=place, guest_of=coached.idea.pk, guest_until=today - DAY)
    stays = make_member(municipality=place, guest_of=coached.idea.pk, guest_until=today)
    assert sign_in(place, over).get(f"/ideer/{coached.idea.pk}/").status_code == 404
    daily(str(place.key))
    with in_municipality(place):
        assert dict(Member.objects.filter(guest_of__isnull=False).values_list("pk", "active")) == {
            over.pk: False,
            stays.pk: True,
        }


@pytest.mark.parametrize("kind", ["employee", "manager", "administrator", "guest", "coach", "bearer"])
def test_visit_is_ended_by_the_ideas_coach_and_the_innovation_manager_alone(coached: Coached, kind: str) -> None:
    guest, actor = coached.person("guest"), coached.person(kind)
    with in_municipality(coached.municipality):
        with pytest.raises(NotAllowed):
            end_guest(coached.idea, guest=guest, actor=actor)
        assert Member.objects.get(pk=guest.pk).active


def test_member_who_is_no_guest_cannot_be_ended_here(coached: Coached) -> None:
    client = sign_in(coached.municipality, coached.coach)
    address = f"/ideer/{coached.idea.pk}/coachning/gast/{coached.bearer.key}/avsluta/"
    assert client.post(address).status_code == 404
    with in_municipality(coached.municipality):
        assert Member.objects.get(pk=coached.bearer.pk).active


@pytest.mark.parametrize("role", list(Role))
def test_guest_neither_prepares_nor_decides_whatever_stands_on_the_row(coached: Coached, role: Role) -> None:
    place = coached.municipality
    guest = make_member(role, municipality=place, guest_of=coached.idea.pk)
    with in_municipality(place):
        assert decision_rules.why_not_hold(guest, coached.idea) is not None
        assert decision_rules.why_not_register(guest, coached.idea) is not None
        assert decision_rules.why_not_answer(guest, coached.idea) is not None
        assert not decision_rules.sees_proposal(guest, coached.idea)


def test_card_is_marked_once_by_those_who_work_with_the_idea(coached: Coached) -> None:
    place, address = coached.municipality, f"/ideer/{coached.idea.pk}/coachning/kort/hypotes/"
    assert sign_in(place, coached.person("employee")).post(address).status_code == 403
    for who in (coached.bearer, coached.coach):
        assert sign_in(place, who).post(address).status_code == 302
    with in_municipality(place):
        assert MethodUse.objects.get().used_by == coached.bearer
        assert Event.objects.filter(kind="card_used").count() == 1
    assert "Hypoteskort" in sign_in(place, coached.coach).get(f"/ideer/{coached.idea.pk}/coachning/").text


def test_municipality_begins_with_cards_and_skills_in_two_languages(coached: Coached) -> None:
    with in_municipality(coached.municipality):
        cards = list(MethodCard.objects.all())
        assert (len(cards), Skill.objects.count()) == (9, 10)
        assert all(card.text_sv and card.text_en and card.title_en for card in cards)


def test_innovation_manager_makes_the_registers_her_own(coached: Coached) -> None:
    place = coached.municipality
    client = sign_in(place, make_member(Role.INNOVATION_MANAGER, municipality=place))
    card = {
        "code": "vart-kort",
        "title_sv": "Vårt kort",
        "phase": "test",
        "minutes": "15",
        "text_sv": "Gör så",
        "active": "on",
    }
    assert client.post("/metodkort/nytt/", card).status_code == 302
    assert client.post("/metodkort/nytt/", card).status_code == 422
    assert client.post("/metodkort/nytt/", card | {"code": "nytt"}).status_code == 422
    assert client.post("/metodkort/vart-kort/andra/", card | {"title_sv": "Nytt namn"}).status_code == 302
    assert client.post("/coachning/kompetenser/ny/", {"name_sv": "Facilitering", "active": "on"}).status_code == 302
    assert client.post("/coachning/kompetenser/ny/", {"name_sv": "Facilitering"}).status_code == 422
    assert "Facilitering" in client.get("/coachning/kompetenser/").text
    assert "Nytt namn" in client.get("/metodkort/?fas=test").text
    with in_municipality(place):
        skill = Skill.objects.get(name_sv="Facilitering")
    assert client.post(f"/coachning/kompetenser/{skill.pk}/", {"name_sv": "Leda samtal"}).status_code == 302
    with in_municipality(place):
        assert (Skill.objects.get(pk=skill.pk).name_sv, Skill.objects.get(pk=skill.pk).active) == ("Leda samtal", False)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.INNOVATION_MANAGER])
def test_registers_are_changed_by_nobody_else(coached: Coached, role: Role) -> None:
    client = sign_in(coached.municipality, make_member(role, municipality=coached.municipality))
    for address in ("/metodkort/nytt/", "/metodkort/hypotes/andra/", "/coachning/kompetenser/ny/"):
        assert client.post(address, {"name_sv": "X", "title_sv": "X"}).status_code == 403
    assert client.get("/metodkort/hypotes/").status_code == 200
    assert client.get("/metodkort/export.csv").status_code == 200
    with in_municipality(coached.municipality):
        assert (MethodCard.objects.count(), Skill.objects.count()) == (9, 10)


def test_card_out_of_use_is_seen_by_the_innovation_manager_alone(coached: Coached) -> None:
    place = coached.municipality
    with in_municipality(place):
        MethodCard.objects.filter(code="hypotes").update(active=False)
    keeper = make_member(Role.INNOVATION_MANAGER, municipality=place)
    assert sign_in(place, coached.coach).get("/metodkort/hypotes/").status_code == 404
    assert sign_in(place, keeper).get("/metodkort/hypotes/").status_code == 200


def test_card_is_set_as_headings_paragraphs_and_steps() -> None:
    text = "Vad det är till för: att förstå.\n\nSå gör du\n1. Välj tre.\n2. Fråga.\nKlart när: du vet.\n1) Vila."
    parts = [(part.words, part.is_heading, part.steps) for part in laid_out(text)]
    assert parts == [
        ("Vad det är till för: att förstå.", False, []),
        ("Så gör du", True, []),
        ("", False, ["Välj tre.", "Fråga."]),
        ("Klart när: du vet.", False, []),
        ("", False, ["Vila."]),
    ]
    assert laid_out("") == []
