"""Uploads that are larger than we take: read past, never kept, and told about on the form they came with."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest


class RefusedUpload(UploadedFile):  # type: ignore[type-arg]  # cannot be subscripted when it runs
    """Stands among request.FILES for a file that was too large. It is empty: a form that knows nothing of this class
    refuses it as an empty file."""

    def __init__(self, *, field_name: str, name: str, sent_bytes: int) -> None:
        super().__init__(file=BytesIO(), name=name, size=0)
        self.field_name = field_name
        self.sent_bytes = sent_bytes


class LimitedUploadHandler(FileUploadHandler):
    """Counts each file as it comes in and keeps nothing of one that passes UPLOAD_MAX_BYTES.

    The rest of the request is read to its end, because a browser shows our answer only when it has sent everything;
    the other fields arrive as usual, so what was typed is kept. Must come first among FILE_UPLOAD_HANDLERS.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.too_large:
            return None
        if start + len(raw_data) > settings.UPLOAD_MAX_BYTES:
            self.too_large = True
            self._drop_what_came()
            return None
        return raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if not self.too_large:
            return None
        return RefusedUpload(field_name=self.field_name or "", name=self.file_name or "?", sent_bytes=file_size)

    def _drop_what_came(self) -> None:
        """Let the handlers after this one remove what they have stored of the file so far."""
        assert self.request is not None  # Django makes the handlers of a request with the request
        for handler in self.request.upload_handlers:
            if handler is not self:
                handler.upload_interrupted()


def refused_files(request: HttpRequest) -> list[RefusedUpload]:
    """The files of the request that were too large."""
    return [file for _, files in request.FILES.lists() for file in files if isinstance(file, RefusedUpload)]
