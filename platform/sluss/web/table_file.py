"""A table on its way out as a file: a small one in memory, a large one on disk, never all of its rows at once.

It is written whole before it is sent, because a row that is read while the answer streams would be read outside its
municipality's scope.
"""

import tempfile
from typing import IO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from sluss import clock

IN_MEMORY = 1024 * 1024


def table_file() -> IO[bytes]:
    """Somewhere to write a table: on disk from one megabyte on, and gone when it is closed."""
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # closed by the answer


def answer_with(file: IO[bytes], *, name: str, ending: str, content_type: str) -> HttpResponse:
    """The written file for somebody to save; a large one is handed over piece by piece."""
    large = file.tell() > IN_MEMORY
    file.seek(0)
    file_name = f"{name}-{clock.today():%Y-%m-%d}.{ending}"
    if large:
        response: HttpResponseBase = FileResponse(file, content_type=content_type)
    else:
        with file:
            response = HttpResponse(file.read(), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # a streaming answer is one as well
