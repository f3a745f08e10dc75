"""Forms of the goals."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sluss.web.filters import ANY, LONGEST_SEARCH, MOST_WORDS, Filter
from tenants.goals.follow_up import goals_with_links
from tenants.goals.models import FIRST_YEAR, LAST_YEAR, Goal, Kind, Status
from tenants.goals.save_goal import COLUMNS, Content, problems_of, state_of_goal, values_of
from tenants.goals.tree import Tree, in_order
from tenants.ideas.forms import PlainLine
from tenants.imports.forms import ImportFileField
from tenants.organisation.models import Authority, Unit
from tenants.organisation.selectors import INDENT, unit_choices


class Chosen(forms.TypedChoiceField):
    """A row chosen by its key from a list that knows its own order."""

    def __init__(self, *, model: Any, **kwargs: Any) -> None:
        super().__init__(coerce=lambda pk: model.objects.get(pk=pk), empty_value=None, required=False, **kwargs)


class GoalForm(forms.Form):
    code = PlainLine(
        label=_("Number in the plan"), max_length=20, help_text=_("As it stands in the plan, such as KF 2 or VON 2.1.")
    )
    title_sv = PlainLine(label=_("The goal in Swedish"), max_length=200)
    title_en = PlainLine(
        label=_("The goal in English"),
        max_length=200,
        required=False,
        help_text=_("Shown to those who read English. Left empty, they see the Swedish."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind, widget=forms.RadioSelect)
    authority = forms.ModelChoiceField(label=_("Decided in"), queryset=Authority.objects.none())
    year_from = forms.IntegerField(label=_("From the year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    year_to = forms.IntegerField(label=_("To the year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    parent = Chosen(label=_("Part of"), model=Goal, help_text=_("The goal above it, where there is one."))
    unit = Chosen(label=_("Responsible unit"), model=Unit)
    # Tells whether somebody else has changed the goal meanwhile.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, goal: Goal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goal = goal
        own = Q(pk=goal.authority_id) if goal else Q()
        self.fields["authority"].queryset = Authority.objects.filter(Q(active=True) | own if goal else Q(active=True))  # type: ignore[attr-defined]
        self.fields["parent"].choices = [("", _("none")), *possible_parents(goal)]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", _("no unit")), *unit_choices(keep=goal.unit if goal else None)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for name, problem in problems_of(self.content(), goal=self.goal).items():
                self.add_error(name, problem)
        return cleaned

    def content(self) -> Content:
        return Content(**{name: self.cleaned_data[name] for name in COLUMNS})


def possible_parents(goal: Goal | None) -> list[tuple[int, str]]:
    """Goals in force that the goal can be part of, indented as the tree is, and the one it is part of now."""
    shut = set(Tree.load().below(goal.pk)) if goal else set()
    own = Q(pk=goal.parent_id) if goal and goal.parent_id else Q(pk__in=[])
    found = {one.pk: one for one in Goal.objects.filter(Q(status=Status.ACTIVE) | own).exclude(pk__in=shut)}
    places = in_order((one.pk, one.parent_id, one.code) for one in found.values())
    return [(place.pk, f"{INDENT * place.depth}{found[place.pk]}") for place in places]


def initial_of(goal: Goal) -> dict[str, Any]:
    return {**values_of(goal), "seen": state_of_goal(goal)}


class GoalFilter(Filter):
    """The goals in force, unless others are asked for."""

    q = forms.CharField(label=_("Search"), required=False, max_length=LONGEST_SEARCH)
    year = forms.IntegerField(label=_("In force in"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *Kind.choices])
    authority = forms.ChoiceField(label=_("Decided in"), required=False)
    unit = forms.ChoiceField(label=_("Responsible unit"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[*Status.choices, ("all", _("All"))])
    nothing = forms.BooleanField(label=_("Only those that nothing is linked to"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authorities = Authority.objects.filter(active=True).values_list("pk", "name")
        self.offer(authority=authorities, unit=unit_choices())

    def narrow(self, goals: QuerySet[Goal]) -> QuerySet[Goal]:
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("status") != "all":
            goals = goals.filter(status=chosen.get("status") or Status.ACTIVE)
        if year := chosen.get("year"):
            goals = goals.filter(year_from__lte=year, year_to__gte=year)
        for name, column in (("kind", "kind"), ("authority", "authority_id"), ("unit", "unit_id")):
            if chosen.get(name):
                goals = goals.filter(**{column: chosen[name]})
        for word in chosen.get("q", "").split()[:MOST_WORDS]:
            goals = goals.filter(Q(code__icontains=word) | Q(title_sv__icontains=word) | Q(title_en__icontains=word))
        return goals.exclude(pk__in=self._worked_towards()) if chosen.get("nothing") else goals

    def _worked_towards(self) -> set[int]:
        """Goals that something is linked to, themselves or below them."""
        linked, tree = goals_with_links(), Tree.load()
        return linked.union(*(tree.above(pk) for pk in linked))


class FileForm(forms.Form):
    """A file as it came; what is in it is told by reading it."""

    file = ImportFileField(
        label=_("File"),
        help_text=_("CSV or XLSX. The first row names the columns."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx", "data-max-bytes": settings.UPLOAD_MAX_BYTES}),
    )


class LinkForm(forms.Form):
    """One goal to link something to."""

    goal = Chosen(label=_("Goal"), model=Goal)

    def __init__(self, *args: Any, taken: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(pk, label) for pk, label in possible_parents(None) if pk not in taken]
        self.fields["goal"].choices = [("", "—"), *offered]  # type: ignore[attr-defined]
        self.fields["goal"].required = True
