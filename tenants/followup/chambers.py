"""The chambers of the model in use, which everything by chamber is told under."""

from dataclasses import dataclass

from tenants.pipeline.models import Stage


@dataclass(frozen=True)
class Chamber:
    """`line` is what it has in common with its forerunners in earlier versions."""

    line: int
    position: int
    name: str
    phase: str
    promise_days: int
    work_limit: int | None

    @property
    def promised_days(self) -> int:
        """What the model promises, in days of the calendar: five working days are seven."""
        return round(self.promise_days * 7 / 5)


def chambers() -> list[Chamber]:
    """In order. One statement."""
    found = Stage.objects.filter(model__in_use=True).order_by("position")
    return [Chamber(one.line, one.position, one.name, one.phase, one.promise_days, one.work_limit) for one in found]
