import re

import pytest
from django import forms
from django.utils import translation

from sluss.web.forms import InParts
from tenants.challenges.forms import ChallengeForm
from tenants.influence.forms import PlanForm as SessionForm
from tenants.learnings.forms import LearningForm
from tenants.model_editor.forms import StageForm
from tenants.needs.forms import NeedForm
from tenants.statement.forms import MunicipalStatementForm as StatementForm
from tenants.trials.forms import PlanForm


class Sample(forms.Form):
    title = forms.CharField(label="Title", help_text="One sentence.")
    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"data-limit": 500}), required=False)
    who = forms.MultipleChoiceField(label="Who", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    file = forms.FileField(label="File", widget=forms.FileInput(attrs={"data-max-bytes": 1_000_000}), required=False)
    agree = forms.BooleanField(label="Agree")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        self.add_error(None, "Changed meanwhile.")


def rendered(data: dict[str, str] | None = None) -> str:
    with translation.override("en"):
        return str(Sample(data))


def test_summary_of_an_invalid_form_leads_to_a_control_for_each_error() -> None:
    html = rendered({})
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets == ["id_title", "id_who_0", "id_agree"]
    assert all(f'id="{target}"' in html for target in targets)
    assert "<li>Changed meanwhile.</li>" in html


def test_each_error_stands_at_its_field_and_is_tied_to_it() -> None:
    html = rendered({})
    assert 'id="id_title_error"' in html
    assert re.search(r'<input[^>]*name="title"[^>]*aria-describedby="id_title_helptext id_title_error"', html)
    assert html.count('class="ds-validation-message" data-field="validation"') == 3


def test_valid_untouched_form_has_no_summary() -> None:
    assert "ds-error-summary" not in rendered()


def test_required_fields_say_so_in_words_and_others_do_not() -> None:
    assert rendered().count("(must be filled in)") == 3


def test_controls_get_the_design_class_and_hidden_ones_do_not() -> None:
    html = rendered()
    assert re.search(r'<textarea[^>]*class="ds-input"', html)
    assert not re.search(r'<input type="hidden"[^>]*class=', html)


def test_limits_are_told_before_sending() -> None:
    html = rendered()
    assert 'data-limit="500" data-left="%d characters left" data-over="%d characters too many"' in html
    assert 'data-too-large="1000000" hidden' in html


def test_group_is_a_fieldset_with_its_label_as_legend() -> None:
    assert re.search(r'<fieldset class="ds-fieldset">\s*<legend class="ds-label" data-weight="medium">Who', rendered())


def test_typed_text_is_kept_and_escaped() -> None:
    assert 'value="&lt;b&gt;"' in rendered({"title": "<b>"})


def test_our_words_for_an_empty_field_stand_before_those_of_a_library() -> None:
    with translation.override("sv"):
        assert "Det här behöver du fylla i." in str(Sample({}))


def test_a_library_s_placeholder_is_left_out_and_choices_begin_with_a_capital() -> None:
    class Other(forms.Form):
        code = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Code"}))
        kind = forms.ChoiceField(choices=[("a", "as a need")], widget=forms.RadioSelect)
        where = forms.ChoiceField(choices=[("b", "in the inbox")])

    html = str(Other())
    assert "placeholder" not in html
    assert "As a need" in html
    assert ">In the inbox</option>" in html


class Grouped(InParts, Sample):
    PARTS = (("The thing", ("title", "text", "gone")), ("The people", ("who",)))


def test_form_in_parts_groups_its_fields_and_forgets_none() -> None:
    with translation.override("en"):
        html = str(Grouped({}))
    places = [html.index(text) for text in (">The thing<", 'name="title"', ">The people<", 'name="who"', 'name="file"')]
    assert places == sorted(places)
    assert html.count('class="form-part"') == 2
    assert [html.count(f'name="{name}"') for name in ("text", "agree", "token")] == [1, 1, 1]
    assert "ds-error-summary" in html


@pytest.mark.parametrize(
    "form", [ChallengeForm, LearningForm, NeedForm, PlanForm, SessionForm, StageForm, StatementForm]
)
def test_parts_name_every_field_that_is_seen_once(form: type[InParts]) -> None:
    named = [name for _heading, names in form.PARTS for name in names]
    seen = {name for name, field in form.base_fields.items() if not field.widget.is_hidden}
    assert sorted(named) == sorted(seen)
