"""What was reached, against what was aimed at: as a table to read and as JSON to keep."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sluss import clock


@dataclass(frozen=True)
class Row:
    """One job. `goal` is the highest value that meets it; None where nothing was promised."""

    job: str
    goal: float | None
    reached: float | None
    unit: str
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.reached is None or self.goal is None:
            return ""
        return "met" if self.reached <= self.goal else "MISSED"


@dataclass
class Results:
    """The rows of a run, with what lies behind them."""

    mode: str
    machine: dict[str, object]
    rows: list[Row] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)

    def add(self, job: str, goal: float | None, reached: float | None, unit: str, note: str = "") -> None:
        row = Row(job, goal, reached, unit, note)
        self.rows.append(row)
        print(f"  {_written(row)}", flush=True)

    def table(self) -> str:
        return "\n".join([f"{'job':<46} {'goal':>9} {'reached':>10}", *map(_written, self.rows)])

    def write(self, folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        path = folder / f"{clock.now():%Y%m%dT%H%M%S}.json"
        rows = [asdict(row) | {"verdict": row.verdict} for row in self.rows]
        kept = {"mode": self.mode, "machine": self.machine, "rows": rows, "details": self.details}
        path.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n")
        return path


def _written(row: Row) -> str:
    goal = f"<= {row.goal:g}" if row.goal is not None else "–"
    reached = f"{row.reached:.3g}{row.unit}" if row.reached is not None else "–"
    return f"{row.job:<46} {goal:>9} {reached:>10}  {row.verdict:<6} {row.note}".rstrip()
