"""Choosing what to measure, entering values and being reminded of them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from sluss import clock
from sluss.clock import STOCKHOLM
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.benefits import tasks
from tenants.benefits.calculate import ChangedMeanwhile
from tenants.benefits.measure import EnteredMeanwhile, Plan, Reading, add_benefit, change_benefit, enter_value
from tenants.benefits.measured import benefits_of_idea, measured
from tenants.benefits.models import Benefit, Ground, Kind, Measurement, Point, Reminder
from tenants.benefits.remind import remind
from tenants.ideas.models import Idea, Secrecy, Status
from tenants.mail.models import Mail
from tenants.pipeline.models import Stage
from tests.benefits.conftest import Place
from tests.factories.benefits import make_benefit, make_value
from tests.factories.jobs import run_waiting
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
# A Monday on which nothing is a public holiday.
TODAY = dt.datetime(2026, 9, 14, 9, tzinfo=STOCKHOLM)


def a_plan(**changes: Any) -> Plan:
    known: dict[str, Any] = {"kind": Kind.QUALITY, "name": "Bomkörningar", "unit": "i veckan", "more_is_better": False}
    return Plan(**known | changes)


def a_reading(**changes: Any) -> Reading:
    known: dict[str, Any] = {
        "value": Decimal(7),
        "ground": Ground.MEASURED,
        "how": "Räknat",
        "measured_on": clock.today(),
    }
    return Reading(**known | changes)


def test_money_and_time_have_their_own_unit(place: Place) -> None:
    with in_municipality(place.municipality):
        made = add_benefit(place.idea, plan=a_plan(kind=Kind.FREED_TIME, unit="minuter"), actor=place.bearer)
        assert made.unit == "h/år"


def test_owner_must_see_the_idea(place: Place) -> None:
    with in_municipality(place.municipality):
        Idea.objects.filter(pk=place.idea.pk).update(secrecy=Secrecy.ASSESS)
        with pytest.raises(NotPossible):
            add_benefit(place.idea, plan=a_plan(receiving_owner=place.owner), actor=place.coach)
        assert not Benefit.objects.exists()


def test_values_make_kind_and_unit_stand_fast(place: Place) -> None:
    with in_municipality(place.municipality):
        made = add_benefit(place.idea, plan=a_plan(), actor=place.bearer)
    make_value(made, Point.BASELINE, 7, municipality=place.municipality, by=place.leader)
    with in_municipality(place.municipality):
        with pytest.raises(NotPossible):
            change_benefit(made, plan=a_plan(unit="i månaden"), revision=1, actor=place.bearer)
        with pytest.raises(ChangedMeanwhile):
            change_benefit(made, plan=a_plan(name="Annat"), revision=0, actor=place.bearer)
        with pytest.raises(NotAllowed):
            change_benefit(made, plan=a_plan(name="Annat"), revision=1, actor=place.owner)
        made.refresh_from_db()
        assert (made.name, made.unit, made.revision) == ("Bomkörningar", "i veckan", 1)
        assert change_benefit(made, plan=a_plan(name="Annat"), revision=1, actor=place.bearer).revision == 2


def test_value_is_corrected_by_a_new_row(place: Place) -> None:
    benefit = make_benefit(place.idea, municipality=place.municipality, receiving_owner=place.owner)
    facts: dict[str, Any] = {"point": Point.BASELINE, "actor": place.owner}
    with in_municipality(place.municipality):
        first = enter_value(benefit, reading=a_reading(), saw=0, **facts)
        with pytest.raises(EnteredMeanwhile) as caught:
            enter_value(benefit, reading=a_reading(value=Decimal(9)), saw=0, **facts)
        assert caught.value.theirs == first
        second = enter_value(benefit, reading=a_reading(value=Decimal(8)), saw=first.pk, **facts)
        found = measured(benefits_of_idea(place.idea.pk))[0]
        assert (second.corrects, found.baseline, found.corrected) == (first, Decimal(8), (first,))
        assert Event.objects.filter(kind="benefit_measured").count() == 2


def test_measurements_cannot_be_rewritten(place: Place) -> None:
    benefit = make_benefit(place.idea, municipality=place.municipality)
    row = make_value(benefit, Point.BASELINE, 7, municipality=place.municipality, by=place.leader)
    with in_municipality(place.municipality):
        for act in (lambda: Measurement.objects.update(value=1), lambda: Measurement.objects.all().delete()):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                act()
        assert Measurement.objects.get(pk=row.pk).value == 7


@pytest.mark.parametrize(
    ("unit", "value"), [("%", Decimal(85)), ("per besök", Decimal("0.85"))], ids=["per cent", "share"]
)
def test_share_is_counted_from_its_numbers(unit: str, value: Decimal, place: Place) -> None:
    benefit = make_benefit(place.idea, municipality=place.municipality, kind=Kind.QUALITY, unit=unit)
    share = a_reading(value=None, numerator=Decimal(17), denominator=Decimal(20))
    with in_municipality(place.municipality):
        made = enter_value(benefit, point=Point.AFTER, reading=share, saw=0, actor=place.leader)
        assert made.value == value


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": None},
        {"value": Decimal(-1)},
        {"numerator": Decimal(1)},
        {"numerator": Decimal(1), "denominator": Decimal(0)},
        {"numerator": Decimal(999_999_999_999), "denominator": Decimal("0.01")},
        {"measured_on": dt.date(2999, 1, 1)},
    ],
)
def test_values_that_make_no_sense_are_refused(wrong: dict[str, Any], place: Place) -> None:
    benefit = make_benefit(place.idea, municipality=place.municipality)
    with in_municipality(place.municipality):
        with pytest.raises(NotPossible):
            enter_value(benefit, point=Point.AFTER, reading=a_reading(**wrong), saw=0, actor=place.leader)
        assert not Measurement.objects.exists()
        assert not Event.objects.filter(kind="benefit_measured").exists()


def in_use(place: Place, *, days: int, **fields: Any) -> Benefit:
    """A benefit of the idea, implemented so many days before TODAY."""
    with in_municipality(place.municipality):
        Idea.objects.filter(pk=place.idea.pk).update(status=Status.IMPLEMENTED)
    start = TODAY.date() - dt.timedelta(days=days)
    known = {"receiving_owner": place.owner, "in_use_from": start, "name": "Bomkörningar"}
    return make_benefit(place.idea, municipality=place.municipality, **known | fields)


def letters(municipality: Municipality) -> list[tuple[str, str]]:
    with in_municipality(municipality), clock.held_at(TODAY):
        Mail.objects.all().delete()
        remind()
        return [(mail.to, mail.subject) for mail in Mail.objects.order_by("pk")]


def test_owner_is_reminded_once_with_a_link_to_the_form(place: Place) -> None:
    benefit = in_use(place, days=35)
    assert letters(place.municipality) == [(place.owner.email, "Dags att mäta: Bomkörningar")]
    with in_municipality(place.municipality):
        assert f"/nytta/{benefit.key}/after/" in Mail.objects.get().text
    assert letters(place.municipality) == []


def test_letter_is_in_the_readers_language(place: Place) -> None:
    in_use(place, days=35)
    with in_municipality(place.municipality):
        place.owner.language = "en"
        place.owner.save(update_fields=["language"])
    assert letters(place.municipality) == [(place.owner.email, "Time to measure: Bomkörningar")]


def test_innovation_manager_hears_when_it_has_waited_too_long(place: Place) -> None:
    in_use(place, days=46)
    assert letters(place.municipality) == [
        (place.owner.email, "Dags att mäta: Bomkörningar"),
        (place.leader.email, "Ett värde dröjer: Bomkörningar"),
    ]
    assert letters(place.municipality) == []
    with in_municipality(place.municipality):
        assert set(Reminder.objects.values_list("kind", "point")) == {("due", "after"), ("escalated", "after")}


def test_only_the_latest_due_value_is_asked_for(place: Place) -> None:
    in_use(place, days=190)
    letters(place.municipality)
    with in_municipality(place.municipality):
        assert set(Reminder.objects.values_list("point", flat=True)) == {"months_6"}


@pytest.mark.parametrize("quiet", ["not due", "entered", "not in use", "owner has left", "owner may not see it"])
def test_nobody_is_written_to_where_nothing_can_be_asked(quiet: str, place: Place) -> None:
    benefit = in_use(place, days=20 if quiet == "not due" else 35)
    with in_municipality(place.municipality):
        if quiet == "entered":
            make_value(benefit, Point.AFTER, 1, municipality=place.municipality, by=place.owner)
        elif quiet == "not in use":
            Idea.objects.filter(pk=place.idea.pk).update(status=Status.CONCLUDED)
        elif quiet == "owner has left":
            place.owner.active = False
            place.owner.save(update_fields=["active"])
        elif quiet == "owner may not see it":
            Idea.objects.filter(pk=place.idea.pk).update(secrecy=Secrecy.ASSESS)
    assert letters(place.municipality) == []


def test_job_reminds_in_its_own_municipality_alone(place: Place, hjo: Municipality) -> None:
    in_use(place, days=35)
    other = make_member(municipality=hjo)
    with clock.held_at(TODAY):
        tasks.remind_of_values.defer(hjo)
        run_waiting()
    with in_municipality(place.municipality):
        assert not Reminder.objects.exists()
    with clock.held_at(TODAY):
        tasks.remind_everywhere()
        run_waiting()
    with in_municipality(place.municipality):
        assert Reminder.objects.count() == 1
    with in_municipality(hjo):
        assert (Reminder.objects.count(), Mail.objects.filter(to=other.email).count()) == (0, 0)


def test_day_of_use_is_that_of_the_decision(place: Place) -> None:
    benefit = in_use(place, days=0, in_use_from=None)
    with in_municipality(place.municipality):
        Event.objects.create(
            subject="idea", subject_id=place.idea.pk, kind="proceed", at=TODAY, data={"to": "implemented"}
        )
        remind()
        benefit.refresh_from_db()
        assert benefit.in_use_from == TODAY.date()


def test_values_fall_due_while_the_idea_spreads(place: Place) -> None:
    """The last chamber promises to follow up after 6 and 12 months: its letters do not wait for its own gate."""
    benefit = make_benefit(
        place.idea, municipality=place.municipality, receiving_owner=place.owner, name="Bomkörningar"
    )
    with in_municipality(place.municipality):
        stage = Stage.objects.select_related("gate__target").get(model__in_use=True, position=4)
        Idea.objects.filter(pk=place.idea.pk).update(stage=stage)
    assert letters(place.municipality) == []
    with in_municipality(place.municipality):
        gate, spread = stage.gate.pk, stage.gate.target
        for days, to in ((190, "active"), (1, "implemented")):
            data = {"to": to, "gate": gate}
            at = TODAY - dt.timedelta(days=days)
            Event.objects.create(subject="idea", subject_id=place.idea.pk, kind="decided_proceed", at=at, data=data)
        Idea.objects.filter(pk=place.idea.pk).update(stage=spread)
    assert letters(place.municipality) == [(place.owner.email, "Dags att mäta: Bomkörningar")]
    with in_municipality(place.municipality):
        benefit.refresh_from_db()
        assert benefit.in_use_from == (TODAY - dt.timedelta(days=190)).date()
        assert set(Reminder.objects.values_list("point", flat=True)) == {"months_6"}


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.ON_HOLD])
def test_day_of_use_that_somebody_wrote_counts_in_any_chamber(status: Status, place: Place) -> None:
    in_use(place, days=35)
    with in_municipality(place.municipality):
        Idea.objects.filter(pk=place.idea.pk).update(status=status)
    assert letters(place.municipality) == [(place.owner.email, "Dags att mäta: Bomkörningar")]


def test_what_is_missing_is_said(place: Place) -> None:
    in_use(place, days=35, receiving_owner=None)
    with in_municipality(place.municipality), clock.held_at(TODAY):
        assert measured(benefits_of_idea(place.idea.pk))[0].missing == [
            "Det finns inget värde från före, så det går inte att visa någon förändring.",
            "Det finns inget mål.",
            "Ingen är mottagare i linjen.",
            "Värde saknas efter: det skulle ha kommit 10 september 2026.",
        ]
