"""The safe session, against a real server: once for writes, twice for reads, one origin only."""

import base64
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
import trustme

from csm_cli.adapters.accounts import ZendeskAccount
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    Limited,
    NotAllowed,
    NotFound,
    NotSignedIn,
    OutcomeUnknown,
    Refused,
    Unavailable,
)
from tests.adapters.scripted_server import Reply, scripted
from tests.adapters.zendesk.conftest import pacer, patience, session

PAGE = (("Content-Type", "text/html; charset=utf-8"),)
LOGIN = (("Location", "/access/login"), *PAGE)
GOOD = Reply(200, {"fine": True})


def read(http: SafeSession, url: str) -> object:
    """GET."""
    with http:
        return http.get(f"{url}/api/v2/it").json()


def write(http: SafeSession, url: str) -> object:
    """PUT."""
    with http:
        return http.put(f"{url}/api/v2/it", json={"a": 1}).json()


UNCLEAR = {
    "hangs": Reply(200, {}, hangs=2.0),
    "breaks off": Reply(200, b'{"ticket": {"id": 48', announced=500),
    "500": Reply(500, {"error": "InternalServerError"}),
    "502": Reply(502, b"<html>cloudflare</html>", PAGE),
    "503": Reply(503, {"error": "DatabaseDeadlock"}, (("Retry-After", "0"),)),
    "504": Reply(504, b""),
    "redirect": Reply(302, b"<html>log in</html>", LOGIN),
    "redirect of a write": Reply(307, b"", LOGIN),
    "redirect to nowhere": Reply(302, {"ticket": {"id": 48213}}),
    "not modified": Reply(304, b""),
    "a page": Reply(200, b"<html>log in</html>", PAGE),
    "a list": Reply(200, ["ticket"]),
    "a text": Reply(200, "ticket"),
    "no body": Reply(200, b""),
    "no content": Reply(204, b""),
    "not JSON": Reply(200, b"{"),
}


@pytest.mark.parametrize("reply", UNCLEAR.values(), ids=UNCLEAR)
def test_a_write_without_a_clear_answer(reply: Reply) -> None:
    """It is sent once, whatever happens, and its outcome is told as unknown."""
    with scripted(reply) as server:
        with pytest.raises(OutcomeUnknown):
            write(session(server.url, timeout=patience(reply)), server.url)
        assert [asked.method for asked in server.asked] == ["PUT"]


REFUSALS = [
    (400, Refused),
    (401, NotSignedIn),
    (403, NotAllowed),
    (404, NotFound),
    (409, Conflict),
    (413, Refused),
    (422, Refused),
]


@pytest.mark.parametrize(("idle", "connections"), [(0, 3), (1000, 1)])
def test_a_write_after_a_silence(idle: float, connections: int) -> None:
    """The server may be closing the old connection just then: the write gets one of its own."""
    with scripted(*([GOOD] * 4)) as server, session(server.url, timeout=20, idle=idle) as http:
        for send in (http.get, http.get, http.put, http.put):
            send(f"{server.url}/api/v2/it")
    assert len({each.connection for each in server.asked}) == connections


@pytest.mark.parametrize(("status", "error"), REFUSALS)
@pytest.mark.parametrize("wait", ["0", "1", "Wed, 21 Oct 2015 07:28:00 GMT", "soon", "-5"])
def test_a_write_that_was_refused(status: int, error: type[CsmError], wait: str) -> None:
    """Sent once, and told as not written; a `Retry-After` is for the person, not for csm."""
    refusal = Reply(status, {"error": "no"}, (("Retry-After", wait), ("X-Request-Id", "abc")))
    with scripted(refusal) as server:
        with pytest.raises(error) as told:
            write(session(server.url), server.url)
        assert (told.value.written, told.value.request_id) == ("nothing was written", "abc")


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_busy_desk_is_read_again(status: int) -> None:
    """Reading changes nothing, so it is tried again."""
    with scripted(Reply(status, b""), GOOD) as server:
        assert read(session(server.url), server.url) == {"fine": True}


@pytest.mark.parametrize("wait", ["0", "9999", "soon", "Wed, 21 Oct 2015 07:28:00 GMT", "-5"])
def test_how_long_a_read_waits(wait: str) -> None:
    """As long as a failing desk asks, and never longer than the cap; nonsense is no reason."""
    with scripted(Reply(503, b"", (("Retry-After", wait),)), GOOD) as server:
        assert read(session(server.url, cap=0.1), server.url) == {"fine": True}


BUSY = "Number of allowed API requests per minute exceeded"


