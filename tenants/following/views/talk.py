"""The talk about an idea, following it, and the answer from a letter."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tenants.following.answer import answer, open_link
from tenants.following.follow import follow, is_following, unfollow
from tenants.following.forms import SayForm
from tenants.following.models import Follow
from tenants.following.talk import said_about, say
from tenants.ideas.access import get_visible_idea
from tenants.ideas.models import Message
from tenants.people.access import MemberRequest, member_required


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def talk(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    form = SayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        say(idea, text=form.cleaned_data["text"], member=request.member)
        messages.success(request, _("It is said. Those who bear or follow the idea are told."))
        return redirect("following:talk", pk=pk)
    context = {
        "idea": idea,
        "form": form,
        "said": said_about(idea),
        "follows": is_following(idea, member=request.member),
        "followers": Follow.objects.filter(idea=idea).count(),
    }
    return render(request, "following/talk.html", context, status=422 if form.errors else 200)


@require_POST
@member_required
def change_following(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    if "sluta" in request.POST:
        unfollow(idea, member=request.member)
        messages.success(request, _("You no longer follow the idea."))
    else:
        follow(idea, member=request.member)
        messages.success(request, _("You follow the idea and are told when something happens."))
    return redirect("following:talk", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_from_letter(request: MemberRequest, token: str) -> HttpResponse:
    """Needs no sign-in: whoever has the letter has the link. It shows what the letter showed and takes one answer."""
    link = open_link(token)
    if link is None:
        raise Http404
    form = SayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not answer(token, text=form.cleaned_data["text"]):
            raise Http404
        return render(request, "following/answered.html", {"idea": link.idea})
    said = Message.objects.filter(event_id=link.event_id).select_related("author").first()
    context = {"idea": link.idea, "form": form, "said": said, "until": link.answer_until, "member": link.member}
    return render(request, "following/answer.html", context, status=422 if form.errors else 200)
