"""A real HTTP server on loopback that answers as it was told, and remembers what it was asked."""

import json
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple


class Reply(NamedTuple):
    """One answer. `body` is JSON unless it is bytes; `hangs` is in seconds, before it is sent.

    `announced` is the length that the header claims, for a body that breaks off; `pauses` is in
    seconds, between the header and the body.
    """

    status: int = 200
    body: Any = None
    headers: tuple[tuple[str, str], ...] = ()
    hangs: float = 0.0
    announced: int | None = None
    pauses: float = 0.0


class Asked(NamedTuple):
    """One request as it arrived; those of the same `connection` came on it one after another."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any
    connection: int = 0


class ScriptedServer:
    """Gives its replies in order; one request more than it has replies for is a failure."""

    def __init__(self, replies: list[Reply], tls: ssl.SSLContext | None) -> None:
        self._replies = list(replies)
        self.asked: list[Asked] = []
        self.unexpected = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self._server.server_address[1]}"

    def serve(self) -> None:
        """Answer until it is closed."""
        self._server.serve_forever(poll_interval=0.01)

    def close(self) -> None:
        """Stop, and let the port go."""
        self._server.shutdown()
        self._server.server_close()

    def next(self, asked: Asked) -> Reply:
        """Remember the request and take the next reply."""
        self.asked.append(asked)
        if self._replies:
            return self._replies.pop(0)
        self.unexpected += 1
        return Reply(599, {"detail": "unexpected request"})

    @property
    def unused(self) -> int:
        """How many replies nobody asked for."""
        return len(self._replies)

    def _handler(script: "ScriptedServer") -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                sent = self.rfile.read(length)
                body = _read(sent, self.headers.get("Content-Type", ""))
                asked = Asked(
                    self.command, self.path, dict(self.headers), body, self.client_address[1]
                )
                reply = script.next(asked)
                with suppress(OSError):  # the client may have gone
                    _send(self, reply)

            do_GET = do_POST = do_PUT = do_DELETE = do_CONNECT = _answer  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Say nothing on stderr."""

        return Handler


def _read(sent: bytes, kind: str) -> Any:
    """A body as JSON, or the bytes of one that says it is something else."""
    if not sent:
        return None
    return json.loads(sent) if not kind or "json" in kind else sent


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    time.sleep(reply.hangs)
    raw = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
    handler.send_response_only(reply.status)
    names = {name.lower() for name, _ in reply.headers}
    for name, value in reply.headers:
        handler.send_header(name, value)
    if "date" not in names:
        handler.send_header("Date", handler.date_time_string())
    if "content-type" not in names:
        handler.send_header("Content-Type", "application/json")
    length = len(raw) if reply.announced is None else reply.announced
    handler.send_header("Content-Length", str(length))
    handler.end_headers()
    time.sleep(reply.pauses)
    handler.wfile.write(raw)
    handler.close_connection = reply.announced is not None


@contextmanager
def scripted(*replies: Reply, tls: ssl.SSLContext | None = None) -> Iterator[ScriptedServer]:
    """Run a server with these replies; every one of them must be fetched, and none more."""
    server = ScriptedServer(list(replies), tls)
    thread = Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()
    assert (server.unexpected, server.unused) == (0, 0)
