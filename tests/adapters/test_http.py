"""The HTTP client that every service but Zendesk is asked with, against a real server."""

import ssl
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import httpx
import pytest
import trustme

from csm_cli.adapters.http import Patience, TooMuch, client, listened, read
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.happenings import Happening, Requested
from csm_cli.environment import Environment
from tests.adapters.scripted_server import Reply, ScriptedServer, scripted

EAGER = Patience(attempts=3, first_wait=0.0, busy_wait=0.0, longest_wait=30.0)


def _client(
    url: str, variables: Mapping[str, str] = MappingProxyType({}), timeout: float = 5.0
) -> httpx.Client:
    environment = Environment.of_this_process()._replace(variables=variables)
    return client(url, environment, timeout=timeout, headers={"Authorization": "Bearer phx_canary"})


def _read(
    server: ScriptedServer, patience: Patience = EAGER, waits: list[float] | None = None
) -> httpx.Response:
    with _client(server.url) as http:
        noted = waits if waits is not None else []
        return read(lambda: http.get("/it"), patience, noted.append)


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_busy_service_is_asked_again(status: int) -> None:
    """Until it answers."""
    with scripted(Reply(status), Reply(status), Reply(200)) as server:
        assert _read(server).status_code == 200


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 504, 512])
def test_an_answer_that_will_not_change_is_not_asked_for_again(status: int) -> None:
    """Wrong stays wrong, and what ran out of time once would do so again."""
    with scripted(Reply(status)) as server:
        assert _read(server).status_code == status


def test_asking_again_ends() -> None:
    """After so many attempts the last answer is given back as it is."""
    with scripted(Reply(503), Reply(503), Reply(503, {"detail": "last"})) as server:
        assert _read(server).json() == {"detail": "last"}


def test_a_connection_that_breaks_is_tried_again() -> None:
    """A body shorter than announced is no answer."""
    broken = Reply(200, b'{"results": [', announced=500)
    with scripted(broken, Reply(200, {"whole": True})) as server:
        assert _read(server).json() == {"whole": True}


def test_an_answer_that_does_not_come_is_not_waited_for_twice() -> None:
    """The time-out is long; several of them would be minutes of silence."""
    with (
        scripted(Reply(200, hangs=1.0)) as server,
        _client(server.url, timeout=0.2) as http,
        pytest.raises(httpx.ReadTimeout),
    ):
        read(lambda: http.get("/it"), EAGER, lambda _: None)


def test_retry_after_is_honoured_and_told() -> None:
    """In seconds: neither sooner nor by the client's own shorter pause."""
    waits: list[float] = []
    begun = time.monotonic()
    with scripted(Reply(429, headers=(("Retry-After", "1"),)), Reply(200)) as server:
        assert _read(server, waits=waits).status_code == 200
    assert time.monotonic() - begun >= 1
    assert waits == [1.0]


def test_retry_after_may_be_a_date() -> None:
    """It is measured against the server's own clock, which may be wrong like ours."""
    waits: list[float] = []
    dated = (
        ("Date", "Mon, 23 Nov 2026 10:00:00 GMT"),
        ("Retry-After", "Mon, 23 Nov 2026 10:00:01 GMT"),
    )
    with scripted(Reply(503, headers=dated), Reply(200)) as server:
        assert _read(server, waits=waits).status_code == 200
    assert waits == [1.0]


def test_a_wait_longer_than_anybody_sits_through_is_not_begun() -> None:
    """The answer is given back, and with it the time, for the message."""
    waits: list[float] = []
    with scripted(Reply(429, headers=(("Retry-After", "3600"),))) as server:
        assert _read(server, waits=waits).headers["Retry-After"] == "3600"
    assert waits == []


def test_too_many_at_once_names_no_time_and_is_given_some() -> None:
    """PostHog's refusal of a fourth query at a time has no Retry-After."""
    waits: list[float] = []
    with scripted(Reply(429), Reply(200)) as server:
        _read(server, EAGER._replace(busy_wait=0.05), waits)
    assert waits == [0.05]


def test_no_redirect_is_followed() -> None:
    """So the key never reaches another host, nor a sign-in page on this one."""
    with (
        scripted() as elsewhere,
        scripted(Reply(302, headers=(("Location", f"{elsewhere.url}/login"),))) as server,
    ):
        assert _read(server).status_code == 302
    assert elsewhere.asked == []


def test_this_machine_is_never_asked_through_a_proxy() -> None:
    """A sandbox must work behind a company's proxy settings."""
    with scripted(Reply(200)) as server, scripted() as proxy:
        names = ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY")
        with _client(server.url, dict.fromkeys(names, proxy.url)) as http:
            assert http.get("/it").status_code == 200
    assert proxy.asked == []


def test_only_the_environment_that_was_given_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client reads no variable of the process behind csm's back."""
    with scripted(Reply(200)) as server, scripted() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        with _client(server.url) as http:
            assert http.get("/it").status_code == 200
    assert proxy.asked == []


def test_the_proxy_of_the_environment_is_used() -> None:
    """Any other host is asked through it; the variables of csm's environment count."""
    with (
        scripted(Reply(403)) as proxy,
        _client("https://us.posthog.example", {"HTTPS_PROXY": proxy.url}) as http,
        pytest.raises(httpx.ProxyError),
    ):
        http.get("/it")
    assert [(asked.method, asked.path) for asked in proxy.asked] == [
        ("CONNECT", "us.posthog.example:443")
    ]


