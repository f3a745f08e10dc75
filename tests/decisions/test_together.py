"""Held proposals registered together: each on its own."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotPossible
from tenants.decisions import publish_together
from tenants.decisions.draft import Seen
from tenants.decisions.held import HeldFilter, held_proposals, registrable, seats_of, sight_of
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Decision, GateDecider, Proposal, Publication, PublicationItem
from tenants.decisions.note_conflict import note_conflict
from tenants.decisions.publish_together import run_publication, start_publication
from tenants.ideas.models import Idea, IdeaBearer
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tests.decisions.conftest import Matter
from tests.factories.decisions import draft_by, meet_conditions
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
State = PublicationItem.State


def hold(idea: Idea, matter: Matter, **changes: Any) -> None:
    with in_municipality(matter.municipality):
        draft = draft_by(matter.coach, **changes)
        hold_decision(idea, draft=draft, seen=Seen.now(idea), actor=matter.innovation_manager)


def held_idea(matter: Matter, title: str, **fields: Any) -> Idea:
    place = matter.municipality
    idea = make_idea(municipality=place, title=title, stage=1, coach=matter.coach, bearer=matter.bearer, **fields)
    meet_conditions(idea, municipality=place, by=matter.coach)
    hold(idea, matter, reasons=f"Skäl för {title}")
    return idea


@pytest.fixture
def three(ready: Matter) -> list[Idea]:
    return [held_idea(ready, title) for title in ("Ett", "Två", "Tre")]


def together(matter: Matter, ideas: list[Idea], actor: Member | None = None) -> Publication:
    with in_municipality(matter.municipality):
        return start_publication(seen={idea.pk: Seen.now(idea) for idea in ideas}, actor=actor or matter.manager)


def run(matter: Matter, publication: Publication) -> list[str]:
    with in_municipality(matter.municipality):
        run_publication(publication.key)
        return list(publication.items.order_by("pk").values_list("state", flat=True))


def test_all_are_registered_with_their_letters(ready: Matter, three: list[Idea]) -> None:
    publication = together(ready, three)
    assert run(ready, publication) == ["registered"] * 3
    with in_municipality(ready.municipality):
        assert not Proposal.objects.exists()
        assert {d.decider for d in Decision.objects.all()} == {ready.manager}
        assert set(Decision.objects.values_list("key", flat=True)) == set(
            publication.items.values_list("key", flat=True)
        )
        assert Mail.objects.count() == 3


def test_run_twice_registers_once(ready: Matter, three: list[Idea]) -> None:
    publication = together(ready, three)
    run(ready, publication)
    assert run(ready, publication) == ["registered"] * 3
    with in_municipality(ready.municipality):
        assert (Decision.objects.count(), Mail.objects.count()) == (3, 3)


def test_changed_and_refused_ones_are_listed_and_stop_nobody(ready: Matter, three: list[Idea]) -> None:
    publication = together(ready, three)
    hold(three[0], ready, reasons="Nya skäl")
    with in_municipality(ready.municipality):
        note_conflict(three[1], about=ready.manager, reason="Granne", actor=ready.coach)
    assert run(ready, publication) == ["changed", "refused", "registered"]
    with in_municipality(ready.municipality):
        assert [decision.idea for decision in Decision.objects.all()] == [three[2]]
        assert Proposal.objects.get(idea=three[0]).reasons == "Nya skäl"
        reasons = publication.items.order_by("pk").values_list("reason", flat=True)
        assert "Ines Ledare" in reasons[0]
        assert "Jäv" in reasons[1]
        assert reasons[2] == ""


def test_withdrawn_and_decided_ones_are_changed(ready: Matter, three: list[Idea]) -> None:
    publication = together(ready, three)
    with in_municipality(ready.municipality):
        Proposal.objects.filter(idea=three[0]).delete()
    assert run(ready, publication) == ["changed", "registered", "registered"]


def test_one_that_fails_stops_no_other(ready: Matter, three: list[Idea], monkeypatch: pytest.MonkeyPatch) -> None:
    publication, registers = together(ready, three), publish_together.register_decision

    def stumbles(idea: Idea, **content: Any) -> Decision:
        decision = registers(idea, **content)
        if idea == three[1]:
            raise RuntimeError("hemlig text")
        return decision

    monkeypatch.setattr(publish_together, "register_decision", stumbles)
    assert run(ready, publication) == ["registered", "failed", "registered"]
    with in_municipality(ready.municipality):
        assert Proposal.objects.get().idea == three[1]
        assert Decision.objects.count() == 2
        assert not publication.items.filter(reason__contains="hemlig").exists()


# c: coaches, b: bears, r: recused, n: a named member decides instead, k: a committee decides
@pytest.mark.parametrize(
    ("role", "twist", "sees", "registers"),
    [
        (Role.MANAGER, "", True, True),
        (Role.MANAGER, "c", True, False),
        (Role.MANAGER, "b", False, False),
        (Role.MANAGER, "r", False, False),
        (Role.MANAGER, "n", True, False),
        (Role.MANAGER, "k", True, False),
        (Role.INNOVATION_MANAGER, "", True, False),
        (Role.COACH, "", False, False),
        (Role.COACH, "c", True, False),
        (Role.REGISTRAR, "", False, False),
        (Role.REGISTRAR, "k", True, True),
        (Role.EMPLOYEE, "", False, False),
        (Role.EMPLOYEE, "s", True, True),
        (Role.EMPLOYEE, "sr", False, False),
        (Role.ADMINISTRATOR, "", False, False),
    ],
)
def test_who_sees_and_registers_held_proposals(
    role: Role, twist: str, sees: bool, registers: bool, ready: Matter
) -> None:
    hold(ready.idea, ready)
    place = ready.municipality
    member = make_member(role, municipality=place)
    if "s" in twist:
        from sluss import clock

        make_member(Role.MANAGER, municipality=place, stand_in=member, away_until=clock.today())
    with in_municipality(place):
        if "c" in twist:
            Idea.objects.filter(pk=ready.idea.pk).update(coach=member)
        if "b" in twist:
            IdeaBearer.objects.create(idea=ready.idea, member=member)
        if "r" in twist:
            note_conflict(ready.idea, about=member, reason="Granne", actor=member)
        gate = Proposal.objects.get().gate
        if "n" in twist:
            GateDecider.objects.create(gate=gate, member=ready.manager)
        if "k" in twist:
            GateDecider.objects.create(gate=gate, committee="KSAU")
        seats = seats_of(member)
        found = held_proposals(member, HeldFilter(), seats)
        assert found.exists() is sees
        assert found.filter(registrable(member, seats)).exists() is registers
        seen = {ready.idea.pk: Seen.now(ready.idea)}
        if not registers:
            with pytest.raises(NotPossible):
                start_publication(seen=seen, actor=member)
        assert not Publication.objects.exists()


def test_sight_is_what_one_idea_tells(ready: Matter, three: list[Idea]) -> None:
    with in_municipality(ready.municipality):
        proposals = list(Proposal.objects.select_related("gate", "idea"))
        assert sight_of(proposals) == {idea.pk: Seen.now(idea) for idea in three}


def test_pages_lead_from_the_list_to_the_result(
    ready: Matter, three: list[Idea], client_of: ClientOf, run_jobs: Callable[[], int]
) -> None:
    manager = client_of(ready.municipality, ready.manager)
    assert "Skäl för Ett" in manager.get(f"/ideer/{three[0].pk}/beslut/brev/").text
    assert "Ett" in manager.get("/beslut/vantar/?q=ett&mine=1&outcome=proceed").text
    assert "Två" not in manager.get("/beslut/vantar/?q=ett").text
    assert "Tre" in manager.get("/beslut/vantar/export.csv").text
    asked = manager.post("/beslut/vantar/registrera/", {"chosen": [three[0].pk, three[1].pk, "x", "9" * 40]})
    assert "Skäl för Två" in asked.text
    with in_municipality(ready.municipality):
        seen = [f"{idea.pk}:{Seen.now(idea)}" for idea in three[:2]]
    assert [value in asked.text for value in seen] == [True, True]
    started = manager.post("/beslut/vantar/registrera/", {"go": "1", "seen": [*seen, "x:1", ":"]})
    assert "0 av 2" in manager.get(started["Location"]).text
    run_jobs()
    done = manager.get(started["Location"]).text
    assert done.count("/beslut/") > 2
    assert manager.get(f"{started['Location']}laget/")["HX-Refresh"] == "true"
    other = client_of(ready.municipality, ready.innovation_manager)
    assert other.get(started["Location"]).status_code == 404
    assert manager.get(f"/beslut/tillsammans/{uuid.uuid4()}/").status_code == 404
    with in_municipality(ready.municipality):
        assert Decision.objects.count() == 2


def test_choosing_nothing_leads_back(ready: Matter, three: list[Idea], client_of: ClientOf) -> None:
    for who in (ready.manager, ready.coach, make_member(municipality=ready.municipality)):
        client = client_of(ready.municipality, who)
        for form in ({}, {"go": "1"}, {"go": "1", "seen": f"{three[0].pk}:nonsense"} if who != ready.manager else {}):
            assert client.post("/beslut/vantar/registrera/", form)["Location"] == "/beslut/vantar/"
    with in_municipality(ready.municipality):
        assert not Publication.objects.exists()


def test_list_asks_equally_for_few_and_many(ready: Matter, client_of: ClientOf) -> None:
    manager = client_of(ready.municipality, ready.manager)

    def statements(path: str) -> int:
        manager.get(path)
        with CaptureQueriesContext(connection) as caught:
            assert manager.get(path).status_code == 200
        return len(caught)

    held_idea(ready, "Ensam")
    few = statements("/beslut/vantar/"), statements("/beslut/vantar/export.csv"), statements("/beslut/rad/")
    for number in range(8):
        held_idea(ready, f"Idé {number}")
    assert (statements("/beslut/vantar/"), statements("/beslut/vantar/export.csv"), statements("/beslut/rad/")) == few


def test_other_municipality_publishes_nothing_of_it(ready: Matter, three: list[Idea], hjo: Municipality) -> None:
    publication = together(ready, three)
    with in_municipality(hjo):
        run_publication(publication.key)
        assert not Decision.objects.exists()
    with in_municipality(ready.municipality):
        assert not Decision.objects.exists()
