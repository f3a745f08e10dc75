"""The forms of the inbox: one outcome, and for each of them what it needs besides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.ideas import connecting
from tenants.ideas.answer import Answer, Door
from tenants.ideas.forms import PlainLine, PlainText
from tenants.ideas.models import Frequency, Idea
from tenants.ideas.openings import Offered
from tenants.ideas.transitions import INBOX, InboxOutcome
from tenants.organisation.models import Unit
from tenants.people.models import Member, Role
from tenants.pipeline.in_use import model_in_use

O = InboxOutcome  # noqa: E741 - the tables below are read by their shape
TAKES_IN = (O.TAKE_IN_NEED, O.TAKE_IN_IDEA)
CHECKS = ("under_a_day", "under_5000", "no_risk")
KEYS = O.values
NEED = ("title", "who", "situation", "frequency")


@dataclass(frozen=True)
class Part:
    """The fields that some outcomes need: shown for these alone where the browser can, always where it cannot."""

    legend: str | Promise
    outcomes: tuple[InboxOutcome, ...]
    names: tuple[str, ...]
    searches: bool = False


@dataclass(frozen=True)
class ShownPart:
    legend: str | Promise
    outcomes: str
    fields: list[BoundField]
    searches: bool


TAKE_IN = Part(_("When it is taken in"), TAKES_IN, ("coach",))
CONNECT = Part(_("When it is connected to what exists"), (O.CONNECT,), ("target",), searches=True)
REFER = Part(_("When it is referred"), (O.REFER,), ("to_whom",))
WRONG_DOOR = Part(_("When it came through the wrong door"), (O.WRONG_DOOR,), ("door", "handed_to", "reference"))
SHARPEN = Part(
    _("The need, as you understand it"),
    (O.TAKE_IN_NEED,),
    ("need_title", "need_who", "need_situation", "need_frequency"),
)
DO_IN_LINE = Part(_("When it is done straight away"), (O.DO_IN_LINE,), (*CHECKS, "yes_by", "unit"))
NEEDED: tuple[tuple[Sequence[InboxOutcome], str, str | Promise], ...] = (
    (TAKES_IN, "coach", _("Choose who coaches it.")),
    ((O.REFER,), "to_whom", _("Write to whom it is referred.")),
    ((O.WRONG_DOOR,), "door", _("Choose where it should have gone.")),
    ((O.WRONG_DOOR,), "handed_to", _("Write where you handed it over.")),
)


class NumberedRadios(forms.RadioSelect):
    """Radio buttons that the keys 1-8 choose as well: an outcome keeps its key where others are not offered."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-shortcut"] = str(KEYS.index(str(value)) + 1)
        return option


