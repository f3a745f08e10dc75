"""Swedish personal identity numbers and coordination numbers in free text: found and masked, never repeated.

Source: the Swedish Tax Agency's form YYMMDD-NNNC, where + marks a person over 100 and C is a Luhn check digit over the
other nine; a coordination number has 60 added to the day (SFS 1991:481, 18 §; SFS 2022:1697).
"""

import datetime as dt
import re

NUMBER = re.compile(r"(?<![0-9])(?:1[89]|20)?([0-9]{2})([0-9]{2})([0-9]{2}) ?[-+–]? ?([0-9]{4})(?![0-9])")
# Most texts hold no such run of digits, and looking for it is many times faster.
SIX_DIGITS = re.compile(r"[0-9]{6}")
COORDINATION_DAYS = 60
MASK = "••••••-••••"


def holds_personal_number(*, text: str) -> bool:
    return bool(SIX_DIGITS.search(text)) and any(_is_valid(match=match) for match in NUMBER.finditer(text))


def mask_personal_numbers(*, text: str) -> str:
    return NUMBER.sub(lambda match: MASK if _is_valid(match=match) else match[0], text)


def _is_valid(*, match: re.Match[str]) -> bool:
    year, month, day, last = match.groups()
    return _is_date(year=int(year), month=int(month), day=int(day)) and _luhn(digits=year + month + day + last)


def _is_date(*, year: int, month: int, day: int) -> bool:
    """The century is not always written, and 29 February depends on it: 2000 and 2004 are leap years as 1904 is."""
    try:
        dt.date(2000 + year, month, day - COORDINATION_DAYS if day > COORDINATION_DAYS else day)
    except ValueError:
        return False
    return True


def _luhn(*, digits: str) -> bool:
    doubled = (int(digit) * (2 if position % 2 == 0 else 1) for position, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
