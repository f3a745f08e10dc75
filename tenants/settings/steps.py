"""What each step of the first start asks, and how its answer is kept. The same forms stand among the settings."""

from collections.abc import Callable
from typing import Any

from django import forms

from tenants.organisation.models import Authority, RetentionRule
from tenants.organisation.save import save_part
from tenants.people.access import MemberRequest
from tenants.people.models import Member, Role
from tenants.pipeline.models import InnovationModel, Stage
from tenants.settings.change import change_look, change_promise, change_words
from tenants.settings.forms import LookForm, PromiseForm, RegisterForm, WordsForm
from tenants.settings.models import SluiceSettings

# Who must be there for a sluice to run, in the order that an idea meets them.
NEEDED_ROLES = (Role.INNOVATION_MANAGER, Role.COACH, Role.MANAGER, Role.REGISTRAR, Role.AGENT)


def look_form(request: MemberRequest) -> LookForm:
    return LookForm(
        request.POST or None,
        request.FILES or None,
        has_logo=bool(request.municipality.logo_digest),
        initial={"palette": request.municipality.palette},
    )


def save_look(request: MemberRequest, form: forms.BaseForm) -> None:
    chosen = form.cleaned_data
    change_look(
        actor=request.member,
        municipality=request.municipality,
        palette=chosen["palette"],
        logo=chosen["logo"],
        remove_logo=chosen.get("remove_logo", False),
    )


def words_form(request: MemberRequest) -> WordsForm:
    row = SluiceSettings.current()
    initial = {"sluice_name": request.municipality.sluice_name, "why_sv": row.why_sv, "why_en": row.why_en}
    return WordsForm(request.POST or None, initial=initial)


def save_words(request: MemberRequest, form: forms.BaseForm) -> None:
    change_words(actor=request.member, municipality=request.municipality, **form.cleaned_data)


def promise_form(request: MemberRequest) -> PromiseForm:
    return PromiseForm(request.POST or None, initial={"days": model_in_use().inbox_promise_days})


def save_promise(request: MemberRequest, form: forms.BaseForm) -> None:
    change_promise(actor=request.member, days=form.cleaned_data["days"])


def register_form(request: MemberRequest) -> RegisterForm:
    return RegisterForm(request.POST or None, instance=Authority.objects.get(is_default=True))


def save_register(request: MemberRequest, form: forms.BaseForm) -> None:
    assert isinstance(form, RegisterForm)
    save_part(part=form.instance, values=form.cleaned_data, actor_id=request.member.pk)


type Asks = Callable[[MemberRequest], forms.BaseForm]
type Keeps = Callable[[MemberRequest, forms.BaseForm], None]
FORMS: dict[str, tuple[Asks, Keeps]] = {
    "look": (look_form, save_look),
    "why": (words_form, save_words),
    "model": (promise_form, save_promise),
    "register": (register_form, save_register),
}


def model_in_use() -> InnovationModel:
    return InnovationModel.objects.get(in_use=True)


def shown_in(key: str) -> dict[str, Any]:
    """What a step shows beside its form."""
    if key == "roles":
        return {"roles": people_by_role()}
    if key == "model":
        stages = Stage.objects.filter(model__in_use=True).select_related("gate").order_by("position")
        return {"model": model_in_use(), "stages": list(stages)}
    if key == "register":
        return {"rule": RetentionRule.objects.filter(is_default=True).first()}
    return {}


def people_by_role() -> list[tuple[Role, list[str]]]:
    """The needed roles, each with those who have it now, in one query."""
    members = list(Member.objects.active().with_role(*NEEDED_ROLES))
    return [(role, [one.display_name for one in members if one.has_role(role)]) for role in NEEDED_ROLES]
