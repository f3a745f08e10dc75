"""The forms of many ideas at once: one outcome for them all, and the apology where it is taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.ideas.answer import Door
from tenants.ideas.forms import PlainText
from tenants.ideas.inbox_forms import OutcomeForm
from tenants.ideas.transitions import InboxOutcome

IN_BULK = tuple(outcome for outcome in InboxOutcome if outcome != InboxOutcome.DO_IN_LINE)


class BulkForm(OutcomeForm):
    """Many ideas, one outcome. What somebody says yes to on the spot, and whistle-blowing, are answered one by one."""

    message_en = PlainText(
        label=_("Your answer in English"),
        required=False,
        help_text=_("For those who read English. Left empty, they get the answer above."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(one.value, one.label) for one in IN_BULK]  # type: ignore[attr-defined]
        doors = [(door.value, door.label) for door in Door if door != Door.WHISTLE]
        self.fields["door"].choices = [("", "—"), *doors]  # type: ignore[attr-defined]

    def details(self) -> dict[str, Any]:
        """What the outcome needs, as keys, codes and short texts that a row can hold."""
        besides = self._besides(InboxOutcome(self.cleaned_data["outcome"]))
        found = {
            "coach": besides["coach"].pk if besides.get("coach") else None,
            "target": besides["target"].pk if besides.get("target") else None,
            **{name: besides.get(name, "") for name in ("elsewhere", "door", "to_whom", "reference")},
        }
        return {name: value for name, value in found.items() if value}


class ApologyForm(forms.Form):
    """What those are told whose answer is taken back."""

    apology = PlainText(label=_("Your message to those who were answered"), widget=forms.Textarea(attrs={"rows": 4}))
    apology_en = PlainText(
        label=_("The same in English"),
        required=False,
        help_text=_("For those who read English. Left empty, they get the message above."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
