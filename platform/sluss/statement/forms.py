"""The form of the statement: the items of Digg's regulation."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.statement.models import Compliance, Statement
from sluss.statement.texts import STANDARD
from sluss.text.plain import plain_line, plain_text
from sluss.web.forms import InParts
from sluss.web.two_wordings import state_of
from sluss.workflow.transitions import NotPossible, Text

LONGEST = 5000
# By what they are about: the form is long.
PARTS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (_("What it is about"), ("responsible", "scope", "technical")),
    (_("How accessible the site is"), ("compliance", "deficiencies", "disproportionate", "outside")),
    (_("How we have tested"), ("method", "method_details", "assessed_on")),
    (_("When somebody finds a fault"), ("contact_email", "contact_phone", "answer_days")),
)
FIELDS = tuple(name for _heading, names in PARTS for name in names)
CONTRADICTION = _("A site with known shortcomings is not fully compliant. Choose “partly”, or empty the shortcomings.")
LATER = _("That day has not come yet.")


def _leave_empty(standard: Any) -> str:
    return str(_("Leave it empty to show the standard text: “%(text)s”")) % {"text": standard}


_help = lazy(_leave_empty, str)


class ChangedMeanwhile(NotPossible):
    """Somebody saved the statement since it was opened. `theirs` is what stands now."""

    def __init__(self, theirs: Statement) -> None:
        super().__init__(_("Somebody has changed the statement since you opened it. Nothing of yours is lost."))
        self.theirs = theirs


class StatementForm(InParts, forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    """Subclasses name the model: the municipality's or the region's."""

    PARTS = PARTS

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    answer_days = forms.IntegerField(label=_("Answer within how many working days"), min_value=1, max_value=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = state_of(values_of(self.instance))
        for name, standard in STANDARD.items():
            field = self.fields[name]
            field.widget.attrs["rows"] = 4
            field.help_text = _help(standard)
            field.max_length = LONGEST  # type: ignore[attr-defined]
        self.fields["assessed_on"].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields["deficiencies"].label = _("Known shortcomings: what, who is affected, what you plan")

    def clean_assessed_on(self) -> Any:
        day = self.cleaned_data["assessed_on"]
        if day > clock.today():
            raise forms.ValidationError(LATER)
        return day

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for name in STANDARD:
            found[name] = plain_text(found.get(name) or "")
            if len(found[name]) > LONGEST:
                self.add_error(name, _("At most %(limit)d characters.") % {"limit": LONGEST})
        for name in ("responsible", "contact_phone"):
            found[name] = plain_line(found.get(name) or "")
        if found.get("compliance") == Compliance.FULL and (found["deficiencies"] or found["disproportionate"]):
            self.add_error("compliance", CONTRADICTION)
        return found


def values_of(statement: Statement) -> dict[str, Any]:
    return {name: getattr(statement, name) for name in FIELDS}


@transaction.atomic
def save_statement(form: StatementForm) -> Statement:
    """Write what a valid form says, updated today. Raises ChangedMeanwhile where something else stands than what the
    form began with; nothing is changed then."""
    model: type[Statement] = form._meta.model
    held = model._default_manager.select_for_update(no_key=True).filter(pk=Statement.KEY).first()
    standing = held or model.current()
    if state_of(values_of(standing)) != form.cleaned_data["seen"]:
        raise ChangedMeanwhile(standing)
    values = {name: form.cleaned_data[name] for name in FIELDS} | {"updated_on": clock.today()}
    return model._default_manager.update_or_create(pk=Statement.KEY, defaults=values)[0]
