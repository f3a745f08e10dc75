"""What an answer may be: a status that the schema lists for the operation, in the shape that it tells."""

import json
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from jsonschema import Draft202012Validator, FormatChecker

from sluss.api.errors import PROBLEM, TYPE
from sluss.api.schema import operations_of
from sluss.api.texts import TITLES
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from tests.api.fuzz.asking import REAL, Asked, Operation
from tests.api.fuzz.place import Place


class Judge:
    """Asks, and holds the answers against the document. `reached` are the operations that were carried out."""

    def __init__(self, document: dict[str, Any], place: Place) -> None:
        self.document, self.place = document, place
        self.reached: set[str] = set()
        self.asked = 0

    @cached_property
    def operations(self) -> list[Operation]:
        return [Operation(path, method, told) for path, method, told in operations_of(self.document)]

    def try_out(self, operation: Operation, asked: Asked) -> None:
        before = self._events()
        answer = self._ask(asked)
        self.asked += 1
        head, method = asked.method == "HEAD", asked.method.replace("HEAD", "GET")
        if method != operation.method.upper():
            self._judge_other(operation, method, answer, head=head)
            return
        status = str(answer.status_code)
        assert status in operation.told["responses"], (
            f"{status} is not in the schema of {operation.told['operationId']}"
        )
        assert answer.status_code < 500, answer.content
        if answer.status_code >= 400:
            self._judge_problem(answer, head=head)
            assert self._events() == before, "refused, and yet something happened"
        elif not head:
            self._judge_success(operation, asked, answer)

    def _ask(self, asked: Asked) -> HttpResponse:
        headers = dict(asked.headers)
        for name in ("if-match", "if-none-match"):
            if headers.get(name) == REAL:
                headers[name] = self._tag(asked.path.partition("?")[0])
        return self.place.callers[asked.who](asked.method, asked.path, asked.body, **headers)

    def _tag(self, path: str) -> str:
        """The ETag of the nearest thing above the address that can be read."""
        ask = next(iter(self.place.callers.values()))
        while path != "/api/v1/":
            answer = ask.get(path)
            if "ETag" in answer:
                return str(answer["ETag"])
            path = path.rstrip("/").rpartition("/")[0] + "/"
        return '"x"'

    def _judge_other(self, operation: Operation, method: str, answer: HttpResponse, *, head: bool) -> None:
        """A method that is drawn in the operation's place: another operation's, or nobody's."""
        assert answer.status_code < 500, answer.content
        if method.lower() not in self.document["paths"][operation.path]:
            assert answer.status_code in (400, 401, 404, 405, 406), answer.status_code
        if answer.status_code >= 400:
            self._judge_problem(answer, head=head)

    def _judge_problem(self, answer: HttpResponse, *, head: bool = False) -> None:
        assert answer["Content-Type"] == PROBLEM
        if head:
            return
        told = json.loads(answer.content)
        self._check(told, {"$ref": "#/components/schemas/Problem"})
        assert told["status"] == answer.status_code
        assert told["type"].removeprefix(TYPE) in TITLES

    def _judge_success(self, operation: Operation, asked: Asked, answer: HttpResponse) -> None:
        self.reached.add(operation.told["operationId"])
        content = operation.told["responses"][str(answer.status_code)].get("content")
        if content is None:
            assert answer.content == b""
            return
        assert answer["Content-Type"] == "application/json"
        assert answer["ETag"]
        self._check(json.loads(answer.content), content["application/json"]["schema"])
        if operation.content is not None:
            self._check(json.loads(asked.body), operation.content["schema"])

    def _check(self, value: Any, schema: dict[str, Any]) -> None:
        whole = schema | {"components": self.document["components"]}
        faults = [f"{e.json_path}: {e.message[:200]}" for e in self._validator(whole).iter_errors(value)]
        assert not faults, faults

    @staticmethod
    def _validator(schema: dict[str, Any]) -> Draft202012Validator:
        return Draft202012Validator(schema, format_checker=FormatChecker(("uuid", "date", "email")))

    def _events(self) -> int:
        with in_municipality(self.place.municipality):
            return Event.objects.count()
