"""Forms of the challenges."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sluss.web.forms import InParts
from tenants.challenges.models import Audience, Challenge, Report, Status, Visibility
from tenants.challenges.save_challenge import Content, problems_of
from tenants.challenges.tell_back import Parts
from tenants.ideas.forms import PlainLine, PlainText
from tenants.organisation.models import Unit
from tenants.organisation.selectors import unit_choices
from tenants.people.models import Member, MemberQuerySet, Role

MOST_CRITERIA = 10
LONGEST_CRITERION = 200
LONGEST_TEXT = 4000


class Day(forms.DateField):
    """A day chosen in the browser's own calendar, written as 2026-11-12."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class Units(forms.MultipleChoiceField):
    """Units to tick, as the tree has them; gives the units. Their names are asked for when the form is made."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[Unit]:
        return list(Unit.objects.filter(pk__in=super().clean(value)).order_by("pk"))


class ChallengeForm(InParts, forms.Form):
    PARTS = (
        (_("The question and its background"), ("title", "why_now", "affected", "criteria", "owner")),
        (_("Who is asked"), ("audience", "units", "visibility")),
        (_("When it is open"), ("opens_on", "closes_on")),
    )

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = PlainLine(
        label=_("The question"),
        max_length=200,
        help_text=_("Begin with “How can we …”. Name what should be different, not how to solve it."),
    )
    why_now = PlainText(
        label=_("Why now?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What has happened, what does it cost, and what do we stand to gain? Needed before it is announced."
        ),
    )
    affected = PlainText(
        label=_("Who is affected?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Those who live with it today, and how many they are. Needed before it is announced."),
    )
    criteria = PlainText(
        label=_("What a good answer has"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One criterion a line, at most ten. They are shown to everyone who answers."),
    )
    owner = forms.ModelChoiceField(
        label=_("Owner"),
        queryset=Member.objects.none(),
        help_text=_("Takes care of it from start to report, and can do something with the answers."),
    )
    audience = forms.ChoiceField(label=_("Put to"), choices=Audience, widget=forms.RadioSelect)
    units = Units(label=_("Units"), required=False, help_text=_("Only where it is put to certain units."))
    visibility = forms.ChoiceField(label=_("Can be read by"), choices=Visibility, widget=forms.RadioSelect)
    opens_on = Day(label=_("First day"), required=False, help_text=_("It opens by itself that morning."))
    closes_on = Day(label=_("Last day"), required=False, help_text=_("It closes by itself when the day is over."))

    def __init__(self, *args: Any, status: str = Status.DRAFT, keep: Member | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.status = status
        self.fields["owner"].queryset = possible_owners(keep=keep)  # type: ignore[attr-defined]
        self.fields["units"].choices = [(str(pk), label) for pk, label in unit_choices()]  # type: ignore[attr-defined]

    def clean_criteria(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["criteria"].splitlines() if line.strip()]
        if len(lines) > MOST_CRITERIA:
            raise forms.ValidationError(_("Ten criteria are enough. Put some together."))
        if any(len(line) > LONGEST_CRITERION for line in lines):
            raise forms.ValidationError(_("A criterion may be at most 200 characters long."))
        return lines

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for name, problem in problems_of(self.content(), status=self.status).items():
                self.add_error(name, problem)
        return cleaned

    def content(self) -> Content:
        return Content(**{name: value for name, value in self.cleaned_data.items() if name != "revision"})


def possible_owners(*, keep: Member | None) -> MemberQuerySet:
    """Members with a part in the sluice's work, and whoever owns it now."""
    workers = [role for role in Role if role is not Role.EMPLOYEE]
    return Member.objects.active().with_role(*workers) | Member.objects.filter(pk__in=[keep.pk] if keep else [])


def initial_of(challenge: Challenge) -> dict[str, Any]:
    names = ("title", "why_now", "affected", "audience", "visibility", "opens_on", "closes_on", "revision")
    return {
        **{name: getattr(challenge, name) for name in names},
        "owner": challenge.owner_id,
        "units": [str(pk) for pk in challenge.units.values_list("pk", flat=True)],
        "criteria": "\n".join(challenge.criteria.values_list("text", flat=True)),
    }


class CancelForm(forms.Form):
    reason = PlainText(
        label=_("Why is it cancelled?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Read by everyone who can read the challenge. Ideas that have come in go on as usual."),
    )


class InviteForm(forms.Form):
    units = Units(label=_("Which units?"), help_text=_("Units below one you choose are invited too."))
    message = PlainText(
        label=_("A word of your own"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stands first in the letter. Leave it empty if the challenge speaks for itself."),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = choices  # type: ignore[attr-defined]


class TieForm(forms.Form):
    number = PlainLine(
        label=_("Registry number of an idea"),
        max_length=30,
        help_text=_("For an idea that came in another way, such as KS 2026/0412."),
    )


class ReportForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    came_in = PlainText(
        label=_("What came in"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What did people answer? The figures stand beside it by themselves."),
    )
    taken_on = PlainText(
        label=_("What was taken on"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What happens now, who does it, and what was not taken on and why."),
    )
    learned = PlainText(
        label=_("What we learned"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What do we know now that we did not know before?"),
    )

    def parts(self) -> Parts:
        chosen = self.cleaned_data
        return Parts(came_in=chosen["came_in"], taken_on=chosen["taken_on"], learned=chosen["learned"])


def initial_report(report: Report) -> dict[str, Any]:
    return {name: getattr(report, name) for name in ("came_in", "taken_on", "learned", "revision")}
