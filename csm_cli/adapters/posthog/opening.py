"""From settings to what is ready to be asked: the log of impersonations, the customers."""

import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from csm_cli.adapters import http
from csm_cli.adapters.accounts import PostHogAccount
from csm_cli.adapters.posthog.asking import PostHogAsking
from csm_cli.adapters.posthog.audit_log import PostHogAuditLog, audit_facts
from csm_cli.adapters.posthog.directory import PostHogDirectory, directory_facts
from csm_cli.adapters.posthog.errors import Asked
from csm_cli.adapters.posthog.pace import Allowance, Pace
from csm_cli.adapters.posthog.query_api import QueryApi
from csm_cli.adapters.settings import Settings
from csm_cli.domain.errors import NotSignedIn, WrongUsage


def open_audit_log(
    settings: Settings, waiting: Callable[[float], None]
) -> tuple[PostHogAuditLog, Callable[[], None]]:
    """The log, and what closes its connections.

    The audit asks the US host whichever region the customer lives in. `waiting` is told the
    seconds of each pause before a question is sent again.

    Raises:
        NotSignedIn: there is no key, or none that can be sent.
        WrongUsage: a setting is not usable.
    """
    facts = audit_facts(settings.facts)
    api, close = _open(settings, waiting, "audit-impersonation")
    return PostHogAuditLog(api, facts), close


def open_directory(
    settings: Settings, waiting: Callable[[float], None], most: int
) -> tuple[PostHogDirectory, Callable[[], None]]:
    """The directory of customers, and what closes its connections; raises as above.

    Its lists have `most` entries, and one more to tell that they are cut.
    """
    facts = directory_facts(settings.facts, most)
    api, close = _open(settings, waiting, "org")
    return PostHogDirectory(api, facts), close


def open_probe(settings: Settings, *, eu: bool = False) -> tuple[QueryApi, Callable[[], None]]:
    """What asks a question once, without waiting for a better moment; raises as above.

    With `eu`, of the host of the other region.
    """
    account = settings.posthog()
    origin = account.eu_url if eu else account.us_url
    client = http.client(
        origin,
        settings.environment,
        timeout=settings.seconds("CSM_TIMEOUT", "timeout_seconds"),
        headers={"Authorization": f"Bearer {_sendable(account.key, account.source)}"},
    )
    asked = Asked(urlsplit(origin).netloc, account.key, account.source)
    project_id = int(settings.facts["posthog"]["audit_project_id"])
    once = http.Patience(attempts=1, first_wait=0.0, busy_wait=0.0, longest_wait=0.0)
    api = QueryApi(client, asked, project_id, once, lambda _: None, purpose="doctor")
    return api, client.close


def open_asking(
    settings: Settings, account: PostHogAccount, waiting: Callable[[float], None]
) -> PostHogAsking:
    """Asks both regions whose key an account's is; nothing is sent yet."""
    _sendable(account.key, account.source)
    hosts = {
        region: http.client(
            url,
            settings.environment,
            timeout=settings.seconds("CSM_TIMEOUT", "timeout_seconds"),
            headers={"Authorization": f"Bearer {account.key}"},
        )
        for region, url in (("us", account.us_url), ("eu", account.eu_url))
    }
    project = int(settings.facts["posthog"]["audit_project_id"])
    patience = _patience(settings.facts["limits"])
    return PostHogAsking(hosts, account.key, account.source, project, patience, waiting)


def _open(
    settings: Settings, waiting: Callable[[float], None], purpose: str
) -> tuple[QueryApi, Callable[[], None]]:
    account = settings.posthog()
    patience = _patience(settings.facts["limits"])
    client = http.client(
        account.us_url,
        settings.environment,
        timeout=settings.seconds("CSM_TIMEOUT", "query_timeout_seconds"),
        headers={"Authorization": f"Bearer {_sendable(account.key, account.source)}"},
    )
    host = urlsplit(account.us_url).netloc
    asked = Asked(host, account.key, account.source)
    project_id = int(settings.facts["posthog"]["audit_project_id"])
    pace = _pace(settings.facts["limits"], patience, waiting)
    api = QueryApi(client, asked, project_id, patience, waiting, purpose=purpose, pace=pace)
    return api, client.close


def _patience(limits: Mapping[str, Any]) -> http.Patience:
    try:
        return http.Patience(
            attempts=max(1, int(limits["read_attempts"])),
            first_wait=float(limits["first_wait_seconds"]),
            busy_wait=float(limits["busy_wait_seconds"]),
            longest_wait=float(limits["retry_after_cap_seconds"]),
        )
    except (KeyError, TypeError, ValueError):
        raise WrongUsage("an entry of 'limits' in the config file is not a number") from None


def _pace(
    limits: Mapping[str, Any], patience: http.Patience, waiting: Callable[[float], None]
) -> Pace:
    try:
        allowances = [
            Allowance(int(limits["queries_per_minute"]), 60),
            Allowance(int(limits["queries_per_hour"]), 3600),
        ]
    except (KeyError, TypeError, ValueError):
        raise WrongUsage("an entry of 'limits' in the config file is not a number") from None
    return Pace(
        allowances,
        patience.longest_wait,
        clock=time.monotonic,
        sleep=time.sleep,
        waiting=waiting,
    )


def _sendable(key: str, source: str) -> str:
    if key.isascii() and key.isprintable() and " " not in key:
        return key
    raise NotSignedIn(
        f"the PostHog key from {source} holds a character that no key has",
        hint="copy it again, whole, without spaces or line breaks",
    )
