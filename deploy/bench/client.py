"""The bench's own HTTP client: some visitors that keep their connections, as cheap as Python can be.

Runs as a process of its own: a job as JSON on standard input, what was reached as JSON on standard output.
"""

import json
import selectors
import socket
import sys
import time
import uuid
from typing import Any

# A connection that lives for ever stays with the worker that took it; new ones now and then even the workers out.
ANSWERS_PER_CONNECTION = 40
LENGTH = b"content-length:"
FRESH_KEY = b"00000000-0000-4000-8000-000000000000"
PATIENCE = 30.0


class Visitor:
    """One connection at a time, one request after the other, round and round through the exchanges."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.place = 0
        self.answers = 0
        self.wrong = 0
        self.bytes = 0
        self.connect()

    def connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.job["port"]))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.left = ANSWERS_PER_CONNECTION
        self.buffer = b""
        self.expected = 0

    def send(self) -> None:
        request: bytes = self.job["exchanges"][self.place]["request"].encode()
        if FRESH_KEY in request:
            request = request.replace(FRESH_KEY, str(uuid.uuid4()).encode())
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Whether an answer is complete."""
        self.buffer += self.socket.recv(1 << 18) or self._broken()
        if not self.expected and (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end].lower()
            length = head.find(LENGTH)
            self.expected = end + 4 + (int(head[length + len(LENGTH) :].split(b"\r\n", 1)[0]) if length >= 0 else 0)
        if not self.expected or len(self.buffer) < self.expected:
            return False
        self._count()
        return True

    def _count(self) -> None:
        exchange = self.job["exchanges"][self.place]
        self.wrong += int(self.buffer[9:12]) != exchange["status"]
        self.bytes += len(self.buffer)
        self.buffer, self.expected = b"", 0
        self.answers += 1
        self.left -= 1
        self.place = (self.place + 1) % len(self.job["exchanges"])

    def _broken(self) -> bytes:
        raise ConnectionError("the server closed the connection")


def run(job: dict[str, Any]) -> dict[str, float]:
    """Visit until `seconds` have passed or `count` answers have come; what is under way then is not counted."""
    selector = selectors.DefaultSelector()
    visitors = [Visitor(job) for _ in range(job["clients"])]
    started = time.perf_counter()
    for visitor in visitors:
        selector.register(visitor.socket, selectors.EVENT_READ, visitor)
        visitor.send()
    ended, answers = _visit(selector, job, started)
    return {
        "answers": answers,
        "seconds": ended - started,
        "wrong": sum(visitor.wrong for visitor in visitors),
        "bytes": sum(visitor.bytes for visitor in visitors),
    }


def _visit(selector: selectors.BaseSelector, job: dict[str, Any], started: float) -> tuple[float, int]:
    answers = 0
    while True:
        ready = selector.select(PATIENCE)
        now = time.perf_counter()
        if not ready:
            raise TimeoutError("no answer")
        for key, _ in ready:
            visitor: Visitor = key.data
            if not visitor.receive():
                continue
            answers += 1
            if now - started >= job["seconds"] or answers >= job["count"]:
                return now, answers
            if not visitor.left:
                selector.unregister(visitor.socket)
                visitor.socket.close()
                visitor.connect()
                selector.register(visitor.socket, selectors.EVENT_READ, visitor)
            visitor.send()


if __name__ == "__main__":
    print(json.dumps(run(json.load(sys.stdin))))
