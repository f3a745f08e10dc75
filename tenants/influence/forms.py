"""Forms of residents' influence. No field takes a personal identity number."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sluss.clock import STOCKHOLM
from sluss.text.personal_numbers import holds_personal_number
from sluss.web.forms import InParts
from tenants.ideas.forms import PlainLine, PlainText
from tenants.influence.checklist import lines
from tenants.influence.findings import Learnt
from tenants.influence.models import (
    Check,
    Finding,
    Kind,
    OpenSession,
    Outcome,
    Participant,
    ResidentPanel,
    ResidentSession,
)
from tenants.influence.panels import PanelText, current_consent
from tenants.influence.publish import PublicText
from tenants.influence.sessions import Plan
from tenants.influence.subjects import Subject, choices, find
from tenants.people.models import Member

SHORT, LONG = 2000, 5000
MOST_SEATS = 10_000
FIRST_DAY = dt.date(2000, 1, 1)
CONSENT = _(
    "The municipality keeps what you write here to be able to invite you. It is read only by those who run the panel. "
    "You can leave at any time by the link in every letter, and then everything about you is removed."
)


def long_text(label: Any, *, rows: int = 4, most: int = SHORT, **options: Any) -> PlainText:
    return PlainText(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows, "data-limit": most}), **options
    )


class NoNumbers(forms.Form):
    """Refuses personal identity numbers in any of its texts."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and holds_personal_number(text=value):
                self.add_error(name, _("This looks like a personal identity number. Take it out."))
        return cleaned


class PanelForm(NoNumbers):
    name = PlainLine(label=_("What is the panel called?"), max_length=120)
    purpose = long_text(_("What is it for?"), help_text=_("Everyone can read it. Say what they will be asked about."))
    how_to_join = long_text(
        _("Who can join, and how often are they asked?"), rows=3, required=False, help_text=_("Everyone can read it.")
    )
    consent = long_text(
        _("What those who join agree to"),
        help_text=_("When you change it, those who have joined keep the text they agreed to."),
    )
    keep_months = forms.IntegerField(
        label=_("Months that names and addresses are kept after the panel has closed"),
        min_value=0,
        max_value=24,
        initial=6,
    )

    def text(self) -> PanelText:
        return PanelText(**self.cleaned_data)


def initial_of_panel(panel: ResidentPanel | None) -> dict[str, Any]:
    if panel is None:
        return {"consent": CONSENT, "keep_months": 6}
    said = {name: getattr(panel, name) for name in ("name", "purpose", "how_to_join", "keep_months")}
    return said | {"consent": current_consent(panel).text}


