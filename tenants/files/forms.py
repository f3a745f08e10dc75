"""Form fields for files. They give CheckedFile; a refused file becomes an error that says why."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluss.text.sizes import file_size
from sluss.web.uploads import RefusedUpload
from tenants.files.checking import CheckedFile, check_upload, too_large
from tenants.files.kinds import TAKEN

MOST_FILES = 10
ACCEPT = ",".join(f".{kind.lower()}" for kind in (*TAKEN, "jpg"))


def _help() -> str:
    """Told before anything is sent."""
    return _("Pictures, PDF, text and office documents. At most %(size)s each.") % {
        "size": file_size(settings.UPLOAD_MAX_BYTES)
    }


# A form's fields are made once, and read in every language.
help_text = lazy(_help, str)


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadField(forms.FileField):
    """One file, checked by its content: `cleaned_data` holds a CheckedFile, or None where none was sent."""

    widget = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 255)
        kwargs.setdefault("help_text", help_text())
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("accept", ACCEPT)
        self.widget.attrs.setdefault("data-max-bytes", settings.UPLOAD_MAX_BYTES)

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:
        if isinstance(data, RefusedUpload):
            raise too_large(data.name or "")
        file = super().clean(data, initial)
        return check_upload(file) if file else None


class MultipleFileField(UploadField):
    """Any number of files up to MOST_FILES: `cleaned_data` holds a list of CheckedFile."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[CheckedFile]:  # type: ignore[override]
        files = [file for file in data or [] if file]
        if not files:
            super().clean(None, initial)
            return []
        if len(files) > MOST_FILES:
            raise ValidationError(_("At most %(most)d files at a time.") % {"most": MOST_FILES}, code="too_many")
        return self._all_or_every_reason(files)

    def _all_or_every_reason(self, files: list[Any]) -> list[CheckedFile]:
        checked, errors = [], []
        for file in files:
            try:
                found = super().clean(file)
            except ValidationError as error:
                errors += [f"{file.name}: {text}" if len(files) > 1 else text for text in error.messages]
            else:
                checked += [found] if found else []
        if errors:
            raise ValidationError(errors)
        return checked


class AddFilesForm(forms.Form):
    """Files for an idea that is already there."""

    upload = MultipleFileField(label=gettext_lazy("Files"))
