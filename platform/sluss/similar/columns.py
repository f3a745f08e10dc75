"""Signatures that stand on their sides: for each bit one long number with a place for every text.

A search needs the columns of its own bits only, a hundred at most whatever the number of texts. What every text is
worth is added up for all of them at once, with carries between long numbers, and so are the best found. Source: O'Neil
and Quass, "Improved query performance with variant indexes", SIGMOD (1997).
"""

from collections.abc import Iterable, Iterator, Mapping

from sluss.similar.signatures import DIGITS


class Columns:
    """Columns that are written: a text's bits are put in at its place or taken out."""

    def __init__(self, columns: Iterable[tuple[int, bytes | memoryview]] = ()) -> None:
        self._columns = {bit: bytearray(column) for bit, column in columns}

    def put(self, place: int, bits: Iterable[int]) -> None:
        at, one = place >> 3, 1 << (place & 7)
        for bit in bits:
            column = self._columns.setdefault(bit, bytearray())
            if len(column) <= at:
                column.extend(bytes(at + 1 - len(column)))
            column[at] |= one

    def take(self, place: int, bits: Iterable[int]) -> None:
        at, others = place >> 3, ~(1 << (place & 7))
        for bit in bits:
            if at < len(column := self._columns.get(bit, bytearray())):
                column[at] &= others

    def items(self) -> Iterator[tuple[int, bytes]]:
        return ((bit, bytes(column)) for bit, column in self._columns.items())


def numbers_of(columns: Iterable[tuple[int, bytes | memoryview]]) -> dict[int, int]:
    """Columns as they are searched."""
    return {bit: int.from_bytes(column, "little") for bit, column in columns}


def nearest(columns: Mapping[int, int], worths: Mapping[int, int], *, among: int, number: int) -> list[int]:
    """The places of the `number` texts that share most with what is asked for; of equals those that came first.

    `among` says which places are looked at: ones where a text may be an answer.
    """
    return places_of(_best(_sums(columns, worths), among, number))


def places_of(mask: int) -> list[int]:
    """Where the ones are, from the lowest."""
    found: list[int] = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found


def _sums(columns: Mapping[int, int], worths: Mapping[int, int]) -> list[int]:
    """What every text is worth, in binary: the first number has all texts' lowest digits."""
    sums: list[int] = []
    for bit, worth in worths.items():
        column = columns.get(bit, 0)
        for plane in range(DIGITS):
            carry, digit = (column if worth >> plane & 1 else 0), plane
            while carry:
                sums.extend([0] * (digit + 1 - len(sums)))
                sums[digit], carry = sums[digit] ^ carry, sums[digit] & carry
                digit += 1
    return sums


def _best(sums: list[int], among: int, number: int) -> int:
    chosen, undecided = 0, among
    for digit in reversed(sums):
        more = undecided & digit
        if (chosen | more).bit_count() > number:
            undecided = more
        else:
            chosen, undecided = chosen | more, undecided & ~digit
    while undecided and chosen.bit_count() < number:
        lowest = undecided & -undecided
        chosen, undecided = chosen | lowest, undecided ^ lowest
    return chosen
