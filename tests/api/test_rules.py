"""Scope by operation, role by act: a key never does more than its scopes and the member behind it may."""

import datetime as dt
from typing import Any

import pytest
from django.urls import get_resolver
from drf_spectacular.drainage import GENERATOR_STATS

from sluss import clock
from sluss.api.schema import METHODS
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.api.keep_keys import add_integration, make_key, revoke_key
from tenants.api.models import ApiKey, Integration
from tenants.api.scopes import Scope
from tenants.api.views.guide import _document
from tenants.ideas.models import Idea, Source, Status
from tenants.needs.models import Need
from tenants.people.models import Member, Role
from tests.factories.api import Caller, caller, make_api_key
from tests.factories.ideas import make_idea
from tests.factories.people import make_member
from tests.isolation.snapshot import snapshot

pytestmark = pytest.mark.django_db
NOWHERE = "00000000-0000-4000-8000-000000000000"


def operations() -> list[tuple[str, str, str]]:
    """Method, address and scope of everything in the schema."""
    found = []
    for path, methods in _document()["paths"].items():
        address = path.replace("{key}", NOWHERE).replace("{idea}", NOWHERE).replace("{id}", "1")
        for method, told in methods.items():
            found.append((method.upper(), address, told["description"].split("`")[1]))
    return found


def test_schema_tells_of_every_operation() -> None:
    resolver = next(one for one in get_resolver("sluss.urls_municipality").url_patterns if "tenants.api" in str(one))
    api = next(one for one in resolver.url_patterns if str(one.pattern) == "api/v1/")
    views = [one.callback.view_class for one in api.url_patterns if hasattr(one.callback, "view_class")][:-1]
    methods = [m for view in views for m in METHODS if hasattr(view, m)]
    assert len(operations()) == len(methods) == 48
    assert {scope for _m, _p, scope in operations()} == set(Scope.values) - {Scope.CONTACTS_READ}


def test_document_is_drawn_without_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    """Two bodies of one name would be described as one, and the document's library only says so in passing."""
    GENERATOR_STATS.reset()
    _document.__wrapped__()
    assert not GENERATOR_STATS, capsys.readouterr().err


def test_scope_opens_its_own_operations_and_no_others(skovde: Municipality) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    keys = {
        scope: Caller(skovde, make_api_key(municipality=skovde, scopes=(scope,), administrator=administrator)[1])
        for scope in Scope.values
    }
    before = snapshot(skovde, leave_out={"api_apikey"})
    for method, path, needed in operations():
        for scope, ask in keys.items():
            answer = ask(method, path, {}, if_match='"x"')
            refused = answer.status_code == 403 and answer.json()["type"].endswith(":missing-scope")
            assert refused == (scope != needed), (method, path, scope, answer.status_code)
    assert snapshot(skovde, leave_out={"api_apikey"}) == before


TRIAGE = {
    Role.EMPLOYEE: 404,
    Role.COACH: 200,
    Role.MANAGER: 404,
    Role.INNOVATION_MANAGER: 200,
    Role.AGENT: 403,
    Role.REGISTRAR: 403,
}
NEEDS = {role: 201 if role in (Role.COACH, Role.INNOVATION_MANAGER, Role.AGENT) else 403 for role in TRIAGE}


@pytest.mark.parametrize("role", TRIAGE)
def test_role_does_what_it_may_on_the_screens(skovde: Municipality, role: Role) -> None:
    idea = make_idea(municipality=skovde, title="Lånecyklar")
    reader = caller(Role.INNOVATION_MANAGER, municipality=skovde)
    ask = caller(role, municipality=skovde)
    tag = reader.tag(f"ideas/{idea.key}/")
    sent = {"outcome": "ask_more", "message": "Var skulle de stå?"}
    assert ask("POST", f"ideas/{idea.key}/triage/", sent, if_match=tag).status_code == TRIAGE[role]
    assert ask("POST", "needs/", {"title": "Nå jobbet utan bil", "source": "meeting"}).status_code == NEEDS[role]
    with in_municipality(skovde):
        assert (Idea.objects.get(pk=idea.pk).status == Status.ASKED) == (TRIAGE[role] == 200)
        assert Need.objects.exists() == (NEEDS[role] == 201)


