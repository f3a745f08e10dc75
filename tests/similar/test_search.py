"""Searching in a municipality: what came is found at once, what may not be seen never."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.registry.models import Municipality
from sluss.similar.tables import index
from sluss.similar.tables.index import catch_up, rebuild
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from tenants.ideas.access import visible_to
from tenants.ideas.edit import edit_text
from tenants.ideas.models import Idea, Secrecy
from tenants.people.models import Member, Role
from tenants.similar.kinds import kind_of
from tenants.similar.models import Column, Corpus, Weighing
from tenants.similar.search import similar_to
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
BENCH = "Bänkar vid hållplatserna"


@pytest.fixture
def manager(skovde: Municipality) -> Member:
    return make_member(Role.INNOVATION_MANAGER, municipality=skovde)


def found(text: str, member: Member, **more: object) -> list[str]:
    hits = similar_to(title=text, among=visible_to(member), **more)  # type: ignore[arg-type]
    titles = dict(Idea.objects.values_list("pk", "title"))
    return [titles[hit.pk] for hit in hits]


def fill(municipality: Municipality) -> None:
    for title in (BENCH, "Belysning på cykelvägen", "Åkbanor till äldre i parken", "Digital bokning av simhallen"):
        make_idea(municipality=municipality, title=title, text="")


@pytest.mark.parametrize("indexed", [False, True])
def test_what_just_came_is_found_with_and_without_the_index(
    in_skovde: Municipality, manager: Member, indexed: bool
) -> None:
    fill(in_skovde)
    if indexed:
        assert catch_up(kind_of("idea")) == 4
        assert Weighing.objects.count() == 4
    assert found("En bänk vid hållplatsen", manager)[0] == BENCH
    assert found("AKBANA FÖR ALDRE", manager) == ["Åkbanor till äldre i parken"]
    assert found("", manager) == []
    assert found("qwxz", manager) == []


def test_likeness_is_the_same_with_and_without_the_index(in_skovde: Municipality, manager: Member) -> None:
    fill(in_skovde)
    rebuild(kind_of("idea"))
    before = similar_to(title="cykelvägar i parken", among=visible_to(manager))
    Column.objects.all().delete()
    Weighing.objects.all().delete()
    Corpus.objects.update(reckoned_event_id=0, seen_event_id=0, places=0)
    after = similar_to(title="cykelvägar i parken", among=visible_to(manager))
    assert len(before) == 2
    assert before == after


def test_changed_text_is_found_by_its_new_words_alone(in_skovde: Municipality, manager: Member) -> None:
    idea = make_idea(municipality=in_skovde, title=BENCH, text="")
    catch_up(kind_of("idea"))
    texts = {"title": "Solceller på skoltak", "text": "", "for_whom": "", "why_now": ""}
    edit_text(idea, texts=texts, revision=1, actor=manager)
    for _ in range(2):
        assert found("hållplatsernas bänkar", manager) == []
        assert found("solcell", manager) == ["Solceller på skoltak"]
        catch_up(kind_of("idea"))


def test_only_what_may_be_seen_is_found(in_skovde: Municipality, manager: Member) -> None:
    make_idea(municipality=in_skovde, title=BENCH, stage=1, secrecy=Secrecy.ASSESS)
    make_idea(municipality=in_skovde, title="Bänkar i inkorgen")
    shown = make_idea(municipality=in_skovde, title="Bänkar i badhuset", stage=1)
    colleague = make_member(municipality=in_skovde)
    for _ in range(2):
        assert found("bänkar", colleague) == [shown.title]
        assert len(found("bänkar", manager)) == 3
        assert similar_to(title="bänkar", among=visible_to(None)) == []
        catch_up(kind_of("idea"))


def test_texts_of_another_municipality_are_never_found(
    in_skovde: Municipality, hjo: Municipality, manager: Member
) -> None:
    make_idea(municipality=hjo, title=BENCH)
    with in_municipality(hjo):
        rebuild(kind_of("idea"))
    make_idea(municipality=in_skovde, title="Något helt annat")
    rebuild(kind_of("idea"))
    assert found(BENCH, manager) == []
    assert Weighing.objects.count() == 1
    with in_municipality(hjo):
        assert Weighing.objects.count() == 1


def test_number_of_statements_does_not_grow_with_the_ideas(in_skovde: Municipality, manager: Member) -> None:
    counts = []
    for _ in range(2):
        for number in range(12):
            make_idea(municipality=in_skovde, title=f"Cykelväg {number}")
        rebuild(kind_of("idea"))
        similar_to(title="cykel", among=visible_to(manager))
        with CaptureQueriesContext(connection) as queries:
            assert len(similar_to(title="cykelvägen", among=visible_to(manager))) == 5
        counts.append(len(queries))
    assert counts == [5, 5]


def test_events_are_looked_at_until_they_have_settled(in_skovde: Municipality, manager: Member) -> None:
    now = clock.now()
    with clock.held_at(now - dt.timedelta(hours=1)):
        make_idea(municipality=in_skovde, title=BENCH)
    make_idea(municipality=in_skovde, title="Ny bänk")
    catch_up(kind_of("idea"))
    catch_up(kind_of("idea"))
    first = Event.objects.order_by("id").first()
    assert first is not None
    assert Corpus.objects.get().seen_event_id == first.pk
    assert index.fresh(kind_of("idea"), since=first.pk, most=9) == []


def test_idea_that_is_gone_is_neither_found_nor_kept(in_skovde: Municipality, manager: Member) -> None:
    make_idea(municipality=in_skovde, title=BENCH)
    rebuild(kind_of("idea"))
    Weighing.objects.update(subject_id=987654)
    assert found(BENCH, manager) == []
    assert rebuild(kind_of("idea")) == 1
    assert 987654 not in Weighing.objects.values_list("subject_id", flat=True)


def test_index_is_weighed_anew_when_it_has_grown(in_skovde: Municipality) -> None:
    versions = set()
    for number in range(5):
        make_idea(municipality=in_skovde, title=f"Cykel {number}")
        catch_up(kind_of("idea"))
        versions.add(Corpus.objects.get().version)
    assert len(versions) == 4
    assert Corpus.objects.get().texts == 4