@pytest.mark.parametrize(
    "excepted",
    ["us.posthog.example", "posthog.example", ".posthog.example", "*", "a, US.PostHog.example:443"],
)
def test_no_proxy_is_obeyed(excepted: str) -> None:
    """By host, by domain, with a port, or for all."""
    with scripted() as proxy:
        variables = {"HTTPS_PROXY": proxy.url, "NO_PROXY": excepted}
        http = _client("https://us.posthog.example", variables, timeout=1.0)
        with http, pytest.raises(httpx.ConnectError):
            http.get("/it")
    assert proxy.asked == []


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_a_companys_own_certificates_are_trusted(variable: str, tmp_path: Path) -> None:
    """Those that the environment names, and no others."""
    bundle, context = tmp_path / "ca.pem", ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    company = trustme.CA()
    company.cert_pem.write_to_path(bundle)
    company.issue_cert("127.0.0.1").configure_cert(context)
    with scripted(Reply(200), tls=context) as server:
        with _client(server.url, {variable: str(bundle)}) as http:
            assert http.get("/it").status_code == 200
        with _client(server.url) as http, pytest.raises(httpx.ConnectError, match="CERTIFICATE"):
            read(lambda: http.get("/it"), EAGER._replace(first_wait=60.0), lambda _: None)


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_certificates_of_the_environment_must_be_readable(variable: str, tmp_path: Path) -> None:
    """A wrong path is told at once, and not taken for "trust nobody" or for the default."""
    (tmp_path / "empty.pem").touch()
    for path in (tmp_path / "missing.pem", tmp_path / "empty.pem"):
        with pytest.raises(WrongUsage, match=variable):
            _client("https://us.posthog.example", {variable: str(path)})


@pytest.mark.parametrize("proxy", ["gopher://me:canary@x", "http://me:canary@x:port"])
def test_a_proxy_that_can_not_be_used_is_wrong_usage(proxy: str) -> None:
    """It is the environment's fault, and said so, without the password in it."""
    with pytest.raises(WrongUsage, match="proxy") as told:
        _client("https://us.posthog.example", {"HTTPS_PROXY": proxy})
    assert "canary" not in told.value.message


def _streamed(
    reply: Reply, *, most_bytes: int = 1000, seconds: float = 5.0
) -> tuple[Requested, Exception | None]:
    """What is told of an answer that is listened to piece by piece, and how that ended."""
    told: list[Happening] = []
    problem: Exception | None = None
    environment = Environment.of_this_process()._replace(variables={}, record=told.append)
    with (
        scripted(reply) as server,
        client(server.url, environment, timeout=5.0, headers={}) as http,
    ):
        try:
            with http.stream("POST", "/it", json={"a": 1}, params={"b": 2}) as response:
                listened(response, most_bytes, seconds)
                assert not any(isinstance(each, Requested) for each in told)
        except (httpx.RequestError, TooMuch) as ending:
            problem = ending
    [over] = [each for each in told if isinstance(each, Requested)]
    assert (over.method, over.url, over.sent) == ("POST", f"{server.url}/it?b=2", 7)
    return over, problem


def test_a_streamed_answer_is_told_with_its_body() -> None:
    """When it is over: with the bytes that came, and the time until the last one."""
    over, _ = _streamed(Reply(200, b"x" * 321, (("X-Request-Id", "r1"),), pauses=0.2))
    assert (over.status, over.received, over.request_id, over.problem) == (200, 321, "r1", None)
    assert over.seconds >= 0.2


def test_a_streamed_answer_that_breaks_off() -> None:
    """What came of it is told, and that there was no end."""
    over, problem = _streamed(Reply(200, b"x" * 321, announced=500, pauses=0.1))
    assert isinstance(problem, httpx.RemoteProtocolError)
    assert (over.status, over.received, over.problem) == (200, 321, "RemoteProtocolError")
    assert over.seconds >= 0.1


def test_a_streamed_answer_that_is_too_long() -> None:
    """Of an answer that is not listened to any more, what was."""
    over, problem = _streamed(Reply(200, b"x" * 1001))
    assert isinstance(problem, TooMuch)
    assert (over.status, over.received, over.problem) == (200, 1001, "TooMuch")


def test_a_streamed_answer_that_does_not_end_in_time() -> None:
    """The same of one that takes too long."""
    over, problem = _streamed(Reply(200, b"x" * 321, pauses=0.2), seconds=0.1)
    assert isinstance(problem, httpx.ReadTimeout)
    assert (over.status, over.received, over.problem) == (200, 321, "ReadTimeout")
    assert over.seconds >= 0.2


def test_a_streamed_answer_that_does_not_come() -> None:
    """Nobody there is told as before."""
    told: list[Happening] = []
    environment = Environment.of_this_process()._replace(variables={}, record=told.append)
    with (
        client("http://127.0.0.1:9", environment, timeout=5.0, headers={}) as http,
        pytest.raises(httpx.ConnectError),
        http.stream("GET", "/it"),
    ):
        pass
    [over] = [each for each in told if isinstance(each, Requested)]
    assert (over.status, over.received, over.problem) == (None, 0, "ConnectError")
