"""The addresses that the web process listens on, and whether it answers there."""

import http.client
import socket

from django.core.management.base import CommandError

LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
PATIENCE = 5.0  # seconds for one answer
SERVER_ERROR = 500


def free_binds(port: int) -> list[str]:
    """What to listen on: IPv4's loopback, and IPv6's where the machine has it. Raises CommandError where taken."""
    binds = []
    for family, host in LOOPBACKS:
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except PermissionError as error:
            raise CommandError(f"Port {port} is reserved. Choose one above 1023: make demo PORT=8123") from error
        except OSError as error:
            if not _is_in_use(family, host, port):
                continue  # this machine has no such address
            raise CommandError(
                f"Port {port} is in use by another program. Choose another: make demo PORT=8123"
            ) from error
        binds.append(f"[{host}]:{port}" if family == socket.AF_INET6 else f"{host}:{port}")
    return binds


def _is_in_use(family: int, host: str, port: int) -> bool:
    """Told from a missing address by asking for any port there."""
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.bind((host, 0))
    except OSError:
        return False
    return bool(port)


def answers(port: int, *, host: str) -> bool:
    """Whether the page at the root of the host is served."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/", headers={"Host": f"{host}:{port}"})
        return connection.getresponse().status < SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
