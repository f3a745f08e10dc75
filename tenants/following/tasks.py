"""Jobs: telling of an event, and the morning's summaries."""

from sluss.jobs.tasks import every, municipal_task
from sluss.registry.models import Municipality
from sluss.workflow.models import Event
from tenants.following.digests import send_digests
from tenants.following.notify import notify
from tenants.following.topics import topic_of


@municipal_task(name="following.notify")
def tell_followers(municipality: Municipality, event: int) -> None:
    notify(event)


@municipal_task(name="following.digest")
def send_municipal_digests(municipality: Municipality) -> None:
    send_digests()


@every("10 5 * * *", name="following.digest_all")
def send_all_digests() -> None:
    for municipality in Municipality.objects.ready():
        send_municipal_digests.defer(municipality)


def on_event(event: Event) -> None:
    """Ask for the telling in the transaction that wrote the event."""
    if event.subject == "idea" and topic_of(event.kind):
        tell_followers.defer(event=event.pk)
