"""No field asks for a personal identity number. Where a text holds one, the sender is told before anything is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sluss.text.personal_numbers import holds_personal_number

FOUND = _("This looks like a personal identity number. Take it out, or tick “Send it as it stands” below.")


class WarnsOfPersonalNumbers(forms.Form):
    """Looks through `watched` fields once; the sender may send all the same, because a number may be no person's."""

    watched: tuple[str, ...] = ()
    keep_numbers = forms.BooleanField(label=_("Send it as it stands"), required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("keep_numbers"):
            for name in self.watched:
                if holds_personal_number(text=cleaned.get(name) or ""):
                    self.fields["keep_numbers"].widget = forms.CheckboxInput()
                    self.add_error(name, FOUND)
        return cleaned
