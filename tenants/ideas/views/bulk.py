"""Bulk answers: chosen in the inbox, written once, looked at as a letter, sent by a job, and taken back if need be."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sluss.text.keys import key_in
from sluss.text.labels import labels_of
from sluss.web.table_response import table_response
from sluss.workflow.transitions import NotPossible
from tenants.ideas import bulk as service
from tenants.ideas import tasks
from tenants.ideas.access import visible_to
from tenants.ideas.bulk_forms import ApologyForm, BulkForm
from tenants.ideas.filters import InboxFilter
from tenants.ideas.letters import example_letters, reach_of
from tenants.ideas.models import WAITING, BulkAnswer, BulkRow
from tenants.ideas.openings import openings
from tenants.ideas.transitions import HANDLERS, InboxOutcome
from tenants.ideas.views.writing import typed, with_opening
from tenants.people.access import MemberRequest, role_required

State, Result = BulkAnswer.State, BulkRow.Result
WORKING = (State.RUNNING, State.UNDOING)
LABELS = {
    State.RUNNING: gettext_lazy("The answers are given, one by one."),
    State.UNDOING: gettext_lazy("The answers are taken back, one by one."),
}
PAGE = 50
HEADER = ("diary_number", "title", "result", "reason")
handler_required = role_required(*HANDLERS)


@require_safe
@handler_required
def bulk_list(request: MemberRequest) -> HttpResponse:
    page = Paginator(_seen(request), PAGE).get_page(request.GET.get("page"))
    return render(request, "ideas/bulk/list.html", {"page": page, "outcomes": dict(InboxOutcome.choices)})


@require_safe
@handler_required
def bulks_csv(request: MemberRequest) -> HttpResponse:
    header = [_("Begun"), _("By"), _("Ideas"), _("State")]
    rows = (
        [bulk.created_at, bulk.actor.display_name, bulk.rows_count, bulk.get_state_display()] for bulk in _seen(request)
    )
    return table_response(request, name="massvar", header=header, rows=rows)


def _seen(request: MemberRequest) -> Any:
    """One's own drafts, and what anyone has sent, the latest first."""
    mine = BulkAnswer.objects.filter(state=State.DRAFT, actor=request.member)
    every = BulkAnswer.objects.exclude(state=State.DRAFT) | mine
    return every.select_related("actor").annotate(rows_count=Count("rows")).order_by("-id")


@require_POST
@handler_required
def choose(request: MemberRequest) -> HttpResponse:
    """The rows that were ticked, or every one that the filter in the address leaves."""
    ideas: Any = [key for text in request.POST.getlist("idea") if (key := key_in(text))]
    if "every" in request.POST:
        waiting = visible_to(request.member).filter(status__in=WAITING)
        ideas = InboxFilter(request.GET).narrow(waiting).values_list("pk", flat=True)[: service.MOST + 1]
    try:
        bulk = service.choose(ideas, actor=request.member)
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('ideas:inbox')}?{request.GET.urlencode()}")
    return redirect("ideas:bulk", bulk.key)


@require_http_methods(["GET", "HEAD", "POST"])
@handler_required
def bulk_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    bulk = _bulk(request, key)
    if bulk.state in WORKING:
        return render(request, "ideas/bulk/working.html", _progress(bulk))
    if bulk.state != State.DRAFT:
        return render(request, "ideas/bulk/ended.html", _ended(request, bulk))
    if request.method != "POST":
        return _write_page(request, bulk, _form(request, initial=_written(bulk)))
    if {"search", "insert"} & set(request.POST):
        values = with_opening(typed(request), offered=openings(), language=get_language() or "sv")
        return _write_page(request, bulk, _form(request, initial=values))
    form = _form(request, data=request.POST)
    if not form.is_valid():
        return _write_page(request, bulk, form, status=422)
    service.write(bulk, answer=form.answer(), message_en=form.cleaned_data["message_en"], details=form.details())
    return redirect("ideas:bulk_preview", key)


