"""How a card's plain text is set on the page: numbered lines are steps, and the line that introduces them a heading."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

STEP = re.compile(r"\d{1,2}[.)]\s+(?P<words>\S.*)")
ENDS_A_SENTENCE = (".", "!", "?", ":", "…")


@dataclass
class Part:
    """Either steps, or words that are a heading or a paragraph."""

    words: str = ""
    is_heading: bool = False
    steps: list[str] = field(default_factory=list)


def laid_out(text: str) -> list[Part]:
    """Empty lines are left out."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    parts: list[Part] = []
    for line, after in pairwise([*lines, ""]):
        step = STEP.fullmatch(line)
        if step is None:
            leads = STEP.fullmatch(after) is not None and not line.endswith(ENDS_A_SENTENCE)
            parts.append(Part(words=line, is_heading=leads))
        elif parts and parts[-1].steps:
            parts[-1].steps.append(step["words"])
        else:
            parts.append(Part(steps=[step["words"]]))
    return parts
