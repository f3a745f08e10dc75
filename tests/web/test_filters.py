"""A list's filter is kept as text, and shown only where it would have been written letter for letter."""

import pytest
from django import forms
from django.http import QueryDict

from sluss.web.filters import ANY, Filter
from sluss.web.keep import kept

pytestmark = pytest.mark.django_db
Units = list[tuple[object, str]]


class HouseFilter(Filter):
    q = forms.CharField(label="Search", required=False, max_length=9)
    unit = forms.ChoiceField(label="Unit", required=False)
    empty = forms.BooleanField(label="Only empty ones", required=False)
    sort = forms.ChoiceField(label="Sort by", required=False, choices=[("", "Newest"), ("name", "Name")])

    def __init__(self, *args: object, units: Units) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.offer(unit=units)


def _filter(asked: str = "", units: Units | None = None) -> HouseFilter:
    return HouseFilter(QueryDict(asked), units=units or [(1, "School")])


def _shown(found: HouseFilter, skip: str = "") -> str:
    return str(kept("web/parts/filter.html", {"filter": found, "skip": skip}))


def test_any_stands_first_and_keys_become_texts() -> None:
    assert _filter().fields["unit"].choices == [ANY, ("1", "School")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked", "narrowed"),
    [("", False), ("sort=name", False), ("unit=9", False), ("unit=1", True), ("q=a", True), ("empty=on", True)],
)
def test_narrowed_by_what_is_offered_and_not_by_the_order(asked: str, narrowed: bool) -> None:
    assert _filter(asked).is_narrowed is narrowed
    assert ("open" in _shown(_filter(asked)).partition("<summary>")[0]) is narrowed


def test_kept_filter_shows_what_was_asked_for_and_what_is_offered_now() -> None:
    """Each after the others, so that every one had something to be mistaken for."""
    assert 'value="boat"' in _shown(_filter("q=boat"))
    assert 'value="boat"' not in _shown(_filter("q=goat"))
    assert '<option value="1" selected>School' in _shown(_filter("unit=1"))
    assert '<option value="1">School' in _shown(_filter())
    assert '<option value="1">Library' in _shown(_filter(units=[(1, "Library")]))
    assert "Sort by" in _shown(_filter())
    assert "Sort by" not in _shown(_filter(), skip="sort")
    assert 'aria-invalid="true"' in _shown(_filter("q=1234567890"))
