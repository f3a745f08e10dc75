"""First sentences of reasons, ready to be taken over and gone on with."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.decisions.models import Outcome

OPENINGS: dict[Outcome, tuple[Promise, ...]] = {
    Outcome.PROCEED: (
        _("We have seen that the need is real, because "),
        _("What decided it was that "),
        _("The trial showed what we hoped for: "),
    ),
    Outcome.HOLD: (
        _("It is a good idea, but right now what is lacking is "),
        _("It has to wait until "),
        _("We want to know this before we go on: "),
    ),
    Outcome.CONCLUDE: (
        _("We have tried it and know now that "),
        _("The same need is met in another way: "),
        _("It would cost more than it gives, because "),
    ),
}


def opening(value: str) -> str:
    """The sentence that a button stands for, such as `hold-1`; empty where there is none."""
    outcome, _dash, number = value.partition("-")
    if outcome not in Outcome.values or not (number.isascii() and number.isdigit()):
        return ""
    sentences = OPENINGS[Outcome(outcome)]
    return str(sentences[int(number)]) if int(number) < len(sentences) else ""


def offered() -> list[tuple[str, list[tuple[str, str]]]]:
    """By outcome, each sentence with the value of its button."""
    return [
        (str(outcome.label), [(f"{outcome}-{number}", str(text).strip()) for number, text in enumerate(texts)])
        for outcome, texts in OPENINGS.items()
    ]
