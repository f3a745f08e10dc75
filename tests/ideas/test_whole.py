"""The page of one idea, which is read by a statement of its own, goes by the rule that the lists go by."""

import pytest
from django.http import Http404, HttpRequest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.access import get_visible_idea, visible_to
from tenants.ideas.models import Idea, Secrecy
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db


def opened(member: Member | None) -> set[Idea]:
    """The ideas whose pages the member gets to."""
    found = set()
    for pk in Idea.objects.values_list("pk", flat=True):
        request = HttpRequest()
        request.member = member  # type: ignore[attr-defined]
        try:
            found.add(get_visible_idea(request, pk))
        except Http404:
            continue
    return found


def one_of_each(municipality: Municipality, bearer: Member) -> list[Idea]:
    return [
        make_idea(municipality=municipality, stage=stage, secrecy=secrecy, bearer=borne_by)
        for stage in (None, 2)
        for secrecy in Secrecy
        for borne_by in (None, bearer)
    ]


@pytest.mark.parametrize("role", list(Role))
def test_pages_go_by_the_rule_of_the_lists_for_every_role(in_skovde: Municipality, role: Role) -> None:
    bearer, other = (make_member(role, municipality=in_skovde) for _ in range(2))
    guest = make_member(municipality=in_skovde, guest_of=one_of_each(in_skovde, bearer)[6].pk)
    for member in (bearer, other, guest):
        assert opened(member) == set(visible_to(member)) != set()


def test_pages_follow_at_once_when_a_member_gets_other_roles_or_leaves(in_skovde: Municipality) -> None:
    closed = make_idea(municipality=in_skovde, secrecy=Secrecy.CLOSED)
    member = make_member(Role.REGISTRAR, municipality=in_skovde)
    assert opened(member) == {closed}
    member.roles = [Role.AGENT]
    assert opened(member) == set()
    member.roles, member.active = [Role.REGISTRAR], False
    assert opened(member) == set()
    assert opened(None) == set()


def test_idea_comes_with_the_rows_that_the_database_has(skovde: Municipality) -> None:
    coach = make_member(Role.COACH, municipality=skovde)
    made = [make_idea(municipality=skovde, stage=stage, coach=coach) for stage in (1, 5)] + [
        make_idea(municipality=skovde)
    ]
    with in_municipality(skovde):
        assert opened(coach) == set(made)
        joined = Idea.objects.select_related("stage__gate__target", "authority", "retention_rule", "unit", "coach")
        for there in joined:
            request = HttpRequest()
            request.member = coach  # type: ignore[attr-defined]
            assert everything_of(get_visible_idea(request, there.pk)) == everything_of(there)


def everything_of(idea: Idea) -> list[dict[str, object] | None]:
    gate = idea.stage.gate if idea.stage else None
    rows = (idea, idea.stage, gate, gate and gate.target, idea.authority, idea.retention_rule, idea.unit, idea.coach)
    return [{name: value for name, value in vars(row).items() if name != "_state"} if row else None for row in rows]


def test_number_beyond_all_is_no_idea(skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(Role.COACH, municipality=skovde))
    assert client.get(f"/ideer/{10**30}/").status_code == 404
