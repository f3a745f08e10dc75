"""Finding mails."""

from django.db.models import Q, QuerySet

from tenants.mail.models import Mail


def mails(among: QuerySet[Mail], *, words: str = "", state: str = "") -> QuerySet[Mail]:
    """Those of the outbox that fit, newest first; `words` are looked for in receiver, subject and text.

    A text that holds a secret is never looked into: whoever may not read it must not find it out letter by letter.
    """
    found = among.defer("text", "html")
    for word in words.split()[:8]:
        found = found.filter(
            Q(to__icontains=word) | Q(subject__icontains=word) | Q(text__icontains=word, holds_secret=False)
        )
    return found.filter(state=state) if state in Mail.State.values else found
