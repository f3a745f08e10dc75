"""Forms of the idea pages."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sluss.text.plain import plain_line, plain_text
from tenants.ideas.models import Idea, Secrecy
from tenants.ideas.transitions import InboxOutcome
from tenants.ideas.triage import Answer, Door
from tenants.people.models import Member, Role

LONGEST_TEXT = 10_000


class PlainText(forms.CharField):
    """Many lines of text, freed from what cannot be seen."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=kwargs.pop("max_length", LONGEST_TEXT), **kwargs)

    def to_python(self, value: Any) -> str:
        return plain_text(super().to_python(value) or "")


class PlainLine(forms.CharField):
    """One line of text, freed from what cannot be seen."""

    def to_python(self, value: Any) -> str:
        return plain_line(super().to_python(value) or "")


class NumberedRadios(forms.RadioSelect):
    """Radio buttons that the keys 1, 2, 3 ... choose as well."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        option["attrs"]["data-shortcut"] = str(int(option["index"]) + 1)
        return option


class TriageForm(forms.Form):
    """One of the eight outcomes, with a word to the bearer. What an outcome needs besides is asked for below it."""

    outcome = forms.ChoiceField(label=_("What happens with it?"), choices=InboxOutcome, widget=NumberedRadios)
    message = PlainText(
        label=_("Your answer to the one who left it"),
        help_text=_("Goes out word for word. Say what happens now and why, and whom the one who left it can turn to."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    coach = forms.ModelChoiceField(
        label=_("Idea coach"), queryset=Member.objects.none(), required=False, help_text=_("If it is taken in.")
    )
    target = PlainLine(
        label=_("Connect to"),
        required=False,
        help_text=_("Registry number of the idea that it belongs together with, such as KS 2026/0412."),
    )
    door = forms.ChoiceField(
        label=_("Right place"),
        choices=[("", "—"), *Door.choices],
        required=False,
        help_text=_("If it came through the wrong door."),
    )
    small = forms.BooleanField(
        label=_("It takes less than a day, costs under 5,000 kronor and risks nothing"),
        required=False,
        help_text=_("Must be true for doing it straight away."),
    )

    def __init__(self, *args: Any, idea: Idea, others: QuerySet[Idea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.idea, self.others = idea, others
        coach_field = self.fields["coach"]
        coach_field.queryset = Member.objects.active().with_role(Role.COACH)  # type: ignore[attr-defined]

    def clean_target(self) -> Idea | None:
        number = self.cleaned_data["target"]
        if not number:
            return None
        found = self.others.filter(registry_number__iexact=number).exclude(pk=self.idea.pk).first()
        if found is None:
            raise forms.ValidationError(_("There is no other idea with that registry number."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for outcome, field, message in NEEDED:
            if cleaned.get("outcome") == outcome and not cleaned.get(field) and field not in self.errors:
                self.add_error(field, message)
        return cleaned

    def answer(self) -> Answer:
        cleaned = self.cleaned_data
        outcome = InboxOutcome(cleaned["outcome"])
        takes_in = outcome in (InboxOutcome.TAKE_IN_NEED, InboxOutcome.TAKE_IN_IDEA)
        return Answer(
            outcome=outcome,
            message=cleaned["message"],
            coach=cleaned["coach"] if takes_in else None,
            target=cleaned["target"] if outcome == InboxOutcome.CONNECT else None,
            door=cleaned["door"] if outcome == InboxOutcome.WRONG_DOOR else "",
        )


NEEDED = (
    (InboxOutcome.CONNECT, "target", _("Write the registry number of the idea it belongs together with.")),
    (InboxOutcome.WRONG_DOOR, "door", _("Choose where it should have gone.")),
    (
        InboxOutcome.DO_IN_LINE,
        "small",
        _("Only what is small and without risk is done straight away. Tick that it is."),
    ),
    (InboxOutcome.TAKE_IN_NEED, "coach", _("Choose who coaches it.")),
    (InboxOutcome.TAKE_IN_IDEA, "coach", _("Choose who coaches it.")),
)


class TextForm(forms.ModelForm):  # type: ignore[type-arg]
    """The bearers' own text. `revision` tells whether somebody else has changed it meanwhile."""

    title = PlainLine(label=_("Title"), max_length=200)
    text = PlainText(label=_("What could be better?"), required=False)
    for_whom = PlainText(
        label=_("For whom?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    why_now = PlainText(label=_("Why now?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    revision = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Idea
        fields = ("title", "text", "for_whom", "why_now")


class AnswerBackForm(forms.Form):
    text = PlainText(label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 5}))


class CoachForm(forms.Form):
    coach = forms.ModelChoiceField(label=_("Idea coach"), queryset=Member.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coach"].queryset = Member.objects.active().with_role(Role.COACH)  # type: ignore[attr-defined]


class SecrecyForm(forms.Form):
    secrecy = forms.ChoiceField(label=_("Secrecy mark"), choices=Secrecy, widget=forms.RadioSelect)
