"""Finding mails."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from tenants.mail.kinds import KINDS, label_of, marked_matters
from tenants.mail.models import Mail

MOST_WORDS = 8


def mails(among: QuerySet[Mail], *, words: str = "", state: str = "") -> QuerySet[Mail]:
    """Those of the outbox that fit, newest first; `words` are looked for in receiver and kind of letter.

    Never in subjects or texts, and not in the receivers of letters about marked matters: what nobody may read here
    must not be found out letter by letter.
    """
    found = among.defer("subject", "text", "html").alias(is_about_marked=_is_about_marked())
    for word in words.split()[:MOST_WORDS]:
        kinds = [kind for kind in KINDS if word.casefold() in label_of(kind).casefold()]
        found = found.filter(Q(kind__in=kinds) | Q(to__icontains=word, is_about_marked=False))
    return found.filter(state=state) if state in Mail.State.values else found


def with_marks(among: QuerySet[Mail]) -> QuerySet[Mail]:
    """Each with `is_about_marked`: whether the matter it is about has a secrecy mark."""
    return among.annotate(is_about_marked=_is_about_marked())


def _is_about_marked() -> "ExpressionWrapper[Q]":
    about = Q(pk__in=[])
    for matters in marked_matters():
        about |= Q(about_id__isnull=False, about_id__in=matters)
    return ExpressionWrapper(about, output_field=BooleanField())
