"""Everything that the overview shows, counted and drawn."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from shared.portfolio import figures, words
from shared.portfolio.changes import ChangeLine, Changes, changes
from shared.portfolio.filters import Choice
from shared.portfolio.funnel import funnel
from shared.portfolio.promises import Promise, Promises, promises
from shared.portfolio.scope import Scope
from shared.portfolio.times import passages
from shared.portfolio.uptake import uptake
from sluss.web.figures.figure import Figure

# A page is read; what is longer than this is read in a spreadsheet.
ROWS = 50
FIRST = 10


@dataclass(frozen=True, kw_only=True)
class Overview:
    changes: Changes
    happened: str
    ideas: int
    outcome: str
    map: Figure
    funnel: Figure
    times: Figure
    uptake: Figure
    promises: Promises
    promise: str
    csv: dict[str, str]

    @property
    def first_changes(self) -> list[ChangeLine]:
        return self.changes.municipalities[:FIRST]

    @property
    def more_changes(self) -> list[ChangeLine]:
        return self.changes.municipalities[FIRST:ROWS]

    @property
    def promise_rows(self) -> list[Promise]:
        return self.promises.municipalities[:ROWS]

    @property
    def is_cut(self) -> bool:
        return max(len(self.changes.municipalities), len(self.promises.municipalities)) > ROWS


def overview(*, scope: Scope, since: dt.date) -> Overview:
    choice = scope.choice
    found, happened, kept = funnel(scope=scope), changes(scope=scope, since=since), promises(scope=scope)
    csv = csv_addresses(choice, since=since)
    return Overview(
        changes=happened,
        happened=words.happened(happened.total),
        ideas=found.total.ideas,
        outcome=words.outcome(found.total),
        map=figures.map_of(found, choice=choice, csv_url=csv["map"]),
        funnel=figures.funnel_of(found, choice=choice, csv_url=csv["funnel"]),
        times=figures.time_of(passages(scope=scope), choice=choice, csv_url=csv["times"]),
        uptake=figures.uptake_of(uptake(scope=scope), csv_url=csv["uptake"]),
        promises=kept,
        promise=words.promise(kept.total),
        csv=csv,
    )


def csv_addresses(choice: Choice, *, since: dt.date) -> dict[str, str]:
    query = choice.query()
    day = f"{'&' if query else '?'}changed_since={since}"
    own = {name: reverse(f"portfolio:{name}_csv") + query for name in ("map", "times", "uptake", "promises", "funnel")}
    return {**own, "changes": reverse("portfolio:changes_csv") + query + day}
