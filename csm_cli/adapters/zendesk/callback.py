"""Waits for the browser to come back from Zendesk: one right answer, on this machine alone.

The listener takes any number of wrong requests, such as a browser's for an icon or a stranger's
with another state, and goes on waiting. Whoever sits at another machine, over SSH, pastes the
address that the browser was sent to instead.
"""

import hmac
import os
import selectors
import socket
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Self, TextIO
from urllib.parse import parse_qs, urlsplit

PATH = "/callback"
_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>csm</title></head>'
    "<body><h1>{title}</h1><p>{text}</p></body></html>"
)
_DONE = ("The answer has arrived", "You may close this window and go back to the terminal.")
_NOT_OURS = ("This is no answer to what was asked", "The right one is still waited for.")
_NO_ADDRESS = "That is no address."
_NOT_THIS_ONE = "That is not the address that was asked for."
_WAITING = "Still waiting for the one that the browser ends up at."

Answer = Mapping[str, str]
"""The query of the redirect: `code` and `state`, or `error` and `error_description`."""


class Callback:
    """A listener on a free port of this machine, from `with` to its end.

    Args:
        state: The state that the right answer carries; set before the first answer can come.
    """

    def __init__(self) -> None:
        self.state = ""
        self._begun = b""  # a line that is not typed to its end
        self._right: SimpleQueue[Answer] = SimpleQueue()
        self._bell, self._ear = socket.socketpair()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.callback = self

    @property
    def redirect_uri(self) -> str:
        """The address for Zendesk to send the browser to."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{PATH}"

    def __enter__(self) -> Self:
        serve = self._server.serve_forever
        Thread(target=serve, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self.close()

    def close(self) -> None:
        """Let go of the port; called by the end of the `with` block, or in place of one."""
        self._server.server_close()
        self._bell.close()
        self._ear.close()

    def take(self, query: str) -> bool:
        """Whether a query is the right answer; the first one is kept, and no other."""
        found = {key: values[0] for key, values in parse_qs(query).items()}
        ours = hmac.compare_digest(found.get("state", "").encode(), self.state.encode())
        if not (self.state and ours and ("code" in found or "error" in found)):
            return False
        self.state = ""  # single use
        self._right.put(found)
        self._bell.send(b"!")
        return True

    def wait(
        self, seconds: float, typed: TextIO | None, tell: Callable[[str], None]
    ) -> Answer | None:
        """The right answer, or null if none came in time.

        `typed` is where one may be pasted; `tell` is told of each line there that is none.
        """
        deadline = time.monotonic() + seconds
        with selectors.DefaultSelector() as ready:
            ready.register(self._ear, selectors.EVENT_READ)
            if typed is not None:
                ready.register(typed, selectors.EVENT_READ)
            while (left := deadline - time.monotonic()) > 0:
                for key, _ in ready.select(left):
                    if key.fileobj is self._ear or (typed and self._pasted(ready, typed, tell)):
                        return self._right.get()
        return None

    def _pasted(
        self, ready: selectors.BaseSelector, typed: TextIO, tell: Callable[[str], None]
    ) -> bool:
        """Look at the lines that were typed, past Python's buffer, which no selector sees."""
        more = os.read(typed.fileno(), 65_536)
        if not more:  # the terminal is gone: nothing more can be typed
            ready.unregister(typed)
            return False
        *lines, self._begun = (self._begun + more).split(b"\n")
        for line in filter(None, (each.decode(errors="replace").strip() for each in lines)):
            if self.take(_query(line)):
                return True
            # Without the line itself: it may hold a code.
            tell(f"{_NOT_THIS_ONE if _is_address(line) else _NO_ADDRESS} {_WAITING}")
        return False


def _query(line: str) -> str:
    try:
        return urlsplit(line).query
    except ValueError:
        return ""


def _is_address(line: str) -> bool:
    return "://" in line or bool(_query(line))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    callback: Callback

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that hangs up is no business of the terminal."""


class _Handler(BaseHTTPRequestHandler):
    timeout = 5  # browsers open connections on which they never ask anything
    server: _Server

    def do_GET(self) -> None:
        """Answer the browser; only the right answer to the right path ends the waiting."""
        path, _, query = self.path.partition("?")
        right = path == PATH and self.server.callback.take(query)
        title, text = _DONE if right else _NOT_OURS
        page = _PAGE.format(title=title, text=text).encode()
        self.send_response(200 if right else 400)
        for name, value in (
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(page))),
            ("Content-Security-Policy", "default-src 'none'"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Log nothing: the address holds the code."""
