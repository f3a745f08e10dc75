"""An idea's files on its page."""

from dataclasses import dataclass

from tenants.files import rules
from tenants.files.models import Attachment
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest


@dataclass(frozen=True)
class FilesPanel:
    """The files, each with whether the member may take it away."""

    files: list[tuple[Attachment, bool]]
    may_add: bool
    template: str = "files/parts/panel.html"


def files_panel(request: MemberRequest, idea: Idea) -> FilesPanel:
    member = request.member
    files = Attachment.objects.filter(idea=idea)
    return FilesPanel(
        files=[(file, rules.why_not_remove(member=member, attachment=file, idea=idea) is None) for file in files],
        may_add=rules.why_not_add(member=member, idea=idea) is None,
    )
