"""Forms for those who assess and those who ask."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from sluss.text.personal_numbers import holds_personal_number
from tenants.assessment.answer import Answers
from tenants.assessment.distribute import Choice
from tenants.assessment.models import HIGHEST, LOWEST, Assessment, Confidence, ScaleCriterion, Side
from tenants.assessment.scales import Wording
from tenants.assessment.widgets import ScaleRow
from tenants.decisions.selectors import staff
from tenants.ideas.forms import PlainLine, PlainText
from tenants.ideas.models import Idea
from tenants.ideas.selectors import Places
from tenants.people.models import Member

MOST_EACH = 5
LONGEST_COMMENT = 3000


class ScoreForm(forms.Form):
    """One question for each criterion. A draft may lack anything; what is handed in may not."""

    comment = PlainText(
        label=_("What made you answer so?"),
        required=False,
        max_length=LONGEST_COMMENT,
        help_text=_(
            "A few sentences help those who talk about the idea more than the numbers do. Read by those who assess the"
            " same side, once they have handed in theirs, and by those who prepare and decide."
        ),
        widget=forms.Textarea(attrs={"rows": 4, "data-limit": LONGEST_COMMENT}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, criteria: Iterable[ScaleCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = {_name(criterion): criterion for criterion in criteria}
        self.fields |= {name: _question(criterion) for name, criterion in self.criteria.items()}
        self.fields["confidence"] = forms.TypedChoiceField(
            label=_("How sure are you?"),
            required=False,
            coerce=int,
            empty_value=None,
            choices=Confidence.choices,
            widget=forms.RadioSelect,
        )
        self.order_fields([*self.criteria, "confidence", "comment", "revision"])

    def clean_comment(self) -> str:
        comment = str(self.cleaned_data["comment"])
        if holds_personal_number(text=comment):
            raise forms.ValidationError(_("The text seems to hold a personal identity number. Take it out."))
        return comment

    def is_whole(self) -> bool:
        """Whether nothing is missing; says at each question where something is."""
        if not self.is_valid():
            return False
        for name in (*self.criteria, "confidence"):
            if self.cleaned_data[name] is None:
                self.add_error(name, _("Choose an answer."))
        return self.is_valid()

    def answers(self) -> Answers:
        given = self.cleaned_data
        return Answers(
            revision=given["revision"],
            scores={one.pk: given[name] for name, one in self.criteria.items() if given[name] is not None},
            confidence=given["confidence"],
            comment=given["comment"],
        )


class AbstainForm(forms.Form):
    reason = PlainLine(label=_("Why do you abstain?"), max_length=300)


class ConflictForm(forms.Form):
    reason = PlainLine(
        label=_("What is it?"),
        max_length=300,
        help_text=_(
            "A few words: related to the bearer, has a stake in it, has been part of it. No sensitive details."
        ),
    )


class AskForm(forms.Form):
    """One member, one side: asking by hand."""

    member = forms.ModelChoiceField(label=_("Whom do you ask?"), queryset=Member.objects.none())
    side = forms.ChoiceField(label=_("About which side?"), choices=Side.choices)
    due_on = forms.DateField(label=_("Answer by"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        working = Q(pk__in=staff().order_by().values("pk"))
        if idea.unit_id:
            working |= Q(unit_id=idea.unit_id)
        self.fields["member"].queryset = Member.objects.people().filter(working)  # type: ignore[attr-defined]


class DistributeForm(forms.Form):
    """How many for each side, of whom, for which ideas."""

    each = forms.IntegerField(
        label=_("Assessors for each idea and side"),
        initial=2,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_EACH)],
        widget=forms.NumberInput(attrs={"min": 1, "max": MOST_EACH}),
        help_text=_("Those who have been asked already count. From two on there is something to compare."),
    )
    stage = forms.ChoiceField(label=_("Ideas in"), required=False)
    unit = forms.ChoiceField(label=_("Who are asked"), required=False)
    due_on = forms.DateField(label=_("Answer by"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    idea = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        all_chambers = ("", _("All chambers"))
        self.fields["stage"].choices = [all_chambers, *((str(one.pk), one.name) for one in places.stages)]  # type: ignore[attr-defined]
        everybody = ("", _("Coaches and managers"))
        self.fields["unit"].choices = [everybody, *((str(one.pk), one.name) for one in places.units)]  # type: ignore[attr-defined]

    def choice(self) -> Choice:
        given = self.cleaned_data
        return Choice(
            each=given["each"],
            stage=int(given["stage"]) if given["stage"] else None,
            unit=int(given["unit"]) if given["unit"] else None,
            idea=given["idea"],
            due_on=given["due_on"],
        )


class WordingForm(forms.Form):
    """A criterion in both languages. English may be left out: readers of English then get the Swedish."""

    name_sv = PlainLine(label=_("Question, in Swedish"), max_length=120)
    low_sv = PlainLine(label=_("1 means, in Swedish"), max_length=160)
    high_sv = PlainLine(label=_("5 means, in Swedish"), max_length=160)
    name_en = PlainLine(label=_("Question, in English"), max_length=120, required=False)
    low_en = PlainLine(label=_("1 means, in English"), max_length=160, required=False)
    high_en = PlainLine(label=_("5 means, in English"), max_length=160, required=False)

    def wording(self) -> Wording:
        return Wording(**{name: self.cleaned_data[name] for name in Wording.__dataclass_fields__})


class WordingSet(forms.BaseFormSet):  # type: ignore[type-arg]  # takes no argument when it runs
    def add_fields(self, form: WordingForm, index: int | None) -> None:
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = _("Take away the question")


def initial_of(assessment: Assessment) -> dict[str, Any]:
    """What has been answered so far, and the text that stands now."""
    scores = {f"c{score.criterion_id}": score.value for score in assessment.scores.all()}
    return {
        **scores,
        "confidence": assessment.confidence,
        "comment": assessment.comment,
        "revision": assessment.idea.revision,
    }


def _name(criterion: ScaleCriterion) -> str:
    return f"c{criterion.pk}"


def _question(criterion: ScaleCriterion) -> forms.Field:
    return forms.TypedChoiceField(
        label=criterion.name,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(value, str(value)) for value in range(LOWEST, HIGHEST + 1)],
        widget=ScaleRow(low=criterion.low, high=criterion.high),
    )
