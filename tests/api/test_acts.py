"""What is done through the API is what the same role may do on the screens: act by act, role by role."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.api.models import KeptAnswer
from tenants.challenges.models import Challenge, Report
from tenants.ideas.models import Idea
from tenants.learnings.models import Learning, LearningDraft
from tenants.needs.models import NeedIdea
from tenants.people.models import Role
from tests.api.fuzz.place import INTEGRATIONS, Place, furnish
from tests.factories.api import Caller, caller
from tests.isolation.snapshot import snapshot

pytestmark = pytest.mark.django_db
# What every request may write: when the key was used.
OWN = {"api_apikey"}


@dataclass(frozen=True)
class Act:
    """`where` is written with keys of the place; its ETag is read at `tag`. Whoever is no doer is answered `else_`."""

    method: str
    where: Callable[[Place], str]
    body: Callable[[Place], Any]
    doers: tuple[Role, ...]
    tag: Callable[[Place], str] | None = None
    else_: int = 403
    done: int = 200


def ready(place: Place) -> str:
    return f"ideas/{place.known['idea'][-1]}/"


def answered(place: Place) -> str:
    return f"ideas/{place.known['idea'][3]}/"


def need(place: Place) -> str:
    return f"needs/{place.known['need'][1]}/"


def challenge(status: str) -> Callable[[Place], str]:
    def where(place: Place) -> str:
        with in_municipality(place.municipality):
            return f"challenges/{Challenge.objects.get(status=status).key}/"

    return where


def draft(place: Place) -> str:
    return f"learnings/drafts/{place.known['learnings/id'][0]}/"


def benefit(place: Place) -> str:
    return f"benefits/{place.known['benefits/key'][0]}/"


def below(where: Callable[[Place], str], tail: str) -> Callable[[Place], str]:
    return lambda place: where(place) + tail


def first(name: str, field: str = "idea") -> Callable[[Place], Any]:
    return lambda place: {field: str(place.known[name][0])}


def untied(place: Place) -> Any:
    return {"idea": str(place.known["idea"][-2])}


COACH, MANAGER, LEADER = Role.COACH, Role.MANAGER, Role.INNOVATION_MANAGER
REPORT = {"came_in": "Fjorton idéer", "taken_on": "Två prövas", "learned": "Svinnet uppstår tidigt"}
ACTS = {
    "choose coach": Act("PUT", below(ready, "coach/"), first("member", "coach"), (LEADER, COACH), ready),
    "mark secrecy": Act(
        "PUT", below(ready, "secrecy/"), lambda _: {"secrecy": "assess"}, (LEADER, Role.REGISTRAR), ready
    ),
    "reopen idea": Act("POST", below(answered, "reopen/"), lambda _: {}, (LEADER, COACH), answered),
    "link need": Act("POST", below(need, "ideas/"), first("needs/idea"), (LEADER, COACH, Role.AGENT), need),
    "change challenge": Act("PATCH", challenge("open"), lambda _: {"title": "Nytt"}, (LEADER,)),
    "tie answer": Act("POST", below(challenge("open"), "answers/"), untied, (LEADER, COACH), challenge("open")),
    "write report": Act("PUT", below(challenge("closed"), "report/"), lambda _: REPORT, (LEADER,), else_=404),
    "ask for assessment": Act(
        "POST",
        below(ready, "assessments/"),
        lambda place: {"member": str(place.known["member"][1]), "side": "need"},
        (LEADER,),
        below(ready, "assessments/"),
        done=201,
    ),
    "withdraw proposal": Act(
        "DELETE", below(ready, "gate/proposal/"), lambda _: None, (LEADER, MANAGER), below(ready, "gate/")
    ),
    "change draft": Act("PATCH", draft, lambda _: {"learned": "Nytt"}, (LEADER,), else_=404),
    "discard draft": Act("DELETE", draft, lambda _: None, (LEADER,), else_=404),
    "choose measure": Act(
        "POST",
        lambda _: "benefits/",
        lambda place: {"idea": str(place.known["idea"][-1]), "kind": "financial", "name": "Resor"},
        (LEADER,),
        done=201,
    ),
    "change measure": Act("PATCH", benefit, lambda _: {"target": "12.50"}, (LEADER,)),
}
# Drafts are read by those who sign them, who do not write them.
ELSE = {("change draft", MANAGER): 403, ("discard draft", MANAGER): 403}


@pytest.fixture
def place(skovde: Municipality, hjo: Municipality) -> Place:
    return furnish(skovde, other=hjo)


@pytest.mark.parametrize("name", ACTS)
def test_act_is_open_to_the_roles_of_the_screen_and_no_other(place: Place, name: str) -> None:
    act, leader = ACTS[name], caller(*INTEGRATIONS, municipality=place.municipality)
    path, body = act.where(place), act.body(place)
    refused = [role for role in INTEGRATIONS if role not in act.doers]
    askers = {role: caller(role, municipality=place.municipality) for role in (*refused, *act.doers[:1])}
    tag_at = (act.tag or act.where)(place)

    def match(ask: Caller) -> dict[str, str]:
        """What the asker reads there themselves; where they read nothing, what others do."""
        own = ask.get(tag_at)
        return {"if_match": own.headers.get("ETag") or leader.get(tag_at).headers.get("ETag", "")}

    before = snapshot(place.municipality, leave_out=OWN)
    for role in refused:
        answer = askers[role](act.method, path, body, **match(askers[role]))
        assert answer.status_code == ELSE.get((name, role), act.else_), (role, answer.content)
    assert snapshot(place.municipality, leave_out=OWN) == before
    done = askers[act.doers[0]](act.method, path, body, **match(askers[act.doers[0]]))
    assert done.status_code == act.done, done.content
    assert name == "withdraw proposal" or snapshot(place.municipality, leave_out=OWN) != before


@pytest.fixture
def ask(place: Place) -> Caller:
    return place.callers["whole"]


def test_challenge_is_changed_as_on_the_screen(place: Place, ask: Caller) -> None:
    path = challenge("open")(place)
    stood = ask.get(path).json()
    done = ask("PATCH", path, {"title": "Hur?", "criteria": ["Ett", "Två"]}, if_match=ask.tag(path)).json()
    changed = {name for name in stood if stood[name] != done[name]}
    assert changed == {"title", "criteria", "revision"}
    assert done["criteria"] == ["Ett", "Två"]
    closed = challenge("closed")(place)
    assert ask("PATCH", closed, {"title": "Hur?"}, if_match=ask.tag(closed)).status_code == 409
    backwards = ask("PATCH", path, {"closes_on": "2020-01-01"}, if_match=ask.tag(path))
    assert (backwards.status_code, backwards.json()["errors"][0]["field"]) == (422, "closes_on")


def test_change_sent_twice_under_a_key_is_made_once(place: Place, ask: Caller) -> None:
    path = challenge("open")(place)
    sent = {"if_match": ask.tag(path), "idempotency_key": "ny-rubrik"}
    first_answer, second = (ask("PATCH", path, {"title": "Nytt"}, **sent) for _ in range(2))
    assert (first_answer.status_code, second.status_code) == (200, 200)
    assert first_answer.json() == second.json()
    assert first_answer.json()["revision"] == 2
    other = ask("PATCH", path, {"title": "Nytt"}, if_match='"x"', idempotency_key="ny-rubrik")
    assert other.status_code == 409


def test_change_that_was_overtaken_may_be_sent_again_under_its_key(place: Place, ask: Caller) -> None:
    path = challenge("open")(place)
    late = ask("PATCH", path, {"title": "Nytt"}, if_match='"x"', idempotency_key="sent")
    assert late.status_code == 412
    again = ask("PATCH", path, {"title": "Nytt"}, if_match=ask.tag(path), idempotency_key="sent")
    assert again.status_code == 200
    with in_municipality(place.municipality):
        assert KeptAnswer.objects.count() == 1


def test_link_is_made_and_taken_away(place: Place, ask: Caller) -> None:
    path, idea = need(place), str(place.known["idea"][-1])
    assert ask("POST", f"{path}ideas/", {"idea": idea}, if_match=ask.tag(path)).json()["ideas"] == [idea]
    assert ask("DELETE", f"{path}ideas/{idea}/", if_match=ask.tag(path)).json()["ideas"] == []
    assert ask("DELETE", f"{path}ideas/{idea}/", if_match=ask.tag(path)).status_code == 404
    with in_municipality(place.municipality):
        assert NeedIdea.objects.filter(need__key=place.known["need"][1]).count() == 0


def test_report_is_written_and_nobody_is_told(place: Place, ask: Caller) -> None:
    path = challenge("closed")(place) + "report/"
    done = ask("PUT", path, REPORT, if_match=ask.tag(path)).json()
    assert done == REPORT | {"revision": 2, "told_at": None}
    with in_municipality(place.municipality):
        assert Report.objects.get(challenge__status="closed").told_at is None


def test_draft_is_changed_and_takes_the_place_of_a_learning(place: Place, ask: Caller) -> None:
    old = place.known["learnings/key"][0]
    body = {"occasion": "trial_ended", "assumption": "A", "learned": "B", "idea": str(place.known["idea"][-1])}
    made = ask("POST", "learnings/drafts/", body | {"supersedes": str(old)})
    assert (made.status_code, made.json()["supersedes"]) == (201, str(old))
    path = f"learnings/drafts/{made.json()['id']}/"
    changed = ask("PATCH", path, {"tags": ["skola", "lunch"]}, if_match=ask.tag(path)).json()
    assert (changed["tags"], changed["learned"], changed["revision"]) == (["skola", "lunch"], "B", 2)
    signed = ask("POST", f"{path}sign/", if_match=ask.tag(path)).json()
    with in_municipality(place.municipality):
        assert Learning.objects.get(key=old).superseded_by.key == Learning.objects.get(key=signed["key"]).key
        assert not LearningDraft.objects.filter(pk=made.json()["id"]).exists()


def test_measure_is_chosen_and_its_amounts_are_text(place: Place, ask: Caller) -> None:
    sent = {"idea": str(place.known["idea"][-1]), "kind": "quality", "name": "Klagomål", "more_is_better": False}
    assert ask("POST", "benefits/", sent).json()["errors"][0]["field"] == "unit"
    made = ask("POST", "benefits/", sent | {"unit": "st", "target": "999999999999.99"}).json()
    assert (made["target"], made["unit"], made["more_is_better"]) == ("999999999999.99", "st", False)


def test_secrecy_mark_hides_the_idea_from_those_who_do_not_handle_it(place: Place, ask: Caller) -> None:
    path, plain = ready(place), place.callers["plain"]
    assert plain.get(path).status_code == 200
    assert ask("PUT", f"{path}secrecy/", {"secrecy": "assess"}, if_match=ask.tag(path)).status_code == 200
    assert plain.get(path).status_code == 404
    with in_municipality(place.municipality):
        assert Idea.objects.filter(secrecy="assess").count() == 1
