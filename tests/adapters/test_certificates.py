"""The certificates that are trusted: read once, by whichever library comes first."""

import os
import ssl
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import pytest
import trustme

from csm_cli.adapters import certificates
from csm_cli.adapters.accounts import ZendeskAccount
from csm_cli.adapters.http import client
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.domain.errors import WrongUsage
from csm_cli.environment import Environment
from tests.adapters.scripted_server import Reply, scripted
from tests.adapters.zendesk.conftest import pacer

EACH = 4
ANSWERS = [Reply(200, {"fine": True})] * 2 * EACH


def _readable_once(path: Path, authority: trustme.CA) -> None:
    """Make a pipe in place of the file of authorities, which is gone as soon as one reads it."""
    os.mkfifo(path)

    def serve() -> None:
        with path.open("wb") as pipe:  # waits for a reader
            path.unlink()
            pipe.write(authority.cert_pem.bytes())

    Thread(target=serve, daemon=True).start()


@pytest.fixture(name="company")
def _company(tmp_path: Path) -> tuple[str, ssl.SSLContext]:
    """A company's authority, readable once, and a certificate of its for this machine."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    _readable_once(tmp_path / "ca.pem", authority)
    return str(tmp_path / "ca.pem"), context


def _session(url: str, trusted: str | None) -> SafeSession:
    account = ZendeskAccount(url, "a@b.example", "canary", None, "a test")
    return SafeSession(
        account, timeout=5.0, cap=1.0, certificates=trusted, announce=print, pacer=pacer()
    )


def test_they_are_read_once(company: tuple[str, ssl.SSLContext]) -> None:
    """However many services are asked at once, on how many connections: it takes 40 ms a time."""
    bundle, context = company
    environment = Environment.of_this_process()._replace(variables={"SSL_CERT_FILE": bundle})
    with scripted(*ANSWERS, tls=context) as server, ThreadPoolExecutor(6) as pool:

        def by_httpx(_: int) -> int:
            with client(server.url, environment, timeout=5.0, headers={}) as http:
                return http.get("/it").status_code

        def by_requests(_: int) -> int:
            with _session(server.url, bundle) as http:
                return http.get(f"{server.url}/api/v2/it").status_code

        certificates.read_ahead(bundle)
        answers = [*pool.map(by_httpx, range(EACH)), *pool.map(by_requests, range(EACH))]
    assert answers == [200] * 2 * EACH


def test_a_file_that_holds_none(tmp_path: Path) -> None:
    """Is told before anything is sent; nobody is trusted instead."""
    (tmp_path / "empty.pem").touch()
    url = "https://127.0.0.1:9"
    with (
        _session(url, str(tmp_path / "empty.pem")) as http,
        pytest.raises(WrongUsage, match=r"empty\.pem") as told,
    ):
        http.put(f"{url}/api/v2/it", json={})
    assert told.value.written == "nothing was sent"


def test_plain_http_trusts_nobody() -> None:
    """A client for plain HTTP reads no bundle, and could make no TLS connection by mistake."""
    context = certificates.trusting_nobody()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.cert_store_stats()["x509_ca"] == 0
