"""Saying something, and choosing how to be told."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.following.models import How, NotificationSettings, Topic
from tenants.ideas.forms import PlainText
from tenants.ideas.numbers import WarnsOfPersonalNumbers

LONGEST = 4000
CHOICES = tuple(Topic.values)


class SayForm(WarnsOfPersonalNumbers):
    watched = ("text",)
    field_order = ("text", "keep_numbers")
    text = PlainText(
        label=_("What do you want to say?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "data-limit": LONGEST}),
    )


class NotificationSettingsForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    class Meta:
        model = NotificationSettings
        fields = (*CHOICES, "rhythm")
        widgets: ClassVar = dict.fromkeys((*CHOICES, "rhythm"), forms.Select)
        help_texts: ClassVar = {
            "decisions": _("Those who bear an idea always get the decision as a letter, whatever you choose here."),
            "moves": _("When an idea is taken in, gets a coach or comes to a new chamber."),
            "talk": _("When somebody says something or answers a question."),
            "changes": _("When a text is changed or a file comes in."),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in CHOICES:
            self.fields[name].choices = How.choices  # type: ignore[attr-defined]
