"""Keys of rows as they come in forms and addresses: whatever anybody types, never an error."""

# BigAutoField's largest has 19 digits; Python itself refuses to read some thousands of them.
MOST_DIGITS = 18


def key_in(text: str) -> int:
    """The key, or 0, which no row has, for what can be none."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0
