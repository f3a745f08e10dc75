"""What a resident holds instead of an account: the address and the code of one matter, and a browser's own draft."""

import secrets

from sluss.secrets import Kind

FOLLOW = Kind("intake.follow")
CODE = Kind("intake.code")
DRAFT = Kind("intake.draft")

# Without characters that sound or look alike, so that a code survives being read aloud.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_GROUPS = 3
GROUP = 4


def new_code() -> str:
    """A follow code in short groups, as K7PM-3QXD-9TWA: 59 bits, guarded by a brake on tries."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(CODE_GROUPS))
    return "-".join(groups)


def normal_code(typed: str) -> str:
    """The code as it was given out, however it was typed: case, spaces and dashes do not matter."""
    letters = "".join(sign for sign in typed.upper() if sign in ALPHABET)
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))
