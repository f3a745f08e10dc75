"""Coaching on one idea: its sessions, its cards and its guests."""

import uuid

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sluss import clock
from sluss.web.one_button import press
from tenants.coaching import rules
from tenants.coaching.cards import use_card
from tenants.coaching.forms import GuestForm, SessionForm
from tenants.coaching.guests import Guests, end_guest, guests_of, invite_guest_coach
from tenants.coaching.models import MethodCard, MethodUse, Session
from tenants.coaching.notes import notes_for
from tenants.coaching.sessions import change_session, finish_step, hold_session
from tenants.coaching.views.pages import asked, refuse
from tenants.ideas.access import get_visible_idea
from tenants.ideas.models import Idea, IdeaBearer
from tenants.people.access import MemberRequest, guests_too, member_required
from tenants.people.models import Member

SHOWN_SESSIONS = 50


@require_safe
@member_required
@guests_too
def coaching(request: MemberRequest, pk: int) -> HttpResponse:
    idea, member = _coached(request, pk), request.member
    sessions = _sessions(member, idea)
    notes = notes_for(member, sessions)
    may_invite = rules.why_not_invite_guest(member, idea) is None
    context = {
        "idea": idea,
        "rows": [(session, notes.get(session.pk), *_may(member, session)) for session in sessions],
        "reads_all": all(session.pk in notes for session in sessions),
        "may_hold": rules.why_not_hold_session(member, idea) is None,
        "may_use": rules.why_not_use_card(member, idea) is None,
        "may_invite": may_invite,
        "guests": guests_of(idea) if not member.is_guest else Guests([], []),
        "uses": MethodUse.objects.filter(idea=idea).select_related("card", "used_by").order_by("used_on", "pk"),
        "cards": _cards_left(idea),
    }
    return render(request, "coaching/idea.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@guests_too
def session_new(request: MemberRequest, pk: int) -> HttpResponse:
    idea = _coached(request, pk)
    refuse(rules.why_not_hold_session(request.member, idea))
    form = SessionForm(request.POST or None, initial={"held_on": clock.today()})
    return asked(
        request,
        form=form,
        save=lambda: hold_session(idea, talk=form.talk(), actor=request.member),
        done=_("The session is noted."),
        back=reverse("coaching:idea", args=[pk]),
        title=_("Note a session"),
        text=idea.title,
        action=_("Save"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@guests_too
def session_change(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    session = _session(request, key)
    refuse(rules.why_not_change_session(request.member, session))
    note = notes_for(request.member, [session]).get(session.pk)
    form = SessionForm(request.POST or None, initial=SessionForm.initial_of(session, note))
    return asked(
        request,
        form=form,
        save=lambda: change_session(session, talk=form.talk(), actor=request.member),
        done=_("The session is noted."),
        back=reverse("coaching:idea", args=[session.idea_id]),
        title=_("Change what is noted"),
        text=session.idea.title,
        action=_("Save"),
    )


@require_POST
@member_required
@guests_too
def step_done(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    session = _session(request, key)
    return press(
        request,
        lambda: finish_step(session, actor=request.member),
        done=_("Good. The step is noted as done."),
        back=reverse("coaching:idea", args=[session.idea_id]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@guests_too
def card(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    """A card as it is worked by on this idea, and the button that says it was."""
    idea = _coached(request, pk)
    found = get_object_or_404(MethodCard, code=code)
    if request.method == "POST":
        return press(
            request,
            lambda: use_card(idea, card=found, actor=request.member),
            done=_("Noted that the card was used."),
            back=reverse("coaching:idea", args=[pk]),
        )
    context = {
        "idea": idea,
        "card": found,
        "may_use": rules.why_not_use_card(request.member, idea) is None,
        "use": MethodUse.objects.filter(card=found, idea=idea).select_related("used_by").first(),
    }
    return render(request, "coaching/card_on_idea.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def guest_invite(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    refuse(rules.why_not_invite_guest(request.member, idea))
    form = GuestForm(request.POST or None, initial={"language": "sv"})
    return asked(
        request,
        form=form,
        save=lambda: invite_guest_coach(idea, actor=request.member, **form.cleaned_data),
        done=_("The invitation is on its way."),
        back=reverse("coaching:idea", args=[pk]),
        title=_("Invite a guest coach"),
        text=_(
            "Somebody from another municipality, say. They see this idea and its coaching, and nothing else here: no "
            "lists, no search, no people. They decide nothing."
        ),
        action=_("Send the invitation"),
    )


@require_POST
@member_required
def guest_end(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    guest = get_object_or_404(Member, key=key, guest_of=idea.pk)
    return press(
        request,
        lambda: end_guest(idea, guest=guest, actor=request.member),
        done=_("The visit is over. Thank your guest."),
        back=reverse("coaching:idea", args=[pk]),
    )


def _coached(request: MemberRequest, pk: int) -> Idea:
    """The idea with its bearers, for those who take part in its coaching: 404 and 403 otherwise."""
    idea = get_visible_idea(request, pk)
    prefetch_related_objects([idea], Prefetch("bearers", IdeaBearer.objects.select_related("member")))
    refuse(None if rules.sees_coaching(request.member, idea) else _("Coaching is between the coach and the bearers."))
    return idea


def _session(request: MemberRequest, key: uuid.UUID) -> Session:
    session = Session.objects.filter(key=key).first()
    if session is None:
        raise Http404
    session.idea = _coached(request, session.idea_id)
    if not rules.sees_session(request.member, session):
        raise Http404
    return session


def _sessions(member: Member, idea: Idea) -> list[Session]:
    """The newest of the idea's sessions that the member may know of."""
    sessions = list(Session.objects.filter(idea=idea).select_related("coach")[:SHOWN_SESSIONS])
    for session in sessions:
        session.idea = idea
    return [session for session in sessions if rules.sees_session(member, session)]


def _may(member: Member, session: Session) -> tuple[bool, bool]:
    """Whether the member may change what is noted, and say that the next step is done."""
    bears = rules.took_part(member, session)
    change = rules.why_not_change_session(member, session) is None
    return change, session.waits and rules.why_not_finish_step(member, session, bears=bears) is None


def _cards_left(idea: Idea) -> list[MethodCard]:
    """The cards that can still be used here, those of the idea's own phase first."""
    here = idea.stage.phase if idea.stage else ""
    left = MethodCard.objects.filter(active=True).exclude(uses__idea=idea)
    return sorted(left, key=lambda one: (one.phase != here, one.title))
