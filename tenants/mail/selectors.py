"""Finding mails."""

from django.db.models import Q, QuerySet

from tenants.mail.models import Mail


def mails(*, words: str = "", state: str = "") -> QuerySet[Mail]:
    """The outbox, newest first; `words` are looked for in receiver, subject and text."""
    found = Mail.objects.defer("text", "html")
    for word in words.split()[:8]:
        found = found.filter(Q(to__icontains=word) | Q(subject__icontains=word) | Q(text__icontains=word))
    return found.filter(state=state) if state in Mail.State.values else found
