"""Challenges: read, start, change, take a step further, say which ideas answer, and write the report."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_noop as _
from rest_framework.request import Request
from rest_framework.response import Response

from sluss.api.fields import Nothing, body_of
from sluss.api.operation import operation
from sluss.api.pagination import parameters_of
from sluss.workflow.transitions import NotAllowed
from tenants.api.resources import challenge_shapes as shapes
from tenants.api.resources import idea_shapes
from tenants.api.resources.acting import Subject, created, listed
from tenants.api.resources.common import (
    Resource,
    as_form,
    checked,
    happened_since,
    narrowed,
    person,
    seen_idea,
)
from tenants.api.resources.ideas import chosen_of, row_of
from tenants.api.scopes import Scope
from tenants.challenges.access import visible_to
from tenants.challenges.answer import loose, tie
from tenants.challenges.change_status import announce, cancel, close_now, open_now
from tenants.challenges.filters import with_answers
from tenants.challenges.forms import ChallengeForm, initial_of
from tenants.challenges.models import Audience, Challenge, Report, Visibility
from tenants.challenges.rules import may_start, runs
from tenants.challenges.save_challenge import edit_challenge, start_challenge
from tenants.challenges.selectors import answers_seen_by
from tenants.challenges.tell_back import Parts, write_report

PLAIN = (
    "key",
    "title",
    "why_now",
    "affected",
    "audience",
    "visibility",
    "opens_on",
    "closes_on",
    "status",
    "revision",
    "created_at",
    "announced_at",
    "closed_at",
    "cancel_reason",
)
STEPS: dict[str, Callable[..., object]] = {"announce": announce, "open": open_now, "close": close_now}
USUAL = {"audience": Audience.EMPLOYEES.value, "visibility": Visibility.INTERNAL.value}
FILTERS = {"status": "status", "audience": "audience"}
REPORTED = ("came_in", "taken_on", "learned", "revision", "told_at")


class Challenges(Resource):
    @operation(
        name="challenges_list",
        tag="challenges",
        scope=Scope.CHALLENGES_READ,
        summary=_("Challenges that the integration may see, newest first"),
        answer=shapes.ChallengeShape,
        parameters=shapes.ChallengeParameters,
        example=shapes.EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, shapes.ChallengeParameters)
        found = narrowed(visible_to(request.user), chosen, FILTERS, words=("title", "why_now", "affected"))
        if "updated_since" in chosen:
            found = found.filter(happened_since("challenge", chosen["updated_since"]))
        return listed(request, _shown(found), chosen, row=_row)

    @operation(
        name="challenges_create",
        tag="challenges",
        scope=Scope.CHALLENGES_WRITE,
        summary=_("Start a challenge as a draft"),
        body=shapes.ChallengeSent,
        answer=shapes.ChallengeWhole,
        creates=True,
        sent={"title": shapes.EXAMPLE["title"], "owner": shapes.EXAMPLE["owner"]["key"]},
        example=shapes.WHOLE | {"status": "draft", "announced_at": None, "answers": 0},
    )
    def post(self, request: Request) -> Response:
        return created(request, lambda: _create(request))


class OneChallenge(Resource):
    @operation(
        name="challenges_read",
        tag="challenges",
        scope=Scope.CHALLENGES_READ,
        summary=_("One challenge"),
        answer=shapes.ChallengeWhole,
        example=shapes.WHOLE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return CHALLENGE.read(request, key=key)

    @operation(
        name="challenges_change",
        tag="challenges",
        scope=Scope.CHALLENGES_WRITE,
        summary=_("Change what a challenge says, until it closes"),
        body=shapes.ChallengeTexts,
        answer=shapes.ChallengeWhole,
        changes=True,
        sent={"closes_on": "2026-12-11"},
        example=shapes.WHOLE | {"closes_on": "2026-12-11", "revision": 3},
    )
    def patch(self, request: Request, key: uuid.UUID) -> Response:
        def edit(challenge: Challenge, sent: dict[str, Any]) -> None:
            if not runs(request.user, challenge):
                raise NotAllowed("")
            data = as_form(initial_of(challenge) | _lines(sent))
            form = checked(ChallengeForm(data, status=challenge.status, keep=challenge.owner))
            edit_challenge(challenge, content=form.content(), revision=challenge.revision, actor=request.user)

        return CHALLENGE.change(request, edit, body=shapes.ChallengeTexts, key=key)


class ChallengeStep(Resource):
    @operation(
        name="challenges_step",
        tag="challenges",
        scope=Scope.CHALLENGES_WRITE,
        summary=_("Announce, open, close or cancel a challenge"),
        body=shapes.StepSent,
        answer=shapes.ChallengeWhole,
        changes=True,
        sent={"step": "announce"},
        example=shapes.WHOLE | {"status": "announced"},
    )
    def post(self, request: Request, key: uuid.UUID) -> Response:
        def step(challenge: Challenge, sent: dict[str, Any]) -> None:
            if sent["step"] == "cancel":
                cancel(challenge, reason=sent.get("reason", ""), actor=request.user)
            else:
                STEPS[sent["step"]](challenge, actor=request.user)

        return CHALLENGE.change(request, step, body=shapes.StepSent, key=key)


class ChallengeAnswers(Resource):
    @operation(
        name="challenges_answers",
        tag="challenges",
        scope=Scope.CHALLENGES_READ,
        summary=_("The ideas that answer a challenge, of those that the integration may see"),
        answer=idea_shapes.IdeaShape,
        parameters=idea_shapes.IdeaParameters,
        example=idea_shapes.EXAMPLE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        chosen = parameters_of(request, idea_shapes.IdeaParameters)
        challenge = Challenge(pk=CHALLENGE.find(request, key=key))
        return listed(request, chosen_of(answers_seen_by(request.user, challenge), chosen), chosen, row=row_of)

    @operation(
        name="challenges_tie_answer",
        tag="challenges",
        scope=Scope.CHALLENGES_WRITE,
        summary=_("Say that an idea which came in another way answers the challenge"),
        about=_("If-Match takes the ETag of the challenge."),
        body=shapes.AnswerSent,
        answer=shapes.ChallengeWhole,
        changes=True,
        sent={"idea": idea_shapes.EXAMPLE["key"]},
        example=shapes.WHOLE,
    )
    def post(self, request: Request, key: uuid.UUID) -> Response:
        def answer(challenge: Challenge, sent: dict[str, Any]) -> None:
            tie(seen_idea(request, sent["idea"]), challenge=challenge, actor=request.user)

        return CHALLENGE.change(request, answer, body=shapes.AnswerSent, key=key)


class OneAnswer(Resource):
    @operation(
        name="challenges_loose_answer",
        tag="challenges",
        scope=Scope.CHALLENGES_WRITE,
        summary=_("Say that an idea does not answer the challenge after all"),
        about=_("If-Match takes the ETag of the challenge. The idea itself goes on as it is."),
        body=Nothing,
        answer=shapes.ChallengeWhole,
        changes=True,
        example=shapes.WHOLE | {"answers": 13},
    )
    def delete(self, request: Request, key: uuid.UUID, idea: uuid.UUID) -> Response:
        def take_off(challenge: Challenge, _sent: dict[str, Any]) -> None:
            found = answers_seen_by(request.user, challenge).filter(key=idea).first()
            if found is None:
                raise Http404
            loose(found, challenge=challenge, actor=request.user)

        return CHALLENGE.change(request, take_off, body=Nothing, key=key)


class ChallengeReport(Resource):
    @operation(
        name="challenges_read_report",
        tag="challenges",
        scope=Scope.CHALLENGES_READ,
        summary=_("The closing report: for everyone once it is told, before that for those who write it"),
        answer=shapes.ReportShape,
        example=shapes.REPORT,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return REPORT.read(request, key=key)

    @operation(
        name="challenges_write_report",
        tag="challenges",
        scope=Scope.CHALLENGES_WRITE,
        summary=_("Write the closing report"),
        about=_("A person tells it back, on the screen, to everyone who answered."),
        body=shapes.ReportSent,
        answer=shapes.ReportShape,
        changes=True,
        sent=shapes.REPORT_SENT,
        example=shapes.REPORT,
    )
    def put(self, request: Request, key: uuid.UUID) -> Response:
        def write(challenge: Challenge, sent: dict[str, Any]) -> None:
            write_report(challenge, parts=Parts(**sent), revision=challenge.report.revision, actor=request.user)

        return REPORT.change(request, write, body=shapes.ReportSent, key=key)


def _create(request: Request) -> dict[str, Any]:
    if not may_start(request.user):
        raise NotAllowed("")
    form = checked(ChallengeForm(as_form(USUAL | _lines(body_of(request, shapes.ChallengeSent)))))
    return _whole(request, start_challenge(form.content(), actor=request.user).pk)


def _lines(sent: dict[str, Any]) -> dict[str, Any]:
    """The criteria as the form has them: one a line."""
    return sent | {"criteria": "\n".join(sent["criteria"])} if "criteria" in sent else sent


def _shown(challenges: QuerySet[Challenge]) -> QuerySet[Any]:
    return with_answers(challenges).prefetch_related("criteria")


def _row(challenge: Any) -> dict[str, Any]:
    found = {name: getattr(challenge, name) for name in PLAIN}
    criteria = [criterion.text for criterion in challenge.criteria.all()]
    return found | {"owner": person(challenge.owner), "answers": challenge.answer_count, "criteria": criteria}


def _whole(request: Request, pk: int) -> dict[str, Any]:
    challenge = _shown(Challenge.objects.filter(pk=pk)).get()
    return _row(challenge) | {"units": list(challenge.units.order_by("pk").values_list("pk", flat=True))}


def _report(request: Request, pk: int) -> dict[str, Any]:
    report = Report.objects.select_related("challenge").filter(challenge=pk).first()
    if report is None or (report.told_at is None and not runs(request.user, report.challenge)):
        raise Http404
    return {name: getattr(report, name) for name in REPORTED}


CHALLENGE = Subject(model=Challenge, visible=visible_to, shown=_whole, along=("owner",))
REPORT = Subject(model=Challenge, visible=visible_to, shown=_report, along=("owner", "report"))
