"""What the resources share: the view's base, people by key, and the screens' forms as the rules of bodies."""

import uuid
from typing import Any

from django import forms
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from sluss import clock
from sluss.api.pagination import PageParameters
from sluss.workflow.models import Event
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.organisation.models import Unit
from tenants.people.models import Member, shown_name

MOST_WORDS = 8
PERSON = ("key", "name", "show_role_only", "roles")


class Resource(APIView):
    """OPTIONS is not offered: it would tell the anonymous what is written for the schema."""

    http_method_names = ("get", "head", "post", "put", "patch", "delete")


class Person(serializers.Serializer):
    """A member as others may see them: by role where the identity is protected."""

    key = serializers.UUIDField()
    name = serializers.CharField()


class Place(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class SinceParameters(PageParameters):
    """For lists that can be followed: ask with the time of your last question."""

    q = serializers.CharField(max_length=200, required=False, help_text="Words that must all be there.")
    updated_since = serializers.DateTimeField(
        required=False, help_text="Only what something has happened to since, such as 2026-11-01T00:00:00+01:00."
    )


def person(member: Member | None) -> dict[str, Any] | None:
    return None if member is None else {"key": member.key, "name": member.display_name}


def person_columns(path: str) -> tuple[str, ...]:
    return tuple(f"{path}__{name}" for name in PERSON)


def person_in(row: dict[str, Any], path: str) -> dict[str, Any] | None:
    """The person whose columns were read into a row."""
    key, name, role_only, roles = (row[f"{path}__{name}"] for name in PERSON)
    return None if key is None else {"key": key, "name": shown_name(name=name, show_role_only=role_only, roles=roles)}


def place_in(row: dict[str, Any], path: str) -> dict[str, Any] | None:
    """The unit whose columns were read into a row."""
    return {"id": row[f"{path}_id"], "name": row[f"{path}__name"]} if row[f"{path}_id"] else None


def seen_idea(request: Request, key: uuid.UUID) -> Idea:
    """An idea that is named by its key. Raises Http404 where the integration may not see it."""
    idea = visible_to(request.user).filter(key=key).first()
    if idea is None:
        raise Http404
    return idea


def happened_since(kind: str, since: Any) -> Exists:
    return Exists(Event.objects.filter(subject=kind, subject_id=OuterRef("pk"), at__gte=since))


def narrowed[T: models.Model](
    rows: QuerySet[T], chosen: dict[str, Any], columns: dict[str, str], *, words: tuple[str, ...] = ()
) -> QuerySet[T]:
    """The rows that have what was chosen in the column of each parameter, and every word somewhere in `words`."""
    rows = rows.filter(**{column: chosen[name] for name, column in columns.items() if name in chosen})
    for word in chosen.get("q", "").split()[:MOST_WORDS] if words else ():
        somewhere = Q()
        for column in words:
            somewhere |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(somewhere)
    return rows


@extend_schema_field(OpenApiTypes.UUID)
class MemberKey(serializers.UUIDField):
    """A member by the key that stands in the address of their page."""

    def to_internal_value(self, data: Any) -> int:
        key: uuid.UUID = super().to_internal_value(data)
        found = Member.objects.people().filter(key=key).values_list("pk", flat=True).first()
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="unknown-member")
        return int(found)


class UnitId(serializers.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=2**53, **kwargs)

    def to_internal_value(self, data: Any) -> int:
        pk = int(super().to_internal_value(data))
        if not Unit.objects.filter(pk=pk, active=True).exists():
            raise ValidationError(self.error_messages["invalid"], code="unknown-unit")
        return pk


class KeepNumbers(serializers.BooleanField):
    def __init__(self, **kwargs: Any) -> None:
        told = "Send the text although it seems to hold a personal identity number."
        super().__init__(required=False, help_text=told, **kwargs)


def checked[F: forms.Form](form: F, *, names: dict[str, str] | None = None) -> F:
    """The form of the screen as the rules of a body. Raises ValidationError with the form's own words, under the names
    that the body has for its fields."""
    if form.is_valid():
        return form
    called = names or {}
    errors = {
        called.get(field, "non_field_errors" if field == "__all__" else field): [
            serializers.ErrorDetail(message, code=error.code or "invalid")
            for error in found.as_data()
            for message in error.messages
        ]
        for field, found in form.errors.items()
    }
    raise ValidationError(errors)


def as_form(body: dict[str, Any]) -> QueryDict:
    """What the browser would have sent: nothing for what is empty, "on" for what is ticked, a list for many."""
    data = QueryDict(mutable=True)
    for name, value in body.items():
        if isinstance(value, list):
            data.setlist(name, [str(one) for one in value])
        elif value is True:
            data[name] = "on"
        elif value is not None and value is not False:
            data[name] = str(value)
    return data


def choices(kind: type[models.TextChoices], **options: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=kind.values, **options)


def today() -> str:
    return clock.today().isoformat()
