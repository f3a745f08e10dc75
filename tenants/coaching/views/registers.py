"""The registers: skills to choose from, and method cards."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Count, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web.table_response import table_response
from sluss.workflow.phases import ORDER, Phase
from tenants.coaching import rules
from tenants.coaching.cards import save_row
from tenants.coaching.forms import CardForm, NewCardForm, SkillForm
from tenants.coaching.models import MethodCard, Skill
from tenants.coaching.views.pages import asked
from tenants.people.access import MemberRequest, member_required, role_required

PAGE_SIZE = 25


@require_safe
@role_required(*rules.KEEPERS)
def skills(request: MemberRequest) -> HttpResponse:
    page = Paginator(_skills(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "coaching/skills.html", {"page": page})


@require_safe
@role_required(*rules.KEEPERS)
def skills_csv(request: MemberRequest) -> HttpResponse:
    header = [_("Skill"), _("Words that tell of it"), _("Coaches"), _("In use")]
    rows = (
        [skill.name, skill.words, skill.coach_count, _("yes") if skill.active else _("no")]  # type: ignore[attr-defined]  # annotated
        for skill in _skills()
    )
    return table_response(request, name="kompetenser", header=header, rows=rows)


def _skills() -> QuerySet[Skill]:
    return Skill.objects.annotate(coach_count=Count("coaches")).order_by("name_sv", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*rules.KEEPERS)
def skill_edit(request: MemberRequest, pk: int | None = None) -> HttpResponse:
    skill = get_object_or_404(Skill, pk=pk) if pk is not None else Skill()
    form = SkillForm(request.POST or None, instance=skill)
    return asked(
        request,
        form=form,
        save=lambda: save_row(skill, content=form.cleaned_data, actor=request.member),
        done=_("The skill is saved."),
        back=reverse("coaching:skills"),
        title=_("Change the skill") if pk else _("Add a skill"),
        action=_("Save"),
    )


@require_safe
@member_required
def cards(request: MemberRequest) -> HttpResponse:
    phase = request.GET.get("fas", "")
    page = Paginator(_cards(request.member, phase), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "phases": Phase.choices, "phase": phase, "may_edit": rules.keeps_registers(request.member)}
    return render(request, "coaching/cards.html", context)


@require_safe
@member_required
def cards_csv(request: MemberRequest) -> HttpResponse:
    header = [_("Card"), _("Phase"), _("Minutes"), _("Used on ideas")]
    found = _cards(request.member, request.GET.get("fas", ""))
    rows = (
        [card.title, card.get_phase_display(), card.minutes, card.use_count]  # type: ignore[attr-defined]  # annotated
        for card in found
    )
    return table_response(request, name="metodkort", header=header, rows=rows)


@require_safe
@member_required
def card(request: MemberRequest, code: str) -> HttpResponse:
    found = get_object_or_404(_cards(request.member, ""), code=code)
    return render(request, "coaching/card.html", {"card": found, "may_edit": rules.keeps_registers(request.member)})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def card_edit(request: MemberRequest, code: str | None = None) -> HttpResponse:
    if not rules.keeps_registers(request.member):
        raise PermissionDenied
    card = get_object_or_404(MethodCard, code=code) if code else MethodCard()
    form = (CardForm if code else NewCardForm)(request.POST or None, instance=card)
    return asked(
        request,
        form=form,
        save=lambda: save_row(card, content=form.cleaned_data, actor=request.member),
        done=_("The card is saved."),
        back=reverse("coaching:cards"),
        title=_("Change the card") if code else _("Add a method card"),
        action=_("Save"),
    )


def _cards(member: object, phase: str) -> QuerySet[MethodCard]:
    """The cards in use, in the order of their phases; those out of use only for who may bring them back."""
    way = Case(*(When(phase=name, then=place) for place, name in enumerate(ORDER)))
    found = MethodCard.objects.annotate(use_count=Count("uses")).order_by(way, "title_sv", "pk")
    if not rules.keeps_registers(member):  # type: ignore[arg-type]
        found = found.filter(active=True)
    return found.filter(phase=phase) if phase in Phase.values else found
