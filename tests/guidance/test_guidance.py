"""The guidance: everyone reads it, few change it, and each municipality's words are its own."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.phases import Phase
from tenants.guidance.models import GuidanceText
from tenants.guidance.steps import BY_KEY, OF_STATUS, OF_STATUS_TO_MANAGER, STEPS
from tenants.guidance.texts import PHASE_WORDS, Words
from tenants.ideas.models import Status
from tenants.people.models import Role
from tenants.pipeline.models import InnovationModel, Stage
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
EDITORS = (Role.INNOVATION_MANAGER, Role.ADMINISTRATOR)
STEP = "bearer-inbox"


@pytest.fixture
def editor(skovde: Municipality) -> Client:
    return sign_in(skovde, make_member(Role.INNOVATION_MANAGER, municipality=skovde))


def sent(client: Client, address: str, **changes: str) -> dict[str, Any]:
    """What the page's form would send."""
    form = client.get(address).context["form"]
    return {name: form[name].value() for name in ("sv", "en", "seen")} | changes


def texts(municipality: Municipality) -> list[tuple[object, ...]]:
    with in_municipality(municipality):
        guidance = GuidanceText.objects.order_by("step").values_list("step", "text_sv", "text_en")
        stages = Stage.objects.order_by("pk").values_list("pk", "bearer_guidance_sv", "manager_guidance_sv")
        return [*guidance, *stages]


def test_every_step_and_every_phase_has_words_in_both_languages() -> None:
    for step in STEPS:
        assert min(len(step.sv), len(step.en)) > 100, step.key
        assert step.key.startswith(f"{step.audience.value}-")
    assert set(PHASE_WORDS) == set(Phase)
    assert all(text for both in PHASE_WORDS.values() for words in both for text in words)
    assert set(OF_STATUS.values()) | set(OF_STATUS_TO_MANAGER.values()) <= BY_KEY.keys()


@pytest.mark.parametrize(
    ("address", "first"), [("/vagledning/", "Innan du lämnar en idé"), ("/vagledning/chef/", "När")]
)
@pytest.mark.parametrize("role", list(Role))
def test_everyone_reads_both_pages_and_few_are_offered_to_change_them(
    skovde: Municipality, role: Role, address: str, first: str
) -> None:
    page = sign_in(skovde, make_member(role, municipality=skovde)).get(address).content.decode()
    assert first in page
    assert "I steget ”Införande”" in page
    assert (page.count("/andra/") > 3) == (role in EDITORS)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("where", ["step", "stage"])
def test_few_change_the_words(skovde: Municipality, role: Role, where: str) -> None:
    with in_municipality(skovde):
        stage = Stage.objects.get(model__in_use=True, position=2)
    address = f"/vagledning/{STEP}/andra/" if where == "step" else f"/vagledning/steg/{stage.pk}/manager/"
    client, before = sign_in(skovde, make_member(role, municipality=skovde)), texts(skovde)
    if role not in EDITORS:
        assert client.get(address).status_code == 403
        assert client.post(address, {"sv": "Nytt", "seen": "x"}).status_code == 403
        assert texts(skovde) == before
        return
    assert client.post(address, sent(client, address, sv="Våra ord", en="Our words")).status_code == 302
    page = "/vagledning/" if where == "step" else "/vagledning/chef/"
    assert "Våra ord" in client.get(page).content.decode()
    assert "Our words" in client.get(page, headers={"accept-language": "en"}).content.decode()


def test_own_words_are_taken_back(skovde: Municipality, editor: Client) -> None:
    address, before, button = f"/vagledning/{STEP}/andra/", texts(skovde), 'name="reset"'
    assert button not in editor.get(address).text
    editor.post(address, sent(editor, address, sv="Våra ord"))
    assert button in editor.get(address).text
    assert texts(skovde) != before
    assert editor.post(address, sent(editor, address) | {"reset": "1"}).status_code == 302
    assert texts(skovde) == before
    with in_municipality(skovde):
        kinds = Event.objects.filter(kind="guidance_changed").order_by("id").values_list("data", flat=True)
        assert list(kinds) == [{"step": STEP, "reset": False}, {"step": STEP, "reset": True}]


def test_words_of_a_stage_are_taken_back_to_those_of_its_phase(skovde: Municipality, editor: Client) -> None:
    with in_municipality(skovde):
        stage = Stage.objects.get(model__in_use=True, position=3)
        Stage.objects.filter(pk=stage.pk).update(bearer_guidance_sv="Eget")
    address = f"/vagledning/steg/{stage.pk}/bearer/"
    editor.post(address, sent(editor, address) | {"reset": "1"})
    with in_municipality(skovde):
        assert Words.of_stage(Stage.objects.get(pk=stage.pk), "bearer") == Words(*PHASE_WORDS[Phase.TEST][0])


