"""What narrows a list: a form that stands in the address, so that every view of the list can be linked to.

On the page: `{% keep "web/parts/filter.html" filter=filter skip="" %}`, or `web/parts/filter_short.html` where the
questions are few and nobody searches by words.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import Text

ANY = ("", _("All"))
LONGEST_SEARCH = 200
# Each costs a look through an index.
MOST_WORDS = 8


class Filter(forms.Form):
    """A value that nobody offers is ignored rather than answered by an error. A field `sort` narrows nothing."""

    _offered: tuple[Any, ...] = ()

    def offer(self, **choices: Iterable[tuple[object, Text]]) -> None:
        """What there is to choose here, by field. The other choices are the class's."""
        for name, rows in choices.items():
            self.fields[name].choices = [ANY, *((str(value), label) for value, label in rows)]  # type: ignore[attr-defined]
        self._offered = tuple(tuple(self.fields[name].choices) for name in choices)  # type: ignore[attr-defined]

    def made_of(self) -> tuple[object, ...]:
        """All that it looks like (sluss.web.keep): what was asked for, and what there is to choose here."""
        return tuple(self.data.get(name) for name in self.fields), self._offered

    @property
    def is_narrowed(self) -> bool:
        self.is_valid()
        return any(value for name, value in self.cleaned_data.items() if name != "sort")
