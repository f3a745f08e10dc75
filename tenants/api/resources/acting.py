"""The ways in which every resource answers: pages of a list, one thing, a thing made and a thing changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from sluss.api.fields import Strict, body_of
from sluss.api.pagination import page_of
from sluss.api.preconditions import require_match, tagged
from tenants.api.once import once
from tenants.people.models import Member


def listed(
    request: Request, found: QuerySet[Any] | list[Any], chosen: dict[str, Any], *, row: Callable[[Any], dict[str, Any]]
) -> Response:
    """The page of `found` that was asked for, newest first."""
    rows, following = page_of(request, found, chosen)
    return tagged(request, {"results": [row(one) for one in rows], "next": following})


def created(request: Request, make: Callable[[], dict[str, Any]], *, name: str = "key") -> Response:
    """What `make` has made, once for each Idempotency-Key. It lies below this address, under what it is named by."""

    def answer() -> Response:
        made = make()
        where = request.build_absolute_uri(f"{request.path}{made[name]}/")
        return tagged(request, made, status=201, headers={"Location": where})

    return once(request, answer)


@dataclass(frozen=True)
class Subject[T: Model]:
    """A kind of thing that is read and changed one at a time.

    `visible` gives those that a member may see, `shown` how the one with a key looks outside; with it come the rows
    named in `along`. Where `part_of` names a larger whole, the thing is changed under the lock of that whole.
    """

    model: type[T]
    visible: Callable[[Member], QuerySet[T]]
    shown: Callable[[Request, int], dict[str, Any]]
    along: tuple[str, ...] = ()
    part_of: str = ""

    def find(self, request: Request, **named: Any) -> int:
        """Its key in the database. Raises Http404 where the integration sees none of that name."""
        pk = self.visible(request.user).filter(**named).values_list("pk", flat=True).first()
        if pk is None:
            raise Http404
        return int(pk)

    def read(self, request: Request, **named: Any) -> Response:
        return tagged(request, self.shown(request, self.find(request, **named)))

    def change(
        self,
        request: Request,
        act: Callable[[T, dict[str, Any]], object],
        *,
        body: type[Strict],
        answer: Callable[[Any], dict[str, Any]] | None = None,
        **named: Any,
    ) -> Response:
        """Lock, compare with If-Match, check the body, act, and answer with what stands then: once for each
        Idempotency-Key. `answer` makes another answer of what `act` gives. Raises as `find`, `require_match` and
        `body_of` do, and whatever `act` raises."""

        def changed() -> Response:
            held = self._hold(self.find(request, **named))
            require_match(request, self.shown(request, held.pk))
            result = act(held, body_of(request, body))
            return tagged(request, answer(result) if answer else self.shown(request, held.pk))

        return once(request, changed)

    def _hold(self, pk: int) -> T:
        """The thing, which nobody else can change until the transaction ends: what was compared with If-Match still
        stands at the change."""
        found: T = self._rows().get(pk=pk)
        row: Model = getattr(found, self.part_of) if self.part_of else found
        list(type(row)._default_manager.filter(pk=row.pk).select_for_update(no_key=True).values("pk"))
        return self._rows().get(pk=pk)

    def _rows(self) -> QuerySet[T]:
        rows, names = self.model._default_manager.all(), [name for name in (*self.along, self.part_of) if name]
        return rows.select_related(*names) if names else rows
