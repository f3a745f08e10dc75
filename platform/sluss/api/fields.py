"""Bodies and filters: strict about types and names, and text freed from what cannot be seen."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from sluss.api.texts import NOT_AN_OBJECT, NOT_TEXT, UNKNOWN_FIELD
from sluss.text.plain import plain_line, plain_text


class Strict(serializers.Serializer):
    """A field that nobody asked for is refused: a misspelt name must not pass for having been understood."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (unknown := sorted(set(data) - set(self.fields))):
            raise serializers.ValidationError({name[:100]: [UNKNOWN_FIELD] for name in unknown[:20]}, code="unknown")
        return super().to_internal_value(data)


class Nothing(Strict):
    """Nothing needs to be said."""


class Text(serializers.CharField):
    """Many lines of text, as the forms of the screens take it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=kwargs.pop("max_length", 10_000), **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError(NOT_TEXT, code="invalid")
        text = self.plain(super().to_internal_value(data))
        if not text and not self.allow_blank:
            self.fail("blank")
        return text

    def plain(self, text: str) -> str:
        return plain_text(text)


class Line(Text):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=kwargs.pop("max_length", 200), **kwargs)

    def plain(self, text: str) -> str:
        return plain_line(text)


def body_of(request: Request, shape: type[Strict]) -> dict[str, Any]:
    """What was sent, checked by its shape. Raises ValidationError (422)."""
    if not isinstance(request.data, Mapping):
        raise serializers.ValidationError([NOT_AN_OBJECT], code="invalid")
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)
