"""How well the content of a column fits a field, 0 (cannot be) to 1, without a look at its name."""

from collections.abc import Callable

from tenants.imports.reading.profiles import Profile
from tenants.imports.reading.table import Table

# Labels such as stages are few, and far fewer than the rows.
MAX_LABELS = 40
MAX_LABEL_SHARE = 0.3
# An identifier may repeat where a whole row does; more often than this it identifies something else. One that is
# called an identifier may repeat for doubles that differ, as long as they are few.
MAX_CLASH_SHARE = 0.005
MAX_NAMED_CLASH_SHARE, MAX_NAMED_CLASHES = 0.1, 3
LEAST = 0.01
# Names of people have two words, seldom three; titles with capitals throughout have more.
MAX_NAME_WORDS = 2.6
# Words of state that many systems use, the ends cut off so that forms and near languages fit.
STATES = """
    open,clos,new,ny,pending,draft,submitted,review,accept,reject,approv,archiv,publish,progress,done,complet,
    finish,implement,avslut,pågå,klar,behandl,godkän,avslå,inkom,öpp,stäng,utkast,test,idé,behov,in arbeit,offen,
    geschlossen,abgelehnt,angenommen,geprüft,umgesetzt,en cours,terminé,refus,accepté,retenu,ouvert,ferm,abiert,
    cerrad,aprobad,rechazad,en curso,finaliz,archivad,apert,chius,approvat,respint,in corso,conclus,aceit,rejeitad,
    em curso,afgewezen,goedgekeurd,in behandeling,gesloten,afgerond,przyjęt,odrzucon,w trakcie,zakończon,pozytywn,
    negatywn,wybran,schválen,zamítnut,ukončen,prob,avoin,suljettu,hyväksytty,hylätty,käsittely,valmis,lukket,åpen,
    åben,godkendt,godkjent,avvist,afvist,under,elfogad,elutasít,folyamat,aprobat,respins,одобрен,отклонен,
    отхвърлен,в процес,завершен,приет"""
STATE_BEGINNINGS = tuple(state.strip() for state in STATES.split(",") if state.strip())


def content(*, field: str, profile: Profile, table: Table, is_named: bool) -> float:
    """The evidence for one field in one column; `is_named` where the column is called just what the field is."""
    if field == "external_id":
        return _external_id(profile, table, is_named=is_named)
    found = CHECKS[field](profile, table)
    # A column that is called a title is one, though it holds single words or numbers.
    return max(found, LEAST) if field == "title" and is_named else found


def _title(profile: Profile, _table: Table) -> float:
    """Short, wordy, mostly unique, in nearly every row, and more than a name."""
    if not profile.is_wordy:
        return 0.0
    length = _between(value=profile.mean_characters, low=8, ideal_low=18, ideal_high=110, high=320)
    word_count = _between(value=profile.mean_words, low=1, ideal_low=3, ideal_high=18, high=60)
    person = 1 - 0.85 * _people(profile=profile)
    return length * max(word_count, 0.15) * profile.distinct * (0.3 + 0.7 * profile.filled) * person


def _text(profile: Profile, _table: Table) -> float:
    """The longer the prose the better; a column that is often empty still counts."""
    if not profile.is_wordy:
        return 0.0
    prose = min(1.0, profile.mean_words / 40)
    return prose * (0.3 + 0.7 * profile.distinct) * (0.5 + 0.5 * profile.filled)


def _received(profile: Profile, table: Table) -> float:
    """Dates; of several such columns the one whose name says so, else the first."""
    serials = 0.3 if profile.numbers > 0.95 and profile.mean_characters in (5.0, 10.0, 13.0) else 0.0
    first = 0.1 * (1 - profile.position / len(table.columns))
    return max(profile.dates, serials) * (0.9 + first) * profile.filled if max(profile.dates, serials) >= 0.3 else 0.0


def _author(profile: Profile, _table: Table) -> float:
    if not profile.is_wordy or profile.mean_characters > 60:
        return 0.0
    people = _people(profile=profile)
    return people if people > 0.6 else 0.2


def _source(profile: Profile, _table: Table) -> float:
    if not _is_labels(profile=profile):
        return 0.0
    return max(0.2, profile.sources if profile.sources > 0.6 else 0.0)


def _stage(profile: Profile, table: Table) -> float:
    if not _is_labels(profile=profile) or profile.truths > 0.5:
        return 0.0
    labels = {value.strip().casefold() for value in table.values(column=profile.column)} - {""}
    known = sum(1 for label in labels if label.startswith(STATE_BEGINNINGS))
    return max(0.2, 0.95 if known >= len(labels) * 0.6 else 0.0)


def _outcome(profile: Profile, _table: Table) -> float:
    return 0.2 if _is_labels(profile=profile) and profile.truths <= 0.5 else 0.0


def _external_id(profile: Profile, table: Table, *, is_named: bool) -> float:
    """Short, in nearly every row, without spaces, hardly ever the same for two different rows."""
    if profile.filled < 0.9 or profile.distinct < 0.5 or profile.dates > 0.5 or profile.links > 0.5:
        return 0.0
    rows = len(table.rows)
    allowed = max(MAX_NAMED_CLASHES, rows * MAX_NAMED_CLASH_SHARE) if is_named else rows * MAX_CLASH_SHARE
    if profile.mean_words > 2.5 or profile.mean_characters > 64 or _clashes(profile=profile, table=table) > allowed:
        return 0.0
    return 0.9 * max(profile.numbers, profile.codes) + 0.1 * (1 - profile.position / len(table.columns))


def _people(*, profile: Profile) -> float:
    return profile.person_names if profile.mean_words <= MAX_NAME_WORDS else profile.person_names / 2


def _is_labels(*, profile: Profile) -> bool:
    few = profile.distinct_count <= min(MAX_LABELS, max(3, profile.rows * MAX_LABEL_SHARE))
    return few and profile.letters > 0.5 and profile.mean_characters <= 60 and profile.dates < 0.5


def _clashes(*, profile: Profile, table: Table) -> int:
    """How many rows share a value with a row they differ from: trusting it would take different ideas for one."""
    seen: dict[str, tuple[str, ...]] = {}
    clashes = 0
    for row in table.rows:
        value = row.cells[profile.position].strip()
        if value and seen.setdefault(value, row.cells) != row.cells:
            clashes += 1
    return clashes


def _between(*, value: float, low: float, ideal_low: float, ideal_high: float, high: float) -> float:
    """1 within the ideal range, falling to 0 at the ends."""
    if value < ideal_low:
        return max(0.0, (value - low) / (ideal_low - low))
    if value > ideal_high:
        return max(0.0, (high - value) / (high - ideal_high))
    return 1.0


CHECKS: dict[str, Callable[[Profile, Table], float]] = {
    "title": _title,
    "text": _text,
    "received": _received,
    "author": _author,
    "source": _source,
    "stage": _stage,
    "outcome": _outcome,
}
