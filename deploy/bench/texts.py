"""Invented texts of a likely length, the same in every run."""

from random import Random

THINGS = "cykelställ bänkar skolmaten bokningen hemtjänsten lekplatsen återbruket busskortet parkbelysningen schemat "
THINGS += "förrådet simhallen blanketterna sophämtningen introduktionen larmen växthuset fritidsbanken konferensrummen"
PLACES = "promenaden biblioteket förskolan äldreboendet rådhuset busstationen gymnasiet hamnen brandstationen torget"
WISHES = "Gemensamma Digitala Enklare Tryggare Lånbara Tydligare Gröna Snabbare Öppna Billigare"
SENTENCES = (
    "I dag får var och en lösa det på egen hand och det tar tid från annat.",
    "Vi har frågat runt och fler än tio kollegor säger samma sak.",
    "Det borde gå att pröva i liten skala under en termin.",
    "Kostnaden är låg eftersom det mesta redan finns i huset.",
    "De som berörs märker det direkt, både på morgonen och sent på dagen.",
    "På andra ställen i landet har man gjort så här i flera år.",
    "Det svåra är att komma överens om vem som ansvarar när det är på plats.",
    "Äldre och barn har störst nytta, men även personalen får det lugnare.",
)


def title(rng: Random) -> str:
    return f"{rng.choice(WISHES.split())} {rng.choice(THINGS.split())} vid {rng.choice(PLACES.split())}"


def text(rng: Random, *, sentences: int) -> str:
    return " ".join(rng.choice(SENTENCES) for _ in range(sentences))
