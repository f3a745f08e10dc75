"""What is scored: the municipality's own version of each side, or the standard that it begins with."""

from dataclasses import dataclass

from sluss import clock
from tenants.assessment.models import Scale, ScaleCriterion, Side
from tenants.pipeline.models import in_reader_language

MOST = 8


@dataclass(frozen=True)
class Wording:
    """A criterion in words."""

    name_sv: str
    name_en: str
    low_sv: str
    low_en: str
    high_sv: str
    high_en: str

    @property
    def name(self) -> str:
        return in_reader_language(self.name_sv, self.name_en)

    @property
    def low(self) -> str:
        return in_reader_language(self.low_sv, self.low_en)

    @property
    def high(self) -> str:
        return in_reader_language(self.high_sv, self.high_en)


STANDARD: dict[Side, tuple[Wording, ...]] = {
    Side.NEED: (
        Wording(
            "Hur starkt är behovet?",
            "How strong is the need?",
            "Skönt att få löst, men vi klarar oss",
            "Nice to have solved, but we manage",
            "Någon far illa eller mycket går förlorat varje vecka",
            "Somebody suffers, or much is lost every week",
        ),
        Wording(
            "Hur många berörs?",
            "How many does it concern?",
            "Några få",
            "A few",
            "En stor del av invånarna eller medarbetarna",
            "A large share of residents or staff",
        ),
        Wording(
            "Hur nytt är det för oss?",
            "How new is it to us?",
            "Vi gör redan något mycket likt",
            "We do something very like it already",
            "Ingen har löst det hos oss eller i grannkommunerna",
            "Nobody has solved it here or in the municipalities around us",
        ),
        Wording(
            "Vad händer om vi låter bli?",
            "What happens if we leave it?",
            "Inget särskilt",
            "Nothing much",
            "Det blir värre, och dyrare att rätta till",
            "It gets worse, and dearer to put right",
        ),
    ),
    Side.FEASIBILITY: (
        Wording(
            "Hur lätt är det att pröva i liten skala?",
            "How easy is it to try on a small scale?",
            "Går bara att göra fullt ut",
            "Can only be done in full",
            "Kan prövas på en enhet inom en månad",
            "Can be tried at one unit within a month",
        ),
        Wording(
            "Har vi kunskapen och människorna som behövs?",
            "Do we have the knowledge and the people?",
            "Nej, inget av det",
            "No, neither",
            "Ja, båda finns redan",
            "Yes, both are here already",
        ),
        Wording(
            "Vad kostar det att komma i gång?",
            "What does it cost to begin?",
            "Mer än vi kan avsätta i år",
            "More than we can set aside this year",
            "Ryms i det vi har",
            "Fits within what we have",
        ),
        Wording(
            "Är det tillåtet och tryggt?",
            "Is it allowed and safe?",
            "Lag, avtal eller risk står i vägen",
            "Law, agreements or risks stand in the way",
            "Inget hindrar",
            "Nothing stands in the way",
        ),
    ),
}


@dataclass(frozen=True)
class InUse:
    """What is scored on a side now. `version` 0 is the standard, whether it has been stored or not."""

    version: int
    wordings: tuple[Wording, ...]


def in_use(side: Side) -> InUse:
    """Stores nothing."""
    scale = Scale.objects.filter(side=side, in_use=True).prefetch_related("criteria").first()
    if scale is None:
        return InUse(0, STANDARD[side])
    return InUse(number_of(scale), tuple(map(_wording, scale.criteria.all())))


def number_of(scale: Scale) -> int:
    """The version as an editor knows it: nobody published the standard."""
    return scale.version if scale.published_by_id else 0


def scale_in_use(side: Side) -> Scale:
    """The side's scale in use. The standard is stored the first time that somebody assesses by it.

    Must run inside a transaction; two first ones at once are kept apart by the constraint on the version.
    """
    scale = Scale.objects.filter(side=side, in_use=True).first()
    if scale is None:
        facts = {"published_by": None, "published_at": clock.now(), "in_use": True}
        scale, made = Scale.objects.get_or_create(side=side, version=1, defaults=facts)
        if made:
            add_criteria(scale, STANDARD[side])
    return scale


def add_criteria(scale: Scale, wordings: tuple[Wording, ...]) -> None:
    ScaleCriterion.objects.bulk_create(
        ScaleCriterion(scale=scale, position=place, **vars(wording)) for place, wording in enumerate(wordings, start=1)
    )


def _wording(criterion: ScaleCriterion) -> Wording:
    return Wording(**{name: getattr(criterion, name) for name in Wording.__dataclass_fields__})
