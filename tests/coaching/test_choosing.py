"""Suggestions, load and the queue."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.coaching.load import coach_loads
from tenants.coaching.models import CoachProfile, Skill
from tenants.coaching.profile import save_profile
from tenants.coaching.queue import queue_of
from tenants.coaching.suggest import skills_in, suggested_coaches
from tenants.decisions.models import Recusal
from tenants.ideas.models import Idea, IdeaBearer
from tenants.people.models import Member, Role
from tests.coaching.conftest import DAY, Coached
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db


def coach(place: Municipality, name: str, *skills: str, capacity: int = 5, ideas: int = 0, **facts: Any) -> Member:
    member = make_member(Role.COACH, municipality=place, name=name, **facts)
    with in_municipality(place):
        profile = CoachProfile.objects.create(member=member, capacity=capacity)
        profile.skills.set(Skill.objects.filter(name_sv__in=skills))
    for _ in range(ideas):
        make_idea(municipality=place, stage=1, coach=member)
    return member


def test_skills_are_found_in_the_ideas_own_words(coached: Coached) -> None:
    with in_municipality(coached.municipality):
        found = skills_in(coached.idea, list(Skill.objects.all()))
    assert {skill.name_sv for skill in found} == {"Digitala tjänster", "Vård och omsorg", "Tjänstedesign"}


def test_coaches_are_suggested_by_room_skill_and_load(coached: Coached) -> None:
    place = coached.municipality
    coach(place, "Full", "Digitala tjänster", capacity=1, ideas=1)
    coach(place, "Borta", "Digitala tjänster", away_until=clock.today() + DAY)
    coach(place, "Kunnig", "Digitala tjänster", ideas=2)
    coach(place, "Ledig", "Digitala tjänster")
    coach(place, "Annat", "Skola och förskola")
    bearing, recused = coach(place, "Bär"), coach(place, "Jäv")
    with in_municipality(place):
        IdeaBearer.objects.create(idea=coached.idea, member=bearing)
        facts = {"raised_by": recused, "reason": "Granne", "at": clock.now()}
        Recusal.objects.create(idea=coached.idea, member=recused, **facts)
        wanted = list(Skill.objects.filter(name_sv="Digitala tjänster"))
        found = suggested_coaches(coached.idea, wanted=wanted)
    assert [one.load.member.name for one in found] == ["Ledig", "Kunnig", "Annat", "Carina Åkerman", "Borta", "Full"]
    assert found[0].reasons == [
        "Kan det som behövs: digitala tjänster.",
        "Har plats för 5 till: coachar 0 nu och hinner med 5.",
    ]
    assert found[-1].reasons[-1] == "Har inte plats: coachar 1 nu och hinner med 1."
    assert found[3].is_now


def test_person_chooses_and_not_the_list(coached: Coached) -> None:
    last = coach(coached.municipality, "Full", capacity=0)
    client = sign_in(coached.municipality, make_member(Role.INNOVATION_MANAGER, municipality=coached.municipality))
    answer = client.post(f"/ideer/{coached.idea.pk}/coachning/valj/", {"coach": str(last.key)})
    assert answer.headers["Location"] == f"/ideer/{coached.idea.pk}/"
    with in_municipality(coached.municipality):
        assert Idea.objects.get(pk=coached.idea.pk).coach == last


@pytest.mark.parametrize("kind", ["employee", "guest", "manager", "inactive", "nobody", ""])
def test_only_a_coach_can_be_chosen(coached: Coached, kind: str) -> None:
    key = {"nobody": "00000000-0000-0000-0000-000000000000", "": ""}.get(kind)
    if key is None:
        key = str(coached.person("former coach" if kind == "inactive" else kind).key)
    client = sign_in(coached.municipality, coached.coach)
    answer = client.post(f"/ideer/{coached.idea.pk}/coachning/valj/", {"coach": key or "-"})
    assert answer.status_code == 422
    with in_municipality(coached.municipality):
        assert Idea.objects.get(pk=coached.idea.pk).coach == coached.coach


def test_load_counts_what_is_late_and_what_comes_next(coached: Coached) -> None:
    place, today = coached.municipality, clock.today()
    for days in (-3, -1, 4, 9):
        make_idea(municipality=place, stage=2, coach=coached.coach, promised_on=today + days * DAY)
    make_idea(municipality=place, status="answered", coach=coached.coach, promised_on=today - DAY)
    with in_municipality(place):
        own = next(one for one in coach_loads() if one.member == coached.coach)
    assert (own.ideas, own.late, own.next_promise, own.room) == (5, 2, today + 4 * DAY, 0)


def test_queue_is_ordered_by_promise(coached: Coached) -> None:
    place, today = coached.municipality, clock.today()
    later = make_idea(municipality=place, stage=2, coach=coached.coach, promised_on=today + DAY)
    late = make_idea(municipality=place, stage=1, coach=coached.coach, promised_on=today - DAY)
    make_idea(municipality=place, stage=1, promised_on=today)
    coached.session(next_step="Ring", next_step_on=today + DAY)
    with in_municipality(place):
        Idea.objects.filter(pk=coached.idea.pk).update(promised_on=None)
        found = list(queue_of(coached.coach))
        assert found == [late, later, coached.idea]
        assert (found[2].last_session, found[2].next_step) == (today, today + DAY)  # type: ignore[attr-defined]
        assert list(queue_of(coached.coach, only_late=True)) == [late]


@pytest.mark.parametrize("address", ["/coachning/", "/coachning/coacher/", "/coachning/min-ko.csv"])
def test_statements_do_not_grow_with_ideas(coached: Coached, address: str) -> None:
    client = sign_in(coached.municipality, coached.coach)

    def statements() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    grow(coached, 9)
    few = statements()
    grow(coached, 990)
    assert statements() == few


def grow(coached: Coached, count: int) -> None:
    with in_municipality(coached.municipality):
        first = Idea.objects.get(pk=coached.idea.pk)
        start = Idea.objects.count()
        fields = {name: getattr(first, name) for name in ("title", "digest", "source", "received_at", "authority_id")}
        fields |= {name: getattr(first, name) for name in ("retention_rule_id", "status", "stage_id", "coach_id")}
        Idea.objects.bulk_create(
            Idea(
                **fields,
                entered_stage_at=first.entered_stage_at,
                diary_year=1999,
                diary_number=start + n,
                registry_number=f"TEST 1999:{start + n}",
                promised_on=clock.today(),
            )
            for n in range(count)
        )


def test_profile_is_a_coachs_own(coached: Coached) -> None:
    client = sign_in(coached.municipality, coached.coach)
    with in_municipality(coached.municipality):
        skill = Skill.objects.get(name_sv="Digitala tjänster")
    day = (clock.today() + DAY).isoformat()
    client.post("/coachning/profil/", {"skills": [skill.pk], "capacity": "3", "away_until": day})
    with in_municipality(coached.municipality):
        profile = CoachProfile.objects.get(member=coached.coach)
        assert (list(profile.skills.all()), profile.capacity) == ([skill], 3)
        assert Member.objects.get(pk=coached.coach.pk).away_until == clock.today() + DAY
    for change in (
        {"capacity": "-1"},
        {"capacity": "999"},
        {"capacity": "3", "away_until": "2001-01-01"},
        {"skills": ["0"]},
    ):
        assert client.post("/coachning/profil/", {"capacity": "3"} | change).status_code == 422


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COACH])
def test_profile_and_queue_are_for_coaches(coached: Coached, role: Role) -> None:
    member = make_member(role, municipality=coached.municipality)
    client = sign_in(coached.municipality, member)
    assert client.get("/coachning/").status_code == 403
    assert client.post("/coachning/profil/", {"capacity": "3"}).status_code == 403
    with in_municipality(coached.municipality):
        with pytest.raises(Exception, match="coachprofil"):
            save_profile(actor=member, skills=[], capacity=1, away_until=None)
        assert not CoachProfile.objects.exists()
