"""Jobs of the open pages."""

from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from sluss.workflow.models import Event
from tenants.public_site import rebuild
from tenants.public_site.open_texts import CHALLENGE, IDEA
from tenants.public_site.support import forget_unconfirmed
from tenants.public_site.tell_region import changes_what_is_open, tell_of_challenge, tell_of_idea


@municipal_task(name="public_site.forget_unconfirmed")
def forget_unconfirmed_support(municipality: Municipality) -> None:
    forget_unconfirmed()


@every("23 2 * * *", name="public_site.forget_all_unconfirmed")
def forget_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        forget_unconfirmed_support.defer(municipality)


@municipal_task(name="public_site.tell_region")
def tell_region(municipality: Municipality, idea: int = 0, challenge: int = 0) -> None:
    """Of the idea or the challenge, as it is when the job runs."""
    if idea:
        tell_of_idea(idea)
    if challenge:
        tell_of_challenge(challenge)


@municipal_task(name="public_site.mend_region")
def mend_region(municipality: Municipality) -> None:
    """What no event tells of: an open idea that was disposed of, or a restored backup."""
    rebuild.mend(municipality, rebuild.compare(municipality))


@every("41 2 * * *", name="public_site.mend_region_everywhere")
def mend_everywhere() -> None:
    for municipality in Municipality.objects.ready():
        mend_region.defer(municipality)


def on_event(event: Event) -> None:
    """Ask for the telling in the transaction that changed what is open."""
    if event.subject == CHALLENGE:
        tell_region.defer(challenge=event.subject_id)
    elif event.subject == IDEA and changes_what_is_open(event):
        tell_region.defer(idea=event.subject_id)
