"""What the ideas gave and what they took: expected and realised benefit, what stopping saved, hours and kronor."""

from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants.benefits.measured import Measured, measured
from tenants.benefits.models import Benefit
from tenants.benefits.overview import Return, by_kind, return_of
from tenants.followup.scope import Scope
from tenants.followup.tables import Section, Table, before, counted
from tenants.learnings.finding import saved_by_stopping
from tenants.learnings.models import Learning
from tenants.trials.models import Effort, EffortKind


def benefit(scope: Scope) -> Section:
    tables = [_benefits(scope), _saved(scope), _spent(scope)]
    earlier = _effort(scope.before).aggregate(kronor=Sum("kronor"))["kronor"] or 0
    said = " ".join(table.sentence for table in tables)
    return Section(said, before(_("%(kronor)s kronor spent") % {"kronor": _whole(earlier)}), tables)


def _whole(number: int | Decimal) -> str:
    return number_format(round(number), force_grouping=True)


def _benefits(scope: Scope) -> Table:
    first, after = scope.period.instants
    chosen = Benefit.objects.filter(idea__in=scope.ideas().values("pk"), created_at__gte=first, created_at__lt=after)
    found = measured(chosen.select_related("idea").order_by("pk"))
    rows = [
        (
            str(row.kind.label).capitalize(),
            row.measures,
            *(
                (row.expected, *(amount for _level, amount in row.by_confidence), row.unproven)
                if row.is_added
                else [""] * 5
            ),
            row.reached,
            row.without_evidence,
            row.unit,
        )
        for row in by_kind(found)
    ]
    header = [
        *(_("Kind"), _("Measures"), _("Expected"), _("Realised, measured again (D)"), _("Realised, measured (C)")),
        *(_("Realised, told (B)"), _("Expected without evidence (A)"), _("Reached the goal"), _("Without evidence")),
        _("In"),
    ]
    said = ngettext("%(number)d measure", "%(number)d measures", len(found)) % {"number": len(found)}
    return Table("nytta", _("Benefit by kind"), _proven(found, return_of(found)), counted(said, scope), header, rows)


def _proven(found: list[Measured], back: Return | None) -> str:
    if not found:
        return _("Nothing began to be measured in the period.")
    facts = {"proven": sum(each.is_proven for each in found), "all": len(found)}
    sentence = _("%(proven)d of %(all)d measures show a benefit that is measured.") % facts
    if back is None:
        return sentence
    each = {"each": number_format(round(back.per_krona, 2)), "ideas": back.ideas}
    more = ngettext(
        "Where both are known (%(ideas)d idea) each krona spent gives %(each)s kronor a year.",
        "Where both are known (%(ideas)d ideas) each krona spent gives %(each)s kronor a year.",
        back.ideas,
    )
    return f"{sentence} {more % each}"


def _saved(scope: Scope) -> Table:
    first, after = scope.period.instants
    signed = Learning.objects.filter(superseded_by=None, signed_at__gte=first, signed_at__lt=after)
    saved = saved_by_stopping(signed.filter(idea__in=scope.ideas().values("pk")))
    sentence = (
        _("Stopping in time saved %(kronor)s kronor, as estimated.") % {"kronor": _whole(saved.kronor)}
        if saved.estimated
        else _("No learning says what stopping saved.")
    )
    header = [_("What"), _("Number")]
    rows = [
        (_("Learnings signed"), saved.learnings),
        (_("Of these, say what stopping saved"), saved.estimated),
        (_("Of these, do not say how it was estimated"), saved.without_basis),
        (_("Kronor saved, as estimated"), saved.kronor),
    ]
    said = ngettext("%(number)d learning", "%(number)d learnings", saved.learnings) % {"number": saved.learnings}
    return Table("stoppat", _("Saved by stopping"), sentence, counted(said, scope), header, rows)


def _effort(scope: Scope) -> QuerySet[Effort]:
    """Entries that no other corrects, by the day they are about."""
    days = {"day__gte": scope.period.since, "day__lte": scope.period.until}
    return Effort.objects.filter(idea__in=scope.ideas().values("pk"), corrected_by=None, **days).order_by()


def _spent(scope: Scope) -> Table:
    sums = _effort(scope).values("kind").annotate(of_hours=Sum("hours"), of_kronor=Sum("kronor"))
    found = {row["kind"]: (row["of_hours"], row["of_kronor"]) for row in sums}
    hours = sum((taken or Decimal(0) for taken, _kronor in found.values()), Decimal(0))
    kronor = sum(cost for _hours, cost in found.values())
    sentence = _("%(hours)s hours and %(kronor)s kronor were noted.") % {
        "hours": _whole(hours),
        "kronor": _whole(kronor),
    }
    rows = [(str(kind.label).capitalize(), *found[kind]) for kind in EffortKind if kind in found]
    header = [_("Kind"), _("Hours"), _("Kronor")]
    said = _("%(kronor)s kronor, hours included") % {"kronor": _whole(kronor)}
    return Table("atgang", _("Hours and kronor"), sentence, counted(said, scope), header, rows)
