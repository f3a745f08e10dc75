"""Forms of the model's editor. Each part keeps in `seen` what it looked like when it was opened."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sluss.web.forms import InParts
from sluss.workflow.phases import Phase
from tenants.ideas.forms import PlainLine, PlainText
from tenants.model_editor.models import Promises
from tenants.model_editor.moving import Way
from tenants.model_editor.parts import Part, state_of, values_of
from tenants.people.models import Role
from tenants.pipeline.fem_kamrar import EQUALITY_EN, EQUALITY_SV
from tenants.pipeline.models import Criterion, InnovationModel, Stage

MOST_DAYS = 260
MOST_NUMBER = 2_000_000_000
SPOT_ROLES = (Role.COACH, Role.MANAGER, Role.INNOVATION_MANAGER)


def _area(language: str, rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "lang": language})


class PartForm(forms.Form):
    """A form about a part of the draft; without a part it is about a new one."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, part: Part | None = None, initial: dict[str, Any] | None = None) -> None:
        opened = {**values_of(part), "seen": state_of(part)} if part else {}
        super().__init__(data, initial=opened | (initial or {}))

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class SettingsForm(PartForm):
    name = PlainLine(label=_("What is the model called?"), max_length=80)
    inbox_promise_days = forms.IntegerField(
        label=_("First answer within how many working days?"),
        min_value=1,
        max_value=30,
        help_text=_("Everyone who leaves an idea is told which day that is."),
    )
    fast_lane_max_hours = forms.IntegerField(
        label=_("Straight away: at most how many hours of work?"),
        min_value=1,
        max_value=80,
        help_text=_("What is small enough is done at once, without passing the chambers."),
    )
    fast_lane_max_kronor = forms.IntegerField(
        label=_("Straight away: at most how many kronor?"), min_value=0, max_value=1_000_000
    )
    fast_lane_question_sv = PlainLine(
        label=_("Straight away: which question about risk must be answered yes?"),
        max_length=200,
        widget=forms.TextInput(attrs={"lang": "sv"}),
    )
    fast_lane_question_en = PlainLine(
        label=_("The same question in English"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )
    fast_lane_roles = forms.MultipleChoiceField(
        label=_("Straight away: who may say yes on the spot?"),
        choices=[(role.value, role.label) for role in SPOT_ROLES],
        widget=forms.CheckboxSelectMultiple,
    )


class StageForm(InParts, PartForm):
    PARTS = (
        (_("The step"), ("name_sv", "name_en", "phase", "purpose_sv", "purpose_en")),
        (_("Promise, room and decision"), ("promise_days", "work_limit", "decider_role")),
        (
            _("What to do there"),
            ("bearer_guidance_sv", "bearer_guidance_en", "manager_guidance_sv", "manager_guidance_en"),
        ),
    )

    name_sv = PlainLine(label=_("Name in Swedish"), max_length=60, widget=forms.TextInput(attrs={"lang": "sv"}))
    name_en = PlainLine(
        label=_("Name in English"), max_length=60, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    phase = forms.ChoiceField(
        label=_("Phase"),
        choices=Phase,
        help_text=_("Your own names stay yours. The phase makes your figures comparable with those of others."),
    )
    promise_days = forms.IntegerField(
        label=_("Next answer within how many working days?"), min_value=1, max_value=MOST_DAYS
    )
    work_limit = forms.IntegerField(
        label=_("Holds at most how many ideas at once?"),
        min_value=1,
        max_value=500,
        required=False,
        help_text=_("Empty: no limit. The board says when there are more."),
    )
    decider_role = forms.ChoiceField(label=_("Who decides at the gate out of it?"), choices=Role)
    purpose_sv = PlainText(label=_("Purpose in Swedish"), max_length=600, required=False, widget=_area("sv", 2))
    purpose_en = PlainText(label=_("Purpose in English"), max_length=600, required=False, widget=_area("en", 2))
    bearer_guidance_sv = PlainText(
        label=_("To the one who bears the idea, in Swedish"),
        max_length=2000,
        required=False,
        widget=_area("sv"),
        help_text=_("What the person can do now. Write as you would say it."),
    )
    bearer_guidance_en = PlainText(
        label=_("To the one who bears the idea, in English"), max_length=2000, required=False, widget=_area("en")
    )
    manager_guidance_sv = PlainText(
        label=_("To the manager, in Swedish"), max_length=2000, required=False, widget=_area("sv")
    )
    manager_guidance_en = PlainText(
        label=_("To the manager, in English"), max_length=2000, required=False, widget=_area("en")
    )


class CriterionForm(PartForm):
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=Criterion.Kind)
    text_sv = PlainLine(
        label=_("Condition in Swedish"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"lang": "sv"}),
        help_text=_("A question about equality may be left empty: it then asks by the four R."),
    )
    text_en = PlainLine(
        label=_("Condition in English"), max_length=200, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    help_sv = PlainLine(
        label=_("Help in Swedish"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"lang": "sv"}),
        help_text=_("Say what counts as evidence, for example notes from three conversations."),
    )
    help_en = PlainLine(
        label=_("Help in English"), max_length=300, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    minimum = forms.IntegerField(label=_("Least"), min_value=0, max_value=MOST_NUMBER, required=False)
    maximum = forms.IntegerField(label=_("Most"), min_value=0, max_value=MOST_NUMBER, required=False)
    needs_evidence = forms.BooleanField(
        label=_("Evidence in words is needed"),
        required=False,
        help_text=_("What is confirmed in words always needs it."),
    )

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or self.cleaned_data
        if not chosen.get("text_sv"):
            if chosen.get("kind") == Criterion.Kind.EQUALITY:
                chosen |= {"text_sv": EQUALITY_SV, "text_en": chosen.get("text_en") or EQUALITY_EN}
            else:
                self.add_error("text_sv", _("Write what must be true before the gate can open."))
        least, most = chosen.get("minimum"), chosen.get("maximum")
        if least is not None and most is not None and least > most:
            self.add_error("maximum", _("The most cannot be less than the least."))
        return chosen


class BeginForm(forms.Form):
    """What a draft begins as."""

    FEM_KAMRAR = "fem-kamrar"
    source = forms.ChoiceField(label=_("Begin from"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, versions: Sequence[InnovationModel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.pk): one for one in versions}
        choices = [(key, self._label(one)) for key, one in self.by_key.items()]
        field = self.fields["source"]
        field.choices = [*choices, (self.FEM_KAMRAR, _("“Fem kamrar”, as every municipality begins"))]  # type: ignore[attr-defined]
        self.initial["source"] = next((key for key, one in self.by_key.items() if one.in_use), None)

    def source_version(self) -> InnovationModel | None:
        """The version to copy; None for “Fem kamrar”."""
        return self.by_key.get(self.cleaned_data["source"])

    @staticmethod
    def _label(one: InnovationModel) -> Any:
        facts = {"name": one.name, "version": one.version}
        if one.in_use:
            return _("Version %(version)d, “%(name)s”, which is in use") % facts
        return _("Version %(version)d, “%(name)s”") % facts


class MappingForm(forms.Form):
    """Where the ideas of each stage go, and what becomes of their promises."""

    seen = forms.CharField(widget=forms.HiddenInput)
    promises = forms.ChoiceField(
        label=_("What happens with the days that were promised?"), choices=Promises, widget=forms.RadioSelect
    )

    def __init__(
        self, *args: Any, sources: Sequence[tuple[Stage, int]], targets: Sequence[Stage], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sources = [(stage, count) for stage, count in sources if count]
        options = [("", _("Choose a stage")), *((str(one.pk), f"{one.position}. {one.name}") for one in targets)]
        for stage, _count in self.sources:
            self.fields[f"from_{stage.pk}"] = forms.TypedChoiceField(
                label=_("From “%(stage)s” to") % {"stage": stage.name},
                choices=options,
                coerce=int,
                error_messages={"required": _("Choose where the ideas in “%(stage)s” go.") % {"stage": stage.name}},
            )

    def mapping(self) -> dict[int, int]:
        """What is chosen so far, by stage."""
        # Asking for the errors cleans what was sent; what is right among it counts even where something is missing.
        data = self.cleaned_data if self.is_bound and self.errors is not None else self.initial
        chosen = {stage.pk: data.get(f"from_{stage.pk}") for stage, _count in self.sources}
        return {source: int(target) for source, target in chosen.items() if target}

    def rows(self, ways: Sequence[Way]) -> list[tuple[Way, forms.BoundField]]:
        """What each choice means, beside its field."""
        return [(way, self[f"from_{way.source.pk}"]) for way in ways if f"from_{way.source.pk}" in self.fields]
