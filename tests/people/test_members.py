"""Members: list, file, changes, the last administrator and protected identity."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.organisation.models import Authority, Unit
from tenants.people.change_member import change_member, deactivate_member, reactivate_member
from tenants.people.models import Member, Role
from tenants.people.selectors import MemberFilter, listed_members, possible_stand_ins
from tests.factories.people import make_account, make_member

type Clients = Callable[..., Client]
LIST = "/organisation/personer/"


def names(client: Client, query: str = "") -> list[str]:
    return [member.display_name for member, _known in client.get(f"{LIST}{query}").context["rows"]]


@pytest.fixture
def administrator(skovde: Municipality) -> Member:
    return make_member(Role.ADMINISTRATOR, municipality=skovde, name="Administratör Adamsson")


def test_list_is_in_swedish_order(skovde: Municipality, administrator: Member, client_of: Clients) -> None:
    for name in ("Örjan", "Åsa", "Zara", "Ängla", "anna", "Ölrik", "åke"):
        make_member(municipality=skovde, name=name)
    assert names(client_of(skovde, administrator)) == [
        "Administratör Adamsson",
        "anna",
        "Zara",
        "åke",
        "Åsa",
        "Ängla",
        "Ölrik",
        "Örjan",
    ]


def test_list_is_narrowed_by_text_role_unit_and_state(
    skovde: Municipality, administrator: Member, client_of: Clients
) -> None:
    with in_municipality(skovde):
        unit = Unit.objects.create(name="Hemtjänsten", authority=Authority.objects.get())
    make_member(Role.COACH, municipality=skovde, name="Maria Lind", unit=unit)
    make_member(municipality=skovde, name="Karl Ek", title="Kock")
    make_member(Role.COACH, municipality=skovde, name="Slutat Nu", active=False)
    client = client_of(skovde, administrator)
    assert names(client, "?q=lind maria") == ["Maria Lind"]
    assert names(client, "?q=kock") == ["Karl Ek"]
    assert names(client, "?role=coach") == ["Maria Lind"]
    assert names(client, f"?unit={unit.pk}") == ["Maria Lind"]
    assert names(client, "?state=closed") == ["Slutat Nu"]
    assert names(client, "?role=coach&state=all") == ["Maria Lind", "Slutat Nu"]
    assert len(names(client, "?role=nonsense&unit=x&state=y")) == 3


def test_list_comes_in_pages(skovde: Municipality, administrator: Member, client_of: Clients) -> None:
    with in_municipality(skovde):
        Member.objects.bulk_create(
            Member(name=f"Person {n:02}", email=f"p{n}@example.org", roles=["employee"]) for n in range(30)
        )
    client = client_of(skovde, administrator)
    assert len(names(client)) == 25
    assert names(client, "?page=2") == [f"Person {n:02}" for n in range(24, 30)]


def test_list_takes_as_many_queries_for_two_hundred_as_for_ten(
    skovde: Municipality,
    administrator: Member,
    client_of: Clients,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(skovde, administrator)
    with in_municipality(skovde):
        unit = Unit.objects.create(name="Hemtjänsten", authority=Authority.objects.get())
    client.get(LIST)  # the host is looked up once
    for rows in (10, 190):
        with in_municipality(skovde):
            start = Member.objects.count()
            Member.objects.bulk_create(
                Member(name=f"Person {n}", email=f"p{n}@example.org", roles=["coach"], unit=unit)
                for n in range(start, start + rows)
            )
        with django_assert_num_queries(5):
            assert client.get(LIST).status_code == 200


def test_file_holds_the_list_and_runs_nothing(skovde: Municipality, administrator: Member, client_of: Clients) -> None:
    make_member(Role.COACH, municipality=skovde, name='=HYPERLINK("http://example.org")', title="@kock")
    make_member(municipality=skovde, name="Skyddad Person", show_role_only=True)
    response = client_of(skovde, administrator).get(f"{LIST}fil/")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert any(line.startswith("\"'=HYPERLINK") and "'@kock" in line for line in lines)
    assert "Skyddad" not in response.content.decode()
    assert "attachment" in response.headers["Content-Disposition"]


def test_protected_identity_is_seen_by_administrators_alone(
    skovde: Municipality, administrator: Member, client_of: Clients
) -> None:
    protected = make_member(Role.COACH, municipality=skovde, name="Skyddad Person", show_role_only=True)
    manager = make_member(Role.INNOVATION_MANAGER, municipality=skovde)
    page = client_of(skovde, manager).get(LIST).content.decode()
    assert "Skyddad" not in page
    assert protected.email not in page
    assert "Skyddad" not in client_of(skovde, manager).get(f"{LIST}fil/").content.decode()
    assert "Skyddad" in client_of(skovde, administrator).get(LIST).content.decode()
    with in_municipality(skovde):
        assert list(listed_members(viewer=manager, by=MemberFilter(text="Skyddad"))) == []
        assert list(listed_members(viewer=administrator, by=MemberFilter(text="Skyddad"))) == [protected]


def test_change_by_form_is_saved_and_on_record(skovde: Municipality, administrator: Member, client_of: Clients) -> None:
    member = make_member(municipality=skovde)
    facts = {"name": "Nytt Namn", "title": "Chef", "roles": ["manager", "coach"], "show_role_only": "on"}
    response = client_of(skovde, administrator).post(f"{LIST}{member.key}/", facts)
    assert response.status_code == 302
    with in_municipality(skovde):
        member.refresh_from_db()
        event = Event.objects.get(kind="member_changed")
    assert (member.name, member.title, set(member.roles), member.show_role_only) == (
        "Nytt Namn",
        "Chef",
        {"manager", "coach"},
        True,
    )
    assert (event.subject_id, event.actor_id, event.data["before"]) == (member.pk, administrator.pk, ["employee"])


def test_member_keeps_a_unit_that_has_been_closed(
    skovde: Municipality, administrator: Member, client_of: Clients
) -> None:
    with in_municipality(skovde):
        unit = Unit.objects.create(name="Nedlagd", authority=Authority.objects.get(), active=False)
    member, other = (make_member(municipality=skovde, unit=unit), make_member(municipality=skovde))
    client = client_of(skovde, administrator)
    facts = {"name": "Namn", "unit": unit.pk, "roles": ["coach"]}
    assert client.post(f"{LIST}{member.key}/", facts).status_code == 302
    assert client.post(f"{LIST}{other.key}/", facts).status_code == 422


def test_last_administrator_keeps_role_and_membership(skovde: Municipality, administrator: Member) -> None:
    with in_municipality(skovde):
        with pytest.raises(NotPossible):
            deactivate_member(actor=administrator, member=administrator)
        with pytest.raises(NotPossible):
            change_member(
                actor=administrator,
                member=administrator,
                name="X",
                title="",
                unit=None,
                roles=["coach"],
                show_role_only=False,
            )
        after = Member.objects.get(pk=administrator.pk)
    assert (after.active, after.roles, after.name) == (True, ["administrator"], administrator.name)


def test_closed_administrator_does_not_count_as_one(skovde: Municipality, administrator: Member) -> None:
    make_member(Role.ADMINISTRATOR, municipality=skovde, active=False)
    with in_municipality(skovde):
        with pytest.raises(NotPossible):
            deactivate_member(actor=administrator, member=administrator)
        assert Member.objects.get(pk=administrator.pk).active is True


def test_one_of_two_administrators_may_go_and_come_back(skovde: Municipality, administrator: Member) -> None:
    other = make_member(Role.ADMINISTRATOR, municipality=skovde)
    with in_municipality(skovde):
        assert deactivate_member(actor=administrator, member=other).active is False
        assert Member.objects.get(pk=other.pk).active is False
        assert reactivate_member(actor=administrator, member=other).active is True
        assert Member.objects.get(pk=other.pk).roles == ["administrator"]


def test_an_administrator_who_was_just_closed_changes_nothing_more(skovde: Municipality, administrator: Member) -> None:
    other, third = (make_member(Role.ADMINISTRATOR, municipality=skovde) for _ in range(2))
    with in_municipality(skovde):
        deactivate_member(actor=administrator, member=other)
        # `other` was read when still active, as a request that runs at the same time would have it.
        with pytest.raises(NotAllowed):
            deactivate_member(actor=other, member=third)
        assert Member.objects.get(pk=third.pk).active is True


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_other_roles_change_no_membership(role: Role, in_skovde: Municipality) -> None:
    actor = make_member(role, municipality=in_skovde)
    member = make_member(municipality=in_skovde)
    with pytest.raises(NotAllowed):
        deactivate_member(actor=actor, member=member)
    with pytest.raises(NotAllowed):
        reactivate_member(actor=actor, member=member)
    with pytest.raises(NotAllowed):
        change_member(
            actor=actor, member=actor, name="X", title="", unit=None, roles=["administrator"], show_role_only=False
        )
    assert Member.objects.get(pk=actor.pk).roles == [role.value]
    assert Member.objects.get(pk=member.pk).active is True


def test_member_of_another_municipality_is_unknown_here(
    skovde: Municipality, hjo: Municipality, administrator: Member, client_of: Clients
) -> None:
    of_hjo = make_member(Role.COACH, municipality=hjo)
    client = client_of(skovde, administrator)
    assert client.get(f"{LIST}{of_hjo.key}/").status_code == 404
    assert client.post(f"{LIST}{of_hjo.key}/", {"name": "X", "roles": ["coach"]}).status_code == 404
    assert client.post(f"{LIST}{of_hjo.key}/stang/").status_code == 404
    answer = client.post("/mina-installningar/", {"stand_in": str(of_hjo.key), "language": "sv"})
    assert answer.status_code == 422
    with in_municipality(hjo):
        after = Member.objects.get(pk=of_hjo.pk)
        assert (after.active, after.name) == (True, of_hjo.name)
    with in_municipality(skovde):
        assert Member.objects.get(pk=administrator.pk).stand_in_id is None


def test_closed_member_loses_rights_in_an_open_session_and_keeps_them_elsewhere(
    skovde: Municipality, hjo: Municipality, administrator: Member, client_of: Clients
) -> None:
    account = make_account()
    here, there = (make_member(municipality=place, account=account) for place in (skovde, hjo))
    on_skovde, on_hjo = client_of(skovde, here), client_of(hjo, there)
    assert on_skovde.get("/mina-installningar/").status_code == 200
    with in_municipality(skovde):
        deactivate_member(actor=administrator, member=here)
    assert on_skovde.get("/mina-installningar/").status_code == 404
    assert on_hjo.get("/mina-installningar/").status_code == 200


def test_own_settings_are_saved_for_oneself(skovde: Municipality, administrator: Member, client_of: Clients) -> None:
    member = make_member(Role.COACH, municipality=skovde)
    client = client_of(skovde, member)
    facts = {"away_until": "2999-12-31", "stand_in": str(administrator.key), "language": "en"}
    response = client.post("/mina-installningar/", facts | {"roles": ["administrator"], "name": "Annan"})
    assert response.headers["Location"] == "/sprak/en/?next=/mina-installningar/"
    with in_municipality(skovde):
        member.refresh_from_db()
        assert member.stand_in == administrator
    assert (str(member.away_until), member.language, member.roles) == ("2999-12-31", "en", ["coach"])


def test_absence_that_has_passed_is_refused(skovde: Municipality, administrator: Member, client_of: Clients) -> None:
    client = client_of(skovde, administrator)
    response = client.post("/mina-installningar/", {"away_until": "2001-01-01", "language": "sv"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["away_until"]


def test_stand_in_is_someone_else_who_works_in_the_sluice(in_skovde: Municipality) -> None:
    member, coach = (make_member(Role.COACH, municipality=in_skovde) for _ in range(2))
    make_member(Role.EMPLOYEE, municipality=in_skovde)
    make_member(Role.COACH, municipality=in_skovde, active=False)
    assert list(possible_stand_ins(member=member)) == [coach]
