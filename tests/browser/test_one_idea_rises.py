"""The main job, walked: a resident's idea rises through the whole sluice by reasoned decisions, and the region sees it.

Every page on the way is checked by axe and for broken content policies. Hjo stands beside and sees nothing.
"""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page

from sluss.accounts.models import RegionalRole
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tenants.decisions.models import Decision
from tenants.ideas.models import Idea, Status
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tenants.pipeline.models import Criterion, Gate
from tests.browser.conftest import Walk
from tests.factories.people import PASSWORD, make_account, make_member

TITLE = "Bänkar längs promenaden"
Start = Callable[..., Walk]


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_resident_idea_rises_to_implemented(
    walk: Start, skovde: Municipality, hjo: Municipality, run_jobs: Callable[[], int], javascript: bool
) -> None:
    walk = partial(walk, javascript=javascript)
    coach = make_member(Role.COACH, municipality=skovde, name="Coach")
    manager = make_member(Role.MANAGER, municipality=skovde, name="Chef")
    leader = make_member(Role.INNOVATION_MANAGER, municipality=skovde, name="Ledare")
    bystander = make_member(municipality=skovde, name="Kollega")
    neighbour = make_member(Role.COACH, Role.INNOVATION_MANAGER, municipality=hjo, name="Granne")
    analyst = make_account()
    with in_region():
        RegionalRole.objects.create(account=analyst, role=RegionalRole.Role.ANALYST)

    resident = _resident_leaves_it(walk(), skovde)
    coaching = _signs_in(walk(), skovde, coach)
    idea = _coach_takes_it_in(coaching, skovde)
    watching = walk().signed_in(None, account=analyst)
    run_jobs()
    assert _reached_spread(watching) == "0"

    deciders = {Role.MANAGER: manager, Role.INNOVATION_MANAGER: leader}
    desks = {role: walk().signed_in(skovde, member) for role, member in deciders.items()}
    onlooker = walk().signed_in(skovde, bystander)
    for gate in _gates(skovde):
        _coach_prepares(coaching, skovde, idea, gate, owner=manager)
        onlooker.open(f"/ideer/{idea.pk}/beslut/", skovde, status=403)
        wrong = desks[Role.INNOVATION_MANAGER if gate.decider_role == Role.MANAGER else Role.MANAGER]
        _cannot_register(wrong, skovde, idea)
        _cannot_register(coaching, skovde, idea)
        _registers(desks[Role(gate.decider_role)], skovde, idea)

    with in_municipality(skovde):
        assert Idea.objects.get().status == Status.IMPLEMENTED
        assert Decision.objects.count() == 5
        assert Mail.objects.filter(to="boende@example.org").count() == 7  # receipt, taken in, five decisions
    resident.page.reload()
    assert "Idén är genomförd" in resident.page.inner_text("main")
    resident.check()
    run_jobs()
    assert _reached_spread(watching) == "1"
    watching.check()
    _neighbour_sees_nothing(walk().signed_in(hjo, neighbour), walk().signed_in(skovde, neighbour), idea, skovde, hjo)


def _resident_leaves_it(person: Walk, skovde: Municipality) -> Walk:
    page = person.open("/", skovde)
    page.get_by_label("Börja med en mening").fill(TITLE)
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_label("Berätta mer").fill("Äldre vill kunna vila på vägen.")
    page.get_by_label("Din e-post").fill("boende@example.org")
    person.check()
    page.get_by_role("button", name="Skicka").click()
    page.wait_for_url("**/folj/**")
    assert page.locator("h1").inner_text() == TITLE
    person.check()
    return person


