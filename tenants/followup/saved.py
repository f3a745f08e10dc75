"""Keeping views: by name, for oneself or for everyone who follows up here, and the one to begin with."""

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.followup.models import SavedView, StartView
from tenants.followup.rules import may_change_view
from tenants.people.models import Member

FILTERS = ("since", "until", "unit", "source", "stage", "version")
LONGEST_VALUE = 40
MOST = 100
TAKEN = _("You have a view with that name already.")


def views_for(member: Member) -> QuerySet[SavedView]:
    """The member's own and those that are shared, by name."""
    return SavedView.objects.filter(Q(owner=member) | Q(shared=True)).select_related("owner").order_by("name", "pk")


def start_of(member: Member) -> SavedView | None:
    """The view the member begins with, while they may see it."""
    return views_for(member).filter(starts__member=member).first()


def query_of(asked: QueryDict) -> str:
    """What of an address is a choice of view, and nothing else of it."""
    kept = QueryDict(mutable=True)
    for name in FILTERS:
        if value := asked.get(name, ""):
            kept[name] = value[:LONGEST_VALUE]
    return kept.urlencode()


def save_view(*, name: str, query: str, shared: bool, owner: Member) -> SavedView:
    """Keep a view. Raises NotPossible where the owner has the name already, or has too many."""
    if SavedView.objects.filter(owner=owner).count() >= MOST:
        raise NotPossible(_("You have as many views as there is room for. Remove one first."))
    try:
        with transaction.atomic():
            return SavedView.objects.create(name=name, query=query, shared=shared, owner=owner, created_at=clock.now())
    except IntegrityError:
        raise NotPossible(TAKEN) from None


def change_view(view: SavedView, *, name: str, shared: bool, actor: Member) -> None:
    """Rename, share or stop sharing. Raises NotAllowed or NotPossible."""
    _refuse(view, actor)
    view.name, view.shared = name, shared
    try:
        with transaction.atomic():
            view.save(update_fields=["name", "shared"])
    except IntegrityError:
        raise NotPossible(TAKEN) from None


def remove_view(view: SavedView, *, actor: Member) -> None:
    """Raises NotAllowed. Those who began with it begin with everything again."""
    _refuse(view, actor)
    view.delete()


def start_with(view: SavedView, *, member: Member) -> None:
    """Begin with the view, or no longer where it is the one already."""
    if StartView.objects.filter(member=member, view=view).delete()[0]:
        return
    StartView.objects.update_or_create(member=member, defaults={"view": view})


def _refuse(view: SavedView, actor: Member) -> None:
    if not may_change_view(actor, view):
        raise NotAllowed(_("Only the one who saved the view changes it."))
