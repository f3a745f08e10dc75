"""The region holds exactly what the open pages show: it follows every change, and loses what is closed."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from shared.openly.models import OpenText
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tenants.challenges.change_status import cancel
from tenants.challenges.models import Challenge, Status, Visibility
from tenants.ideas.edit import edit_text, mark_secrecy
from tenants.ideas.models import Idea, Secrecy
from tenants.learnings.models import Learning
from tenants.learnings.sign import sign_draft
from tenants.people.models import Member, Role
from tenants.public_site.models import OpenIdea
from tenants.public_site.open_idea import close_idea, open_idea
from tenants.relations.merge import merge_into, undo_merge
from tests.factories.challenges import make_challenge
from tests.factories.ideas import make_idea
from tests.factories.jobs import waiting
from tests.factories.learnings import make_draft
from tests.factories.openly import held
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
SHOWN = [("idea", "Cykelställ")]
type RunJobs = Callable[[], int]


@pytest.fixture
def manager(skovde: Municipality) -> Member:
    return make_member(*Role, municipality=skovde, name="Hemliga Ledaren")


@pytest.fixture
def idea(skovde: Municipality, manager: Member, run_jobs: RunJobs) -> Idea:
    """Open to all, beside one that is not, and the region knows."""
    bearer = make_member(municipality=skovde, name="Bärare Hemlig")
    make_idea(municipality=skovde, stage=2, title="Inre idé")
    found = make_idea(municipality=skovde, stage=2, title="Cykelställ", bearer=bearer)
    with in_municipality(skovde):
        open_idea(found, revision=1, actor=manager)
    run_jobs()
    return found


def checked(*options: str) -> str:
    """The last line, with a mark where the command failed."""
    out, mark = io.StringIO(), ""
    try:
        call_command("rebuild_open_texts", *options, stdout=out)
    except CommandError as error:
        mark = f" ({error.returncode})"
    return out.getvalue().splitlines()[-1] + mark


def test_region_holds_the_words_of_the_open_page_and_no_others(
    idea: Idea, skovde: Municipality, manager: Member, run_jobs: RunJobs
) -> None:
    assert held() == SHOWN
    with in_region():
        row = OpenText.objects.get()
    page = sign_in(skovde).get(row.path).content.decode()
    assert row.title in page
    assert row.text in page
    assert "Hemlig" not in str(vars(row))
    with in_municipality(skovde):
        texts = {"title": "Inre rubrik", "text": "Inre text", "for_whom": "", "why_now": ""}
        edit_text(idea, texts=texts, revision=1, actor=manager)
    run_jobs()
    assert held() == SHOWN
    with in_municipality(skovde):
        open_idea(Idea.objects.get(pk=idea.pk), revision=2, actor=manager)
    run_jobs()
    assert held() == [("idea", "Inre rubrik")]


def close(idea: Idea, actor: Member) -> None:
    close_idea(idea, actor=actor)


def mark(idea: Idea, actor: Member) -> None:
    mark_secrecy(idea, secrecy=Secrecy.ASSESS, actor=actor)


def merge(idea: Idea, actor: Member) -> None:
    merge_into(idea, Idea.objects.get(title="Inre idé"), message="Samma sak.", actor=actor)


def unmark(idea: Idea, actor: Member) -> None:
    mark_secrecy(idea, secrecy=Secrecy.NONE, actor=actor)


def unmerge(idea: Idea, actor: Member) -> None:
    undo_merge(idea, message="Det var inte samma.", actor=actor)


def open_anew(idea: Idea, actor: Member) -> None:
    open_idea(idea, revision=1, actor=actor)


@pytest.mark.parametrize(("hide", "bring_back"), [(close, open_anew), (mark, unmark), (merge, unmerge)])
def test_what_hides_the_open_page_takes_it_from_the_region(
    idea: Idea, skovde: Municipality, manager: Member, run_jobs: RunJobs, hide: Any, bring_back: Any
) -> None:
    with in_municipality(skovde):
        hide(idea, manager)
    run_jobs()
    assert held() == []
    assert checked("--check") == "texts=0 pending=0 drift=0"
    with in_municipality(skovde):
        bring_back(Idea.objects.get(pk=idea.pk), manager)
    run_jobs()
    assert held() == SHOWN
    assert checked("--check") == "texts=1 pending=0 drift=0"


def test_what_happens_to_ideas_that_were_never_open_is_not_told(
    skovde: Municipality, manager: Member, run_jobs: RunJobs
) -> None:
    inner, other = (make_idea(municipality=skovde, stage=2, title=title) for title in ("Inre idé", "En till"))
    with in_municipality(skovde):
        mark(inner, manager)
        unmark(inner, manager)
        merge(other, manager)
    assert waiting("public_site.tell_region") == []
    run_jobs()
    with in_region():
        assert not OpenText.objects.exists()


def test_learnings_for_everyone_are_held_until_another_takes_their_place(
    idea: Idea, skovde: Municipality, manager: Member, run_jobs: RunJobs
) -> None:
    for visibility in ("municipality", "public"):
        draft = make_draft(idea, municipality=skovde, by=manager, learned=f"För {visibility}", visibility=visibility)
        with in_municipality(skovde):
            sign_draft(draft, revision=1, actor=manager)
    run_jobs()
    assert held(kind="learning") == [("learning", "För public")]
    with in_municipality(skovde):
        mark(idea, manager)
    run_jobs()
    assert held() == []
    with in_municipality(skovde):
        unmark(idea, manager)
        old = Learning.objects.get(visibility="public")
    draft = make_draft(idea, municipality=skovde, by=manager, learned="Nytt", visibility="public")
    with in_municipality(skovde):
        type(draft).objects.filter(pk=draft.pk).update(supersedes=old)
        sign_draft(type(draft).objects.get(pk=draft.pk), revision=1, actor=manager)
    run_jobs()
    assert held(kind="learning") == [("learning", "Nytt")]
    assert checked("--check") == "texts=2 pending=0 drift=0"


@pytest.mark.parametrize(
    ("status", "visibility", "shown"),
    [
        (Status.DRAFT, Visibility.PUBLIC, False),
        (Status.ANNOUNCED, Visibility.PUBLIC, True),
        (Status.OPEN, Visibility.PUBLIC, True),
        (Status.OPEN, Visibility.INTERNAL, False),
        (Status.CLOSED, Visibility.PUBLIC, True),
        (Status.CANCELLED, Visibility.PUBLIC, False),
    ],
)
def test_challenges_are_held_as_the_public_page_lists_them(
    skovde: Municipality, manager: Member, run_jobs: RunJobs, status: Status, visibility: Visibility, shown: bool
) -> None:
    made = make_challenge(status, municipality=skovde, owner=manager, visibility=visibility, title="Hur kan vi?")
    run_jobs()
    assert held() == ([("challenge", "Hur kan vi?")] if shown else [])
    assert checked("--check") == f"texts={int(shown)} pending=0 drift=0"
    if status == Status.OPEN and shown:
        with in_municipality(skovde):
            cancel(Challenge.objects.get(pk=made.pk), reason="Inga pengar.", actor=manager)
        run_jobs()
        assert held() == []


def lose() -> None:
    OpenText.objects.all().delete()


def spoil() -> None:
    OpenText.objects.update(title="Något annat")


def outrun() -> None:
    OpenText.objects.update(version=10**9)


def invent() -> None:
    row = OpenText.objects.get()
    row.pk, row.key = None, "6f6f6f6f-0000-4000-8000-000000000009"
    row.save(force_insert=True)


@pytest.mark.parametrize(("plant", "drift"), [(lose, 1), (spoil, 2), (outrun, 1), (invent, 1)])
def test_check_sees_each_difference_and_changes_nothing_until_it_mends(
    idea: Idea, plant: Callable[[], None], drift: int
) -> None:
    """Spoilt words differ from the page, and the search has not heard of them."""
    assert checked("--check") == "texts=1 pending=0 drift=0"
    with in_region():
        plant()
        planted = list(OpenText.objects.order_by("pk").values())
    assert checked("--check") == f"texts=1 pending=0 drift={drift} (1)"
    with in_region():
        assert list(OpenText.objects.order_by("pk").values()) == planted
    assert checked() == "texts=1 pending=0 drift=0"
    assert held() == SHOWN


def test_idea_that_is_disposed_of_goes_with_the_night_s_mending(
    idea: Idea, skovde: Municipality, run_jobs: RunJobs
) -> None:
    from tenants.public_site.tasks import mend_everywhere

    with in_municipality(skovde):
        OpenIdea.objects.all().delete()
    assert checked("--check") == "texts=0 pending=0 drift=1 (1)"
    with in_region():
        mend_everywhere()
    run_jobs()
    assert held() == []


def test_entry_that_waits_explains_the_difference(idea: Idea, skovde: Municipality, manager: Member) -> None:
    from tenants.public_site.tell_region import tell_of_idea

    with in_municipality(skovde):
        close(idea, manager)
        tell_of_idea(idea.pk)
    assert checked("--check") == "texts=0 pending=1 drift=0"
