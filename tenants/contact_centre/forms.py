"""The form of a call: three things, in the order in which people say them."""

import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenants.contact_centre.wording import title_and_text
from tenants.ideas.forms import PlainLine, PlainText
from tenants.ideas.register import NewBearer, Texts
from tenants.ideas.numbers import WarnsOfPersonalNumbers

CONTACT = ("name", "email", "phone")
FEWEST_DIGITS = 5


class CallForm(WarnsOfPersonalNumbers):
    """`submission_key` makes the same form sent twice one idea."""

    watched = ("what", "for_whom", *CONTACT)

    submission_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    what = PlainText(
        label=_("What could be better?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True}),
        help_text=_("In the caller's own words. The first sentence becomes the title."),
    )
    for_whom = PlainLine(label=_("For whom?"), required=False, max_length=500)
    name = PlainLine(label=_("Name"), required=False, max_length=120)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = PlainLine(label=_("Telephone"), required=False, max_length=40)
    consent = forms.BooleanField(
        label=_("The caller has heard that this is kept with the idea, and wants to be reached"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission_key", uuid.uuid4())
        # On a pause; the button beside does the same without script.
        self.fields["what"].widget.attrs |= {
            "hx-post": reverse("contact_centre:already"),
            "hx-trigger": "input changed delay:500ms",
            "hx-target": "#already",
            "hx-sync": "closest form:replace",
        }

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and sum(sign.isdigit() for sign in phone) < FEWEST_DIGITS:
            raise forms.ValidationError(_("That is not a whole telephone number."))
        return phone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if any(cleaned.get(name) for name in CONTACT) and not cleaned.get("consent"):
            self.add_error("consent", _("Ask first, then tick. Otherwise leave name, e-mail and telephone empty."))
        return cleaned

    def texts(self) -> Texts:
        title, text = title_and_text(self.cleaned_data["what"])
        return Texts(title=title, text=text, for_whom=self.cleaned_data["for_whom"], why_now="")

    def bearer(self) -> NewBearer:
        return NewBearer(**{name: self.cleaned_data[name] for name in CONTACT})