def _signs_in(person: Walk, skovde: Municipality, member: Member) -> Walk:
    page = person.open("/inkorg/", skovde)
    page.get_by_label("E-postadress").fill(member.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    person.check()
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.wait_for_url("**/inkorg/")
    person.check()
    return person


def _coach_takes_it_in(person: Walk, skovde: Municipality) -> Idea:
    page = person.page
    page.get_by_role("link", name=TITLE).click()
    page.get_by_label("Ta in som behov").check()
    page.get_by_label("Ditt svar till den som lämnade den").fill("Tack! Vi tar reda på hur många som saknar bänkar.")
    page.get_by_label("Idécoach").select_option(label="Coach")
    person.check()
    page.get_by_role("button", name="Spara", exact=True).click()
    page.wait_for_url("**/inkorg/")
    with in_municipality(skovde):
        idea = Idea.objects.get()
        assert idea.status == Status.ACTIVE
    return idea


def _gates(skovde: Municipality) -> list[Gate]:
    with in_municipality(skovde):
        gates = Gate.objects.filter(source__model__in_use=True).order_by("source__position")
        return list(gates.prefetch_related("criteria"))


def _coach_prepares(person: Walk, skovde: Municipality, idea: Idea, gate: Gate, *, owner: Member) -> None:
    page = person.open(f"/ideer/{idea.pk}/villkor/", skovde)
    for criterion in gate.criteria.all():
        _answer(page, criterion, owner)
    person.check()
    page.locator("main form .form-actions button").first.click()
    page.wait_for_load_state()
    page = person.open(f"/ideer/{idea.pk}/beslut/", skovde)
    page.locator("input[name=outcome][value=proceed]").check()
    page.locator("textarea[name=reasons]").fill("Villkoren är uppfyllda och nyttan är tydlig.")
    page.locator("input[name=basis][value=delegation]").check()
    page.locator("input[name=basis_reference]").fill("Delegationsordningen 4.2")
    page.locator("select[name=presenter]").select_option(label="Coach")
    person.check()
    page.locator("button[name=action][value=hold]").click()
    page.wait_for_load_state()


def _answer(page: Page, criterion: Criterion, owner: Member) -> None:
    code = criterion.code
    if criterion.kind == Criterion.Kind.MEMBER:
        page.locator(f"select[name='{code}-member']").select_option(label=owner.name)
    elif criterion.kind in (Criterion.Kind.CONFIRMED, Criterion.Kind.EQUALITY):
        page.locator(f"input[name='{code}-met']").check()
        page.locator(f"textarea[name='{code}-evidence']").fill("Bekräftat vid besök.")
    else:
        page.locator(f"input[name='{code}-number']").fill(str(max(criterion.minimum or 0, 3)))


def _cannot_register(person: Walk, skovde: Municipality, idea: Idea) -> None:
    person.open(f"/ideer/{idea.pk}/beslut/", skovde)
    assert person.page.locator("button[name=action][value=register]").count() == 0


def _registers(person: Walk, skovde: Municipality, idea: Idea) -> None:
    page = person.open(f"/ideer/{idea.pk}/beslut/", skovde)
    person.check()
    page.locator("button[name=action][value=register]").click()
    page.wait_for_load_state()
    person.open(f"/ideer/{idea.pk}/", skovde)
    person.check()


def _reached_spread(person: Walk) -> str:
    """How many ideas of Skövde have reached the last phase, as the region's table says."""
    page = person.open("/portfolj/")
    return page.locator("tr", has_text="Skövde").first.locator("td").nth(6).inner_text()


def _neighbour_sees_nothing(at_home: Walk, abroad: Walk, idea: Idea, skovde: Municipality, hjo: Municipality) -> None:
    for path in ("/ideer/", "/ideer/tavla/", "/inkorg/", "/beslut/"):
        assert TITLE not in at_home.open(path, hjo).content()
    at_home.open(f"/ideer/{idea.pk}/", hjo, status=404)
    for path in (f"/ideer/{idea.pk}/", "/ideer/", "/inkorg/", f"/ideer/{idea.pk}/beslut/"):
        assert TITLE not in abroad.open(path, skovde, status=404).content()
