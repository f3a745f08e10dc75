"""The form of a call: three things, in the order in which people say them."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sluss import clock
from tenants.contact_centre.models import AnswerBy
from tenants.contact_centre.wording import title_and_text
from tenants.files.forms import MultipleFileField
from tenants.ideas.forms import PlainLine, PlainText
from tenants.ideas.numbers import WarnsOfPersonalNumbers
from tenants.ideas.register import NewBearer, Texts

CONTACT = ("name", "email", "phone")
REACHED_BY = (AnswerBy.EMAIL.value, AnswerBy.PHONE.value)
FEWEST_DIGITS = 5
OLDEST = dt.timedelta(days=3653)


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
    answer_by = forms.ChoiceField(
        label=_("How does the caller want the answer?"),
        choices=[("", _("Whichever way there is")), *AnswerBy.choices],
        required=False,
    )
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
        wanted = cleaned.get("answer_by")
        if wanted in REACHED_BY and not (cleaned.get(wanted) or wanted in self.errors):
            self.add_error(wanted, _("It is needed for the answer to come that way."))
        return cleaned

    def way_back(self) -> AnswerBy:
        """As was said, else the way that there is."""
        told = self.cleaned_data
        ways = (way for way in REACHED_BY if told[way])
        return AnswerBy(told["answer_by"] or next(ways, AnswerBy.NONE))

    def texts(self) -> Texts:
        title, text = title_and_text(self.cleaned_data["what"])
        return Texts(title=title, text=text, for_whom=self.cleaned_data["for_whom"], why_now="")

    def bearer(self) -> NewBearer:
        return NewBearer(**{name: self.cleaned_data[name] for name in CONTACT})


class PaperForm(CallForm):
    """What somebody wrote on paper: the day it came, and the page itself where it has been scanned."""

    received_on = forms.DateField(
        label=_("When did it come?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day the paper reached the municipality, as its stamp says."),
    )
    scan = MultipleFileField(label=_("Scanned page"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].label = _("What does it say?")
        self.fields["what"].help_text = _("Word for word. The first sentence becomes the title.")
        self.fields["answer_by"].label = _("How should the answer come?")
        self.fields["consent"].label = _("The paper asks for an answer, or says that we may get in touch")
        self.initial.setdefault("received_on", clock.today())

    def clean_received_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["received_on"]
        if day > clock.today():
            raise forms.ValidationError(_("The day has not come yet."))
        if day < clock.today() - OLDEST:
            raise forms.ValidationError(_("That is more than ten years ago. Check the year."))
        return day

    def received_at(self) -> dt.datetime | None:
        """Noon of an earlier day: a stamp gives no hour, and noon keeps it that day in every zone."""
        day = self.cleaned_data["received_on"]
        return None if day == clock.today() else dt.datetime.combine(day, dt.time(12), clock.STOCKHOLM)
