"""Secrets are found by their shapes, shown by four signs at most, and ids are none of them."""

import json
import random
import string
import time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain import secret_rules
from csm_cli.domain.secret_rules import Secret, find
from tests.promises.program import SOURCE

A40 = "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA3bC5d"
BASE64 = "cm9iaW4udmFsZUBwb3N0aG9nLmV4YW1wbGUvdG9rZW46YWJj"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N"

# Made up, and put together here so that no scanner of this repository takes them for real.
SECRETS = {
    f"phx_{A40}xyz": "PostHog personal API key",
    f"phs_{A40}": "PostHog project secret",
    f"pha_{A40}": "PostHog OAuth token",
    f"phr_{A40}": "PostHog OAuth token",
    "AKIA" + "IOSFODNN7EXAMPLE": "AWS access key",
    "ASIA" + "IOSFODNN7EXAMPLE": "AWS access key",
    "ghp_" + A40[:36]: "GitHub token",
    "ghs_" + A40: "GitHub token",
    "github_pat_" + A40[:22] + "_" + A40 + A40[:19]: "GitHub token",
    "xoxb-" + "123456789012-" + A40[:24]: "Slack token",
    "xapp-1-" + "A0123456789-" + A40[:24]: "Slack token",
    JWT: "signed token (JWT)",
    "-----BEGIN RSA " + "PRIVATE KEY-----": "private key",
    "-----BEGIN " + "PRIVATE KEY-----": "private key",
    "-----BEGIN OPENSSH " + "PRIVATE KEY-----": "private key",
    "-----BEGIN PGP " + "PRIVATE KEY BLOCK-----": "private key",
    "PuTTY-User-Key-" + "File-3": "private key",
}

# A text, the secret in it, its kind.
IN_CONTEXT = [
    (f"curl -u robin@posthog.example/token:{A40} x", A40, "Zendesk API token"),
    (f'ZENDESK_API_TOKEN="{A40}"', A40, "Zendesk token"),
    (f"zendesk oauth token: {A40}", A40, "Zendesk token"),
    (f"the Zendesk API token is {A40}", A40, "Zendesk token"),
    (f"zendesk: {{url: x, token: {A40}}}", A40, "Zendesk token"),
    (f"aws_secret_access_key = {A40}", A40, "AWS secret key"),
    (f"AWS secret access key: `{A40}`", A40, "AWS secret key"),
    (f'"SecretAccessKey": "{A40}"', A40, "AWS secret key"),
    (f"Authorization: Basic {BASE64}", BASE64, "credential in an Authorization header"),
    (f"'authorization': 'Bearer {A40}'", A40, "credential in an Authorization header"),
    (f"Authorization: token {A40}", A40, "credential in an Authorization header"),
    (f"-H 'bearer {A40}'", A40, "bearer token"),
    (f"the bearer token is {A40}", A40, "bearer token"),
    (f"bearer_token={A40}", A40, "bearer token"),
    (f"Bearer: {A40}", A40, "bearer token"),
    (f"authorization=Bearer%20{A40}", A40, "bearer token"),
    ("postgres://app:hunter2hunter2@db.example/x", "hunter2hunter2", "password in a URL"),
    ("redis://:s3cr3t-s3cr3t@[::1]:6379", "s3cr3t-s3cr3t", "password in a URL"),
    (
        "https://hooks.slack.com/services/" + "T00000000/B00000000/" + A40[:24],
        "T00000000/B00000000/" + A40[:24],
        "Slack webhook",
    ),
]

