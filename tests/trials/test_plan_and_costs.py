"""The plan, the ceilings, hours and costs, and what a trial answers at the gate."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tenants.trials.ceilings import tell_of_passed_ceilings
from tenants.trials.models import Effort, Rate, Trial
from tenants.trials.note import Spent, correct_effort, note_effort
from tenants.trials.plan import ChangedMeanwhile, change_plan
from tenants.trials.spend import DEFAULT_RATE, rates, set_rates, standing, totals
from tests.factories.challenges import make_unit
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in
from tests.trials.conftest import DAY, PLAN, OnTrial

pytestmark = pytest.mark.django_db


def spent(member: Member, **facts: Any) -> Spent:
    known: dict[str, Any] = {"kind": "work", "day": clock.today(), "member": member, "hours": Decimal(2)}
    return Spent(**(known | facts))


def form_of(on_trial: OnTrial, **change: Any) -> dict[str, Any]:
    plan = {name: str(value) for name, value in PLAN.items() if name != "lower_is_better"}
    people = {"leader": str(on_trial.leader.pk), "receiving_owner": str(on_trial.owner.pk), "lower_is_better": "on"}
    return plan | people | {"revision": "1"} | change


def test_plan_is_made_on_screen(on_trial: OnTrial) -> None:
    client = sign_in(on_trial.municipality, on_trial.coach)
    answer = client.post(f"/ideer/{on_trial.idea.pk}/test/nytt/", form_of(on_trial, leader=str(on_trial.coach.pk)))
    with in_municipality(on_trial.municipality):
        trial = Trial.objects.exclude(pk=on_trial.trial.pk).get()
        assert answer.headers["Location"] == f"/test/{trial.key}/"
        assert sorted(row.kind for row in trial.clearances.all()) == ["data_protection", "ethics", "risk"]
    assert client.get(f"/test/{trial.key}/").status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"leader": "0"},
        {"leader": "x"},
        {"weeks": "0"},
        {"weeks": "53"},
        {"money": "-1"},
        {"money": "99999999999"},
        {"staff": "-3"},
        {"baseline_number": "mycket"},
        {"starts_on": "2026-05-01", "ends_on": "2026-04-01"},
        {"starts_on": "2026-01-01", "ends_on": "2026-06-01"},
        {"hypothesis": "Hon heter 19811218-9876"},
        {"hypothesis": "x" * 6000},
    ],
)
def test_bad_plan_is_told_and_saves_nothing(on_trial: OnTrial, change: dict[str, str]) -> None:
    client = sign_in(on_trial.municipality, on_trial.coach)
    form = form_of(on_trial, **({"leader": str(on_trial.coach.pk)} | change))
    assert client.post(f"/ideer/{on_trial.idea.pk}/test/nytt/", form).status_code == 422
    with in_municipality(on_trial.municipality):
        assert Trial.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.INNOVATION_MANAGER])
def test_plan_is_made_by_those_who_work_with_the_idea(on_trial: OnTrial, role: Role) -> None:
    client = sign_in(on_trial.municipality, make_member(role, municipality=on_trial.municipality))
    assert client.post(f"/ideer/{on_trial.idea.pk}/test/nytt/", form_of(on_trial)).status_code == 403
    with in_municipality(on_trial.municipality):
        assert Trial.objects.count() == 1


def test_two_who_change_the_plan_at_once_see_each_others_text(on_trial: OnTrial) -> None:
    client = sign_in(on_trial.municipality, on_trial.coach)
    address = f"/test/{on_trial.trial.key}/andra/"
    place = make_unit("Torget", municipality=on_trial.municipality)
    theirs = form_of(on_trial, hypothesis="Den första", places=[str(place.pk)], stop_number="3,50")
    assert client.post(address, theirs).status_code == 302
    late = client.post(address, form_of(on_trial, hypothesis="Den andra", stop_number="3,5"))
    assert late.status_code == 409
    shown = {str(one.label): (one.before, one.after) for one in late.context["differences"]}
    assert shown == {"Hypotes": ("Den första", "Den andra"), "Var?": (place.name, "–")}
    assert "Den första" in late.text
    assert late.text.count("Den andra") == 2
    assert client.post(address, form_of(on_trial, hypothesis="Den andra", revision="2")).status_code == 302
    with in_municipality(on_trial.municipality):
        assert on_trial.fresh().hypothesis == "Den andra"


def test_what_a_trial_is_judged_by_is_fixed_at_its_start(on_trial: OnTrial) -> None:
    on_trial.start()
    content = PLAN | {"leader": on_trial.leader, "receiving_owner": on_trial.owner}
    with in_municipality(on_trial.municipality):
        facts: dict[str, Any] = {"places": [], "revision": 1, "actor": on_trial.leader}
        with pytest.raises(NotPossible, match="startat"):
            change_plan(on_trial.fresh(), content=content | {"stop_rule": "Vi slutar aldrig"}, **facts)
        assert on_trial.fresh().stop_rule == PLAN["stop_rule"]
        change_plan(on_trial.fresh(), content=content | {"rough_benefit": "Fyra timmar"}, **facts)
        with pytest.raises(ChangedMeanwhile):
            change_plan(on_trial.fresh(), content=content, **facts)
        assert on_trial.fresh().rough_benefit == "Fyra timmar"


def test_ceiling_in_time_is_told_once(on_trial: OnTrial) -> None:
    on_trial.start()
    with in_municipality(on_trial.municipality):
        Mail.objects.all().delete()
        edge = clock.today() - 42 * DAY
        Trial.objects.update(started_on=edge)
        assert tell_of_passed_ceilings() == 0
        Trial.objects.update(started_on=edge - DAY)
        assert (tell_of_passed_ceilings(), tell_of_passed_ceilings()) == (1, 0)
        assert dict(Mail.objects.values_list("to", "subject")) == {
            on_trial.leader.email: "Taket för ”Bokning på nätet i sex veckor” är passerat",
            on_trial.owner.email: "The ceiling of “Bokning på nätet i sex veckor” is passed",
        }
    page = sign_in(on_trial.municipality, on_trial.bearer).get(f"/test/{on_trial.trial.key}/").text
    assert "Taket i tid är passerat" in page


def test_ceiling_in_money_is_told_when_the_krona_is_noted(on_trial: OnTrial) -> None:
    on_trial.start()
    with in_municipality(on_trial.municipality):
        Mail.objects.all().delete()
        cost: dict[str, Any] = {"kind": "purchase", "hours": None, "trial": on_trial.trial}
        note_effort(on_trial.idea, spent=spent(on_trial.coach, kronor=10_000, **cost), actor=on_trial.coach)
        assert not Mail.objects.exists()
        note_effort(on_trial.idea, spent=spent(on_trial.coach, kronor=1, **cost), actor=on_trial.coach)
        note_effort(on_trial.idea, spent=spent(on_trial.coach, kronor=1, **cost), actor=on_trial.coach)
        assert Mail.objects.count() == 2
        assert "10\xa0001" in Mail.objects.get(to=on_trial.leader.email).text


def test_hours_cost_what_the_rate_of_the_day_says(on_trial: OnTrial) -> None:
    manager = on_trial.person("innovation_manager")
    with in_municipality(on_trial.municipality):
        first = note_effort(on_trial.idea, spent=spent(on_trial.coach), actor=on_trial.coach)
        set_rates(kronor={"work": 601}, actor=manager)
        second = note_effort(on_trial.idea, spent=spent(on_trial.coach, hours=Decimal("0.5")), actor=on_trial.coach)
        assert (first.kronor, second.kronor) == (2 * DEFAULT_RATE, 301)
        with pytest.raises(NotAllowed):
            set_rates(kronor={"work": 1}, actor=on_trial.coach)
        assert rates()["work"] == 601
        assert Rate.objects.count() == 1
        by_kind, total = totals(on_trial.idea)
        assert (len(by_kind), total.hours, total.kronor) == (1, Decimal("2.5"), 1201)


def test_correction_takes_nothing_away(on_trial: OnTrial) -> None:
    with in_municipality(on_trial.municipality):
        wrong = note_effort(on_trial.idea, spent=spent(on_trial.coach, hours=Decimal(20)), actor=on_trial.coach)
        with pytest.raises(NotAllowed):
            correct_effort(wrong, spent=spent(on_trial.coach), actor=on_trial.bearer)
        right = correct_effort(wrong, spent=spent(on_trial.coach), actor=on_trial.coach)
        with pytest.raises(NotPossible):
            correct_effort(wrong, spent=spent(on_trial.coach), actor=on_trial.coach)
        assert list(standing(on_trial.idea)) == [right]
        assert totals(on_trial.idea)[1].hours == 2
        correct_effort(right, spent=spent(on_trial.coach, hours=Decimal(0)), actor=on_trial.coach)
        assert list(standing(on_trial.idea)) == []
        assert totals(on_trial.idea) == ([], totals(on_trial.idea)[1])
        assert Effort.objects.count() == 3


def test_database_lets_nobody_rewrite_an_entry(on_trial: OnTrial) -> None:
    with in_municipality(on_trial.municipality):
        note_effort(on_trial.idea, spent=spent(on_trial.coach), actor=on_trial.coach)
        for act in (lambda: Effort.objects.update(kronor=0), lambda: Effort.objects.all().delete()):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                act()


def test_entry_on_another_ideas_trial_is_refused(on_trial: OnTrial) -> None:
    other = make_idea(municipality=on_trial.municipality, stage=1, coach=on_trial.coach)
    with in_municipality(on_trial.municipality):
        with pytest.raises(NotPossible):
            note_effort(other, spent=spent(on_trial.coach, trial=on_trial.trial), actor=on_trial.coach)
        assert not Effort.objects.exists()


def test_one_press_notes_hours_on_the_trial_that_runs(on_trial: OnTrial) -> None:
    client = sign_in(on_trial.municipality, on_trial.bearer)
    address = f"/ideer/{on_trial.idea.pk}/tid/snabbt/"
    assert client.post(address, {"hours": "0.5"}).status_code == 302
    on_trial.start()
    assert client.post(address, {"hours": "2"}).status_code == 302
    assert client.post(address, {"hours": "3000"}).status_code == 404
    with in_municipality(on_trial.municipality):
        rows = list(Effort.objects.order_by("id").values_list("kind", "hours", "trial"))
    assert rows == [("work", Decimal("0.50"), None), ("trial", Decimal("2.00"), on_trial.trial.pk)]


@pytest.mark.parametrize(
    "change",
    [
        {"amount": "-1"},
        {"amount": "mycket"},
        {"amount": "1001"},
        {"day": "2999-01-01"},
        {"day": "1999-01-01"},
        {"kind": "annat"},
        {"member": "0"},
        {"trial": "0"},
    ],
)
def test_bad_entry_is_told_and_saves_nothing(on_trial: OnTrial, change: dict[str, str]) -> None:
    client = sign_in(on_trial.municipality, on_trial.coach)
    form = {"kind": "work", "amount": "1,5", "day": clock.today().isoformat(), "member": str(on_trial.coach.pk)}
    assert client.post(f"/ideer/{on_trial.idea.pk}/tid/", form | change).status_code == 422
    with in_municipality(on_trial.municipality):
        assert not Effort.objects.exists()
    assert client.post(f"/ideer/{on_trial.idea.pk}/tid/", form).status_code == 302
    with in_municipality(on_trial.municipality):
        assert Effort.objects.get().hours == Decimal("1.5")


@pytest.mark.parametrize("address", ["/test/", "/kommande/", "/ideer/{idea}/tid/"])
def test_statements_do_not_grow_with_rows(on_trial: OnTrial, address: str) -> None:
    client = sign_in(on_trial.municipality, on_trial.coach)
    path = address.format(idea=on_trial.idea.pk)

    def statements() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200
        return len(caught)

    grow(on_trial, 10)
    few = statements()
    grow(on_trial, 990)
    assert statements() == few


def grow(on_trial: OnTrial, count: int) -> None:
    facts: dict[str, Any] = {"idea": on_trial.idea, "leader": on_trial.leader, "receiving_owner": on_trial.coach}
    with in_municipality(on_trial.municipality):
        trials = [Trial(name=f"Test {n}", created_at=clock.now(), **facts) for n in range(count)]
        Trial.objects.bulk_create(trials)
        who: dict[str, Any] = {"member": on_trial.coach, "entered_by": on_trial.coach, "entered_at": clock.now()}
        one: dict[str, Any] = {"idea": on_trial.idea, "day": clock.today(), "kind": "work", "hours": 1, "kronor": 450}
        Effort.objects.bulk_create(Effort(**one, **who) for _ in range(count))


def test_form_sent_twice_is_noted_once_and_something_else_anew(on_trial: OnTrial) -> None:
    client = sign_in(on_trial.municipality, on_trial.coach)
    address = f"/ideer/{on_trial.idea.pk}/tid/"
    quick, key = re.findall('name="key" value="([^"]+)"', client.get(address).text)
    form = {"kind": "work", "amount": "1,5", "day": clock.today().isoformat(), "member": str(on_trial.coach.pk)}
    for _ in range(2):
        assert client.post(address, form | {"key": key}).status_code == 302
        assert client.post(f"{address}snabbt/", {"hours": "2", "key": quick}).status_code == 302
    with in_municipality(on_trial.municipality):
        assert sorted(Effort.objects.values_list("hours", flat=True)) == [Decimal("1.5"), Decimal(2)]
    # Somebody goes back to the page and notes something else; a key that is none keeps nothing from being noted.
    assert client.post(f"{address}snabbt/", {"hours": "4", "key": quick}).status_code == 302
    assert client.post(address, form | {"key": "ingen nyckel"}).status_code == 302
    with in_municipality(on_trial.municipality):
        assert Effort.objects.count() == 4


def test_hours_that_cost_nothing_are_counted_as_hours(on_trial: OnTrial) -> None:
    with in_municipality(on_trial.municipality):
        set_rates(kronor={"work": 0}, actor=on_trial.person("innovation_manager"))
        note_effort(on_trial.idea, spent=spent(on_trial.coach), actor=on_trial.coach)
        kinds, total = totals(on_trial.idea)
        assert [one.hours for one in kinds] == [Decimal(2)]
        assert (total.hours, total.kronor) == (Decimal(2), 0)


def test_integration_answers_for_no_clearance(on_trial: OnTrial) -> None:
    program = make_member(municipality=on_trial.municipality, name="Enkätverktyget", is_integration=True)
    client = sign_in(on_trial.municipality, on_trial.coach)
    page = f"/test/{on_trial.trial.key}/klartecken/"
    assert "Enkätverktyget" not in client.get(page).text
    assert client.post(page, {"kind": "ai", "owner": str(program.pk)}).status_code == 422
    with in_municipality(on_trial.municipality):
        assert not on_trial.fresh().clearances.filter(kind="ai").exists()
