"""The guard that keeps every other test away from the network does bite."""

import socket
from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "reach",
    [
        pytest.param(lambda: socket.socket(), id="a socket of the usual kind"),
        pytest.param(lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM), id="a socket for datagrams"),
        pytest.param(lambda: socket.create_connection(("127.0.0.1", 9)), id="a connection"),
        pytest.param(lambda: socket.getaddrinfo("example.org", 80), id="a name"),
    ],
)
def test_no_test_reaches_a_network(reach: Callable[[], object]) -> None:
    with pytest.raises(pytest.fail.Exception, match="tried to reach a network"):
        reach()
