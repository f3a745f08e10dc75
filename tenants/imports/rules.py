"""Who imports, and when an import can still be undone."""

from collections.abc import Iterable, Iterator

from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext_lazy as _

from sluss.workflow.models import Event
from sluss.workflow.transitions import Text
from tenants.ideas.models import Idea, IdeaBearer, Message
from tenants.imports.models import ImportRow, ImportRun
from tenants.imports.placing import EVENT
from tenants.people.models import Role

IMPORTERS = (Role.ADMINISTRATOR, Role.INNOVATION_MANAGER)
State = ImportRun.State
UNDOABLE = (State.DONE, State.FAILED)
# What an import itself writes about an idea. Whatever else there is has happened later.
OWN_EVENTS = ("received", EVENT)
OWN_ROWS = (IdeaBearer, ImportRow, Message)
EDITED = _("the text has been changed")
HANDLED = _("something has been done with it")
USED = _("something has been added to it or refers to it")


def happened_later(*, run: ImportRun, using: str = DEFAULT_DB_ALIAS) -> dict[int, Text]:
    """By idea, why the run cannot be undone: the first of the things that have happened to it since. Empty if it can.

    Every relation to an idea counts, also of tables that this module has never heard of.
    """
    found: dict[int, Text] = {}
    for reason, ideas in _later(run=run, using=using):
        for idea in ideas:
            found.setdefault(idea, reason)
    return found


def _later(*, run: ImportRun, using: str) -> Iterator[tuple[Text, Iterable[int]]]:
    ideas = Idea.objects.using(using).filter(import_rows__run=run)
    yield EDITED, ideas.filter(revision__gt=1).values_list("pk", flat=True)
    events = Event.objects.using(using).filter(subject="idea", subject_id__in=ideas.values("pk"))
    yield HANDLED, events.exclude(kind__in=OWN_EVENTS).values_list("subject_id", flat=True)
    yield USED, ideas.filter(bearers__member__isnull=False).values_list("pk", flat=True)
    for relation in Idea._meta.related_objects:
        if relation.related_model not in OWN_ROWS:
            name = relation.field.name
            rows = relation.related_model._default_manager.using(using).filter(**{f"{name}__in": ideas.values("pk")})
            yield USED, rows.values_list(f"{name}_id", flat=True)
