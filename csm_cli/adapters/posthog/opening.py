"""From settings to a log of impersonations that is ready to be asked."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from csm_cli.adapters import http
from csm_cli.adapters.posthog.audit_log import PostHogAuditLog, audit_facts
from csm_cli.adapters.posthog.errors import Asked
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
    account = settings.posthog()
    facts, patience = audit_facts(settings.facts), _patience(settings.facts["limits"])
    client = http.client(
        account.us_url,
        settings.environment,
        timeout=settings.seconds("CSM_TIMEOUT", "query_timeout_seconds"),
        headers={"Authorization": f"Bearer {_sendable(account.key, account.source)}"},
    )
    host = urlsplit(account.us_url).netloc
    asked = Asked(host, account.key, account.source)
    project_id = int(settings.facts["posthog"]["audit_project_id"])
    api = QueryApi(client, asked, project_id, patience, waiting)
    return PostHogAuditLog(api, facts), client.close


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


def _sendable(key: str, source: str) -> str:
    if key.isascii() and key.isprintable() and " " not in key:
        return key
    raise NotSignedIn(
        f"the PostHog key from {source} holds a character that no key has",
        hint="copy it again, whole, without spaces or line breaks",
    )