class OutcomeForm(forms.Form):
    """One outcome with its fields and a word to the bearers. `offered` are the openings to choose from."""

    parts: ClassVar[tuple[Part, ...]] = (TAKE_IN, CONNECT, REFER, WRONG_DOOR)

    outcome = forms.ChoiceField(label=_("What happens with it?"), choices=InboxOutcome, widget=NumberedRadios)
    coach = forms.ModelChoiceField(label=_("Idea coach"), queryset=Member.objects.none(), required=False)
    target = PlainLine(
        label=_("Connect to"),
        required=False,
        max_length=200,
        help_text=_("Registry number, such as KS 2026/0412, or words to search for."),
    )
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)
    to_whom = PlainLine(
        label=_("To whom"),
        required=False,
        max_length=200,
        help_text=_("The unit, organisation or role that takes it further. Stands in the letter."),
    )
    door = forms.ChoiceField(label=_("Right place"), choices=[("", "—"), *Door.choices], required=False)
    handed_to = PlainLine(
        label=_("Handed over to"),
        required=False,
        max_length=200,
        help_text=_("The function that has it now. Stands in the letter, so that nobody has to write again."),
    )
    reference = PlainLine(
        label=_("Their number or reference"), required=False, max_length=120, help_text=_("If they gave you one.")
    )
    opening = forms.ChoiceField(label=_("Opening"), required=False)
    message = PlainText(
        label=_("Your answer to the one who left it"),
        help_text=_("Goes out word for word. Say what happens now and why, and whom the one who left it can turn to."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(
        self, *args: Any, member: Member, idea: Idea | None = None, offered: Sequence[Offered] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.idea, self.offered = member, idea, offered
        self.target_idea: Idea | None = None
        self.elsewhere = ""
        self._choose_from("coach", Member.objects.active().with_role(Role.COACH))
        self.fields["opening"].choices = [("", "—"), *_by_outcome(offered)]  # type: ignore[attr-defined]

    def _choose_from(self, name: str, queryset: Any) -> None:
        self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        outcome = cleaned.get("outcome")
        for outcomes, name, message in NEEDED:
            if outcome in outcomes and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, str(message))
        if outcome == O.CONNECT:
            self._find_target(cleaned)
        return cleaned

    def _find_target(self, cleaned: dict[str, Any]) -> None:
        code, number = cleaned.get("chosen", ""), cleaned.get("target", "")
        if number and not code:
            code = connecting.code_of_number(self.member, number)
        self.target_idea = connecting.idea_of(self.member, code)
        if self.target_idea is None and connecting.known_target(self.member, code):
            self.elsewhere = code
        if self.target_idea is None and not self.elsewhere:
            self.add_error("target", _("Search, and choose what it belongs together with."))

    def shown_parts(self) -> list[ShownPart]:
        return [
            ShownPart(part.legend, " ".join(part.outcomes), [self[name] for name in part.names], part.searches)
            for part in self.parts
        ]

    def found(self) -> list[connecting.Target]:
        """What the words in the field lead to, for choosing among, after what is chosen already."""
        found = connecting.search(self.member, str(self["target"].value() or ""), without=self.idea)
        code = str(self["chosen"].value() or "")
        if code in {"", *(one.code for one in found)}:
            return found
        chosen = connecting.chosen_target(self.member, code)
        return [chosen, *found] if chosen else found

    def answer(self) -> Answer:
        """What was chosen. Fields of other outcomes are left out, whatever stands in them."""
        outcome = O(self.cleaned_data["outcome"])
        return Answer(outcome=outcome, message=self.cleaned_data["message"], **self._besides(outcome))

    def _besides(self, outcome: InboxOutcome) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if outcome in TAKES_IN:
            return {"coach": cleaned["coach"]}
        if outcome == O.CONNECT:
            return {"target": self.target_idea, "elsewhere": self.elsewhere}
        if outcome == O.REFER:
            return {"to_whom": cleaned["to_whom"]}
        if outcome == O.WRONG_DOOR:
            return {name: cleaned[field] for name, field in HANDED.items()}
        return {}


HANDED = {"door": "door", "to_whom": "handed_to", "reference": "reference"}


class TriageForm(OutcomeForm):
    """One idea. `seen` tells whether anything has happened to it since the form was opened."""

    parts = (SHARPEN, TAKE_IN, CONNECT, DO_IN_LINE, REFER, WRONG_DOOR)

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    need_title = PlainLine(
        label=_("The need in one sentence"), required=False, max_length=200, help_text=_("Without a solution in it.")
    )
    need_who = PlainText(
        label=_("Who has it?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    need_situation = PlainText(label=_("In which situation?"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    need_frequency = forms.ChoiceField(label=_("How often?"), choices=Frequency, required=False)
    # What these three ask, and who can say yes, stands in the model in use.
    under_a_day = forms.BooleanField(required=False)
    under_5000 = forms.BooleanField(required=False)
    no_risk = forms.BooleanField(required=False)
    yes_by = forms.ModelChoiceField(
        label=_("Who says yes"), queryset=Member.objects.none(), required=False, help_text=_("On the spot.")
    )
    unit = forms.ModelChoiceField(label=_("Who does it"), queryset=Unit.objects.none(), required=False)

    def __init__(self, *args: Any, member: Member, idea: Idea, **kwargs: Any) -> None:
        super().__init__(*args, member=member, idea=idea, **kwargs)
        # On a pause; the button beside does the same without script.
        self.fields["target"].widget.attrs |= {
            "hx-post": reverse("ideas:triage_targets", args=[idea.pk]),
            "hx-trigger": "input changed delay:400ms",
            "hx-target": "#targets",
            "hx-sync": "closest form:replace",
        }
        self.allowed = [way.outcome for way in INBOX.values() if way.transition.who(member, idea) is None]
        self.fields["outcome"].choices = [(one.value, one.label) for one in self.allowed]  # type: ignore[attr-defined]
        self._choose_from("unit", Unit.objects.filter(active=True))
        self._ask_as_the_model_does(member)

    def _ask_as_the_model_does(self, member: Member) -> None:
        model = model_in_use()
        kronor = number_format(model.fast_lane_max_kronor, force_grouping=True)
        limits = {"hours": model.fast_lane_max_hours, "kronor": kronor}
        self.fields["under_a_day"].label = str(_("It takes at most %(hours)s hours") % limits)
        self.fields["under_5000"].label = str(_("It costs at most %(kronor)s kronor") % limits)
        self.fields["no_risk"].label = model.fast_lane_question
        self._choose_from("yes_by", Member.objects.active().with_role(*model.yes_roles))
        if member.has_role(*model.yes_roles):
            del self.fields["yes_by"]

    def shown_parts(self) -> list[ShownPart]:
        offered = {value for value, _label in self.fields["outcome"].choices}  # type: ignore[attr-defined]
        return [
            ShownPart(
                part.legend,
                " ".join(part.outcomes),
                [self[name] for name in part.names if name in self.fields],
                part.searches,
            )
            for part in self.parts
            if offered & set(part.outcomes)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("outcome") == O.DO_IN_LINE:
            for name in CHECKS:
                if not cleaned.get(name):
                    self.add_error(name, _("Only what is small and without risk is done straight away."))
            if "yes_by" in self.fields and not cleaned.get("yes_by"):
                self.add_error("yes_by", _("Choose who has said yes."))
        return cleaned

    def _besides(self, outcome: InboxOutcome) -> dict[str, Any]:
        besides = super()._besides(outcome)
        if outcome == O.TAKE_IN_NEED:
            besides["need"] = {name: self.cleaned_data[f"need_{name}"] for name in NEED}
        if outcome == O.DO_IN_LINE:
            besides |= {"yes_by": self.cleaned_data.get("yes_by"), "unit": self.cleaned_data["unit"]}
        return besides


def _by_outcome(offered: Iterable[Offered]) -> list[tuple[str, list[tuple[str, str | Promise]]]]:
    groups: dict[str, list[tuple[str, str | Promise]]] = {}
    for opening in offered:
        groups.setdefault(opening.outcome_label, []).append((opening.code, opening.name))
    return list(groups.items())