@require_safe
@handler_required
def preview(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The letter as it will be read, in every language that it goes out in."""
    bulk = _bulk(request, key)
    if bulk.state != State.DRAFT or not bulk.message:
        return redirect("ideas:bulk", key)
    context = {
        "bulk": bulk,
        "count": bulk.rows.count(),
        "outcome": InboxOutcome(bulk.outcome).label,
        "letters": example_letters(bulk.rows.values("idea"), answer=service.answer_of(bulk), english=bulk.message_en),
        "reach": reach_of(bulk.rows.values("idea")),
    }
    return render(request, "ideas/bulk/preview.html", context)


@require_POST
@handler_required
def start(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Begin, or wake one that stands still: two jobs on one bulk answer take turns."""
    bulk = _bulk(request, key)
    try:
        with transaction.atomic():
            if bulk.state not in WORKING:
                service.start(bulk, actor=request.member)
            (tasks.take_back_many if bulk.state == State.UNDOING else tasks.answer_many).defer(key=key)
    except NotPossible as error:
        messages.error(request, str(error))
    return redirect("ideas:bulk", key)


@require_safe
@handler_required
def progress(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The moving part of the page, asked for again and again; when the work has ended the page is loaded anew."""
    bulk = _bulk(request, key)
    if bulk.state in WORKING:
        return render(request, "web/parts/progress.html", _progress(bulk))
    response = HttpResponse()
    response["HX-Refresh"] = "true"
    return response


@require_safe
@handler_required
def report_csv(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    bulk = _bulk(request, key)
    labels = labels_of(Result)
    rows = bulk.rows.filter(idea__in=visible_to(request.member).values("pk")).order_by("id")
    found = rows.values_list("idea__registry_number", "idea__title", "result", "reason")
    lines = [(number, title, labels[result], reason) for number, title, result, reason in found]
    return table_response(request, name="svar", header=HEADER, rows=lines)


@require_http_methods(["GET", "HEAD", "POST"])
@handler_required
def undo(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    bulk = _bulk(request, key)
    if bulk.state != State.DONE:
        return redirect("ideas:bulk", key)
    first = {
        "apology": "Det blev fel när vi svarade dig. Vi läser det du lämnade igen och svarar på nytt. Förlåt.",
        "apology_en": "We made a mistake when we answered you. We read what you left again and answer anew. Sorry.",
    }
    form = ApologyForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                service.start_undo(bulk, **form.cleaned_data, actor=request.member)
                tasks.take_back_many.defer(key=key)
        except NotPossible as error:
            messages.error(request, str(error))
        return redirect("ideas:bulk", key)
    answered = bulk.rows.filter(result=Result.ANSWERED).count()
    context = {"bulk": bulk, "form": form, "answered": answered}
    return render(request, "ideas/bulk/undo.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@handler_required
def discard(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    bulk = _bulk(request, key)
    if bulk.state != State.DRAFT:
        return redirect("ideas:bulk", key)
    if request.method == "POST":
        bulk.delete()
        messages.success(request, _("Thrown away. Nobody has been written to."))
        return redirect("ideas:inbox")
    question = {
        "title": _("Throw the answer away?"),
        "text": _("What you have written is lost. The ideas lie in the inbox as before."),
        "action": _("Throw away"),
        "cancel_url": reverse("ideas:bulk", args=[key]),
        "danger": True,
    }
    return render(request, "web/confirm.html", question)


def _bulk(request: MemberRequest, key: uuid.UUID) -> BulkAnswer:
    """The bulk answer, a draft for its writer alone; Http404 otherwise."""
    bulk = BulkAnswer.objects.select_related("actor", "undone_by").filter(key=key).first()
    if bulk is None or (bulk.state == State.DRAFT and bulk.actor_id != request.member.pk):
        raise Http404
    return bulk


def _form(request: MemberRequest, **kwargs: Any) -> BulkForm:
    return BulkForm(member=request.member, offered=openings(), **kwargs)


def _written(bulk: BulkAnswer) -> dict[str, Any]:
    """What was written before the preview, to go on from."""
    details = dict(bulk.details)
    handed = {"handed_to" if details.get("door") else "to_whom": details.pop("to_whom", "")}
    chosen = f"idea-{details.pop('target')}" if "target" in details else details.pop("elsewhere", "")
    return {
        "outcome": bulk.outcome,
        "message": bulk.message,
        "message_en": bulk.message_en,
        "chosen": chosen,
        **handed,
        **details,
    }


def _write_page(request: MemberRequest, bulk: BulkAnswer, form: BulkForm, *, status: int = 200) -> HttpResponse:
    context = {
        "bulk": bulk,
        "form": form,
        "count": bulk.rows.count(),
        "titles": bulk.rows.order_by("id").values_list("idea__title", flat=True)[:5],
        "has_searched": "search" in request.POST or bool(form.errors.get("target")),
    }
    return render(request, "ideas/bulk/write.html", context, status=status)


def _progress(bulk: BulkAnswer) -> dict[str, Any]:
    waits = Result.WAITING if bulk.state == State.RUNNING else Result.ANSWERED
    total = bulk.rows.count() if bulk.state == State.RUNNING else bulk.rows.exclude(event_id=None).count()
    return {
        "bulk": bulk,
        "label": LABELS[State(bulk.state)],
        "total": total,
        "done": total - bulk.rows.filter(result=waits).count(),
        "poll": reverse("ideas:bulk_progress", args=[bulk.key]),
    }


def _ended(request: MemberRequest, bulk: BulkAnswer) -> dict[str, Any]:
    counts = dict(bulk.rows.order_by().values_list("result").annotate(count=Count("*")))
    chosen = request.GET.get("result", "")
    rows = bulk.rows.filter(idea__in=visible_to(request.member).values("pk"))
    if chosen in Result.values:
        rows = rows.filter(result=chosen)
    fields = ("idea_id", "idea__title", "idea__registry_number", "result", "reason")
    page = Paginator(rows.order_by("id").values(*fields), PAGE).get_page(request.GET.get("page"))
    labels = labels_of(Result)
    return {
        "bulk": bulk,
        "outcome": InboxOutcome(bulk.outcome).label,
        "page": page,
        "rows": [row | {"label": labels[row["result"]]} for row in page.object_list],
        "counts": [(value, labels[value], counts[value]) for value in Result.values if value in counts],
        "left": sum(counts.get(result, 0) for result in (Result.CHANGED, Result.REFUSED, Result.KEPT)),
        "chosen": chosen,
        "undoable": bulk.state == State.DONE and counts.get(Result.ANSWERED, 0) > 0,
    }
