"""Forms of the idea pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sluss.text.plain import plain_line, plain_text
from tenants.ideas.models import Idea, Opening, Secrecy
from tenants.ideas.numbers import WarnsOfPersonalNumbers
from tenants.ideas.transitions import InboxOutcome
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


class TextForm(WarnsOfPersonalNumbers, forms.ModelForm):  # type: ignore[type-arg]
    """The bearers' own text. `revision` tells whether somebody else has changed it meanwhile. Only what is changed is
    looked through for personal identity numbers: what stands there already has been asked about."""

    title = PlainLine(label=_("Title"), max_length=200)
    text = PlainText(label=_("What could be better?"), required=False)
    for_whom = PlainText(
        label=_("For whom?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    why_now = PlainText(label=_("Why now?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    revision = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("title", "text", "for_whom", "why_now", "keep_numbers", "revision")

    class Meta:
        model = Idea
        fields = ("title", "text", "for_whom", "why_now")

    def clean(self) -> dict[str, Any]:
        self.watched = tuple(name for name in self.Meta.fields if name in self.changed_data)
        return super().clean()


class AnswerBackForm(WarnsOfPersonalNumbers):
    watched = ("text",)
    field_order = ("text", "keep_numbers")
    text = PlainText(label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 5}))


class CoachForm(forms.Form):
    coach = forms.ModelChoiceField(label=_("Idea coach"), queryset=Member.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coach"].queryset = Member.objects.active().with_role(Role.COACH)  # type: ignore[attr-defined]


class SecrecyForm(forms.Form):
    secrecy = forms.ChoiceField(
        label=_("Who may see the idea?"),
        choices=Secrecy,
        widget=forms.RadioSelect,
        help_text=_(
            "A marked idea is seen by its bearers, those who take care of ideas and those who decide on it. One that "
            "is closed is seen by the innovation manager and the registrar alone, and by its bearers."
        ),
    )


class OpeningForm(forms.ModelForm):  # type: ignore[type-arg]
    """The municipality's wording of an opening."""

    outcome = forms.ChoiceField(label=_("For which outcome"), choices=InboxOutcome)
    name = PlainLine(label=_("Name"), max_length=80, help_text=_("What you look for in the list."))
    text_sv = PlainText(label=_("In Swedish"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    text_en = PlainText(
        label=_("In English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Left empty, the Swedish one is offered to those who read English too."),
    )
    active = forms.BooleanField(label=_("Offer it"), required=False)

    class Meta:
        model = Opening
        fields = ("outcome", "name", "text_sv", "text_en", "active")
