"""An idea's files on its page."""

import uuid
from dataclasses import dataclass
from typing import Any

from sluss.tenancy.rows import from_json
from tenants.files import rules
from tenants.files.models import Attachment
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest

READS = f"""
ARRAY(SELECT to_json(f) FROM {Attachment._meta.db_table} f
      WHERE f.idea_id = %(idea)s ORDER BY f.added_at, f.id)"""  # noqa: S608 (constants of this file)


@dataclass(frozen=True)
class File:
    """A file with whether the member may take it away; `size` in bytes."""

    key: uuid.UUID
    name: str
    size: int
    removable: bool


@dataclass(frozen=True)
class FilesPanel:
    idea: int
    files: list[File]
    may_add: bool
    template: str = "files/parts/panel.html"


def files_panel(request: MemberRequest, idea: Idea, read: list[dict[str, Any]]) -> FilesPanel:
    member = request.member
    files = [file for row in read if (file := from_json(Attachment, row))]
    return FilesPanel(
        idea=idea.pk,
        files=[
            File(
                file.key, file.name, file.size, rules.why_not_remove(member=member, attachment=file, idea=idea) is None
            )
            for file in files
        ],
        may_add=rules.why_not_add(member=member, idea=idea) is None,
    )