@pytest.mark.parametrize("wrong", [{"sv": " "}, {"sv": "\u200b"}, {"sv": "x" * 2001}])
def test_text_with_a_fault_is_not_saved(skovde: Municipality, editor: Client, wrong: dict[str, str]) -> None:
    address, before = f"/vagledning/{STEP}/andra/", texts(skovde)
    assert editor.post(address, sent(editor, address, **wrong)).status_code == 422
    assert texts(skovde) == before


def test_second_editor_sees_what_stands_and_keeps_what_was_typed(skovde: Municipality, editor: Client) -> None:
    address = f"/vagledning/{STEP}/andra/"
    opened = sent(editor, address, sv="Mina ord")
    editor.post(address, sent(editor, address, sv="Deras ord"))
    answer = editor.post(address, opened)
    assert answer.status_code == 409
    assert "Mina ord" in answer.content.decode()
    assert "Deras ord" in answer.content.decode()
    again = opened | {"seen": answer.context["form"]["seen"].value()}
    assert editor.post(address, again).status_code == 302
    with in_municipality(skovde):
        assert GuidanceText.objects.get().text_sv == "Mina ord"


def test_stage_of_another_version_has_no_page(skovde: Municipality, editor: Client) -> None:
    with in_municipality(skovde):
        draft = InnovationModel.objects.create(name="Utkast", version=2)
        stage = Stage.objects.create(model=draft, position=1, name_sv="Nytt", phase="test", promise_days=5)
    assert editor.get(f"/vagledning/steg/{stage.pk}/bearer/").status_code == 404
    assert editor.get(f"/vagledning/steg/{stage.pk}/nobody/").status_code == 404
    assert "I steget ”Nytt”" not in editor.get("/vagledning/").content.decode()


def test_words_of_one_municipality_are_not_anothers(skovde: Municipality, hjo: Municipality, editor: Client) -> None:
    before, address = texts(hjo), f"/vagledning/{STEP}/andra/"
    editor.post(address, sent(editor, address, sv="Bara Skövdes"))
    assert texts(hjo) == before
    assert "Bara Skövdes" not in sign_in(hjo, make_member(municipality=hjo)).get("/vagledning/").content.decode()


@pytest.mark.parametrize(
    ("status", "stage", "anchor"),
    [
        ("inbox", None, "bearer-inbox"),
        ("asked", None, "bearer-asked"),
        ("active", 2, "steg-"),
        ("on_hold", 2, "bearer-hold"),
        ("concluded", 2, "bearer-concluded"),
        ("implemented", 5, "bearer-implemented"),
        ("answered", None, "bearer-closed"),
        ("referred", None, "bearer-closed"),
    ],
)
def test_idea_page_leads_its_bearer_to_the_step_it_is_in(
    skovde: Municipality, status: str, stage: int | None, anchor: str
) -> None:
    bearer = make_member(municipality=skovde)
    idea = make_idea(municipality=skovde, bearer=bearer, stage=stage)
    with in_municipality(skovde):
        idea.status = Status(status)
        idea.save(update_fields=["status"])
    client = sign_in(skovde, bearer)
    page = client.get(f"/ideer/{idea.pk}/").content.decode()
    expected = f"{anchor}{idea.stage_id}" if anchor == "steg-" else anchor
    assert f'href="/vagledning/#{expected}"' in page
    assert f'id="{expected}"' in client.get("/vagledning/").content.decode()


@pytest.mark.parametrize(
    ("reader", "words"),
    [("bearer", "minst två andra sätt"), (Role.MANAGER, "Utan mottagare"), (Role.COACH, ""), (Role.EMPLOYEE, "")],
)
def test_idea_page_says_what_its_reader_can_do(skovde: Municipality, reader: str, words: str) -> None:
    bearer = make_member(municipality=skovde)
    idea = make_idea(municipality=skovde, bearer=bearer, stage=2)
    member = bearer if reader == "bearer" else make_member(Role(reader), municipality=skovde)
    page = sign_in(skovde, member).get(f"/ideer/{idea.pk}/").content.decode()
    assert ('id="guidance-now"' in page) == bool(words)
    assert words in page


def test_gate_says_what_its_decider_should_think_of(skovde: Municipality) -> None:
    idea = make_idea(municipality=skovde, stage=2)
    page = sign_in(skovde, make_member(Role.MANAGER, municipality=skovde)).get(f"/ideer/{idea.pk}/beslut/")
    assert "Utan mottagare blir det inget test." in page.content.decode()


def test_page_asks_the_database_twice_for_all_its_texts(skovde: Municipality, editor: Client) -> None:
    editor.get("/vagledning/")
    with CaptureQueriesContext(connection) as asked:
        editor.get("/vagledning/")
    own = [q["sql"] for q in asked if "guidance_guidancetext" in q["sql"] or "pipeline_stage" in q["sql"]]
    assert len(own) == 2
