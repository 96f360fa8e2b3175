"""What a server gives back of the credential that it was sent is masked before anybody reads it."""

from base64 import b64encode

import httpx
import pytest
import requests

from csm_cli.adapters.echoes import Credentials
from csm_cli.adapters.http import client
from csm_cli.adapters.zendesk.told_http import ToldAdapter
from csm_cli.domain.happenings import Happening, Requested
from csm_cli.domain.settings import MASK
from csm_cli.environment import Environment
from tests.adapters.scripted_server import Reply, scripted

TOKEN = "canary/+=&x"
BASIC = b64encode(f"robin@posthog.example/token:{TOKEN}".encode()).decode()


@pytest.mark.parametrize(
    ("authorization", "said"),
    [
        (f"Bearer {TOKEN}", f"unknown token {TOKEN}!"),
        (f"Bearer {TOKEN}", "https://x.example/?t=canary%2F%2B%3D%26x!"),
        (f"Basic {BASIC}", f"Authorization: Basic {BASIC}!"),
        (f"Basic {BASIC}", f"robin@posthog.example/token:{TOKEN}!"),
        (f"Basic {BASIC}", f"the token {TOKEN}!"),
        (f"Basic {b64encode(f'{TOKEN}:'.encode()).decode()}", f"the key {TOKEN}!"),
    ],
)
def test_every_part_in_every_form(authorization: str, said: str) -> None:
    """As it was sent, as it was meant, and as a URL holds it; what stands around it stays."""
    masked = Credentials({"Authorization": authorization}).masked(said)
    assert TOKEN not in masked
    assert BASIC not in masked
    assert "canary" not in masked
    assert masked.endswith(f"{MASK}!")


def test_fields_of_a_form() -> None:
    """Signing in sends secrets in a body, and they come back as well."""
    sent = Credentials({}, "grant_type=refresh_token&refresh_token=canary-1%2F&client_id=csm-id-1")
    assert sent.masked("canary-1/ refresh_token csm-id-1") == f"{MASK} refresh_token csm-id-1"


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer x", "Basic §", "Basic eDp5"])
def test_what_is_no_credential_masks_nothing(authorization: str) -> None:
    """A word of a few signs would turn up in any sentence."""
    assert Credentials({"Authorization": authorization}).masked("x marks: y") == "x marks: y"


@pytest.mark.parametrize("status", [401, 500])
def test_both_ways_to_send_forget(status: int) -> None:
    """Of a refusal the sentence and the headers, and so the id that the record is told."""
    told: list[Happening] = []
    reply = Reply(status, {"detail": f"no {TOKEN}"}, (("X-Request-Id", f"id of {TOKEN}"),))
    headers = {"Authorization": f"Bearer {TOKEN}"}
    environment = Environment.of_this_process()._replace(variables={}, record=told.append)
    with scripted(reply, reply) as server:
        with client(server.url, environment, timeout=5, headers=headers) as http:
            ours: httpx.Response | requests.Response = http.get("/it")
            assert TOKEN not in ours.text + str(ours.headers)
        with requests.Session() as session:
            session.trust_env = False
            session.mount("http://", ToldAdapter(told.append, None))
            ours = session.get(f"{server.url}/it", headers=headers, timeout=5)
            assert TOKEN not in ours.text + str(ours.headers)
    ids = [happening.request_id for happening in told if isinstance(happening, Requested)]
    assert ids == [f"id of {MASK}"] * 2


def test_a_record_is_left_as_it_is() -> None:
    """A success is compared with what was sent, so that nothing in its body may change."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    environment = Environment.of_this_process()._replace(variables={})
    with (
        scripted(Reply(200, {"subject": TOKEN})) as server,
        client(server.url, environment, timeout=5, headers=headers) as http,
    ):
        assert http.get("/it").json() == {"subject": TOKEN}