class PlanForm(InParts, NoNumbers):
    """`revision` tells whether somebody else has changed it meanwhile."""

    PARTS = (
        (_("What and how"), ("about", "title", "kind")),
        (_("When and where"), ("day", "time", "place")),
        (_("What you say and ask"), ("welcome", "guide")),
        (_("Who is invited"), ("panel", "open_link", "seats")),
    )

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    about = forms.ChoiceField(label=_("What is it about?"))
    title = PlainLine(label=_("What is it called?"), max_length=200)
    kind = forms.ChoiceField(label=_("How do you listen?"), choices=Kind, widget=forms.RadioSelect)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}))
    place = PlainLine(label=_("Place"), max_length=200, help_text=_("A room, an address, a link, or “by telephone”."))
    welcome = long_text(
        _("What those who are invited read"),
        help_text=_("Why you ask, how long it takes, and whether they get anything for it."),
    )
    guide = long_text(
        _("What you will ask"), rows=6, most=LONG, required=False, help_text=_("One question a line. Only you see it.")
    )
    panel = forms.ModelChoiceField(
        label=_("Invite a panel"), queryset=ResidentPanel.objects.none(), required=False, empty_label=_("No panel")
    )
    open_link = forms.BooleanField(
        label=_("Others can sign up by an open link"),
        required=False,
        help_text=_("The address is on the session's page once people are invited."),
    )
    seats = forms.IntegerField(
        label=_("Seats"), min_value=1, max_value=MOST_SEATS, required=False, help_text=_("Empty: as many as want to.")
    )

    def __init__(self, *args: Any, member: Member, subject: Subject | None, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        if fixed:
            del self.fields["about"]
        else:
            offered = [("", _("- Select an option -")), *choices(member=member, keep=subject)]
            self.fields["about"].choices = offered  # type: ignore[attr-defined]
        self.fields["panel"].queryset = ResidentPanel.objects.all()  # type: ignore[attr-defined]

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day < FIRST_DAY:
            raise forms.ValidationError(_("Write the year with four digits."))
        return day

    def subject(self) -> Subject | None:
        return find(self.cleaned_data["about"], member=self.member)

    def plan(self) -> Plan:
        said = dict(self.cleaned_data)
        local = dt.datetime.combine(said.pop("day"), said.pop("time"), tzinfo=STOCKHOLM)
        said.pop("revision", None)
        said.pop("about", None)
        return Plan(**said, starts_at=local.astimezone(dt.UTC))


def initial_of_session(session: ResidentSession) -> dict[str, Any]:
    local = session.starts_at.astimezone(STOCKHOLM)
    names = ("revision", "title", "kind", "place", "welcome", "guide", "panel", "open_link", "seats")
    said = {name: getattr(session, name) for name in names}
    return said | {"day": local.date().isoformat(), "time": f"{local:%H:%M}"}


class HoldForm(forms.Form):
    took_part = forms.IntegerField(
        label=_("How many took part?"),
        min_value=0,
        max_value=MOST_SEATS,
        help_text=_("Residents, not those who work here."),
    )
    came = forms.MultipleChoiceField(
        label=_("Who of the invited came?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They are told what comes of it. Untick those who stayed away."),
    )

    def __init__(self, *args: Any, people: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = [(str(one.pk), one.receiver.name) for one in people]  # type: ignore[attr-defined]
        self.initial["came"] = [str(one.pk) for one in people if one.answer == Participant.Answer.YES]
        if not people:
            del self.fields["came"]

    def who_came(self) -> list[int]:
        return [int(key) for key in self.cleaned_data.get("came", [])]


class CancelForm(NoNumbers):
    reason = long_text(
        _("Why is the session cancelled?"), rows=3, help_text=_("Those who were invited read it in a letter.")
    )


class NoteForm(NoNumbers):
    text = long_text(
        _("What was said or seen?"),
        most=LONG,
        help_text=_("A quote or what you saw, without names and without anything that says who it was."),
    )


class SummaryForm(NoNumbers):
    summary = long_text(
        _("What was said, in a few sentences"), most=LONG, help_text=_("Those who took part read it first of all.")
    )


class FindingForm(NoNumbers):
    text = long_text(_("What did you learn?"), rows=3)
    about = forms.ChoiceField(label=_("What does it concern?"), required=False)
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=[("", _("Not clear yet")), *Outcome.choices], required=False
    )
    came_of_it = long_text(
        _("Tell what, or why not"), rows=3, required=False, help_text=_("As you would say it to the one who told you.")
    )

    def __init__(self, *args: Any, member: Member, subject: Subject | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        offered = [("", _("Nothing in particular")), *choices(member=member, keep=subject)]
        self.fields["about"].choices = offered  # type: ignore[attr-defined]

    def learnt(self) -> Learnt:
        said = self.cleaned_data
        return Learnt(
            text=said["text"],
            subject=find(said["about"], member=self.member),
            outcome=said["outcome"],
            came_of_it=said["came_of_it"],
        )


def initial_of_finding(finding: Finding, subject: Subject | None) -> dict[str, Any]:
    said = {name: getattr(finding, name) for name in ("text", "outcome", "came_of_it")}
    return said | {"about": subject.value if subject else ""}


class CheckForm(NoNumbers):
    """A result and a remark for each line of the checklist."""

    def __init__(self, *args: Any, checks: Sequence[Check], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = [check.position for check in checks]
        for check in checks:
            self.fields[f"result_{check.position}"] = forms.ChoiceField(
                label=check.text,
                choices=Check.Result,
                required=False,
                initial=check.result,
                widget=forms.RadioSelect(attrs={"data-abreast": True}),
            )
            self.fields[f"remark_{check.position}"] = PlainLine(
                label=_("What did you see?"), max_length=300, required=False, initial=check.remark
            )

    def results(self) -> dict[int, tuple[str, str]]:
        said = self.cleaned_data
        return {place: (said[f"result_{place}"], said[f"remark_{place}"]) for place in self.places}


class ChecklistForm(forms.Form):
    swedish = long_text(
        _("In Swedish"), rows=12, most=LONG * 2, required=False, help_text=_("One line for each thing to try.")
    )
    english = long_text(
        _("In English"), rows=12, most=LONG * 2, required=False, help_text=_("The same lines in the same order.")
    )

    def rows(self, name: str) -> list[str]:
        return [line.strip()[:300] for line in self.cleaned_data[name].splitlines() if line.strip()]


def initial_of_checklist() -> dict[str, str]:
    pairs = lines()
    return {"swedish": "\n".join(sv for sv, _en in pairs), "english": "\n".join(en for _sv, en in pairs if en)}


class PublicForm(NoNumbers):
    title = PlainLine(label=_("Heading"), max_length=200)
    said = long_text(_("What residents said"), rows=5, most=LONG)
    came_of_it = long_text(_("What came of it"), rows=5, most=LONG)
    read = forms.BooleanField(
        label=_("I have read the texts. They name nobody, and nothing in them says who somebody is.")
    )

    def text(self) -> PublicText:
        return PublicText(**{name: self.cleaned_data[name] for name in ("title", "said", "came_of_it")})


def initial_of_public(session: ResidentSession, shown: OpenSession | None) -> dict[str, str]:
    """What everyone reads now, else a beginning from what was written up."""
    if shown is not None:
        return {name: getattr(shown, name) for name in ("title", "said", "came_of_it")}
    said = "\n".join(f"• {finding.text}" for finding in session.findings.all())
    came = "\n".join(f"• {finding.came_of_it}" for finding in session.findings.all())
    return {"title": session.title, "said": f"{session.summary}\n\n{said}".strip(), "came_of_it": came}