@pytest.mark.parametrize("send", [read, write])
@pytest.mark.parametrize("wait", ["0", "1", None, "soon", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_too_many_requests(send: Callable[[SafeSession, str], object], wait: str | None) -> None:
    """Nothing was done: the very same request goes out again, a write too, after the wait."""
    headers = (("Retry-After", wait),) if wait is not None else ()
    with scripted(Reply(429, BUSY, headers), GOOD) as server:
        began = time.monotonic()
        assert send(session(server.url), server.url) == {"fine": True}
        assert time.monotonic() - began >= (1 if wait == "1" else 0)
        assert server.asked[0].body == server.asked[1].body
        assert server.asked[0].method == server.asked[1].method


def test_a_date_to_wait_for() -> None:
    """The wait until a date is reckoned by the server's own clock, not by this machine's."""
    now = ("Date", "Wed, 21 Oct 2015 07:28:00 GMT")
    later = ("Retry-After", "Wed, 21 Oct 2015 07:28:01 GMT")
    with scripted(Reply(429, BUSY, (now, later)), GOOD) as server:
        began = time.monotonic()
        write(session(server.url), server.url)
        assert 1 <= time.monotonic() - began < 10


@pytest.mark.parametrize("wait", ["9999", "9" * 5000])
def test_too_many_requests_for_too_long(wait: str) -> None:
    """What is asked is beyond the cap: told at once, with when, and nothing is sent again."""
    refusal = Reply(429, BUSY, (("Retry-After", wait), ("X-Request-Id", "abc")))
    with scripted(refusal) as server, pytest.raises(Limited) as told:
        write(session(server.url), server.url)
    assert (told.value.written, told.value.request_id) == ("nothing was written", "abc")
    assert "more would be longer than csm waits" in told.value.message


def test_too_many_requests_without_end() -> None:
    """After six refusals of one request it is told, however short the waits were."""
    refusal = Reply(429, BUSY, (("Retry-After", "0"),))
    with scripted(*[refusal] * 6) as server, pytest.raises(Limited) as told:
        read(session(server.url), server.url)
    assert told.value.written is None


def test_held_back_before_the_sending() -> None:
    """After an answer that nothing is left, the next request waits, or is not sent at all."""
    used_up = (("X-Rate-Limit", "700"), ("X-Rate-Limit-Remaining", "0"))
    soon, late = (*used_up, ("RateLimit-Reset", "1")), (*used_up, ("RateLimit-Reset", "60"))
    replies = (Reply(200, {}, soon), Reply(200, {}, late))
    with scripted(*replies) as server, session(server.url) as http:
        http.get(f"{server.url}/api/v2/it")
        began = time.monotonic()
        http.get(f"{server.url}/api/v2/it")
        assert time.monotonic() - began >= 0.9
        with pytest.raises(Limited) as told:
            http.put(f"{server.url}/api/v2/it", json={})
    assert told.value.written == "nothing was written"


def test_a_silent_desk() -> None:
    """A read that gets no answer in time is tried twice and told as unavailable."""
    silent = Reply(200, {}, hangs=2.0)
    with scripted(silent, silent) as server, pytest.raises(Unavailable) as told:
        read(session(server.url, timeout=patience(silent)), server.url)
    assert "in time" in told.value.message


@pytest.mark.parametrize(
    "reply",
    [
        Reply(302, b"", LOGIN),
        Reply(200, b"<html>log in</html>", PAGE),
        Reply(200, ["x"]),
        Reply(500, b"<html>"),
    ],
)
def test_a_read_that_makes_no_sense(reply: Reply) -> None:
    """A login page is no data, and is not followed; the error says what to do."""
    with scripted(reply) as server, pytest.raises(Unavailable) as told:
        read(session(server.url), server.url)
    assert told.value.hint


@pytest.mark.parametrize("send", [read, write])
def test_nobody_there(send: Callable[[SafeSession, str], object]) -> None:
    """No connection means that nothing was sent: safe to try again."""
    with scripted() as server:
        url = server.url
    with pytest.raises(Unavailable):
        send(session(url), url)


@pytest.mark.parametrize(
    "path", ["//evil.example/x", "http://evil.example/x", "http://127.0.0.1/x"]
)
def test_no_other_origin(path: str) -> None:
    """A link to another host, or to another port, is refused before anything leaves."""
    with scripted() as server, session(server.url) as http:
        with pytest.raises(Unavailable) as told:
            http.get(path)
        assert "another host" in told.value.message


def test_https_is_never_weakened() -> None:
    """A link of the right host with plain http is not followed from an https account."""
    with session("https://127.0.0.1:1") as http, pytest.raises(Unavailable):
        http.get("http://127.0.0.1:1/api/v2/it")


def test_a_token_is_sent_with_its_email() -> None:
    """Zendesk's scheme for API tokens, also where the e-mail is not Latin."""
    account = ZendeskAccount("", "zoë@posthog.example", "tökén", None, "a test")
    with scripted(GOOD) as server:
        read(_signed_in(account._replace(url=server.url)), server.url)
        kind, _, sent = server.asked[0].headers["Authorization"].partition(" ")
    assert kind == "Basic"
    assert base64.b64decode(sent).decode() == "zoë@posthog.example/token:tökén"


def test_an_oauth_token_is_sent_as_bearer() -> None:
    """And wins over an API token beside it."""
    account = ZendeskAccount("", "a@b.example", "token", "oauth", "a test")
    with scripted(GOOD) as server:
        read(_signed_in(account._replace(url=server.url)), server.url)
        assert server.asked[0].headers["Authorization"] == "Bearer oauth"


def test_nothing_prints_a_secret() -> None:
    """Neither the account nor the session's sign-in shows a credential when it is printed."""
    account = ZendeskAccount("https://x.example", "a@b.example", "token1", "oauth1", "a test")
    with _signed_in(account) as http:
        shown = f"{account!r} {account} {http.auth!r}"
    assert "token1" not in shown
    assert "oauth1" not in shown


def test_a_netrc_does_not_sign_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The account is the only holder of a credential."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with scripted(GOOD) as server:
        read(session(server.url), server.url)
        assert b"somebody" not in base64.b64decode(server.asked[0].headers["Authorization"][6:])


@pytest.fixture(name="tls", scope="module")
def _tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, str]:
    """A certificate for this machine, and the file of the authority that made it."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    bundle = tmp_path_factory.mktemp("tls") / "ca.pem"
    authority.cert_pem.write_to_path(bundle)
    return context, str(bundle)


def test_a_certificate_that_is_not_trusted(tls: tuple[ssl.SSLContext, str]) -> None:
    """Refused before anything is sent, for writes too, with what to set."""
    with scripted(tls=tls[0]) as server:
        for send in (read, write):
            with pytest.raises(Unavailable) as told:
                send(session(server.url), server.url)
            assert "certificate is not trusted" in told.value.message
            assert "SSL_CERT_FILE" in (told.value.hint or "")


def test_over_tls_a_write_is_sent_once(tls: tuple[ssl.SSLContext, str]) -> None:
    """What zenpy's own session would send four times over https goes out once."""
    silent = Reply(200, {}, hangs=2.0)
    with scripted(silent, tls=tls[0]) as server:
        account = ZendeskAccount(server.url, "a@b.example", "canary", None, "a test")
        with pytest.raises(OutcomeUnknown):
            write(_signed_in(account, tls[1], timeout=patience(silent)), server.url)
        assert len(server.asked) == 1


class Garbling(Thread):
    """Speaks TLS until the request is in, then sends what is no TLS at all."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        super().__init__(daemon=True)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._tls = tls
        self.url = f"https://127.0.0.1:{self._listener.getsockname()[1]}"
        self.requests = 0

    def run(self) -> None:
        """Serve until the listener is closed."""
        with suppress(OSError):
            while True:
                raw, _ = self._listener.accept()
                with self._tls.wrap_socket(raw, server_side=True) as connection:
                    connection.recv(65_536)
                    self.requests += 1
                    with socket.socket(fileno=connection.detach()) as bare:
                        bare.sendall(b"HTTP/1.1 200 OK\r\n\r\n" * 20)

    def close(self) -> None:
        """Stop serving."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.join(5)


def test_tls_that_breaks_after_the_sending(tls: tuple[ssl.SSLContext, str]) -> None:
    """An error of TLS can come after the request was read: one sending, and nobody knows."""
    server = Garbling(tls[0])
    server.start()
    account = ZendeskAccount(server.url, "a@b.example", "canary", None, "a test")
    try:
        with pytest.raises(OutcomeUnknown):
            write(_signed_in(account, tls[1]), server.url)
    finally:
        server.close()
    assert server.requests == 1


def _signed_in(
    account: ZendeskAccount, certificates: str | None = None, *, timeout: float = 20.0
) -> SafeSession:
    return SafeSession(
        account,
        timeout=timeout,
        cap=1.0,
        certificates=certificates,
        announce=lambda _: None,
        pacer=pacer(),
    )
