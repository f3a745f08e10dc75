"""Keeping files: the bytes in a private store under an opaque name, the row in the idea's own transaction."""

import contextlib
from datetime import timedelta
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, models, transaction

from sluss import clock
from sluss.workflow.transitions import NotAllowed, record
from tenants.files import rules
from tenants.files.checking import CheckedFile, check_upload
from tenants.files.models import Attachment, StoredFile
from tenants.ideas.models import Idea
from tenants.people.models import Member

__all__ = ["CheckedFile", "check_upload", "keep", "open_for", "put", "remove", "sweep", "take_away"]
GRACE = timedelta(days=1)


def keep(file: CheckedFile, *, idea: Idea, member: Member | None) -> Attachment:
    """Store a checked file with an idea, in the open transaction. `member` is None for a resident."""
    return put(Attachment(idea=idea), file=file, of=idea, member=member)


def put[Row: StoredFile](row: Row, *, file: CheckedFile, of: models.Model, member: Member | None) -> Row:
    """Store a checked file as a new row that says what it belongs to, with an event `of` that, in the open transaction.

    The bytes are written first: a row never lacks its file. Where the row is not saved the bytes go at once; where a
    transaction further out is rolled back they are swept up within a day.
    """
    row.name, row.content_type, row.size, row.sha256 = file.name, file.content_type, file.size, file.sha256
    row.added_by, row.added_at = member, clock.now()
    file.file.seek(0)
    row.stored_as = default_storage.save(f"{folder()}/{row.key}", file.file)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            record(subject=of, kind="file_added", actor=member, data={"file": row.pk})
    except BaseException:
        default_storage.delete(row.stored_as)
        raise
    return row


def take_away(row: StoredFile, *, of: models.Model, member: Member) -> None:
    """Delete row and bytes, with an event `of` what it belonged to. The caller has checked who asks."""
    with transaction.atomic():
        record(subject=of, kind="file_removed", actor=member, data={"file": row.pk})
        stored_as = row.stored_as
        row.delete()
        transaction.on_commit(lambda: default_storage.delete(stored_as))


def open_for(attachment: StoredFile) -> "File[Any]":
    """The bytes, for whoever has been let through by the caller. Raises FileNotFoundError where they are gone."""
    return default_storage.open(attachment.stored_as)


def remove(attachment: Attachment, *, member: Member) -> None:
    """Take one's own file away while its idea is open. Raises NotAllowed."""
    with transaction.atomic():
        idea = Idea.objects.select_for_update(no_key=True).get(pk=attachment.idea_id)
        if reason := rules.why_not_remove(member=member, attachment=attachment, idea=idea):
            raise NotAllowed(reason)
        take_away(attachment, of=idea, member=member)


def sweep() -> int:
    """Delete stored files of the municipality that no row names; returns how many.

    Younger than a day they are left: their transaction may still be open.
    """
    swept = 0
    for name in _stored():
        path = f"{folder()}/{name}"
        if clock.now() - default_storage.get_modified_time(path) < GRACE:
            continue
        if not any(kind._default_manager.filter(stored_as=path).exists() for kind in StoredFile.__subclasses__()):
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
