"""Listening sockets on loopback: chosen ports, or free ones."""

from __future__ import annotations

import os
import socket

from csm_cli.sandbox.errors import PortError

HOST = "127.0.0.1"
_LAST_PORT = 65_535


def listen(count: int, port_base: int | None) -> list[socket.socket]:
    """Open so many listening sockets: on the ports from `port_base` on, or on free ones.

    Raises PortError, and leaves none open, when a port cannot be had.
    """
    sockets: list[socket.socket] = []
    try:
        for number in range(count):
            sockets.append(_listener(0 if port_base is None else port_base + number))  # noqa: PERF401 - those before a failure must be closed
    except BaseException:
        for sock in sockets:
            sock.close()
        raise
    return sockets


def _listener(port: int) -> socket.socket:
    if not 0 <= port <= _LAST_PORT:
        raise PortError(f"there is no port {port}")
    # The protocol is named because asyncio switches Nagle's delay off only for what is named TCP.
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((HOST, port))
        sock.listen(128)
    except OSError as error:
        sock.close()
        raise PortError(f"port {port} of {HOST} cannot be used: {error.strerror}") from error
    sock.setblocking(False)
    return sock
