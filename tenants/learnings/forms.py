"""Forms of the learnings."""

from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sluss.text.plain import plain_line
from sluss.web.filters import ANY, LONGEST_SEARCH, Filter
from sluss.web.forms import InParts
from sluss.workflow.phases import Phase
from tenants.learnings.fields import OpenLine, OpenText
from tenants.learnings.finding import with_words
from tenants.learnings.models import MOST_KRONOR, Learning, LearningText, Occasion, Visibility
from tenants.learnings.write import MOST_TAGS, Words
from tenants.organisation.selectors import unit_choices

LONGEST_TAG = 40
ORDERS = {"": _("Newest first"), "used": _("Helped most"), "saved": _("Saved most")}
FIELDS_BY_ORDER: dict[str, tuple[Any, ...]] = {
    "": ("-signed_at", "-pk"),
    "used": ("-used", "-thanked", "-signed_at", "-pk"),
    "saved": (F("cost_saved").desc(nulls_last=True), "-signed_at", "-pk"),
}


class LearningForm(InParts, forms.Form):
    """What was learned. `revision` is that of the draft which its writer saw."""

    PARTS = (
        (_("What you learned"), ("occasion", "assumption", "learned", "evidence")),
        (_("What stopping saved"), ("cost_saved", "cost_basis")),
        (_("Who it is for"), ("helps", "tags", "visibility")),
    )

    occasion = forms.ChoiceField(
        label=_("Learned when"), choices=[(value, capfirst(label)) for value, label in Occasion.choices]
    )
    assumption = OpenText(label=_("What did we believe?"))
    learned = OpenText(label=_("What do we know now?"), rows=5, help_text=_("Something that others can use as it is."))
    evidence = OpenText(
        label=_("What does it rest on?"),
        required=False,
        help_text=_("What was seen, counted or told, and by how many."),
    )
    helps = OpenText(
        label=_("Who may be helped by it?"),
        required=False,
        limit=1_000,
        help_text=_("A unit, a profession, a kind of idea."),
    )
    cost_saved = forms.IntegerField(
        label=_("Cost saved by stopping, kronor"),
        required=False,
        min_value=0,
        max_value=MOST_KRONOR,
        help_text=_("Only if something was stopped that would else have cost."),
    )
    cost_basis = OpenText(label=_("How was the cost estimated?"), required=False, limit=1_000)
    tags = OpenLine(
        label=_("Tags"),
        required=False,
        max_length=400,
        help_text=_("Words with commas between, such as: school, lunch."),
    )
    visibility = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=[(value, capfirst(label)) for value, label in Visibility.choices],
        initial=Visibility.MUNICIPALITY,
        widget=forms.RadioSelect,
        help_text=_("What everyone may read shows no names."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def clean_tags(self) -> list[str]:
        tags = list(
            dict.fromkeys(plain_line(tag).lower() for tag in self.cleaned_data["tags"].split(",") if tag.strip())
        )
        if len(tags) > MOST_TAGS:
            raise forms.ValidationError(_now("At most %(most)s tags.") % {"most": MOST_TAGS})
        if any(len(tag) > LONGEST_TAG for tag in tags):
            raise forms.ValidationError(_now("A tag has at most %(most)s characters.") % {"most": LONGEST_TAG})
        return tags

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if chosen.get("cost_saved") is not None and not chosen.get("cost_basis") and "cost_basis" not in self.errors:
            self.add_error("cost_basis", _("Say how the cost was estimated, or leave it out."))
        return chosen

    def words(self) -> Words:
        chosen = self.cleaned_data
        names = ("assumption", "learned", "evidence", "helps", "cost_saved", "cost_basis", "tags")
        return Words(
            occasion=Occasion(chosen["occasion"]),
            visibility=Visibility(chosen["visibility"]),
            **{name: chosen[name] for name in names},
        )


def initial_of(found: LearningText) -> dict[str, Any]:
    names = ("occasion", "assumption", "learned", "evidence", "helps", "cost_saved", "cost_basis", "visibility")
    return {name: getattr(found, name) for name in names} | {"tags": ", ".join(found.tags)}


class LearningFilter(Filter):
    """What narrows the register."""

    q = forms.CharField(label=_("Search"), required=False, max_length=LONGEST_SEARCH)
    phase = forms.ChoiceField(label=_("How far the idea came"), required=False, choices=[ANY, *Phase.choices])
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    tag = forms.CharField(label=_("Tag"), required=False, max_length=LONGEST_TAG)
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=list(ORDERS.items()))

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(unit=unit_choices(), year=((year, str(year)) for year in years))

    def narrow(self, learnings: QuerySet[Learning]) -> QuerySet[Learning]:
        self.is_valid()
        chosen = self.cleaned_data
        for name, column in (("phase", "phase"), ("unit", "idea__unit_id"), ("year", "signed_at__year")):
            if chosen.get(name):
                learnings = learnings.filter(**{column: chosen[name]})
        if chosen.get("tag"):
            learnings = learnings.filter(tags__contains=[plain_line(chosen["tag"]).lower()])
        return with_words(learnings, chosen.get("q", ""))

    @property
    def order(self) -> tuple[Any, ...]:
        return FIELDS_BY_ORDER[self.cleaned_data.get("sort") or ""]
