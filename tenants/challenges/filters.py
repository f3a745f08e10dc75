"""The filter of the list of challenges. It lives in the address, so that every view can be linked to."""

from django import forms
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from sluss.web.filters import ANY, LONGEST_SEARCH, MOST_WORDS, Filter
from tenants.challenges.models import Audience, Challenge, ChallengeAnswer, Status
from tenants.people.models import Member

ORDERS = {
    "": (_("Newest first"), ("-opens_on", "-id")),
    "closing": (_("Closes first"), ("closes_on", "id")),
    "title": (_("Title"), ("title", "id")),
}


class ChallengeFilter(Filter):
    """Search, status, audience and order."""

    q = forms.CharField(label=_("Search"), required=False, max_length=LONGEST_SEARCH)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[ANY, *Status.choices])
    audience = forms.ChoiceField(label=_("Put to"), required=False, choices=[ANY, *Audience.choices])
    mine = forms.BooleanField(label=_("Only those I own"), required=False)
    sort = forms.ChoiceField(
        label=_("Sort by"), required=False, choices=[(k, label) for k, (label, _f) in ORDERS.items()]
    )

    def narrow(self, challenges: QuerySet[Challenge], *, member: Member) -> QuerySet[Challenge]:
        """`challenges` cut down to what was asked for, with their owner and their number of answers."""
        self.is_valid()
        chosen = self.cleaned_data
        for name in ("status", "audience"):
            if chosen.get(name):
                challenges = challenges.filter(**{name: chosen[name]})
        if chosen.get("mine"):
            challenges = challenges.filter(owner=member)
        for word in chosen.get("q", "").split()[:MOST_WORDS]:
            challenges = challenges.filter(
                Q(title__icontains=word) | Q(why_now__icontains=word) | Q(affected__icontains=word)
            )
        return with_answers(challenges).order_by(*ORDERS[chosen.get("sort") or ""][1])


def with_answers(challenges: QuerySet[Challenge]) -> QuerySet[Challenge]:
    """Each with `answer_count`, whatever of the answers the reader may open."""
    counted = ChallengeAnswer.objects.filter(challenge=OuterRef("pk")).order_by().values("challenge")
    number = counted.annotate(n=Count("pk")).values("n")
    return challenges.select_related("owner").annotate(answer_count=Coalesce(Subquery(number), 0))
