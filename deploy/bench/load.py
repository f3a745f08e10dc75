"""Load from a process of its own, and two sides measured in turns so that the machine's moods meet both."""

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

CLIENT = Path(__file__).with_name("client.py")
CLIENTS = 8
UNTIL_TIME = 10**9
FOREVER = 10**6


@dataclass(frozen=True)
class Exchange:
    """One request as it goes over the wire, and the status that must come back."""

    request: str
    status: int = 200


@dataclass(frozen=True)
class Job:
    """What one visitor does over and over. A form that is fetched and sent is two exchanges."""

    port: int
    exchanges: Sequence[Exchange]


class WrongAnswer(Exception):
    """A page answered with another status than it must: nothing measured on it would mean anything."""


def get(host: str, path: str, *, cookie: str = "", status: int = 200) -> Exchange:
    return Exchange(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nAccept-Language: sv\r\n\r\n", status)


def ask(host: str, path: str, *, key: str) -> Exchange:
    """As another system asks, with its key."""
    return Exchange(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {key}\r\n\r\n")


def post(host: str, path: str, body: str, *, kind: str, cookie: str, status: int) -> Exchange:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nAccept-Language: sv\r\nContent-Type: {kind}\r\n"
    )
    return Exchange(f"{head}Content-Length: {len(body.encode())}\r\n\r\n{body}", status)


def visit(job: Job, *, seconds: float = FOREVER, count: int = UNTIL_TIME, clients: int = CLIENTS) -> dict[str, float]:
    """Answers, seconds and bytes. Raises WrongAnswer."""
    order = asdict(job) | {"seconds": seconds, "count": count, "clients": clients}
    done = subprocess.run(
        [sys.executable, str(CLIENT)], input=json.dumps(order), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise WrongAnswer(done.stderr.strip().splitlines()[-1])
    found: dict[str, float] = json.loads(done.stdout)
    if found["wrong"]:
        raise WrongAnswer(f"{found['wrong']} of {found['answers']}: {job.exchanges[0].request.splitlines()[0]}")
    return found


def speed(job: Job, *, seconds: float) -> float:
    """Times a second that a visitor came round."""
    found = visit(job, seconds=seconds)
    return found["answers"] / len(job.exchanges) / found["seconds"]


@dataclass(frozen=True)
class Compared:
    """`times` is how often the other side comes round while the job does once."""

    times: float
    job: float
    other: float
    lowest: float
    highest: float


def compare(job: Job, other: Job, *, seconds: float, rounds: int) -> Compared:
    """Both sides in turns; the median of the rounds' ratios."""
    for side in (job, other):
        visit(side, seconds=max(0.5, seconds / 3))
    pairs = [(speed(job, seconds=seconds), speed(other, seconds=seconds)) for _ in range(rounds)]
    ratios = [theirs / ours for ours, theirs in pairs]
    return Compared(
        times=statistics.median(ratios),
        job=statistics.median(ours for ours, _ in pairs),
        other=statistics.median(theirs for _, theirs in pairs),
        lowest=min(ratios),
        highest=max(ratios),
    )
