"""Changing the effect chain and the calculation."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenants.benefits import calculate
from tenants.benefits.comparing import calculation_of
from tenants.benefits.forms import AlternativeForm, BasisForm, ChainForm, LineForm, Revised, initial_of_line
from tenants.benefits.models import Alternative, Case, Line
from tenants.benefits.rules import CALCULATE, CHANGE_CHAIN
from tenants.benefits.views.saving import idea_for, save_or_show
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest, member_required

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@member_required
def chain_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = idea_for(request, pk, CHANGE_CHAIN)
    if isinstance(idea, HttpResponse):
        return idea
    stands = calculation_of(idea)
    form = ChainForm(request.POST or None, calculation=stands)
    return save_or_show(
        request,
        form=form,
        template="benefits/chain.html",
        context={"idea": idea, "calculation": stands},
        save=lambda: calculate.save_chain(
            idea, steps=form.steps(), revision=form.cleaned_data["revision"], actor=request.member
        ),
        done=_("The effect chain is saved."),
        to=_home(idea),
    )


@page
@member_required
def basis_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = idea_for(request, pk, CALCULATE)
    if isinstance(idea, HttpResponse):
        return idea
    stands = calculation_of(idea)
    start = {"revision": stands.revision, "hourly_rate": stands.hourly_rate, "conclusion": stands.conclusion}
    form = BasisForm(request.POST or None, initial=start)
    return save_or_show(
        request,
        form=form,
        template="benefits/basis.html",
        context={"idea": idea, "calculation": stands},
        save=lambda: calculate.save_basis(idea, actor=request.member, **form.cleaned_data),
        done=_("The calculation is saved."),
        to=_home(idea, "calculation"),
    )


@page
@member_required
def new_alternative_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = idea_for(request, pk, CALCULATE)
    if isinstance(idea, HttpResponse):
        return idea
    form = AlternativeForm(request.POST or None, initial={"revision": _revision(idea)})
    return save_or_show(
        request,
        form=form,
        template="benefits/alternative.html",
        context={"idea": idea, "alternative": None},
        save=lambda: calculate.add_alternative(idea, actor=request.member, **form.cleaned_data),
        done=_("The alternative is there. Add what it gives and what it costs."),
        to=_home(idea, "calculation"),
    )


@page
@member_required
def alternative_page(request: MemberRequest, pk: int, alternative: int) -> HttpResponse:
    """Name and words of an alternative; its own button takes it away."""
    idea = idea_for(request, pk, CALCULATE)
    if isinstance(idea, HttpResponse):
        return idea
    row = _alternative(idea, alternative)
    start = {"revision": _revision(idea), "name": row.name, "description": row.description}
    form = AlternativeForm(request.POST or None, initial=start, does_nothing=row.does_nothing)
    return save_or_show(
        request,
        form=form,
        template="benefits/alternative.html",
        context={"idea": idea, "alternative": row},
        save=lambda: calculate.change_alternative(
            idea, alternative=row.pk, actor=request.member, **{"name": "", **form.cleaned_data}
        ),
        done=_("The alternative is saved."),
        to=_home(idea, "calculation"),
    )


@page
@member_required
def remove_alternative_page(request: MemberRequest, pk: int, alternative: int) -> HttpResponse:
    idea = idea_for(request, pk, CALCULATE)
    if isinstance(idea, HttpResponse):
        return idea
    row = _alternative(idea, alternative)
    return _confirm(
        request,
        idea,
        title=_("Take away “%(name)s”?") % {"name": row},
        text=_("Its lines go with it. The timeline remembers that the calculation was changed."),
        remove=lambda revision: calculate.remove_alternative(
            idea, alternative=row.pk, revision=revision, actor=request.member
        ),
        done=_("The alternative is taken away."),
    )


@page
@member_required
def line_page(request: MemberRequest, pk: int, alternative: int, line: int | None = None) -> HttpResponse:
    """A line of an alternative; a new one where `line` is not given."""
    idea = idea_for(request, pk, CALCULATE)
    if isinstance(idea, HttpResponse):
        return idea
    row = _alternative(idea, alternative)
    found = get_object_or_404(Line, alternative=row, pk=line) if line is not None else None
    start = initial_of_line(found) if found else {"per_year": True, "years": 3, "direction": "gain"}
    form = LineForm(request.POST or None, initial={"revision": _revision(idea), **start})
    return save_or_show(
        request,
        form=form,
        template="benefits/line.html",
        context={"idea": idea, "alternative": row, "line": found},
        save=lambda: calculate.save_line(
            idea,
            alternative=row.pk,
            line=line,
            new=form.line(),
            revision=form.cleaned_data["revision"],
            actor=request.member,
        ),
        done=_("The line is saved."),
        to=_home(idea, "calculation"),
    )


@page
@member_required
def remove_line_page(request: MemberRequest, pk: int, alternative: int, line: int) -> HttpResponse:
    idea = idea_for(request, pk, CALCULATE)
    if isinstance(idea, HttpResponse):
        return idea
    row = _alternative(idea, alternative)
    found = get_object_or_404(Line, alternative=row, pk=line)
    return _confirm(
        request,
        idea,
        title=_("Take away “%(line)s”?") % {"line": found},
        text=_("It is no longer counted. The timeline remembers that the calculation was changed."),
        remove=lambda revision: calculate.remove_line(
            idea, alternative=row.pk, line=found.pk, revision=revision, actor=request.member
        ),
        done=_("The line is taken away."),
    )


def _confirm(
    request: MemberRequest, idea: Idea, *, title: str, text: str, remove: Callable[[int], None], done: str
) -> HttpResponse:
    form = Revised(request.POST or None, initial={"revision": _revision(idea)})
    back = _home(idea, "calculation")
    words = {"title": title, "text": text, "action": _("Take it away"), "cancel_url": back, "danger": True}
    return save_or_show(
        request,
        form=form,
        template="web/confirm.html",
        context=words,
        save=lambda: remove(form.cleaned_data["revision"]),
        done=done,
        to=back,
    )


def _home(idea: Idea, part: str = "chain") -> str:
    return f"{reverse('benefits:idea', args=[idea.pk])}#{part}"


def _revision(idea: Idea) -> int:
    return Case.objects.filter(idea=idea).values_list("revision", flat=True).first() or 0


def _alternative(idea: Idea, pk: int) -> Alternative:
    return get_object_or_404(Alternative, case__idea=idea, pk=pk)
