"""What an uploaded file must pass before anything of it is kept."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from sluss.text.sizes import file_size
from sluss.web.uploads import RefusedUpload
from tenants.files.kinds import kind_of
from tenants.files.names import clean_name


@dataclass(frozen=True)
class CheckedFile:
    """A file whose content was looked at. `size` in bytes; `name` ends as the content says."""

    file: "File[Any]"
    name: str
    content_type: str
    size: int
    sha256: str


def check_upload(file: "File[Any]") -> CheckedFile:
    """Raises ValidationError, with the reason for the person, for a file that is not taken."""
    name = file.name or ""
    if isinstance(file, RefusedUpload) or file.size > settings.UPLOAD_MAX_BYTES:
        raise too_large(name)
    if not file.size:
        raise ValidationError(_("The file is empty."), code="empty")
    kind = kind_of(file, name=name)  # type: ignore[arg-type]  # Django's File is a binary file in all that is used
    return CheckedFile(
        file=file,
        name=clean_name(name, extension=kind.extension),
        content_type=kind.content_type,
        size=file.size,
        sha256=_digest(file),
    )


def too_large(name: str) -> ValidationError:
    facts = {"name": name, "limit": file_size(settings.UPLOAD_MAX_BYTES)}
    return ValidationError(_("“%(name)s” is too large. A file may be at most %(limit)s.") % facts, code="too_large")


def _digest(file: "File[Any]") -> str:
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
