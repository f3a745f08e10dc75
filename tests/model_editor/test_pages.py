"""The pages of the editor: who gets in, what two editors of one draft see, and what happens to what was typed."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.model_editor import parts
from tenants.model_editor.selectors import draft
from tenants.people.models import Role
from tenants.pipeline.models import Criterion, InnovationModel, Stage
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in
from tests.model_editor.conftest import Desk

pytestmark = pytest.mark.django_db
EDITORS = (Role.INNOVATION_MANAGER, Role.ADMINISTRATOR)


@pytest.fixture
def client_of(desk: Desk) -> Client:
    return sign_in(desk.municipality, desk.editor)


def first(desk: Desk) -> Stage:
    with in_municipality(desk.municipality):
        return desk.stages()[0]


def form_of(desk: Desk, part: parts.Part, **changes: Any) -> dict[str, Any]:
    """What the page's form would send."""
    with in_municipality(desk.municipality):
        values = parts.values_of(part) | {"seen": parts.state_of(part)} | changes
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


def names(desk: Desk) -> list[str]:
    with in_municipality(desk.municipality):
        return [stage.name_sv for stage in desk.stages()]


@pytest.mark.parametrize("role", list(Role))
def test_pages_are_for_the_innovation_manager_and_administrators(desk: Desk, role: Role) -> None:
    client = sign_in(desk.municipality, make_member(role, municipality=desk.municipality))
    stage, expected = first(desk), 200 if role in EDITORS else 403
    addresses = ("", "version/1/", "utkast/", "utkast/grund/", "utkast/publicera/", f"utkast/steg/{stage.pk}/")
    for address in addresses:
        assert client.get(f"/modell/{address}").status_code == expected, address
    before = names(desk)
    answer = client.post(f"/modell/utkast/steg/{stage.pk}/flytta/ner/")
    assert answer.status_code == (302 if role in EDITORS else 403)
    assert (names(desk) != before) == (role in EDITORS)


def test_stage_is_changed_with_its_decider(desk: Desk, client_of: Client) -> None:
    stage = first(desk)
    sent = form_of(desk, stage, name_sv="Förstå", name_en="", work_limit="", decider_role="coach", promise_days="7")
    assert client_of.post(f"/modell/utkast/steg/{stage.pk}/", sent).status_code == 302
    stage = first(desk)
    assert (stage.name_sv, stage.work_limit, stage.promise_days, stage.gate.decider_role) == (
        "Förstå",
        None,
        7,
        "coach",
    )


@pytest.mark.parametrize(
    "wrong", [{"promise_days": "0"}, {"name_sv": "\u200b"}, {"phase": "heaven"}, {"work_limit": "-1"}]
)
def test_stage_with_a_fault_is_not_saved(desk: Desk, client_of: Client, wrong: dict[str, str]) -> None:
    stage = first(desk)
    answer = client_of.post(f"/modell/utkast/steg/{stage.pk}/", form_of(desk, stage, **wrong))
    assert answer.status_code == 422
    assert parts.values_of(first(desk)) == parts.values_of(stage)


def test_second_editor_sees_both_wordings_and_loses_nothing(desk: Desk, client_of: Client) -> None:
    stage = first(desk)
    opened = form_of(desk, stage, purpose_sv="Min mening")
    with in_municipality(desk.municipality):
        values = parts.values_of(stage) | {"purpose_sv": "Deras mening"}
        parts.change_part(stage, values=values, seen=parts.state_of(stage), actor=desk.editor)
    answer = client_of.post(f"/modell/utkast/steg/{stage.pk}/", opened)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.count("Min mening") == 2  # in the table and in the form
    assert "Deras mening" in page
    assert first(desk).purpose_sv == "Deras mening"
    again = opened | {"seen": parts.state_of(first(desk))}
    assert again["seen"] in page
    assert client_of.post(f"/modell/utkast/steg/{stage.pk}/", again).status_code == 302
    assert first(desk).purpose_sv == "Min mening"


def test_text_typed_in_a_removed_stage_can_be_saved_as_a_new_one(desk: Desk, client_of: Client) -> None:
    stage = first(desk)
    opened = form_of(desk, stage, name_sv="Mitt namn", phase="spread")
    with in_municipality(desk.municipality):
        parts.remove_part(stage, seen=parts.state_of(stage), actor=desk.editor)
    answer = client_of.post(f"/modell/utkast/steg/{stage.pk}/", opened)
    assert (answer.status_code, "Mitt namn" in answer.content.decode()) == (409, True)
    assert 'action="/modell/utkast/steg/nytt/"' in answer.content.decode()
    assert client_of.get(f"/modell/utkast/steg/{stage.pk}/").status_code == 404
    assert client_of.post("/modell/utkast/steg/nytt/", opened).status_code == 302
    assert names(desk) == ["Idé", "Test", "Införande", "Spridning", "Mitt namn"]


def test_text_typed_in_a_discarded_draft_is_shown_again(desk: Desk, client_of: Client) -> None:
    opened = form_of(desk, desk.draft, name="Fyra steg")
    assert client_of.post("/modell/utkast/slang/").status_code == 302
    answer = client_of.post("/modell/utkast/grund/", opened)
    assert (answer.status_code, "Fyra steg" in answer.content.decode()) == (409, True)
    with in_municipality(desk.municipality):
        assert (draft(), Stage.objects.count(), InnovationModel.objects.count()) == (None, 5, 1)


def test_removal_of_a_stage_that_was_changed_meanwhile_is_refused(desk: Desk, client_of: Client) -> None:
    stage = first(desk)
    answer = client_of.post(f"/modell/utkast/steg/{stage.pk}/ta-bort/", {"seen": "something older"})
    assert answer.status_code == 302
    assert names(desk)[0] == "Behov"
    client_of.post(f"/modell/utkast/steg/{stage.pk}/ta-bort/", {"seen": parts.state_of(stage)})
    assert names(desk) == ["Idé", "Test", "Införande", "Spridning"]
    with in_municipality(desk.municipality):
        assert [one.gate.target and one.gate.target.name_sv for one in desk.stages()] == [*names(desk)[1:], None]


