"""File names as they are shown and handed out again."""

import re
import unicodedata

MOST = 120
# Control and format characters (the mark that turns writing around among them), and what means something to a system.
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
NEVER = re.compile(r'[<>:"/\\|?*]')
SUFFIX = re.compile(r"\.(?!\d+\Z)[A-Za-z0-9]{1,5}\Z")


def clean_name(name: str, *, extension: str) -> str:
    """`name` without path, hidden signs and tricks, at most MOST characters, ending as the content says."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(" " if unicodedata.category(sign) in HIDDEN else sign for sign in unicodedata.normalize("NFC", last))
    stem = " ".join(NEVER.sub(" ", SUFFIX.sub("", seen)).split()).strip(". ")
    return f"{(stem or 'fil')[: MOST - len(extension) - 1].strip('. ')}.{extension}"
