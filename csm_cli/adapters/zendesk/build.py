"""Puts the Zendesk desk together out of the settings."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from csm_cli.adapters.accounts import ZendeskAccount
from csm_cli.adapters.cache import Cache
from csm_cli.adapters.settings import Settings
from csm_cli.adapters.zendesk.desk import Facts, ZendeskDesk
from csm_cli.adapters.zendesk.records import FieldIds
from csm_cli.adapters.zendesk.session import SafeSession


def desk(settings: Settings, *, announce: Callable[[str], None]) -> ZendeskDesk:
    """The desk of the profile's Zendesk account; nothing is sent yet."""
    account = settings.zendesk()
    limits, facts = settings.facts["limits"], settings.facts["zendesk"]
    session = SafeSession(
        account,
        timeout=settings.seconds("CSM_TIMEOUT", "timeout_seconds"),
        cap=float(limits["retry_after_cap_seconds"]),
        certificates=settings.certificates,
        announce=announce,
    )
    return ZendeskDesk(
        account,
        session,
        Cache(
            _cache_folder(settings, account),
            timedelta(hours=limits["cache_hours"]),
            settings.environment.now,
        ),
        Facts(
            FieldIds(facts["fields"], facts["organization_fields"]),
            facts["escalation_title"],
            facts["escalation_option"],
            facts.get("escalation_field_id"),
            int(facts["note_limit"]),
        ),
    )


def _cache_folder(settings: Settings, account: ZendeskAccount) -> Path | None:
    """One folder per account. The sandbox in this process changes ports: nothing to keep."""
    if settings.in_sandbox:
        return None
    who = repr((account.url, account.email, account.token, account.oauth_token))
    return settings.state / "cache" / sha256(who.encode()).hexdigest()[:16]
