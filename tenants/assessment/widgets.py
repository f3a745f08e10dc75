"""How an answer from the lowest to the highest is asked for."""

from typing import Any

from django import forms


class ScaleRow(forms.RadioSelect):
    """Numbers in a row with what the two ends mean under it. Each end is part of its number's label too, because a
    screen reader says one choice at a time."""

    template_name = "assessment/parts/scale.html"

    def __init__(self, *, low: str, high: str) -> None:
        super().__init__()
        self.low, self.high = low, high

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"low": self.low, "high": self.high}
        return context
