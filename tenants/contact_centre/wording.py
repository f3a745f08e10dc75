"""What was said on the telephone as title and text, and what is said back."""

import re

LONGEST_TITLE = 120
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")


def title_and_text(said: str) -> tuple[str, str]:
    """The first sentence as title; the whole as text, unless the title says it all."""
    first = SENTENCE.split(said, maxsplit=1)[0].strip()
    if len(first) > LONGEST_TITLE:
        first = first[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
    title = first.rstrip(".")
    return title, "" if title == said.rstrip(".") else said


def in_groups(registry_number: str) -> list[str]:
    """KS 2026/0412 as KS, 2026, 0412: to be read aloud and written down in short pieces."""
    return re.split(r"[ /]", registry_number)