def test_stages_and_conditions_move_one_place_and_stop_at_the_end(desk: Desk, client_of: Client) -> None:
    stage = first(desk)
    client_of.post(f"/modell/utkast/steg/{stage.pk}/flytta/upp/")
    assert names(desk)[:2] == ["Behov", "Idé"]
    client_of.post(f"/modell/utkast/steg/{stage.pk}/flytta/ner/")
    assert names(desk)[:2] == ["Idé", "Behov"]
    assert client_of.post(f"/modell/utkast/steg/{stage.pk}/flytta/bort/").status_code == 404
    condition = stage.gate.criteria.all()[2]
    client_of.post(f"/modell/utkast/villkor/{condition.pk}/flytta/upp/")
    with in_municipality(desk.municipality):
        codes = list(Criterion.objects.filter(gate=stage.gate).values_list("code", flat=True))
    assert codes == ["need_confirmed", "not_maintenance", "not_solved"]


def test_question_about_equality_has_words_of_its_own(desk: Desk, client_of: Client) -> None:
    stage = first(desk)
    address = f"/modell/utkast/steg/{stage.pk}/villkor/"
    assert client_of.post(address, {"kind": "confirmed", "text_sv": ""}).status_code == 422
    assert (
        client_of.post(address, {"kind": "number", "text_sv": "Antal", "minimum": "3", "maximum": "2"}).status_code
        == 422
    )
    assert client_of.post(address, {"kind": "equality", "text_sv": ""}).status_code == 302
    with in_municipality(desk.municipality):
        added = Criterion.objects.filter(gate=stage.gate).last()
        assert added is not None
        assert (added.kind, added.text_sv[:3], added.position) == ("equality", "4R:", 4)
        assert Criterion.objects.filter(gate__source__model=desk.draft, code=added.code).count() == 1


def test_draft_begins_once_and_from_what_is_chosen(desk: Desk, client_of: Client) -> None:
    client_of.post("/modell/utkast/slang/")
    assert client_of.post("/modell/", {"source": "fem-kamrar"}).status_code == 302
    with in_municipality(desk.municipality):
        made = draft()
        assert made is not None
        assert (made.name, made.version, made.copied_from, made.stages.count()) == ("Fem kamrar", 2, None, 5)
    client_of.post("/modell/", {"source": "fem-kamrar"})
    with in_municipality(desk.municipality):
        assert InnovationModel.objects.count() == 2


def test_preview_shows_and_publishing_moves(desk: Desk, client_of: Client) -> None:
    idea = make_idea(municipality=desk.municipality, stage=1)
    old, new = idea.stage_id, first(desk)
    page = client_of.get("/modell/utkast/publicera/").content.decode()
    assert f'<option value="{new.pk}" selected>' in page
    with in_municipality(desk.municipality):
        seen = desk.seen()
    sent = {"seen": seen, "promises": "renew", f"from_{old}": new.pk}
    assert client_of.post("/modell/utkast/publicera/", sent).status_code == 200
    with in_municipality(desk.municipality):
        assert Idea.objects.get(pk=idea.pk).stage_id == old
    answer = client_of.post("/modell/utkast/publicera/", sent | {"publish": "1"})
    assert (answer.status_code, answer["Location"]) == (302, "/modell/version/2/")
    with in_municipality(desk.municipality):
        assert Idea.objects.get(pk=idea.pk).stage_id == new.pk
    assert "Behov" in client_of.get("/modell/version/2/").content.decode()
    assert client_of.get("/modell/version/3/").status_code == 404


def test_new_look_keeps_what_was_chosen_and_shows_who_came(desk: Desk, client_of: Client) -> None:
    idea = make_idea(municipality=desk.municipality, stage=1)
    with in_municipality(desk.municipality):
        seen, chosen = desk.seen(), desk.stages()[3]
    late = make_idea(municipality=desk.municipality, stage=2)
    sent = {"seen": seen, "promises": "renew", f"from_{idea.stage_id}": chosen.pk, "publish": "1"}
    answer = client_of.post("/modell/utkast/publicera/", sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f'<option value="{chosen.pk}" selected>' in page
    assert f'name="from_{late.stage_id}"' in page
    with in_municipality(desk.municipality):
        assert seen not in page
        assert desk.seen() in page
        assert not InnovationModel.objects.get(pk=desk.draft.pk).in_use


def test_preview_and_draft_ask_as_much_for_many_ideas_as_for_few(desk: Desk, client_of: Client) -> None:
    make_idea(municipality=desk.municipality, stage=1)

    def counts() -> list[int]:
        found = []
        for address in ("/modell/", "/modell/utkast/", "/modell/utkast/publicera/", "/modell/version/1/"):
            client_of.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert client_of.get(address).status_code == 200
            found.append(len(asked))
        return found

    few = counts()
    for number in range(10):
        make_idea(municipality=desk.municipality, stage=1 + number % 5)
    assert counts() == few
    assert max(few) <= 20


def test_script_in_a_name_is_shown_as_text(desk: Desk, client_of: Client) -> None:
    stage = first(desk)
    client_of.post(f"/modell/utkast/steg/{stage.pk}/", form_of(desk, stage, name_sv="<script>1</script>😀"))
    for address in ("/modell/utkast/", "/modell/utkast/publicera/"):
        page = client_of.get(address).content.decode()
        assert "&lt;script&gt;1&lt;/script&gt;😀" in page
        assert "<script>1" not in page
