"""Trials of ideas that have left the chamber where trials are run, or wait: they run no longer."""

from django.db import transaction
from django.db.models import Q

from sluss.workflow.phases import Phase
from tenants.ideas.models import Status as IdeaStatus
from tenants.trials.models import Status, Trial
from tenants.trials.move import move
from tenants.trials.tell import tell_people
from tenants.trials.transitions import LEFT


@transaction.atomic
def pause_where_the_idea_left() -> int:
    """Pause every running trial whose idea is no longer at work where trials are run, and tell its people; returns how
    many. They end the trial, or go on when the idea is taken up again."""
    there = Q(idea__status=IdeaStatus.ACTIVE, idea__stage__phase=Phase.TEST)
    left = Trial.objects.filter(~there, status=Status.RUNNING).order_by("pk")
    rows = left.select_for_update(no_key=True, of=("self",)).select_related("idea", "leader", "receiving_owner")
    found = list(rows)
    for trial in found:
        move(trial, by=LEFT, actor=None)
        tell_people(trial, template="trials/left")
    return len(found)
