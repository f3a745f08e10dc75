"""The register, what is suggested from it, and the pages."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Secrecy, Status
from tenants.learnings.finding import current, public_learning, saved_by_stopping, suggested_to, with_words
from tenants.learnings.models import Learning, LearningDraft, Occasion, Visibility
from tests.factories.ideas import make_idea
from tests.factories.learnings import make_learning
from tests.factories.people import sign_in
from tests.learnings.conftest import Place

pytestmark = pytest.mark.django_db


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
    assert [(one.before, one.after) for one in stale.context["differences"]] == [
        ("Vet", "Min nya text"),
        ("skola, lunch", "–"),
    ]
    assert stale.text.count("Min nya text") == 2
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


# Which occasions may be told of an idea that stands so, and which is proposed first.
ANY = {"trial_ended", "study_visit", "on_the_way"}


@pytest.mark.parametrize(
    ("status", "fits", "first"),
    [
        (Status.ACTIVE, ANY, "on_the_way"),
        (Status.CONCLUDED, ANY | {"concluded"}, "concluded"),
        (Status.IMPLEMENTED, ANY | {"implemented"}, "implemented"),
        (Status.HANDED_OVER, ANY | {"implemented"}, "implemented"),
    ],
)
def test_learning_tells_of_no_end_that_the_idea_has_not_come_to(
    place: Place, status: Status, fits: set[str], first: str
) -> None:
    with in_municipality(place.municipality):
        Idea.objects.filter(pk=place.idea.pk).update(status=status)
    client = sign_in(place.municipality, place.bearer)
    new = f"/ideer/{place.idea.pk}/lardomar/ny/"
    assert client.get(new).context["form"]["occasion"].value() == first
    answers = {occasion: client.post(new, SENT | {"occasion": occasion}).status_code for occasion in Occasion.values}
    taken = {occasion for occasion, status in answers.items() if status == 302}
    assert taken == fits
    with in_municipality(place.municipality):
        assert set(LearningDraft.objects.values_list("occasion", flat=True)) == fits
