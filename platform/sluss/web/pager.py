"""The links between the pages of a list, as plain values: what they look like follows from these and nothing else."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.paginator import Page, Paginator
from django.http import QueryDict

PAGE = "page"


@dataclass(frozen=True)
class Pager:
    """The page `number` of a list with those that are linked from it; `asked` is the rest of the address's query."""

    is_own_key: ClassVar = True
    gap: ClassVar = Paginator.ELLIPSIS
    number: int
    numbers: tuple[int | str, ...]
    asked: str

    @classmethod
    def of(cls, page: Page[Any], query: QueryDict) -> "Pager":
        numbers = tuple(page.paginator.get_elided_page_range(page.number))
        return cls(number=page.number, numbers=numbers, asked=asked_besides_page(query))

    @property
    def before(self) -> int:
        """0 on the first page."""
        return self.number - 1

    @property
    def after(self) -> int:
        """0 on the last page."""
        return self.number + 1 if self.number != self.numbers[-1] else 0


def asked_besides_page(query: QueryDict) -> str:
    """What was asked for, as it is written in an address, without the page."""
    rest = query.copy()
    rest.pop(PAGE, None)
    return rest.urlencode()
