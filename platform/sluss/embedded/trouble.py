"""What PostgreSQL's own words mean, in plain language."""

from pathlib import Path

from sluss.embedded.errors import EmbeddedDatabaseError

TAIL = 4000  # characters of a log that are looked at
REMEDIES = {
    "No space left on device": "The disk is full: make room and try again.",
    "Disk quota exceeded": "The disk quota is used up: make room and try again.",
    "Permission denied": "A folder or file cannot be read: see the owner and the rights of the data folder.",
    "Read-only file system": "The disk is read-only: choose another folder with SLUSS_DATA (make: DATA=...).",
    "database files are incompatible": "The data folder was made by another version of PostgreSQL: export it with "
    "that version, or remove the folder to begin with an empty one.",
    "pre-existing shared memory block": "Processes of an earlier run still hold the database: wait, then try again.",
    "Cannot allocate memory": "The machine has too little memory left.",
}
PORT_TAKEN = "Address already in use"


def explained(what: str, output: str) -> EmbeddedDatabaseError:
    """The error for a failed PostgreSQL program, with a remedy where one is known and PostgreSQL's last words."""
    remedy = next((text for sign, text in REMEDIES.items() if sign in output), "")
    loud = [line for line in output.splitlines() if "FATAL" in line or "PANIC" in line or "error:" in line]
    last = (loud or output.strip().splitlines() or ["(nothing)"])[-1].strip()
    return EmbeddedDatabaseError(" ".join(part for part in (what, remedy, f"PostgreSQL said: {last}") if part))


def log_since(log: Path, offset: int) -> str:
    """What was written to the log after `offset` bytes, its end if that is much."""
    with log.open("rb") as file:
        file.seek(offset)
        return file.read().decode("utf-8", "replace")[-TAIL:]
