"""Where the web listens."""

import socket

import pytest
from django.core.management.base import CommandError

from sluss.operations.addresses import answers, free_binds


def test_taken_port_is_refused_with_the_way_out() -> None:
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        port = squatter.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is in use by another program.*PORT="):
            free_binds(port)


def test_free_port_is_listened_on() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert free_binds(port)[0] == f"127.0.0.1:{port}"
    assert not answers(port, host="localhost")
