"""Forms of coaching."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.text.personal_numbers import holds_personal_number
from tenants.coaching.models import Form, MethodCard, Session, SessionNote, Skill
from tenants.coaching.sessions import Talk
from tenants.ideas.forms import PlainLine, PlainText
from tenants.people.forms import MemberField
from tenants.people.models import Member, Role

MOST_IDEAS = 50
# The last part of the address where cards are made.
NEW = "nytt"
MOST_MINUTES = 600
LONGEST_GUEST = dt.timedelta(days=366)


def day_field(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class SessionForm(forms.Form):
    """The facts first, which are quick; the words after, which are optional."""

    held_on = day_field(label=_("Day"))
    form = forms.ChoiceField(label=_("How did you meet?"), choices=Form.choices)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=MOST_MINUTES, initial=45)
    present = forms.IntegerField(
        label=_("How many took part?"),
        min_value=1,
        max_value=500,
        initial=2,
        help_text=_("The number alone, yourself included. No names."),
    )
    text = PlainText(
        label=_("Notes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "In the idea sluice only you and those who bear the idea can read this: no manager and no administrator. "
            "If someone asks for the note, the municipality decides by the law."
        ),
    )
    next_step = PlainLine(label=_("Next step"), required=False, max_length=300, help_text=_("Who does what?"))
    next_step_on = day_field(
        label=_("By when?"), required=False, help_text=_("You and the bearers get a letter the day before.")
    )

    @classmethod
    def initial_of(cls, session: Session, note: SessionNote | None) -> dict[str, Any]:
        facts = {name: getattr(session, name) for name in ("held_on", "form", "minutes", "present", "next_step_on")}
        return facts | ({"text": note.text, "next_step": note.next_step} if note else {})

    def clean_held_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["held_on"]
        if day > clock.today():
            raise ValidationError(_("That day has not come yet. Note the session when you have met."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        step, day, held = cleaned.get("next_step"), cleaned.get("next_step_on"), cleaned.get("held_on")
        if day and not step:
            self.add_error("next_step", _("Say what is to be done by that day."))
        if day and held and day < held:
            self.add_error("next_step_on", _("The next step comes after the session."))
        for name in ("text", "next_step"):
            if holds_personal_number(text=cleaned.get(name) or ""):
                self.add_error(name, _("The text seems to hold a personal identity number. Take it out."))
        return cleaned

    def talk(self) -> Talk:
        return Talk(**self.cleaned_data)


class ProfileForm(forms.Form):
    skills = forms.ModelMultipleChoiceField(
        Skill.objects.none(),
        label=_("What you are good at"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Is something missing? Ask the innovation manager to add it."),
    )
    capacity = forms.IntegerField(
        label=_("How many ideas do you have time for at once?"), min_value=0, max_value=MOST_IDEAS
    )
    away_until = day_field(
        label=_("Away until"), required=False, help_text=_("The last day you are away. Empty when you are at work.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skills"].queryset = Skill.objects.filter(active=True)  # type: ignore[attr-defined]

    def clean_away_until(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["away_until"]
        if day and day < clock.today():
            raise ValidationError(_("That day has passed. Leave the field empty when you are at work."))
        return day


class ChooseForm(forms.Form):
    """The button that was pressed beside a coach. Its value is a key, which no other municipality has."""

    coach = MemberField(label=_("Coach"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coach"].queryset = Member.objects.active().with_role(Role.COACH)  # type: ignore[attr-defined]


class GuestForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), help_text=_("The link works for this address only."))
    name = PlainLine(label=_("Name"), max_length=120)
    until = day_field(
        label=_("Guest until"),
        required=False,
        help_text=_("The last day they see the idea. Empty: until you end the visit."),
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    def clean_until(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["until"]
        if day and not clock.today() <= day <= clock.today() + LONGEST_GUEST:
            raise ValidationError(_("Choose a day from today and at most a year ahead."))
        return day


class SkillForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    class Meta:
        model = Skill
        fields = ("name_sv", "name_en", "words", "active")
        field_classes = {"name_sv": PlainLine, "name_en": PlainLine, "words": PlainLine}  # noqa: RUF012 (Django's way)
        help_texts = {  # noqa: RUF012 (as above)
            "words": _("With commas between. An idea whose text has one of them is taken to ask for the skill.")
        }


class CardForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    class Meta:
        model = MethodCard
        fields = ("title_sv", "title_en", "phase", "minutes", "text_sv", "text_en", "active")
        field_classes = {  # noqa: RUF012 (as above)
            "title_sv": PlainLine,
            "title_en": PlainLine,
            "text_sv": PlainText,
            "text_en": PlainText,
        }
        widgets = {  # noqa: RUF012 (as above)
            "text_sv": forms.Textarea(attrs={"rows": 14}),
            "text_en": forms.Textarea(attrs={"rows": 14}),
        }


class NewCardForm(CardForm):
    class Meta(CardForm.Meta):
        fields = ("code", *CardForm.Meta.fields)  # type: ignore[assignment]  # one more
        labels = {"code": _("Word in the address")}  # noqa: RUF012 (as above)
        help_texts = {  # noqa: RUF012 (as above)
            "code": _("A short word for its address, such as “hypotes”. It cannot be changed later.")
        }

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code == NEW:
            raise ValidationError(_("That word is taken by the page itself. Choose another."))
        return code
