"""Dates as people and programs write them. Day before month, unless the column as a whole shows the opposite."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tenants.imports.reading.folding import fold

FIRST_YEAR = 1900
TIME = r"(?:[T\s,]+\D{0,8}\d{1,2}[:.h]\d{2}.*)?"
YEAR_FIRST = re.compile(rf"(\d{{4}})[-/. ](\d{{1,2}})[-/. ](\d{{1,2}})\.?{TIME}")
YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.]\s?(\d{{1,2}})[-/.]\s?(\d{{4}}|\d{{2}})\.?{TIME}")
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
NAMED_MONTH = re.compile(r"[^\W\d_]{3,}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# Day 1 of a spreadsheet's calendar is 1 January 1900, and it believes 1900 was a leap year.
SERIAL_EPOCH = dt.date(1899, 12, 30)
SERIALS = range(20_000, 80_000)  # 1954 to 2119
EPOCH_SECONDS = range(100_000_000, 10_000_000_000)  # 1973 to 2286
EPOCH_MILLISECONDS = range(100_000_000_000, 10_000_000_000_000)

# Beginnings of month names, folded, in the languages of Europe. Longer ones are tried first.
MONTHS = (
    "jan ene gen januar janv sty sijec tammi ocak led ιαν янв яну січ ian jaan saus",
    "feb fev fevr lut velj helmi subat uno φεβ фев лют veebr vas",
    "mar marz mart mars maart mrt ozujak maalis brez bre μαρ мар берез marts kovo kov",
    "apr abr avr kwi travnja huhti nisan dub duben απρ апр квіт aprill bal",
    "maj mai may mag svi touko mayis kve kvet μαι май мая трав maijs geg",
    "jun giu juin cze lipnja kesa haziran cerv ιουν юни июн черв juuni birz",
    "jul lug juil lip srp heina temmuz cervenec ιουλ юли июл лип juuli liep",
    "aug ago aou aout sie kol elo agustos srpen αυγ авг серп august rugp",
    "sep set wrz ruj syys eylul zari σεπ сен сеп верес sept rugs",
    "okt oct ott out paz listopada loka ekim rij οκτ окт жовт spal",
    "nov lis stu marras kasim listopad νοε ноем ноя нояб листоп lapkr",
    "dec des dic dez gru pro joulu aralik δεκ дек груд dets gruod",
)
BEGINNINGS = sorted(
    ((beginning, number) for number, names in enumerate(MONTHS, start=1) for beginning in fold(names).split()),
    key=lambda entry: -len(entry[0]),
)


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads one column: `month_first` was decided from all its values."""

    month_first: bool
    this_year: int

    def read(self, *, text: str) -> dt.date | None:
        """The date written in the text; None where there is none or none that can be."""
        text = text.strip()
        parts = self._parts(text=text)
        if parts is None:
            return _named(text=text) or (_counted(text=text) if NUMBER.fullmatch(text) else None)
        try:
            found = dt.date(*parts)
        except ValueError:
            return None
        return found if found.year >= FIRST_YEAR else None

    def _parts(self, *, text: str) -> tuple[int, int, int] | None:
        match = YEAR_FIRST.fullmatch(text) or COMPACT.fullmatch(text)
        if match:
            return int(match[1]), int(match[2]), int(match[3])
        match = YEAR_LAST.fullmatch(text)
        if not match:
            return None
        first, second = int(match[1]), int(match[2])
        day, month = (second, first) if self.month_first else (first, second)
        return self._full_year(year=match[3]), month, day

    def _full_year(self, *, year: str) -> int:
        if len(year) == 4:
            return int(year)
        century = self.this_year - self.this_year % 100
        return century + int(year) if int(year) <= self.this_year % 100 + 1 else century - 100 + int(year)


def reader_for(*, values: Iterable[str], this_year: int) -> DateReader:
    """A reader for a column: month first only where some second number is above 12 and no first one is."""
    first_above = second_above = False
    for value in values:
        match = YEAR_LAST.fullmatch(value.strip())
        if match:
            first_above = first_above or int(match[1]) > 12
            second_above = second_above or int(match[2]) > 12
    return DateReader(month_first=second_above and not first_above, this_year=this_year)


def looks_like_date(*, text: str) -> bool:
    """Whether a text is written as a date; bare numbers are not, though a column of them may be dates."""
    text = text.strip()
    if len(text) > 60 or not any(character.isdigit() for character in text):
        return False
    return bool(YEAR_FIRST.fullmatch(text) or YEAR_LAST.fullmatch(text) or _named(text=text))


@lru_cache(maxsize=4096)
def _named(*, text: str) -> dt.date | None:
    """`13 mars 2019`, `March 13, 2019`, `Wed Mar 13 10:00:00 +0000 2019`, `13 de marzo de 2019`."""
    if len(text) > 60:
        return None
    dated = re.sub(r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?|[+-]\d{4}\b", " ", text)
    numbers = re.findall(r"\d+", dated)
    names = NAMED_MONTH.findall(dated)
    if len(numbers) != 2 or not 1 <= len(names) <= 5:
        return None
    month = next((found for name in names if (found := _month(name=name))), None)
    day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
    if month is None or len(year) != 4:
        return None
    try:
        return dt.date(int(year), month, int(day))
    except ValueError:
        return None


def _month(*, name: str) -> int | None:
    folded = fold(name)
    return next((number for beginning, number in BEGINNINGS if folded.startswith(beginning)), None)


def _counted(*, text: str) -> dt.date | None:
    """Days of a spreadsheet's calendar, or seconds or milliseconds since 1970."""
    number = int(float(text.replace(",", ".")))
    if number in SERIALS:
        return SERIAL_EPOCH + dt.timedelta(days=number)
    if number in EPOCH_SECONDS:
        return dt.datetime.fromtimestamp(number, tz=dt.UTC).date()
    if number in EPOCH_MILLISECONDS:
        return dt.datetime.fromtimestamp(number / 1000, tz=dt.UTC).date()
    return None
