"""What members are told, the talk about ideas, and answers from letters."""

from typing import Any

from sluss.tenancy import in_municipality
from tenants.following.answer import new_answer_link
from tenants.following.follow import follow
from tenants.following.models import How, Notification, Topic
from tenants.following.talk import say
from tenants.ideas.models import Idea
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import For, Row, member

ROUTES: dict[str, Row] = {
    "aviseringar/": member(),
    "aviseringar/lasta/": member(page=False),
    "aviseringar/foljer/": member(),
    "aviseringar/installningar/": member(),
    "aviseringar/<int:pk>/": member("notification", page=False),
    "ideer/<int:pk>/samtal/": member("idea"),
    "ideer/<int:pk>/folj/": member("idea", page=False),
    "svara/<str:token>/": Row(For.SECRET, ("letter_token",)),
}


def plant(world: Any) -> None:
    """Something said about an idea that all may see and about one in the inbox, and a letter's link to answer by."""
    everything = world.everything
    with in_municipality(world.municipality):
        open_to_all, asked = (Idea.objects.get(pk=world.objects[name]) for name in ("idea", "asked"))
        follow(open_to_all, member=everything)
        say(open_to_all, text=f"{CANARY} sagt", member=everything)
        inner = say(asked, text=f"{INNER_CANARY} sagt", member=everything)
        link = new_answer_link()
        row = Notification.objects.create(
            member=everything,
            idea=asked,
            event_id=inner.event_id,
            topic=Topic.TALK,
            how=How.AT_ONCE,
            told_at=inner.written_at,
            answer_digest=link.digest,
            answer_until=link.until,
        )
    world.objects |= {"notification": row.pk, "letter_token": link.token}
