"""The forms for leaving an idea: one page, no method to know."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from tenants.files.checking import CheckedFile
from tenants.files.forms import MultipleFileField
from tenants.files.quota import refuse_too_much
from tenants.ideas.forms import PlainLine, PlainText
from tenants.ideas.numbers import WarnsOfPersonalNumbers
from tenants.ideas.register import Texts
from tenants.ideas.selectors import places
from tenants.organisation.models import Unit

TEXTS = ("title", "text", "for_whom", "why_now")
# On a pause, what is like it already; a button does the same without script.
LOOKED_UP = {
    "hx-post": reverse_lazy("intake:like_this"),
    "hx-trigger": "input changed delay:700ms",
    "hx-target": "#alike",
    "hx-params": "title,text,csrfmiddlewaretoken",
    "hx-sync": "closest form:replace",
}


class IdeaForm(WarnsOfPersonalNumbers):
    """What everyone is asked. `submission_key` makes the same form sent twice one idea."""

    watched = TEXTS
    submission_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    challenge = forms.CharField(widget=forms.HiddenInput, required=False)  # read by tenants.intake.answering
    title = PlainLine(
        label=_("What could be better?"),
        max_length=200,
        widget=forms.TextInput(attrs=LOOKED_UP),
        help_text=_("One sentence is enough. Add more below if you like."),
    )
    text = PlainText(
        label=_("Tell us more"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, **LOOKED_UP}),
        help_text=_("What happens today, and how could it be instead? Leave out names and personal identity numbers."),
    )
    for_whom = PlainText(
        label=_("Who would it be better for?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    why_now = PlainText(label=_("Why now?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    attachments = MultipleFileField(label=_("Files"), required=False)
    field_order: tuple[str, ...] = ("submission_key", *TEXTS, "attachments", "keep_numbers")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission_key", uuid.uuid4())

    @property
    def is_blank(self) -> bool:
        """Nothing has been written yet: only then may its fields be kept, because a draft is private."""
        return not self.is_bound and not any(self.initial.get(name) for name in TEXTS)

    def made_of(self) -> tuple[object, ...]:
        """All that the visible fields of a blank form look like (sluss.web.keep): what there is to choose."""
        return tuple((field.name, _choices(field)) for field in self.visible_fields())

    def texts(self) -> Texts:
        chosen = self.cleaned_data
        return Texts(title=chosen["title"], text=chosen["text"], for_whom=chosen["for_whom"], why_now=chosen["why_now"])


def _choices(field: forms.BoundField) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(label)) for value, label in getattr(field.field, "choices", ()))


class _UnitsInUse(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]
    """What there is to choose, as all pages of ideas know it; only the one that was chosen is read as a row."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        for unit in places().units:
            yield unit.pk, unit.name


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    iterator = _UnitsInUse


class EmployeeForm(IdeaForm):
    unit = UnitField(label=_("Which unit is it about?"), queryset=Unit.objects.filter(active=True), required=False)

    field_order = ("submission_key", "title", "text", "for_whom", "why_now", "unit", "attachments", "keep_numbers")


class ResidentForm(IdeaForm):
    """Nothing about oneself is needed; what is told is used for the answer."""

    name = PlainLine(label=_("Your name"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        help_text=_("If you want the answer by e-mail. You can follow your idea either way."),
    )

    field_order = (
        "submission_key",
        "title",
        "text",
        "for_whom",
        "why_now",
        "attachments",
        "name",
        "email",
        "keep_numbers",
    )

    def clean_attachments(self) -> list[CheckedFile]:
        files: list[CheckedFile] = self.cleaned_data["attachments"]
        refuse_too_much(files)
        return files


class FollowCodeForm(forms.Form):
    code = PlainLine(
        label=_("Your follow code"),
        max_length=30,
        help_text=_("For example K7PM-3QXD-9TWA. Capitals and dashes do not matter."),
    )