HARMLESS = [
    "phc_" + A40,  # a project's key is public
    "phx_reply and phx_join are events of a socket",
    "6173279f-9f19-4d21-8696-a50761534bcb",
    "0192f3c1-7b4e-7c0a-9d55-0a1b2c3d4e5f",
    "$device:0192f3c17b4e7c0a9d550a1b2c3d4e5f",
    "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "distinct_id=user_2Z8vXq9mN4kL7pR1sT3wY5bD6fG",
    "SGFsbG8gV2VsdCwgZGFzIGlzdCBrZWluIEdlaGVpbW5pcw==",
    "TypeError: Cannot read properties of undefined (reading 'ph_token') at eyJ.init",
    "Authorization: Bearer <your token>",
    "Authorization: Bearer YOUR_TOKEN_HERE and Authorization: Bearer REDACTED-BY-US",
    "postgres://user:pass@host/db and redis://:password@localhost",
    "Authorization: Bearer $TOKEN and Authorization: Bearer {{token}}",
    "a bearer token was not found in the request-headers",
    "Bearer authentication-is-required-for-this-endpoint",
    "postgres://user:***@db.example/app and https://user:<password>@host",
    "https://us.posthog.com:443/project/2/replay/0192f3c1?t=10&x=a@b.example",
    "http://localhost:8000/@fs/src/app.ts:10:5",
    "write to robin@posthog.example: the token: is in 1Password",
    "the zendesk token expired; ask for a new key",
    "-----BEGIN CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----",
    "xAKIA" + "IOSFODNN7EXAMPLE",
    "AKIA-is-a-prefix",
    "ghp_short",
    "arn:aws:iam::123456789012:user/AKIAEXAMPLE",
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("around", ["{}", "key={} and", "a\n'{}'\n", '{{"k": "{}"}}', "({})."])
def test_known_shapes(secret: str, around: str) -> None:
    """A secret is found wherever it stands, once, on its line."""
    text = around.format(secret)
    line = text.split(secret)[0].count("\n") + 1
    assert find(text, {}) == (Secret(SECRETS[secret], line, secret[:4] + "…"),)


@pytest.mark.parametrize(("text", "secret", "kind"), IN_CONTEXT)
def test_shapes_by_what_stands_before(text: str, secret: str, kind: str) -> None:
    """Where a token has no prefix, what stands before it tells; shown is the token's beginning."""
    assert find(f"first\n{text}", {}) == (Secret(kind, 2, secret[:4] + "…"),)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_secret(text: str) -> None:
    """Ids, public keys, placeholders and talk about tokens pass."""
    assert find(text, {}) == ()


def test_the_default_scenario_has_none() -> None:
    """Tickets, people, events and recordings of a whole desk: not one false alarm."""
    folder = SOURCE / "sandbox/scenarios/default"
    zendesk = json.loads((folder / "zendesk.json").read_text("utf-8"))
    for user in zendesk["users"]:
        user.pop("api_token", None)  # these are some, though none of a shape that is known
    texts = [json.dumps(zendesk, ensure_ascii=False, indent=1)]
    texts += [path.read_text("utf-8") for path in (folder / "posthog").glob("*.jsonl")]
    assert len(texts) > 3
    assert [find(text, {}) for text in texts] == [()] * len(texts)


def test_random_ids_are_none() -> None:
    """UUIDs, hexadecimal, base 62 and base 64 of all lengths, in the forms that logs have."""
    made = random.Random(7)  # noqa: S311 - for the same ids each time
    for _ in range(2_000):
        size = made.randint(8, 64)
        uuid = UUID(int=made.getrandbits(128))
        word = "".join(made.choices(string.ascii_letters + string.digits, k=size))
        text = f"id={uuid} session_id={uuid.hex} token_id: {word} /{word}/ {word}== user:{word}"
        assert find(text, {}) == ()


def test_own_credentials_whatever_they_look_like() -> None:
    """A token in use is found without a rule, as often as it stands there, under its own name."""
    own = {"csm's own Zendesk token": "sandbox-robin"}
    text = "x sandbox-robin\n\nhttps://a:sandbox-robin@b and sandbox-ada"
    assert find(text, own) == (
        Secret("csm's own Zendesk token", 1, "sand…"),
        Secret("csm's own Zendesk token", 3, "sand…"),
    )


def test_an_own_credential_that_is_hardly_one() -> None:
    """Of a very short one every text would be full."""
    assert find("a short word", {"csm's own Zendesk token": "a sh"}) == ()


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\ufeff"])
def test_signs_that_nobody_sees_hide_none(sign: str) -> None:
    """A page that breaks long words leaves them in what is copied; whoever reads it has the key."""
    key = "phx_" + "Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb3dEf6hIj9"
    broken = f"Hi,\n{key[:12]}{sign}{key[12:]} and s3cret{sign}Token"
    found = find(broken, {"own": "s3cretToken"})
    assert {(each.kind, each.line) for each in found} == {
        ("PostHog personal API key", 2),
        ("own", 2),
    }


def test_several_in_the_order_of_their_places() -> None:
    """Each place is told once, by the kind that is named first."""
    text = f"Authorization: Bearer phx_{A40}\n-----BEGIN EC PRIVATE KEY-----\nAKIA{'A' * 16}"
    assert [(each.kind, each.line) for each in find(text, {})] == [
        ("PostHog personal API key", 1),
        ("private key", 2),
        ("AWS access key", 3),
    ]


@given(st.text(alphabet=string.ascii_letters + string.digits, min_size=6, max_size=80))
def test_little_is_shown(secret: str) -> None:
    """At most four signs, and never so many that less than eight stay hidden."""
    (found,) = find(f"it is {secret}", {"own": secret})
    shown = found.masked.removesuffix("…")
    assert secret.startswith(shown)
    assert len(shown) <= 4
    assert not shown or len(secret) - len(shown) >= 8


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "a:" * 100_000, "bearer " * 30_000, "zendesk " * 30_000, "x://a:" * 40_000,
     "eyJ" * 70_000, "authorization: " * 20_000, "-----BEGIN PRIVATE KEY " * 9_000,
     "aws_secret_access_key" * 9_000, "@" + "a.b" * 60_000 + "/token:", "phx_" * 50_000],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    """Text is data of strangers: nothing in it may keep csm busy."""
    started = time.monotonic()
    find(text, {})
    assert time.monotonic() - started < 2


def test_every_rule_has_its_sign() -> None:
    """What a rule finds holds one of its signs, by which it is chosen at all."""
    texts = [*SECRETS, *(text for text, _, _ in IN_CONTEXT)]
    for rule in secret_rules.RULES:
        fitting = [text for text in texts if rule.pattern.search(text)]
        assert fitting, rule.kind
        for text in fitting:
            assert any(sign in text.lower() for sign in rule.signs), rule.kind
