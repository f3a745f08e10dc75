"""The standard texts: true of the product as it comes, for whoever has not written anything else."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sluss.statement.models import Statement

# Where a complaint goes (MDFFS 2019:2). No page links to other hosts but this one and those that people write.
DIGG = "https://www.digg.se/tdosanmalan"
DIGG_NAME = "digg.se/tdosanmalan"

STANDARD: dict[str, Promise] = {
    "scope": _("This statement covers every page on this site, with forms, figures and letters that the site writes."),
    "deficiencies": _(
        "We know of no page that fails the automatic tests. They find only a part of what can go wrong, and nobody "
        "has yet gone through the whole site with a screen reader, magnification and speech control. That examination "
        "remains, which is why we say “partly compliant”."
    ),
    "disproportionate": _("We have not left anything out for this reason."),
    "outside": _(
        "Files that people attach to ideas come from many hands and may not be accessible. Tell us if there is one "
        "that you cannot read, and we help you to its content."
    ),
    "method_details": _(
        "Each page is tested automatically with the tool axe, in a real browser, whenever something in the service is "
        "changed. An examination by people remains."
    ),
    "technical": _(
        "The site aims at the standard EN 301 549 V3.2.1 (WCAG 2.1, level AA). It is built to work without "
        "JavaScript, with keyboard alone, in dark mode and high contrast, enlarged to 400 per cent and on narrow "
        "screens."
    ),
}


@dataclass(frozen=True)
class Shown:
    """A text of the statement. `is_own`: written by the responsible organisation, in Swedish."""

    text: str | Promise
    is_own: bool


def texts_of(statement: Statement) -> dict[str, Shown]:
    """Every text as it is shown: the own one, or else the standard text in the reader's language."""
    own = {name: str(getattr(statement, name)) for name in STANDARD}
    return {name: Shown(own[name] or standard, bool(own[name])) for name, standard in STANDARD.items()}
