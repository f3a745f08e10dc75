"""Behind the open pages: showing an idea to everyone, and looking at comments."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sluss.web.one_button import press
from sluss.workflow.transitions import NotPossible
from tenants.ideas.access import get_visible_idea
from tenants.people.access import MemberRequest, role_required
from tenants.public_site import comments
from tenants.public_site.forms import HideForm, OpenForm
from tenants.public_site.models import Comment, OpenIdea
from tenants.public_site.open_idea import close_idea, open_idea
from tenants.public_site.rules import LOOKERS, OPENERS, why_not_open

PER_PAGE = 25
LISTED = (
    ("", gettext_lazy("To look at")),
    (Comment.State.SHOWN, gettext_lazy("Shown")),
    (Comment.State.HIDDEN, gettext_lazy("Hidden")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OPENERS)
def show_to_all(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    form = OpenForm(request.POST or None, initial={"revision": idea.revision})
    if request.method == "POST" and form.is_valid():
        try:
            open_idea(idea, revision=form.cleaned_data["revision"], actor=request.member)
        except NotPossible as error:
            form = OpenForm(initial={"revision": idea.revision})
            messages.error(request, " ".join(map(str, error.reasons)))
        else:
            messages.success(request, _("The idea is shown to everyone now."))
            return redirect("public_site:idea", key=idea.key)
    context = {
        "idea": idea,
        "form": form,
        "shown": OpenIdea.objects.filter(idea=idea).first(),
        "hindrance": why_not_open(idea),
    }
    return render(request, "public_site/open.html", context, status=422 if form.errors else 200)


@require_POST
@role_required(*OPENERS)
def close_to_all(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    close_idea(idea, actor=request.member)
    messages.success(request, _("The idea is no longer shown to everyone."))
    return redirect("ideas:page", pk=pk)


@require_safe
@role_required(*LOOKERS)
def comment_queue(request: MemberRequest) -> HttpResponse:
    """What waits, and by choice what has been looked at: whoever has hidden something can show it again."""
    state = request.GET.get("state", "")
    page = Paginator(comments.listed(request.member, state), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "public_site/queue.html", {"page": page, "state": state, "states": LISTED})


@require_POST
@role_required(*LOOKERS)
def show_comment(request: MemberRequest, pk: int) -> HttpResponse:
    return _looked_at(request, pk, comments.show, _("The comment is shown."))


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*LOOKERS)
def hide_comment(request: MemberRequest, pk: int) -> HttpResponse:
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _("The comment is hidden.")
        return _looked_at(request, pk, lambda found, actor: comments.hide(found, reason=reason, actor=actor), done)
    context = {"comment": _get(request, pk), "form": form}
    return render(request, "public_site/hide.html", context, status=422 if form.errors else 200)


def _looked_at(request: MemberRequest, pk: int, change: Callable[..., None], done: str) -> HttpResponse:
    found = _get(request, pk)
    return press(request, lambda: change(found, actor=request.member), done=done, back=reverse("public_site:queue"))


def _get(request: MemberRequest, pk: int) -> Comment:
    found = comments.seen_by(request.member).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
