"""Keeping files: the bytes in a private store under an opaque name, the row in the idea's own transaction."""

import contextlib
from datetime import timedelta
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, transaction

from sluss import clock
from sluss.workflow.transitions import NotAllowed, record
from tenants.files import rules
from tenants.files.checking import CheckedFile, check_upload
from tenants.files.models import Attachment
from tenants.ideas.models import Idea
from tenants.people.models import Member

__all__ = ["CheckedFile", "check_upload", "keep", "open_for", "remove", "sweep"]
GRACE = timedelta(days=1)


def keep(file: CheckedFile, *, idea: Idea, member: Member | None) -> Attachment:
    """Store a checked file with an idea, in the open transaction. `member` is None for a resident.

    The bytes are written first: a row never lacks its file. Where the row is not saved the bytes go at once; where a
    transaction further out is rolled back they are swept up within a day.
    """
    attachment = Attachment(
        idea=idea,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        added_by=member,
        added_at=clock.now(),
    )
    file.file.seek(0)
    attachment.stored_as = default_storage.save(f"{folder()}/{attachment.key}", file.file)
    try:
        with transaction.atomic():
            attachment.save(force_insert=True)
            record(subject=idea, kind="file_added", actor=member, data={"file": attachment.pk})
    except BaseException:
        default_storage.delete(attachment.stored_as)
        raise
    return attachment


def open_for(attachment: Attachment) -> "File[Any]":
    """The bytes, for whoever has been let through by the caller. Raises FileNotFoundError where they are gone."""
    return default_storage.open(attachment.stored_as)


def remove(attachment: Attachment, *, member: Member) -> None:
    """Take one's own file away while its idea is open. Raises NotAllowed."""
    with transaction.atomic():
        idea = Idea.objects.select_for_update(no_key=True).get(pk=attachment.idea_id)
        if reason := rules.why_not_remove(member=member, attachment=attachment, idea=idea):
            raise NotAllowed(reason)
        record(subject=idea, kind="file_removed", actor=member, data={"file": attachment.pk})
        stored_as = attachment.stored_as
        attachment.delete()
        transaction.on_commit(lambda: default_storage.delete(stored_as))


def sweep() -> int:
    """Delete stored files of the municipality that no row names; returns how many.

    Younger than a day they are left: their transaction may still be open.
    """
    swept = 0
    for name in _stored():
        path = f"{folder()}/{name}"
        if clock.now() - default_storage.get_modified_time(path) < GRACE:
            continue
        if not Attachment.objects.filter(stored_as=path).exists():
            default_storage.delete(path)
            swept += 1
    return swept


def folder() -> str:
    """Where the municipality's files lie in the store."""
    return str(connection.scope.schema)  # type: ignore[attr-defined]  # our own database backend


def _stored() -> list[str]:
    with contextlib.suppress(FileNotFoundError):
        return list(default_storage.listdir(folder())[1])
    return []
