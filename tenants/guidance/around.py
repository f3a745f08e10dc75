"""The guidance where it is needed: on the idea page and at the gate. None of it asks the database anything."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenants.decisions.brief import Line
from tenants.guidance.steps import OF_STATUS, OF_STATUS_TO_MANAGER, Audience
from tenants.guidance.texts import Words, words_of_stage
from tenants.ideas.access import is_bearer
from tenants.ideas.models import Idea, Status
from tenants.ideas.surroundings import IdeaLink
from tenants.people.access import MemberRequest
from tenants.people.models import Member, Role

MANAGES = (Role.MANAGER, Role.INNOVATION_MANAGER)


@dataclass(frozen=True)
class GuidancePanel:
    """What the reader can do now, by the words of the stage that the idea is in."""

    words: list[Words]
    template: str = "guidance/parts/panel.html"


def guidance_panel(request: MemberRequest, idea: Idea, _read: None) -> GuidancePanel | None:
    """The stage came with the idea, and so did its bearers. None for those who only read."""
    if idea.status != Status.ACTIVE or idea.stage is None:
        return None
    audiences = []
    if is_bearer(request.member, idea):
        audiences.append(Audience.BEARER)
    if request.member.has_role(*MANAGES):
        audiences.append(Audience.MANAGER)
    words = [words_of_stage(idea.stage, audience) for audience in audiences]
    return GuidancePanel(words=words) if words else None


def guidance_of_bearer(idea: Idea) -> GuidancePanel | None:
    """For a resident who follows an own idea by its link: the same words as for a member who bears one."""
    if idea.status != Status.ACTIVE or idea.stage is None:
        return None
    return GuidancePanel(words=[words_of_stage(idea.stage, Audience.BEARER)])


def guidance_link(member: Member, idea: Idea) -> IdeaLink:
    """To the step that the idea is in, on the page that is for this member."""
    manages = member.has_role(*MANAGES)
    if idea.status == Status.ACTIVE:
        anchor = f"steg-{idea.stage_id}"
    elif manages:
        anchor = OF_STATUS_TO_MANAGER.get(Status(idea.status), "manager-comes")
    else:
        anchor = OF_STATUS.get(Status(idea.status), "bearer-closed")
    page = reverse("guidance:manager" if manages else "guidance:bearer")
    return IdeaLink(label=_("What to do now"), url=f"{page}#{anchor}", order=10)


def guidance_lines(reader: Member, idea: Idea) -> Iterable[Line]:
    """At the gate: what whoever decides there should think of."""
    if idea.stage is not None:
        words, page = words_of_stage(idea.stage, Audience.MANAGER), reverse("guidance:manager")
        yield Line(_("Think of this"), str(words), url=f"{page}#manager-gate", order=90)
