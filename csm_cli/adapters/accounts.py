"""Accounts: a host together with the credential for it, taken whole from one source.

A stray variable can so never send a real key to another host. Which sources there are,
and in which order they are asked, stands in `account_sources.py`.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from csm_cli.domain.errors import NotSignedIn, WrongUsage
from csm_cli.domain.signin import NAMES

ZENDESK_KEYS = ("url", "email", "token", "oauth_token")
POSTHOG_KEYS = ("us_url", "eu_url", "key")
SERVICE_KEYS = ("url", "key")


class Source(NamedTuple):
    """One place that may hold an account: its name for people, and what it holds.

    `other` is the host of a kept sign-in that may not be used at the host which this one names.
    """

    name: str
    values: Mapping[str, str | None]
    other: str | None = None


class ZendeskAccount(NamedTuple):
    """Where Zendesk is and who signs in: `token` with `email`, or `oauth_token` alone.

    `login` is the id of a sign-in that csm keeps; it stays when its tokens are refreshed.
    """

    url: str
    email: str | None
    token: str | None
    oauth_token: str | None
    source: str
    login: str | None = None

    def __repr__(self) -> str:
        return f"ZendeskAccount({self.url}, {self.email}, from {self.source})"


class PostHogAccount(NamedTuple):
    """Where PostHog's two regions are, and the personal API key."""

    us_url: str
    eu_url: str
    key: str
    source: str

    def __repr__(self) -> str:
        return f"PostHogAccount({self.us_url}, {self.eu_url}, from {self.source})"


class ServiceAccount(NamedTuple):
    """Where another service is, and the key for it."""

    service: str
    url: str
    key: str
    source: str

    def __repr__(self) -> str:
        return f"ServiceAccount({self.service} at {self.url}, from {self.source})"


def zendesk_account(sources: Sequence[Source], default_url: str) -> ZendeskAccount:
    """The account of the first source that holds anything of one.

    Raises:
        NotSignedIn: there is none; or it names a host or an e-mail without the credential for
            it, and the one of a later source must not be sent there, nor used unasked instead.
        WrongUsage: the URL is not https, and not of this machine.
    """
    source = _first(sources)
    if source is None or not any(source.values.get(key) for key in ("token", "oauth_token")):
        half = source is not None and source.values.get("email")
        raise NotSignedIn(
            _missing("Zendesk", source),
            hint="complete it there, or take the e-mail out of it and type: csm auth login zendesk"
            if half
            else "csm auth login zendesk; or set CSM_ZENDESK_URL and CSM_ZENDESK_OAUTH_TOKEN; "
            "or try --sandbox",
        )
    email, token = source.values.get("email"), source.values.get("token")
    oauth_token = source.values.get("oauth_token")
    if token and not oauth_token and not email:
        raise NotSignedIn(
            f"the Zendesk token of {source.name} has no e-mail beside it",
            hint="set CSM_ZENDESK_EMAIL in the same place",
        )
    url = checked_url(source.values.get("url") or default_url, "Zendesk's URL")
    return ZendeskAccount(url, email, token, oauth_token, source.name, source.values.get("login"))


def posthog_account(
    sources: Sequence[Source], default_us_url: str, default_eu_url: str
) -> PostHogAccount:
    """The account of the first source that holds a PostHog key; raises as above."""
    source = _first(sources)
    if source is None or not source.values.get("key"):
        raise NotSignedIn(
            _missing("PostHog", source),
            hint="csm auth login posthog; or set CSM_POSTHOG_KEY to a personal API key with the "
            "scope query:read; or try --sandbox",
        )
    return PostHogAccount(
        checked_url(source.values.get("us_url") or default_us_url, "PostHog's US URL"),
        checked_url(source.values.get("eu_url") or default_eu_url, "PostHog's EU URL"),
        source.values["key"] or "",
        source.name,
    )


def service_account(service: str, sources: Sequence[Source], default_url: str) -> ServiceAccount:
    """The account of the first source that holds a key for the service; raises as above."""
    name = NAMES[service]
    source = _first(sources)
    if source is None or not source.values.get("key"):
        raise NotSignedIn(
            _missing(name, source),
            hint=f"csm auth login {service}; or set CSM_{service.upper()}_KEY",
        )
    url = checked_url(source.values.get("url") or default_url, f"{name}'s URL")
    return ServiceAccount(service, url, source.values["key"] or "", source.name)


def checked_url(url: str, name: str) -> str:
    """The origin of the URL; https anywhere, plain http only to this machine."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - a look-up of an owner has no URL

    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if "@" in parts.netloc:  # what stands before it may be a password, and is not shown
        raise WrongUsage(
            f"{name} has a name or a password in it", hint="write the host alone: https://HOST"
        )
    odd = not host.isprintable() or " " in host
    if parts.scheme not in {"http", "https"} or not host or odd or parts.query:
        raise WrongUsage(f"{name} is {url!r}, which is not the URL of a host")
    if parts.scheme == "http" and not is_loopback(host):
        raise WrongUsage(
            f"{name} is {url!r}, and plain http goes to this machine only", hint="use https"
        )
    shown = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{shown}" + (f":{port}" if port not in {None, usual} else "")


def is_loopback(host: str) -> bool:
    """Whether the host is this machine itself."""
    if host == "localhost":
        return True
    from ipaddress import ip_address  # noqa: PLC0415 - a look-up of an owner has no host

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _first(sources: Sequence[Source]) -> Source | None:
    return next((source for source in sources if any(source.values.values())), None)


def _missing(service: str, half: Source | None) -> str:
    if half is not None and half.other:
        there = next((url for key, url in half.values.items() if key.endswith("url") and url), None)
        return (
            f"not signed in to {service} at {there}, which {half.name} names: the sign-in that is "
            f"kept is of {half.other}"
        )
    if half is not None:
        return f"not signed in to {service}: {half.name} names it, and holds no credential for it"
    return f"not signed in to {service}"
