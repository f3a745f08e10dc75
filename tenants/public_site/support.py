"""Supporting an open idea: without an account, by an address that is confirmed; each person counts once."""

import datetime as dt

from django.db.models import Count, QuerySet

from sluss import clock
from sluss.secrets import Kind, keyed_digest
from tenants.ideas.models import Idea
from tenants.mail.letters import send_letter
from tenants.people.models import Member
from tenants.public_site.models import Support

LINK = Kind("public_site.support")
WAITS_FOR = dt.timedelta(days=7)


def ask_to_support(idea: Idea, *, title: str, email: str, language: str) -> None:
    """Write to the address with a link that confirms it. Somebody who supports it already gets no second letter.

    The answer on the page is the same in every case, so that nobody learns who supports what.
    """
    row, is_new = Support.objects.get_or_create(idea=idea, person=_person(email), defaults={"asked_at": clock.now()})
    if row.confirmed_at or not (is_new or row.asked_at < clock.now() - dt.timedelta(hours=1)):
        return
    token = LINK.make()
    Support.objects.filter(pk=row.pk).update(token_digest=LINK.digest(token), asked_at=clock.now())
    send_letter(
        to=email,
        template="public_site/confirm",
        context={"title": title, "token": token},
        language=language,
        holds_secret=True,
    )


def support_of(token: str) -> Support | None:
    """What the link confirms and takes back, within a week: a second press finds it as the first left it."""
    since = clock.now() - WAITS_FOR
    asked = Support.objects.select_related("idea").filter(token_digest=LINK.digest(token), asked_at__gt=since)
    return asked.first()


def confirm(support: Support) -> None:
    Support.objects.filter(pk=support.pk, confirmed_at=None).update(confirmed_at=clock.now())


def take_back(support: Support) -> None:
    """Nothing is left of it; whoever has the address can ask anew."""
    Support.objects.filter(pk=support.pk).delete()


def support_as_member(idea: Idea, *, member: Member) -> None:
    """Signed in there is nothing to confirm. Asked twice, it changes nothing."""
    now, person = clock.now(), _person(member.email)
    Support.objects.bulk_create(
        [Support(idea=idea, person=person, asked_at=now, confirmed_at=now)], ignore_conflicts=True
    )
    # Whoever typed the address on the open page before: now it is known to be theirs.
    # It is taken back signed in from then on, so the letter's link has done its work.
    Support.objects.filter(idea=idea, person=person, confirmed_at=None).update(confirmed_at=now, token_digest="")


def take_back_as_member(idea: Idea, *, member: Member) -> None:
    Support.objects.filter(idea=idea, person=_person(member.email)).delete()


def supports_as_member(idea: Idea, *, member: Member) -> bool:
    return Support.objects.filter(idea=idea, person=_person(member.email)).exists()


def number_of_supports(ideas: list[int]) -> dict[int, int]:
    """How many stand behind each of the ideas, by their keys. One query."""
    counted: QuerySet[Support] = Support.objects.filter(idea__in=ideas, confirmed_at__isnull=False)
    return dict(counted.order_by().values("idea").annotate(number=Count("pk")).values_list("idea", "number"))


def forget_unconfirmed() -> None:
    """Nothing is kept of those who never confirmed."""
    Support.objects.filter(confirmed_at=None, asked_at__lt=clock.now() - WAITS_FOR).delete()


def _person(said: str) -> str:
    """The same person in the same municipality: keyed, so that a list of addresses cannot be tried against it."""
    return keyed_digest(said.strip().casefold(), purpose="public_site.supporter")
