"""What a log line may say: never what people have written, and no address that is somebody's secret.

PostgreSQL explains an error with the row that caused it (`DETAIL:  Failing row contains (…)`, `Key (email)=(…)`), and a
traceback repeats that. Django names the address that it found nothing at, and a secret link tried on the wrong host is
still the key to a matter. A log is read by others, and kept longer, than what it is about.
"""

import logging
import re

LEFT_OUT = "DETAIL:  (left out)"
# Until the next part of the same message or of the traceback that it stands in. The row's own text may have many lines.
DETAIL = re.compile(
    r"^DETAIL:.*?(?=^(?:HINT|CONTEXT|QUERY|SCHEMA NAME):|^The above exception|^During handling|\Z)",
    re.MULTILINE | re.DOTALL,
)
# Secrets are longer, and hardly any word in an address is as long.
SECRET = re.compile(r"(?<=/)[\w:-]{20,}")


class WithoutDetail(logging.Formatter):
    """A line, and its traceback, without the details that the database gives of an error; one about a request without
    what in its address may be a secret."""

    def format(self, record: logging.LogRecord) -> str:
        text = without_detail(super().format(record))
        return without_secrets(text) if hasattr(record, "request") else text


def without_secrets(text: str) -> str:
    """The address stands in the first line; below it come folders and files, which are nobody's secret."""
    line, *traceback = text.split("\n", 1)
    return "\n".join([SECRET.sub("…", line), *traceback])


def without_detail(text: str) -> str:
    return DETAIL.sub(f"{LEFT_OUT}\n", text).rstrip("\n") if "DETAIL:" in text else text
