"""Uploads over the limit are refused while they arrive, before they fill memory or disk."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# What the other fields of a form and the boundaries between its parts may add.
FORM_BYTES = 1024 * 1024


class LimitedUploadHandler(FileUploadHandler):
    """First in FILE_UPLOAD_HANDLERS. Raises RequestDataTooBig, which errors.handler400 answers with 413."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 (Django's name)
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        if content_length > settings.UPLOAD_MAX_BYTES + FORM_BYTES:
            raise RequestDataTooBig("The announced size is over UPLOAD_MAX_BYTES.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        # A request may lie about its length, or hold many files that are only together too large.
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            raise RequestDataTooBig("What has arrived is over UPLOAD_MAX_BYTES.")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
