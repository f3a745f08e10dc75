"""Pages of the goals: what is counted, what is hidden from whom, and how many statements it takes."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.benefits.models import Benefit, Measurement
from tenants.challenges.answer import tie
from tenants.goals.follow_up import Done, done_towards
from tenants.goals.kinds import BENEFIT, CHALLENGE, NEED
from tenants.goals.link import link
from tenants.goals.models import Goal, GoalChallenge
from tenants.goals.save_goal import state_of_goal
from tenants.ideas.models import Idea, Source
from tenants.needs.models import Bond, Need, NeedIdea
from tenants.organisation.models import Authority
from tenants.people.models import Member, Role
from tests.factories.challenges import make_challenge, make_unit
from tests.factories.decisions import decide, meet_conditions
from tests.factories.goals import make_goal
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def manager(skovde: Municipality) -> Member:
    return make_member(Role.INNOVATION_MANAGER, municipality=skovde)


def need_with(idea: Idea, *, bond: Bond = Bond.IDEA) -> Need:
    need = Need.objects.create(title="Behovet", source=Source.EMPLOYEE, heard_on=clock.today(), created_at=clock.now())
    NeedIdea.objects.create(need=need, idea=idea, bond=bond, linked_at=clock.now())
    return need


def benefit_of(idea: Idea, *, by: Member, measured: bool) -> Benefit:
    benefit = Benefit.objects.create(idea=idea, kind="quality", name="Väntan", unit="dagar", created_at=clock.now())
    for point in ("baseline", "after") if measured else ():
        Measurement.objects.create(
            benefit=benefit,
            point=point,
            value=3,
            ground="measured",
            how="Räknat",
            measured_on=clock.today(),
            measured_by=by,
            recorded_at=clock.now(),
        )
    return benefit


def test_pages_of_needs_and_benefits_lead_to_their_goals(
    manager: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    idea = make_idea(municipality=skovde, stage=1)
    with in_municipality(skovde):
        need, benefit = need_with(idea), benefit_of(idea, by=manager, measured=False)
    client = client_of(skovde, manager)
    for page, goals in (
        (f"/behov/{need.pk}/", f"/mal/for/behov/{need.pk}/"),
        (f"/ideer/{idea.pk}/nytta/", f"/mal/for/nytta/{benefit.pk}/"),
    ):
        assert f'href="{goals}"' in client.get(page).text
        assert client.get(goals).status_code == 200


def test_everything_is_counted_once_and_only_what_the_reader_may_see(
    manager: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    coach, decider = make_member(Role.COACH, municipality=skovde), make_member(Role.MANAGER, municipality=skovde)
    idea = make_idea(municipality=skovde, stage=1, title="Den synliga", coach=coach)
    meet_conditions(idea, municipality=skovde, by=coach)
    decide(idea, municipality=skovde, actor=decider, presenter=coach)
    hidden = make_idea(municipality=skovde, title="I inkorgen")
    top = make_goal(municipality=skovde, title="Överst")
    low = make_goal(municipality=skovde, title="Underst", parent=top)
    challenge = make_challenge(municipality=skovde, owner=manager)
    with in_municipality(skovde):
        for one in (idea, hidden):
            tie(one, challenge=challenge, actor=manager)
        link(top, kind=CHALLENGE, other=challenge, actor=manager)
        link(low, kind=CHALLENGE, other=challenge, actor=manager)
        link(low, kind=NEED, other=need_with(idea), actor=manager)
        link(low, kind=NEED, other=need_with(hidden, bond=Bond.VOICE), actor=manager)
        link(low, kind=BENEFIT, other=benefit_of(idea, by=coach, measured=True), actor=manager)
        link(low, kind=BENEFIT, other=benefit_of(hidden, by=coach, measured=False), actor=manager)
        employee = make_member(municipality=skovde)
        groups = {"all": [top.pk, low.pk], "top": [top.pk]}
        seen = done_towards(groups, member=manager)
        assert seen["all"] == Done(challenges=1, needs=2, ideas=2, decisions=1, benefits=2, proven=1)
        assert seen["top"] == Done(challenges=1, ideas=2, decisions=1)
        assert done_towards(groups, member=employee)["all"] == Done(
            challenges=1, needs=2, ideas=1, decisions=1, benefits=1, proven=1
        )
    page = client_of(skovde, employee).get(f"/mal/{top.pk}/").text
    assert "Den synliga" in page
    assert "I inkorgen" not in page
    assert "C – " in page
    assert "Ta bort kopplingen" not in page


def test_what_nothing_is_linked_to_is_shown_and_found(
    manager: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    top = make_goal(municipality=skovde, title="Har under sig")
    low = make_goal(municipality=skovde, title="Har något", parent=top)
    make_goal(municipality=skovde, title="Har inget")
    challenge = make_challenge(municipality=skovde, owner=manager)
    with in_municipality(skovde):
        link(low, kind=CHALLENGE, other=challenge, actor=manager)
    client = client_of(skovde, make_member(municipality=skovde))
    assert client.get("/mal/").text.count("inget kopplat") == 1
    found = client.get("/mal/?nothing=on").text
    assert "Har inget" in found
    assert "Har under sig" not in found
    assert "Har något" not in found


def test_departments_show_each_unit_with_what_is_done(
    manager: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    unit = make_unit("Hemtjänsten", municipality=skovde)
    make_unit("Förskolan", municipality=skovde)
    goal = make_goal(municipality=skovde, unit=unit)
    make_goal(municipality=skovde, title="Ingens")
    with in_municipality(skovde):
        link(goal, kind=CHALLENGE, other=make_challenge(municipality=skovde, owner=manager), actor=manager)
    page = client_of(skovde, manager).get("/mal/forvaltningar/").text
    assert page.index("Förskolan") < page.index("Hemtjänsten") < page.index("Ingen enhet ansvarar")
    assert page.count("inget kopplat") == 1


def test_year_plan_shows_what_is_in_force(manager: Member, skovde: Municipality, client_of: ClientOf) -> None:
    make_goal(municipality=skovde, title="Bara 2031", year_from=2031, year_to=2031)
    make_goal(municipality=skovde, title="Länge", year_from=2029, year_to=2033)
    make_goal(municipality=skovde, title="Arkiverat", year_from=2031, year_to=2031, status="archived")
    client = client_of(skovde, manager)
    assert [title in client.get("/mal/arsplan/?year=2031").text for title in ("Bara 2031", "Länge", "Arkiverat")] == [
        True,
        True,
        False,
    ]
    assert "Bara 2031" not in client.get("/mal/arsplan/?year=2033").text
    for strange in ("x", "", "-1", "20311", "٢٠٣١"):
        assert client.get("/mal/arsplan/", {"year": strange}).status_code == 200


def test_goal_is_added_changed_and_archived_on_its_pages(
    manager: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    client = client_of(skovde, manager)
    with in_municipality(skovde):
        authority = Authority.objects.get(is_default=True).pk
    typed = {"code": "KF 7", "title_sv": "<script>alert(1)</script> \u202eomvänt 🚲", "kind": "assignment"}
    typed |= {"authority": authority, "year_from": 2026, "year_to": 2026}
    assert client.post("/mal/ny/", typed | {"year_to": 2020}).status_code == 422
    answer = client.post("/mal/ny/", typed)
    page = client.get(answer["Location"]).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; omvänt 🚲" in page
    with in_municipality(skovde):
        goal = Goal.objects.get()
    changed = typed | {"title_sv": "Nytt namn", "seen": state_of_goal(goal)}
    assert client.post(f"/mal/{goal.pk}/andra/", changed).status_code == 302
    assert client.post(f"/mal/{goal.pk}/steg/archived/").status_code == 302
    with in_municipality(skovde):
        goal.refresh_from_db()
    assert (goal.title_sv, goal.status) == ("Nytt namn", "archived")
    assert "Nytt namn" not in client.get("/mal/").text
    assert "Nytt namn" in client.get("/mal/?status=archived").text


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.COACH, Role.MANAGER, Role.AGENT, Role.REGISTRAR])
def test_members_without_the_right_read_and_are_refused(
    role: Role, manager: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    goal, client = make_goal(municipality=skovde), client_of(skovde, make_member(role, municipality=skovde))
    assert client.get(f"/mal/{goal.pk}/").status_code == 200
    for path in ("/mal/ny/", f"/mal/{goal.pk}/andra/", f"/mal/{goal.pk}/steg/archived/"):
        assert client.get(path).status_code == 403
        assert client.post(path).status_code == 403
    with in_municipality(skovde):
        assert Goal.objects.get().status == "active"


def test_linked_and_unlinked_from_both_sides(manager: Member, skovde: Municipality, client_of: ClientOf) -> None:
    goal, client = make_goal(municipality=skovde, title="Målet"), client_of(skovde, manager)
    challenge = make_challenge(municipality=skovde, owner=manager, title="Hur kan vi hinna?")
    assert f"/mal/for/utmaning/{challenge.pk}/" in client.get(f"/utmaningar/{challenge.pk}/").text
    assert "Hur kan vi hinna?" in client.get(f"/mal/{goal.pk}/koppla/utmaning/?q=hinna").text
    assert "Hur kan vi hinna?" not in client.get(f"/mal/{goal.pk}/koppla/utmaning/?q=cykel").text
    assert client.post(f"/mal/{goal.pk}/koppla/utmaning/", {"other": "x"}).status_code == 404
    assert client.post(f"/mal/{goal.pk}/koppla/utmaning/", {"other": challenge.pk}).status_code == 302
    assert "Hur kan vi hinna?" in client.get(f"/mal/{goal.pk}/").text
    assert client.post(f"/mal/{goal.pk}/koppla/utmaning/{challenge.pk}/ta-bort/").status_code == 302
    with in_municipality(skovde):
        assert not GoalChallenge.objects.exists()
    assert client.post(f"/mal/for/utmaning/{challenge.pk}/", {"goal": "999"}).status_code == 422
    assert client.post(f"/mal/for/utmaning/{challenge.pk}/", {"goal": goal.pk}).status_code == 302
    assert "Målet" in client.get(f"/mal/for/utmaning/{challenge.pk}/").text
    assert client.get("/mal/for/onsdag/1/").status_code == 404


def test_nobody_links_what_they_may_not_see(manager: Member, skovde: Municipality, client_of: ClientOf) -> None:
    goal = make_goal(municipality=skovde)
    draft = make_challenge("draft", municipality=skovde, owner=manager, title="Hemligt utkast")
    coach = client_of(skovde, make_member(Role.COACH, municipality=skovde))
    assert "Hemligt utkast" not in coach.get(f"/mal/{goal.pk}/koppla/utmaning/").text
    assert coach.post(f"/mal/{goal.pk}/koppla/utmaning/", {"other": draft.pk}).status_code == 404
    assert coach.get(f"/mal/for/utmaning/{draft.pk}/").status_code == 404
    with in_municipality(skovde):
        assert not GoalChallenge.objects.exists()


def statements(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(path).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    "path", ["/mal/", "/mal/forvaltningar/", "/mal/arsplan/", "/mal/export.csv", "/mal/?nothing=on"]
)
def test_pages_ask_as_little_for_a_thousand_goals_as_for_ten(
    path: str, manager: Member, skovde: Municipality, client_of: ClientOf
) -> None:
    unit, client = make_unit("Enheten", municipality=skovde), client_of(skovde, manager)
    challenges = [make_challenge(municipality=skovde, owner=manager) for _ in range(2)]
    year = clock.today().year
    counts = []
    for count in (10, 990):
        with in_municipality(skovde):
            authority, start = Authority.objects.get(is_default=True), Goal.objects.count()
            goals = Goal.objects.bulk_create(
                Goal(
                    code=f"N {start + n}",
                    title_sv=f"Mål {start + n}",
                    authority=authority,
                    unit=unit,
                    year_from=year,
                    year_to=year,
                )
                for n in range(count)
            )
            GoalChallenge.objects.bulk_create(
                GoalChallenge(goal=goal, challenge=challenges[goal.pk % 2], linked_by=manager, linked_at=clock.now())
                for goal in goals[::2]
            )
        counts.append(statements(client, path))
    assert counts[0] == counts[1]
    assert counts[0] <= 22
