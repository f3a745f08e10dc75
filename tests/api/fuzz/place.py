"""A municipality with something at every address of the API, and those who ask there."""

from dataclasses import dataclass, field
from typing import Any

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.api.keep_keys import revoke_key
from tenants.api.models import ApiKey
from tenants.benefits.models import Point
from tenants.challenges.answer import tie
from tenants.challenges.models import Status
from tenants.ideas.models import Idea
from tenants.needs.link import link_idea
from tenants.people.models import Member, Role
from tenants.pipeline.models import Criterion
from tests.factories.api import Caller, make_api_key
from tests.factories.benefits import make_benefit, make_value
from tests.factories.challenges import make_challenge, make_unit
from tests.factories.decisions import decide, meet_conditions
from tests.factories.ideas import make_idea
from tests.factories.learnings import make_draft, make_learning
from tests.factories.needs import make_need
from tests.factories.people import make_member

INTEGRATIONS = tuple(role for role in Role if role is not Role.ADMINISTRATOR)


@dataclass
class Place:
    municipality: Municipality
    known: dict[str, list[Any]] = field(default_factory=dict)
    callers: dict[str, Caller] = field(default_factory=dict)


def furnish(municipality: Municipality, *, other: Municipality) -> Place:
    """Ideas wherever ideas can lie, and one or two of everything else; `other` lends a key that opens nothing here."""
    place = Place(municipality)
    people = [make_member(role, municipality=municipality) for role in (Role.COACH, Role.MANAGER)]
    people.append(make_member(Role.INNOVATION_MANAGER, municipality=municipality))
    ideas = _ideas(municipality, *people)
    units = [make_unit(name, municipality=municipality).pk for name in ("Hamnen", "Torget")]
    _rest(place, people, ideas)
    place.known |= {
        "member": [person.key for person in people],
        "idea": [idea.key for idea in ideas],
        "ideas/key": [idea.key for idea in ideas],
        "needs/idea": [ideas[-1].key, ideas[-2].key],
        "challenges/idea": [ideas[-1].key, ideas[-2].key],
        "target": [idea.registry_number for idea in ideas],
        "unit": units,
        "units": units,
    }
    with in_municipality(municipality):
        place.known["code"] = list(Criterion.objects.values_list("code", flat=True).distinct().order_by("code"))
    place.callers = _callers(municipality, other)
    return place


def _ideas(municipality: Municipality, coach: Member, manager: Member, _leader: Member) -> list[Idea]:
    inbox = [make_idea(municipality=municipality, bearer=coach) for _ in range(2)]
    ended = [make_idea(municipality=municipality, status=status) for status in ("asked", "answered", "wrong_door")]
    ready = [make_idea(municipality=municipality, stage=stage, coach=coach) for stage in (1, 2, 3)]
    for idea in ready:
        meet_conditions(idea, municipality=municipality, by=manager)
    return [*inbox, *ended, *ready]


def _rest(place: Place, people: list[Member], ideas: list[Idea]) -> None:
    coach, manager, leader = people
    here, idea = place.municipality, ideas[-1]
    decided = make_idea(municipality=here, stage=1, coach=coach)
    meet_conditions(decided, municipality=here, by=manager)
    benefits = [make_benefit(idea, municipality=here, receiving_owner=owner) for owner in (None, manager)]
    make_value(benefits[0], Point.BASELINE, 3, municipality=here, by=manager)
    challenges = [make_challenge(status, municipality=here, owner=leader) for status in Status]
    needs = [make_need(municipality=here) for _ in range(2)]
    with in_municipality(here):
        link_idea(need=needs[0], idea=idea, actor=coach)
        for challenge in challenges:
            if challenge.status in (Status.OPEN, Status.CLOSED):
                tie(idea, challenge=challenge, actor=leader)
    place.known |= {
        "decisions/key": [decide(decided, municipality=here, actor=manager, presenter=coach).key],
        "benefits/key": [benefit.key for benefit in benefits],
        "challenges/key": [challenge.key for challenge in challenges],
        "needs/key": [need.key for need in needs],
        "need": [need.key for need in needs],
        "learnings/key": [make_learning(idea, municipality=here, by=leader).key],
        "learnings/id": [make_draft(idea, municipality=here, by=leader).pk for _ in range(3)],
    }


def _callers(municipality: Municipality, other: Municipality) -> dict[str, Caller]:
    """Who may everything comes first."""
    found = {"whole": make_api_key(*INTEGRATIONS, municipality=municipality)}
    found["plain"] = make_api_key(municipality=municipality)
    found["reads ideas"] = make_api_key(municipality=municipality, scopes=("ideas:read",))
    found["elsewhere"] = make_api_key(*INTEGRATIONS, municipality=other)
    for how in ("expired", "revoked", "closed"):
        found[how] = make_api_key(*INTEGRATIONS, municipality=municipality)
    administrator = make_member(Role.ADMINISTRATOR, municipality=municipality)
    with in_municipality(municipality):
        ApiKey.objects.filter(pk=found["expired"][0].pk).update(expires_on=clock.today().replace(year=2020))
        revoke_key(found["revoked"][0], actor=administrator)
        Member.objects.filter(pk=found["closed"][0].integration.member_id).update(active=False)
    callers = {name: Caller(municipality, secret) for name, (_key, secret) in found.items()}
    return callers | {"nobody": Caller(municipality), "garbled": Caller(municipality, "sluss_\x00å")}
