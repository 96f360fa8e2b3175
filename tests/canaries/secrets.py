"""Credentials that are found again wherever they leak, and the search for them.

Each is another one, so that a find names its place of origin; each holds characters that URLs,
JSON and Base64 write differently, so that a leak in disguise is one as well.
"""

import html
import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote, quote_plus

EMAIL, LIGHT_EMAIL = "robin.vale@posthog.example", "lin.osei@posthog.example"
CHANGER_EMAIL = "noor.haddad@posthog.example"

SECRETS: Mapping[str, str] = {
    "Zendesk API token": 'cnry-zd-robin/+&="1',
    "Zendesk API token of a light agent": 'cnry-zd-lin/+&="2',
    "roles token": 'cnry-roles/+&="3',
    "OAuth access token": 'cnry-access/+&="4',
    "OAuth refresh token": 'cnry-refresh/+&="5',
    "PostHog key": 'phx_cnry/+&="6',
    "GitHub key": 'ghp_cnry/+&="7',
    "Pylon key": 'cnry-pylon/+&="8',
    "Vitally key": 'cnry-vitally/+&="9',
    "Slack key": 'xoxp-cnry/+&="10',
}
OF_THE_SCENARIO: Mapping[str, str] = {
    "sandbox-robin": SECRETS["Zendesk API token"],
    "sandbox-lin": SECRETS["Zendesk API token of a light agent"],
    "sandbox-noor": SECRETS["roles token"],
    "phx_sandbox_us": SECRETS["PostHog key"],
    "ghp_sandbox_robin": SECRETS["GitHub key"],
    "pylon_api_sandbox_robin": SECRETS["Pylon key"],
    "sk_live_sandbox_vitally": SECRETS["Vitally key"],
    "xoxp-sandbox-robin": SECRETS["Slack key"],
}
"""The keys of the default scenario, and what stands in their places here."""

_USERS = (EMAIL, LIGHT_EMAIL, CHANGER_EMAIL)


def forms(secret: str) -> set[str]:
    """Every way in which a secret may be written, its shorter forms left out."""
    plain = {secret, *(f"{user}/token:{secret}" for user in _USERS), f"{secret}:"}
    encoded = {b64encode(text.encode()).decode() for text in plain}
    return {
        secret,
        json.dumps(secret)[1:-1],
        html.escape(secret),
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        *encoded,
        *(text.rstrip("=") for text in encoded),
        *(quote(text, safe="") for text in encoded),
    }


@cache
def _needles() -> tuple[tuple[str, bytes], ...]:
    return tuple(
        (name, form.encode()) for name, secret in SECRETS.items() for form in sorted(forms(secret))
    )


def leaks(text: str | bytes) -> list[str]:
    """The secrets that a text holds in any form, by their names."""
    content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return sorted({name for name, needle in _needles() if needle in content})


def leaks_in(folder: Path, kept_on_purpose: frozenset[str]) -> Iterator[str]:
    """`FILE: SECRET` for each in a file below the folder, or in its name."""
    for path in sorted(folder.rglob("*")):
        if path.name in kept_on_purpose:
            continue
        for name in leaks(str(path.relative_to(folder))):
            yield f"the name of {path.name}: {name}"
        if path.is_file():
            for name in leaks(path.read_bytes()):
                yield f"{path.relative_to(folder)}: {name}"
