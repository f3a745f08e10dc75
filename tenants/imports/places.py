"""Where an imported idea may stand: in the inbox, in a chamber, or closed; and what the words of a file mean by it.

A file cannot conclude an idea with learning, because nobody has signed what was learned: what it calls archived or
rejected is placed as answered and closed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils import translation

from sluss.workflow.phases import Phase
from tenants.ideas.models import Status
from tenants.imports.reading.folding import fold
from tenants.imports.reading.messages import PLACES
from tenants.pipeline.models import Stage

INBOX = "inbox"
CHAMBER = "stage:"
LANGUAGES = ("sv", "en")
# A value of a file belongs here where it begins with one of these words.
WORDS = {
    Status.IMPLEMENTED: """
        implemented,completed,realised,realized,done,accomplished,genomförd,genomfört,genomförda,införd,infört,
        implementerad,realiserad,förverkligad,klar,färdig,slutförd,gennemført,gjennomført,toteutettu,umgesetzt,
        realisiert,réalisé,implementado,implementada,ejecutado,ejecutada,realizado,realizada,realizzato,
        uitgevoerd,zrealizowano""",
    Status.ANSWERED: """
        archived,rejected,declined,refused,closed,answered,not implemented,not feasible,not accepted,withdrawn,
        cancelled,discontinued,arkiverad,arkiverat,avslag,avslagen,avslaget,avvisad,nekad,nej,avslutad,stängd,
        besvarad,ej genomförd,inte genomförd,ej aktuell,inte aktuell,återkallad,nedlagd,afvist,avvist,hylätty,
        arkistoitu,abgelehnt,archiviert,rejeté,archivé,rechazado,rechazada,archivado,archivada,desestimado,
        retirado,respinto,afgewezen,odrzucono""",
    Status.REFERRED: """
        referred,forwarded,redirected,hänvisad,vidarebefordrad,vidareskickad,viderehenvist,weitergeleitet,
        derivado""",
    Status.HANDED_OVER: """
        handed over,delegated,överlämnad,överlämnad till linjen,delegerad,overdraget,übergeben""",
}
PHASE_WORDS = {
    Phase.UNDERSTAND: "need,needs,understand,analysis,behov,förstå,analys,utredning",
    Phase.DEVELOP: "idea,develop,development,design,idé,utveckla,utveckling,koncept",
    Phase.TEST: "test,testing,trial,pilot,prototype,prov,pröva,försök,prototyp",
    Phase.IMPLEMENT: "implement,implementation,införa,införande,genomförande,implementering",
    Phase.SPREAD: "spread,scale,scaling,spridning,sprida,skala upp,uppskalning",
}


def of_chamber(stage: Stage) -> str:
    return f"{CHAMBER}{stage.position}"


@dataclass(frozen=True)
class Places:
    """The places of a municipality. A place is written `inbox`, `stage:2`, `implemented`, `answered` and so on."""

    stages: tuple[Stage, ...]

    def choices(self) -> list[tuple[str, str]]:
        """Every place with its name in the reader's language, as a select shows them."""
        chambers = [(of_chamber(stage), stage.name) for stage in self.stages]
        closed = [(code, str(name)) for code, name in PLACES.items() if code != INBOX]
        return [(INBOX, str(PLACES[INBOX])), *chambers, *closed]

    def knows(self, place: str) -> bool:
        return place in PLACES or self.chamber(place) is not None

    def chamber(self, place: str) -> Stage | None:
        return next((stage for stage in self.stages if of_chamber(stage) == place), None)

    def implemented(self) -> Stage:
        """The chamber that an implemented idea is counted in: the last of that phase, or the end of the flight."""
        return ([stage for stage in self.stages if stage.phase == Phase.IMPLEMENT] or list(self.stages))[-1]

    def guess(self, *, value: str) -> str:
        """The place that a value of a file most likely means, the inbox where no word of it is known."""
        folded = f"{fold(value)} "
        fitting = [(len(name), place) for name, place in self._names.items() if folded.startswith(f"{name} ")]
        return max(fitting)[1] if fitting else INBOX

    @cached_property
    def _names(self) -> dict[str, str]:
        """Folded names and words to places; the municipality's own names win over common words."""
        return {fold(name): place for name, place in [*self._common(), *_statuses(), *self._own()] if fold(name)}

    def _own(self) -> Iterator[tuple[str, str]]:
        for stage in self.stages:
            yield from ((name, of_chamber(stage)) for name in (stage.name_sv, stage.name_en))

    def _common(self) -> Iterator[tuple[str, str]]:
        for status, words in WORDS.items():
            yield from ((word, str(status)) for word in words.split(","))
        for stage in reversed(self.stages):
            words = PHASE_WORDS.get(Phase(stage.phase), "")
            yield from ((word, of_chamber(stage)) for word in words.split(","))


def _statuses() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        with translation.override(language):
            named = [(str(status.label), status) for status in Status]
        yield from ((label, str(status)) for label, status in named if status in PLACES)
        yield from ((label, str(Status.ANSWERED)) for label, status in named if status == Status.CONCLUDED)


def places_here() -> Places:
    """The places of the municipality that is worked in."""
    return Places(tuple(Stage.objects.filter(model__in_use=True).order_by("position")))