def test_list_shows_what_the_roles_of_today_allow(skovde: Municipality) -> None:
    """The statement is kept under them."""
    make_idea(municipality=skovde, title="I inkorgen")
    make_idea(municipality=skovde, stage=1, title="I sluss")
    ask = caller(Role.COACH, municipality=skovde)
    shown = []
    for roles in ([Role.COACH], [Role.EMPLOYEE], [Role.COACH]):
        with in_municipality(skovde):
            Member.objects.filter(is_integration=True).update(roles=roles)
        shown.append(sorted(one["title"] for one in ask.get("ideas/").json()["results"]))
    assert shown == [["I inkorgen", "I sluss"], ["I sluss"], ["I inkorgen", "I sluss"]]


def test_contact_of_a_resident_needs_its_scope_and_a_handler(skovde: Municipality) -> None:
    without = tuple(scope for scope in Scope.values if scope != Scope.CONTACTS_READ)
    leaves = caller(Role.COACH, municipality=skovde)
    bearer = {"name": "Åsa Boende", "email": "asa@example.org"}
    key = leaves("POST", "ideas/", {"title": "Bänkar", "source": "resident", "bearer": bearer}).json()["key"]
    seen = {
        "scope and role": leaves.get(f"ideas/{key}/"),
        "no scope": caller(Role.COACH, municipality=skovde, scopes=without).get(f"ideas/{key}/"),
    }
    with in_municipality(skovde):
        Idea.objects.filter(key=key).update(status=Status.ANSWERED)
    seen["no role"] = caller(Role.EMPLOYEE, municipality=skovde).get(f"ideas/{key}/")
    assert {name: b"asa@example.org" in answer.content for name, answer in seen.items()} == {
        "scope and role": True,
        "no scope": False,
        "no role": False,
    }
    assert [answer.status_code for answer in seen.values()] == [200, 200, 200]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_the_administrator_keeps_keys(skovde: Municipality, role: Role) -> None:
    key, _secret = make_api_key(municipality=skovde)
    other = make_member(role, municipality=skovde)
    last = clock.today() + dt.timedelta(days=1)
    with in_municipality(skovde):
        counts = (Integration.objects.count(), ApiKey.objects.count(), Member.objects.count())
        with pytest.raises(NotAllowed):
            add_integration(name="x", purpose="x", contact="x", roles=["employee"], actor=other)
        with pytest.raises(NotAllowed):
            make_key(key.integration, name="x", scopes=["ideas:read"], expires_on=last, actor=other)
        with pytest.raises(NotAllowed):
            revoke_key(key, actor=other)
        assert (Integration.objects.count(), ApiKey.objects.count(), Member.objects.count()) == counts
        assert ApiKey.objects.get(pk=key.pk).revoked_at is None


@pytest.mark.parametrize(("days", "scopes"), [(-1, ["ideas:read"]), (731, ["ideas:read"]), (1, [])])
def test_key_needs_a_scope_and_a_day_within_two_years(skovde: Municipality, days: int, scopes: list[str]) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    key, _secret = make_api_key(municipality=skovde, administrator=administrator)
    last = clock.today() + dt.timedelta(days=days)
    with in_municipality(skovde):
        with pytest.raises(NotPossible):
            make_key(key.integration, name="x", scopes=scopes, expires_on=last, actor=administrator)
        assert ApiKey.objects.count() == 1


def test_integration_is_nobody_to_choose_and_never_administrator(skovde: Municipality) -> None:
    administrator = make_member(Role.ADMINISTRATOR, municipality=skovde)
    make_api_key(Role.COACH, Role.MANAGER, municipality=skovde, administrator=administrator)
    with in_municipality(skovde):
        assert not Member.objects.with_role(Role.COACH, Role.MANAGER).exists()
        with pytest.raises(NotPossible):
            add_integration(name="x", purpose="x", contact="x", roles=["administrator"], actor=administrator)
        assert Integration.objects.count() == 1


def test_act_stands_on_the_timeline_as_the_integration(skovde: Municipality) -> None:
    from sluss.workflow.models import Event

    ask = caller(municipality=skovde)
    body: dict[str, Any] = {"title": "Lånecyklar", "source": Source.SURVEY.value}
    key = ask("POST", "ideas/", body).json()["key"]
    with in_municipality(skovde):
        idea = Idea.objects.get(key=key)
        event = Event.objects.get(subject="idea", subject_id=idea.pk)
        assert event.actor_id == Integration.objects.get().member_id
