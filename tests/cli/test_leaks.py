"""A Zendesk that makes csm's notes public, whatever was sent: never told as a success.

A proxy stands before the sandbox and says that the notes are public, as a misconfigured
trigger or a changed rule of Zendesk's would make them. The requests that pass through it are
looked at as well: not one of them asks for a public comment.
"""

import json
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple

import pytest
import requests

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Terminal

NUMBER = 48213
PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
WRITERS = {
    "claim": f"claim {NUMBER} --json",
    "release": "claim 48218 --release --json",
    "take over": "claim 48214 --take-over --yes --json",
    "engineering": f"escalate {NUMBER} --to engineering --feature replay {PARTS} --yes --json",
    "support": f"escalate {NUMBER} --to support {PARTS} --yes --json",
    "withdraw": "escalate 48220 --withdraw --why 'It was our own mistake' --yes --json",
}


_PASSED_ON = ("Authorization", "Content-Type")


class Reply(NamedTuple):
    """What csm gets."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Proxy:
    """Passes everything on to Zendesk, and turns what csm wrote public on its way back.

    `lasting` says whether it stays so after csm has asked to make it private; `spares` is how
    many updates are passed on as they are, before the first leak.
    """

    def __init__(self, target: str) -> None:
        self._target = target
        self._session = requests.Session()
        self._session.trust_env = False
        self._leaked: set[str] = set()
        self.lasting = True
        self.spares = 0
        self.sent: list[Any] = []
        self.asked_to_mend = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._session.close()

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        """Pass one request on; the answer as csm gets it."""
        sent = json.loads(body) if body else {}
        if method == "PUT":
            self.asked_to_mend += "make_private" in path
            self.sent.append(sent)
        kept = {name: headers[name] for name in _PASSED_ON if name in headers}
        answer = self._session.request(
            method, f"{self._target}{path}", headers=kept, data=body, timeout=20
        )
        if not answer.content or not answer.ok:
            return Reply(answer.status_code, answer.headers, answer.content)
        document = answer.json()
        if "ticket" in sent and self.spares > 0:
            self.spares -= 1
        else:
            self._leak(document, sent)
        return Reply(answer.status_code, answer.headers, json.dumps(document).encode())

    def _leak(self, document: Any, sent: Any) -> None:
        """Tell what csm writes now, or wrote through here before, as public."""
        public = self.lasting or not self.asked_to_mend
        for event in document.get("audit", {}).get("events", []):
            if event["type"] == "Comment":
                event["public"] = public
                self._leaked.add(sent["ticket"]["metadata"]["csm_op"])
        for comment in document.get("comments", []):
            if comment["metadata"]["custom"].get("csm_op") in self._leaked:
                comment["public"] = public

    def _handler(proxy: "Proxy") -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                reply = proxy.answer(self.command, self.path, dict(self.headers), body)
                self.send_response_only(reply.status)
                for name in ("Content-Type", "Date"):
                    if name in reply.headers:
                        self.send_header(name, reply.headers[name])
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            do_GET = do_PUT = do_POST = _answer  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Say nothing on stderr."""

        return Handler


@pytest.fixture
def proxy(zendesk: Zendesk) -> Iterator[Proxy]:
    """The proxy before the sandbox's Zendesk."""
    made = Proxy(zendesk.url)
    yield made
    made.close()


@pytest.fixture(name="leaky")
def _leaky(csm: Terminal, proxy: Proxy) -> Terminal:
    """A csm that speaks to Zendesk through the proxy."""
    return csm.with_(CSM_ZENDESK_URL=proxy.url, CSM_VERIFY_SECONDS="0.2")


@pytest.mark.parametrize("lasting", [True, False], ids=["stays public", "can be mended"])
@pytest.mark.parametrize("name", WRITERS)
def test_no_writer_takes_a_public_note_for_a_success(
    leaky: Terminal, proxy: Proxy, name: str, lasting: bool
) -> None:
    """Exit 1, an error that says so, no document; and every request asked for a private note."""
    proxy.lasting = lasting
    out = leaky(WRITERS[name])
    assert (out.exit_code, out, out.error["code"]) == (1, "", "leaked")
    assert out.error["category"] == "privacy"
    assert "public" in out.error["message"]
    assert out.error["hint"]
    tickets = [sent["ticket"] for sent in proxy.sent if "ticket" in sent]
    assert len(tickets) == 1
    assert all(ticket["comment"]["public"] is False for ticket in tickets)


def test_a_leak_in_the_middle(leaky: Terminal, proxy: Proxy, zendesk: Zendesk) -> None:
    """What was done before stands in the document, and no further ticket is tried."""
    proxy.spares = 1
    out = leaky("claim 48213 48228 48260 --json")
    outcomes = {each["ticket"]: each["outcome"] for each in out.json["results"]}
    assert outcomes == {48213: "claimed", 48228: "leaked", 48260: "unavailable"}
    assert out.exit_code == 1
    assert zendesk.comments(48260)[0]["metadata"]["custom"] == {}
