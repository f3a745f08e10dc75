"""Where ideas come from, and what becomes of them."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from tenants.followup.scope import Scope
from tenants.followup.sections.flow import ideas_in_words
from tenants.followup.tables import Section, Table, before, counted, share
from tenants.ideas.models import Source, Status

COUNTS = {
    "came": Count("pk"),
    "taken": Count("pk", filter=Q(stage__isnull=False)),
    "done": Count("pk", filter=Q(status=Status.IMPLEMENTED)),
    "learned": Count("pk", filter=Q(status=Status.CONCLUDED)),
}


def sources(scope: Scope) -> Section:
    found = {source: numbers for source, *numbers in scope.received().values_list("source").annotate(**COUNTS)}
    came = {source: found[source][0] for source in Source.values if source in found}
    total, most = sum(came.values()), max(came, key=lambda one: came[one], default="")
    then = dict(scope.before.received().values_list("source").annotate(number=Count("pk")))
    rows = [
        (
            str(source.label).capitalize(),
            *found.get(source, [0] * len(COUNTS)),
            share(came.get(source, 0), total),
            then.get(source, 0),
        )
        for source in Source
        if source in found or source in then
    ]
    sentence = _sentence(Source(most), came[most], total) if most else _("Nothing came in during the period.")
    header = [
        *(_("Source"), _("Came in"), _("Taken in"), _("Implemented"), _("Concluded with learning")),
        *(_("Share of all"), _("Came in before")),
    ]
    table = Table("kallor", _("Sources"), sentence, counted(ideas_in_words(total), scope), header, rows)
    return Section(sentence, before(_share_before(most, then)) if most else "", [table])


def _sentence(source: Source, number: int, total: int) -> str:
    facts = {"source": source.label, "share": share(number, total), "number": number, "all": total}
    return _("Most come from the source “%(source)s”: %(number)d of %(all)d (%(share)s).") % facts


def _share_before(source: str, then: dict[str, int]) -> str:
    return _("%(number)d of %(all)d") % {"number": then.get(source, 0), "all": sum(then.values())}
