"""Drafts, signatures, marks and the register."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.models import Idea, Secrecy, Status
from tenants.learnings.finding import current, public_learning, saved_by_stopping, suggested_to, with_help, with_words
from tenants.learnings.mark import mark_used, thank
from tenants.learnings.models import Learning, LearningDraft, LearningMark, Visibility
from tenants.learnings.rules import SIGN, USE, WRITE, drafts_seen_by, may
from tenants.learnings.sign import sign_draft
from tenants.learnings.write import ChangedMeanwhile, change_draft, discard_draft, start_draft
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.learnings import make_draft, make_learning, some_words
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db


@dataclass
class Place:
    municipality: Municipality
    idea: Idea
    bearer: Member
    coach: Member
    leader: Member


@pytest.fixture
def place(skovde: Municipality) -> Place:
    bearer, coach = make_member(municipality=skovde), make_member(Role.COACH, municipality=skovde)
    return Place(
        municipality=skovde,
        idea=make_idea(municipality=skovde, title="Lunch för äldre i skolan", bearer=bearer, coach=coach, stage=3),
        bearer=bearer,
        coach=coach,
        leader=make_member(Role.INNOVATION_MANAGER, municipality=skovde, name="Ines Ledare"),
    )


TAKEN_IN = ("active", "on_hold", "concluded", "implemented", "handed_over", "merged")
# w: writes drafts, s: signs, u: marks as used in this idea. Nobody does any of it before the idea was taken in.
MAY = {
    "bearer": "wu",
    "coach of the idea": "wu",
    "bearing innovation manager": "wu",
    "innovation_manager": "wsu",
    "manager": "s",
    "coach": "",
    "employee": "",
    "registrar": "",
    "agent": "",
    "administrator": "",
    "manager who has left": "",
}


def person(kind: str, place: Place) -> Member:
    if kind in Role.values:
        return make_member(Role(kind), municipality=place.municipality)
    if kind == "manager who has left":
        return make_member(Role.MANAGER, municipality=place.municipality, active=False)
    if kind == "bearing innovation manager":
        with in_municipality(place.municipality):
            place.bearer.roles = [Role.INNOVATION_MANAGER.value]
            place.bearer.save(update_fields=["roles"])
        return place.bearer
    return place.bearer if kind == "bearer" else place.coach


@pytest.mark.parametrize("kind", MAY)
def test_who_may_do_what_in_which_state(kind: str, place: Place) -> None:
    member = person(kind, place)
    with in_municipality(place.municipality):
        idea = Idea.objects.get(pk=place.idea.pk)
        for status in Status:
            idea.status = status
            rows = {"w": WRITE, "s": SIGN, "u": USE}
            found = "".join(key for key, row in rows.items() if may(row, member=member, idea=idea))
            assert found == (MAY[kind] if status in TAKEN_IN else ""), status


def counts() -> list[int]:
    return [model.objects.count() for model in (Learning, LearningDraft, LearningMark, Event)]


def test_refused_changes_nothing(place: Place) -> None:
    draft = make_draft(place.idea, municipality=place.municipality, by=place.coach)
    learning = make_learning(place.idea, municipality=place.municipality, by=place.leader)
    stranger = make_member(municipality=place.municipality)
    acts: tuple[Callable[[], object], ...] = (
        lambda: start_draft(place.idea, words=some_words(), actor=stranger),
        lambda: change_draft(draft, words=some_words(learned="Annat"), revision=1, actor=stranger),
        lambda: discard_draft(draft, actor=stranger),
        lambda: sign_draft(draft, revision=1, actor=stranger),
        lambda: sign_draft(draft, revision=1, actor=place.coach),
        lambda: mark_used(learning, idea=place.idea, actor=stranger),
    )
    with in_municipality(place.municipality):
        before = counts()
        for act in acts:
            with pytest.raises(NotAllowed):
                act()
        assert counts() == before
        assert LearningDraft.objects.get().learned == draft.learned


def test_signed_stands_and_a_later_one_supersedes_it(place: Place) -> None:
    draft = make_draft(place.idea, municipality=place.municipality, by=place.coach, tags=["lunch"])
    with in_municipality(place.municipality):
        first = sign_draft(draft, revision=1, actor=place.leader)
        assert (first.written_by, first.signed_by, first.phase, first.tags) == (
            place.coach,
            place.leader,
            "test",
            ["lunch"],
        )
        assert not LearningDraft.objects.exists()
        later = start_draft(place.idea, words=some_words(learned="Mer"), actor=place.bearer, supersedes=first)
        rival = start_draft(place.idea, words=some_words(learned="Annat"), actor=place.bearer, supersedes=first)
        second = sign_draft(later, revision=1, actor=place.leader)
        assert (second.supersedes, second.thread, list(current(place.leader))) == (first, first.thread, [second])
        with pytest.raises(NotPossible):
            sign_draft(rival, revision=1, actor=place.leader)
        assert Learning.objects.count() == 2


def test_signed_cannot_be_rewritten(place: Place) -> None:
    make_learning(place.idea, municipality=place.municipality, by=place.leader)
    with in_municipality(place.municipality):
        for act in (lambda: Learning.objects.update(learned="x"), lambda: Learning.objects.all().delete()):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                act()


def test_nobody_signs_what_they_have_not_read(place: Place) -> None:
    draft = make_draft(place.idea, municipality=place.municipality, by=place.coach)
    with in_municipality(place.municipality):
        change_draft(draft, words=some_words(learned="Nytt"), revision=1, actor=place.bearer)
        with pytest.raises(ChangedMeanwhile):
            sign_draft(draft, revision=1, actor=place.leader)
        with pytest.raises(ChangedMeanwhile):
            change_draft(draft, words=some_words(learned="Mitt"), revision=1, actor=place.coach)
        assert LearningDraft.objects.get().learned == "Nytt"
        assert not Learning.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"learned": " "}, {"assumption": ""}, {"cost_saved": 5}, {"tags": list("abcdefghi")}]
)
def test_incomplete_is_refused(wrong: dict[str, Any], place: Place) -> None:
    with in_municipality(place.municipality):
        with pytest.raises(NotPossible):
            start_draft(place.idea, words=some_words(**wrong), actor=place.coach)
        assert not LearningDraft.objects.exists()


def test_drafts_are_inner_work(place: Place) -> None:
    draft = make_draft(place.idea, municipality=place.municipality, by=place.coach)
    manager = make_member(Role.MANAGER, municipality=place.municipality)
    colleague = make_member(municipality=place.municipality)
    with in_municipality(place.municipality):
        for member in (place.bearer, place.coach, place.leader, manager):
            assert list(drafts_seen_by(member)) == [draft], member
        assert list(drafts_seen_by(colleague)) == []
    client = sign_in(place.municipality, colleague)
    for path in (f"/lardomar/utkast/{draft.pk}/", f"/lardomar/utkast/{draft.pk}/ta-bort/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/lardomar/utkast/{draft.pk}/signera/", {"revision": 1}).status_code == 404


def helped(member: Member) -> tuple[int, int]:
    found: Any = with_help(current(member)).get()
    return found.used, found.thanked


def test_marks_are_counted_over_all_versions_and_taken_back(place: Place) -> None:
    old = make_learning(place.idea, municipality=place.municipality, by=place.leader)
    new = make_learning(place.idea, municipality=place.municipality, by=place.leader, supersedes=old, thread=old.thread)
    other = make_idea(municipality=place.municipality, stage=1, coach=place.coach)
    with in_municipality(place.municipality):
        assert thank(old, actor=place.bearer)
        assert thank(new, actor=place.coach)
        assert mark_used(old, idea=other, actor=place.coach)
        assert mark_used(new, idea=other, actor=place.coach)
        assert helped(place.leader) == (1, 2)
        assert not thank(new, actor=place.coach)
        assert not mark_used(new, idea=other, actor=place.leader)
        assert helped(place.leader) == (1, 1)


@pytest.mark.parametrize("words", ["stängda", "SKOLAN matsal", "lunch", "mat%", "matsalarna"])
def test_register_is_found_by_other_forms_of_a_word(words: str, place: Place) -> None:
    learned = "Skolans matsal är stängd efter ett, mat% gick inte."
    found = make_learning(place.idea, municipality=place.municipality, by=place.leader, learned=learned)
    with in_municipality(place.municipality):
        assert list(with_words(current(place.leader), words)) == [found]
        assert list(with_words(current(place.leader), f"{words} ubåt")) == []


@pytest.mark.parametrize("words", ["' | ! & :*", "(((", "\\", "a'b", "🙂"])
def test_odd_search_finds_nothing_and_breaks_nothing(words: str, place: Place) -> None:
    make_learning(place.idea, municipality=place.municipality, by=place.leader)
    page = sign_in(place.municipality, place.leader).get("/lardomar/", {"q": words, "tag": words, "year": words})
    assert page.status_code == 200
    assert "Inget stämmer" in page.content.decode()


def test_similar_learnings_are_suggested_and_those_of_marked_ideas_are_not(place: Place) -> None:
    facts: dict[str, Any] = {"municipality": place.municipality, "by": place.leader}
    near = make_idea(municipality=place.municipality, stage=2, title="Äldre äter lunch tillsammans")
    far = make_idea(municipality=place.municipality, stage=2, title="Sensorer i soptunnor")
    hidden = make_idea(municipality=place.municipality, stage=2, title="Lunch för äldre", secrecy=Secrecy.ASSESS)
    same = "Äldre som åt lunch i skolan ville sitta med eleverna."
    like = make_learning(near, learned=same, **facts)
    make_learning(far, learned="Batterierna tog slut i kylan.", assumption="Sensorer håller", **facts)
    make_learning(hidden, learned=same, **facts)
    make_learning(place.idea, learned=same, **facts)
    with in_municipality(place.municipality):
        assert suggested_to(place.idea, member=place.bearer) == [like]


def test_suggestion_works_in_a_language_that_is_not_swedish(place: Place) -> None:
    first = make_idea(municipality=place.municipality, stage=2, title="Virtuaalinen kirjasto", text="Kirjasto kotona.")
    second = make_idea(municipality=place.municipality, stage=2, title="Kirjasto kotiin", text="Kirjastoauto käy.")
    like = make_learning(first, municipality=place.municipality, by=place.leader, learned="Kirjasto on lähellä.")
    with in_municipality(place.municipality):
        assert suggested_to(second, member=place.leader) == [like]


def test_saving_says_how_much_of_it_is_explained(place: Place) -> None:
    facts: dict[str, Any] = {"municipality": place.municipality, "by": place.leader}
    make_learning(place.idea, cost_saved=100_000, cost_basis="Två licenser.", **facts)
    make_learning(place.idea, cost_saved=50_000, **facts)
    make_learning(place.idea, **facts)
    with in_municipality(place.municipality):
        saved = saved_by_stopping(current(place.leader))
    assert (saved.kronor, saved.estimated, saved.without_basis, saved.learnings) == (150_000, 2, 1, 3)


@pytest.mark.parametrize(
    ("fields", "secrecy", "shown"),
    [
        ({"visibility": Visibility.PUBLIC}, Secrecy.NONE, True),
        ({"visibility": Visibility.MUNICIPALITY}, Secrecy.NONE, False),
        ({"visibility": Visibility.PUBLIC}, Secrecy.ASSESS, False),
    ],
)
def test_everyone_reads_what_is_public_and_no_names(
    fields: dict[str, Any], secrecy: Secrecy, shown: bool, place: Place
) -> None:
    learning = make_learning(place.idea, municipality=place.municipality, by=place.leader, **fields)
    with in_municipality(place.municipality):
        Idea.objects.filter(pk=place.idea.pk).update(secrecy=secrecy)
        assert (public_learning(learning.key) is not None) == shown
    answer = sign_in(place.municipality).get(f"/lardom/{learning.key}/")
    assert answer.status_code == (200 if shown else 404)
    page = answer.content.decode()
    assert (learning.learned in page) == shown
    assert "Ines Ledare" not in page
    assert "Lunch för äldre" not in page


def test_superseded_is_no_longer_public(place: Place) -> None:
    facts: dict[str, Any] = {"municipality": place.municipality, "by": place.leader}
    old = make_learning(place.idea, visibility=Visibility.PUBLIC, **facts)
    make_learning(place.idea, supersedes=old, thread=old.thread, **facts)
    assert sign_in(place.municipality).get(f"/lardom/{old.key}/").status_code == 404


SENT = {
    "occasion": "study_visit",
    "assumption": "Trodde",
    "learned": "Vet",
    "visibility": "municipality",
    "revision": 0,
}


def test_draft_is_written_changed_and_signed_on_screen(place: Place) -> None:
    writer, leader = sign_in(place.municipality, place.bearer), sign_in(place.municipality, place.leader)
    new = f"/ideer/{place.idea.pk}/lardomar/ny/"
    assert writer.post(new, SENT | {"tags": "Skola, lunch ,skola"}).status_code == 302
    with in_municipality(place.municipality):
        draft = LearningDraft.objects.get()
        assert draft.tags == ["skola", "lunch"]
    stale = writer.post(f"/lardomar/utkast/{draft.pk}/", SENT | {"learned": "Min nya text", "revision": 7})
    assert stale.status_code == 409
    assert "Min nya text" in stale.content.decode()
    answer = leader.post(f"/lardomar/utkast/{draft.pk}/signera/", {"revision": 1})
    with in_municipality(place.municipality):
        assert answer["Location"] == f"/lardomar/{Learning.objects.get().key}/"


@pytest.mark.parametrize(
    "wrong",
    [
        {"learned": ""},
        {"learned": "Anna 811218-9876 sa nej"},
        {"cost_saved": "-1"},
        {"cost_saved": "9" * 12, "cost_basis": "x"},
        {"cost_saved": "10"},
        {"tags": ", ".join("abcdefghi")},
        {"tags": "x" * 41},
        {"visibility": "hela världen"},
        {"learned": "x" * 4_001},
    ],
)
def test_bad_input_is_told_and_not_saved(wrong: dict[str, str], place: Place) -> None:
    answer = sign_in(place.municipality, place.bearer).post(f"/ideer/{place.idea.pk}/lardomar/ny/", SENT | wrong)
    assert answer.status_code == 422
    with in_municipality(place.municipality):
        assert not LearningDraft.objects.exists()


def test_queries_do_not_grow_with_the_rows(place: Place) -> None:
    client = sign_in(place.municipality, place.leader)
    paths = ("/lardomar/", "/lardomar/export.csv", "/lardomar/?q=lunch&sort=used", f"/ideer/{place.idea.pk}/lardomar/")

    def fill(count: int) -> None:
        idea = make_idea(municipality=place.municipality, stage=2, title="Lunch")
        with in_municipality(place.municipality):
            Learning.objects.bulk_create(
                Learning(
                    idea=idea,
                    occasion="concluded",
                    assumption="Trodde",
                    learned=f"Lunch för äldre {n}",
                    phase="test",
                    signed_by=place.leader,
                    signed_at=clock.now(),
                )
                for n in range(count)
            )

    def statements(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    fill(10)
    few = {path: statements(path) for path in paths}
    fill(990)
    assert {path: statements(path) for path in paths} == few
