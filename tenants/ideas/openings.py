"""Openings of answers: ready beginnings to go on from. Ours come with the product; a municipality words its own."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.ideas.models import Opening
from tenants.ideas.transitions import InboxOutcome


@dataclass(frozen=True)
class Offered:
    """An opening that can be chosen. `code` is ours; one of the municipality's own is `own-` and its key."""

    code: str
    outcome: str
    name: str | Promise
    text_sv: str
    text_en: str
    pk: int | None = None
    active: bool = True

    def text(self, language: str) -> str:
        return (self.text_en if language.startswith("en") else "") or self.text_sv

    @property
    def outcome_label(self) -> str:
        return str(InboxOutcome(self.outcome).label)


# Both languages lie side by side, because the letter is in the receiver's language and not in the writer's.
OURS = (
    Offered(
        "need",
        InboxOutcome.TAKE_IN_NEED,
        _("The need comes first"),
        "Tack för att du sa till. Vi tar in det du beskriver som ett behov: först tar vi reda på vilka fler som har "
        "det och hur ofta, sedan letar vi efter sätt att möta det.",
        "Thank you for telling us. We take in what you describe as a need: first we find out who else has it and how "
        "often, then we look for ways to meet it.",
    ),
    Offered(
        "idea",
        InboxOutcome.TAKE_IN_IDEA,
        _("We go on with your idea"),
        "Tack för din idé. Vi tar in den, och den har fått en idécoach som hör av sig till dig.",
        "Thank you for your idea. We take it in, and it has been given an idea coach who will get in touch with you.",
    ),
    Offered(
        "same",
        InboxOutcome.CONNECT,
        _("More people have said the same"),
        "Tack. Fler har sagt samma sak, och det du skrev läggs till det. Att ni är flera gör behovet tydligare.",
        "Thank you. More people have said the same, and what you wrote is added to it. That there are several of you "
        "makes the need clearer.",
    ),
    Offered(
        "line",
        InboxOutcome.DO_IN_LINE,
        _("We just do it"),
        "Tack. Det här är så bra och så enkelt att vi gör det direkt.",
        "Thank you. This is so good and so simple that we do it straight away.",
    ),
    Offered(
        "ask",
        InboxOutcome.ASK_MORE,
        _("Help us understand"),
        "Tack för att du hörde av dig. För att komma vidare behöver vi veta lite mer: när händer det, och vilka fler "
        "än du berörs?",
        "Thank you for getting in touch. To go on we need to know a little more: when does it happen, and who else "
        "than you is affected?",
    ),
    Offered(
        "refer",
        InboxOutcome.REFER,
        _("Others know this better"),
        "Tack. Det här kan andra bättre än vi. Vi har lämnat det du skrev vidare, så du behöver inte skriva det igen.",
        "Thank you. Others know this better than we do. We have handed on what you wrote, so you need not "
        "write it again.",
    ),
    Offered(
        "fault",
        InboxOutcome.WRONG_DOOR,
        pgettext_lazy("opening", "Fault report"),
        "Tack för att du säger till. Det du beskriver är ett fel som ska lagas. Felanmälan har det nu.",
        "Thank you for telling us. What you describe is a fault to be mended. Fault reports have it now.",
    ),
    Offered(
        "whistle",
        InboxOutcome.WRONG_DOOR,
        pgettext_lazy("opening", "Whistle-blowing"),
        "Tack för att du hör av dig. Det du har lämnat tas om hand av den funktion som tar emot visselblåsning.",
        "Thank you for getting in touch. What you left is taken care of by the function that receives whistle-blowing.",
    ),
    Offered(
        "proposal",
        InboxOutcome.WRONG_DOOR,
        pgettext_lazy("opening", "Citizen's proposal"),
        "Tack. Det du skriver är ett medborgarförslag, som fullmäktige tar emot. Vi har lämnat det till kansliet.",
        "Thank you. What you write is a citizen's proposal, which the council receives. We have handed it to its "
        "office.",
    ),
    Offered(
        "no",
        InboxOutcome.ANSWER,
        _("A thank you, and why not now"),
        "Tack för att du delade med dig. Vi går inte vidare med det här nu. Skälet är att ",
        "Thank you for sharing this. We do not go on with it now. The reason is that ",
    ),
    Offered(
        "done",
        InboxOutcome.ANSWER,
        _("It is there already"),
        "Tack. Det finns redan, men det är uppenbarligen för svårt att hitta. Du hittar det ",
        "Thank you. It is there already, but evidently too hard to find. You find it ",
    ),
)
OF_OURS = {opening.code: opening for opening in OURS}


def all_openings() -> list[Offered]:
    """Ours, each as the municipality worded it, then its own; also those that are not offered. One query."""
    rows = list(Opening.objects.all())
    reworded = {row.code: _offered(row) for row in rows if row.code}
    own = [_offered(row) for row in rows if not row.code]
    return [reworded.get(opening.code, opening) for opening in OURS] + own


def openings() -> list[Offered]:
    """Those that are offered, in the order of the outcomes."""
    order = list(InboxOutcome.values)
    return sorted((one for one in all_openings() if one.active), key=lambda one: order.index(one.outcome))


def _offered(row: Opening) -> Offered:
    return Offered(
        code=row.code or f"own-{row.pk}",
        outcome=row.outcome,
        name=row.name,
        text_sv=row.text_sv,
        text_en=row.text_en,
        pk=row.pk,
        active=row.active,
    )
