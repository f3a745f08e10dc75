"""What a log line may say: never what people have written.

PostgreSQL explains an error with the row that caused it (`DETAIL:  Failing row contains (…)`, `Key (email)=(…)`), and a
traceback repeats that. A log is read by others, and kept longer, than what it is about.
"""

import logging
import re

LEFT_OUT = "DETAIL:  (left out)"
# Until the next part of the same message or of the traceback that it stands in. The row's own text may have many lines.
DETAIL = re.compile(
    r"^DETAIL:.*?(?=^(?:HINT|CONTEXT|QUERY|SCHEMA NAME):|^The above exception|^During handling|\Z)",
    re.MULTILINE | re.DOTALL,
)


class WithoutDetail(logging.Formatter):
    """A line, and its traceback, without the details that the database gives of an error."""

    def format(self, record: logging.LogRecord) -> str:
        return without_detail(super().format(record))


def without_detail(text: str) -> str:
    return DETAIL.sub(f"{LEFT_OUT}\n", text).rstrip("\n") if "DETAIL:" in text else text
