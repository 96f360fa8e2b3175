"""A server between csm and the sandbox that fails in one chosen way, and tells all it knows.

Whatever it says no with, it gives the credential of the request back: in the sentence of the
error as each vendor words it, in the headers, in the place that a redirect leads to.
"""

import json
import os
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from signal import SIGINT
from socket import SHUT_RDWR
from threading import Semaphore, Thread
from typing import Any, NamedTuple
from urllib.parse import quote

import httpx

_HOP = {"connection", "transfer-encoding", "content-encoding", "content-length", "date", "host"}
_SILENT_SECONDS = 0.5


class Failure(NamedTuple):
    """One way to fail. `reads` says whether reads fail, too, or writes alone."""

    status: int = 0
    how: str = "status"
    reads: bool = True


FAILURES = {
    **{str(status): Failure(status) for status in (401, 403, 404, 429, 500, 503)},
    **{
        f"{status} to a write": Failure(status, reads=False) for status in (403, 409, 422, 429, 500)
    },
    "a success that is none": Failure(200),
    "half of the JSON": Failure(200, "truncated"),
    "a web page": Failure(200, "html"),
    "a redirect": Failure(302, "redirect"),
    "a redirect of a write": Failure(307, "redirect", reads=False),
    "a reset": Failure(how="reset"),
    "a reset of a write": Failure(how="reset", reads=False),
    "silence": Failure(how="silence"),
}


class Hostile:
    """The server; `failure` is what it does to the requests that it does not hand on."""

    def __init__(self, upstream: str) -> None:
        self._upstream = httpx.Client(base_url=upstream, trust_env=False, timeout=60)
        self.failure: Failure | None = None
        self.failed = 0
        self.ctrl_c = Semaphore(0)  # one for each run: a second would reach whoever runs it
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def serve(self) -> None:
        """Answer until it is closed."""
        self._server.serve_forever(poll_interval=0.01)

    def close(self) -> None:
        """Stop, and let the port go."""
        self._server.shutdown()
        self._server.server_close()
        self._upstream.close()

    def pass_on(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Any:
        """Ask the sandbox the same."""
        kept = {name: value for name, value in headers.items() if name.lower() not in _HOP}
        return self._upstream.request(method, path, headers=kept, content=body)

    def spares(self, method: str, path: str) -> bool:
        """Whether a request is handed on."""
        failure = self.failure
        reading = method in {"GET", "HEAD"} or "/query" in path
        return failure is None or (reading and not failure.reads)


@contextmanager
def hostile(upstream: str) -> Iterator[Hostile]:
    """Run one before a service of the sandbox."""
    server = Hostile(upstream)
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()


def _handler(server: Hostile) -> type[BaseHTTPRequestHandler]:
    """The class whose requests go to this server."""
    return type("Handler", (_Handler,), {"hostile": server})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hostile: Hostile

    def _answer(self) -> None:
        server = self.hostile
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        with suppress(OSError, httpx.HTTPError):  # csm may have gone, or the sandbox
            if server.spares(self.command, self.path):
                self._hand_on(body)
            else:
                server.failed += 1
                self._fail(server.failure or Failure(), _told(dict(self.headers), body))

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815

    def _hand_on(self, body: bytes) -> None:
        answer = self.hostile.pass_on(self.command, self.path, dict(self.headers), body)
        self._send(answer.status_code, list(answer.headers.multi_items()), answer.content)

    def _fail(self, failure: Failure, told: str) -> None:
        if failure.how == "Ctrl-C" and self.hostile.ctrl_c.acquire(blocking=False):
            os.kill(os.getpid(), SIGINT)
        if failure.how in {"silence", "Ctrl-C"}:
            time.sleep(_SILENT_SECONDS)
        if failure.how in {"silence", "Ctrl-C", "reset"}:
            self.close_connection = True
            self.connection.shutdown(SHUT_RDWR)
            return
        page = f"<html><title>{told}</title></html>".encode()
        content = page if failure.how == "html" else json.dumps(_body(told)).encode()
        if failure.how == "truncated":
            content = content[:-9]
        kind = "text/html" if failure.how == "html" else "application/json"
        headers = [("Content-Type", kind), *_headers(told)]
        if failure.how == "redirect":
            headers.append(("Location", f"http://localhost:9/?t={quote(told)}"))
        self._send(failure.status, headers, content)

    def _send(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in _HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing on stderr."""


def _told(headers: dict[str, str], body: bytes) -> str:
    """The credential of a request, as it came and as it was meant, and what its body says."""
    sent = headers.get("Authorization", "")
    _, _, credential = sent.partition(" ")
    decoded = ""
    with suppress(ValueError):
        decoded = b64decode(credential, validate=True).decode()
    token = decoded.partition(":")[2] or decoded.partition(":")[0] or credential
    form = body.decode("utf-8", "replace") if b"token" in body else ""
    return f"{token} {decoded} {sent} {form}".replace("\n", " ").replace("\r", " ")[:900]


def _headers(told: str) -> list[tuple[str, str]]:
    names = ("X-Request-Id", "X-Zendesk-Request-Id", "X-GitHub-Request-Id", "X-Slack-Req-Id",
             "X-Pylon-Request-ID", "WWW-Authenticate", "X-Zendesk-API-Warn")  # fmt: skip
    return [(name, told) for name in names] + [("Retry-After", "0")]


def _body(told: str) -> dict[str, Any]:
    """What every vendor's words for an error would be, in one object."""
    return {
        "ok": False,
        "error": {"title": told, "message": told},
        "description": told,
        "details": {"base": [{"description": told, "error": told}]},
        "detail": told,
        "type": told,
        "code": told,
        "message": told,
        "errors": [told],
        "request_id": told,
    }
