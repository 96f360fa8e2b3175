"""Puts the Zendesk desk together out of the settings."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from csm_cli.adapters.accounts import ZendeskAccount
from csm_cli.adapters.cache import Cache
from csm_cli.adapters.settings import Settings
from csm_cli.adapters.zendesk.buckets import Rate
from csm_cli.adapters.zendesk.desk import Facts, ZendeskDesk
from csm_cli.adapters.zendesk.pacer import Pacer, Waits
from csm_cli.adapters.zendesk.records import FieldIds
from csm_cli.adapters.zendesk.roles import ZendeskRoles
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.domain.errors import WrongUsage

_AT_ONCE = Waits(0.0, 0.0, 1.0)


class Person(NamedTuple):
    """Whoever sits in front of it: how they are told what takes long, and how they can stop it.

    `sleep` waits, `in_flight` stands around each request; both may raise `KeyboardInterrupt`.
    """

    announce: Callable[[str], None]
    sleep: Callable[[float], None]
    in_flight: Callable[[], AbstractContextManager[None]]


def desk(settings: Settings, person: Person) -> ZendeskDesk:
    """The desk of the profile's Zendesk account; nothing is sent yet."""
    account = settings.zendesk()
    limits, facts = settings.facts["limits"], settings.facts["zendesk"]
    return ZendeskDesk(
        account,
        _session(settings, account, person, _waits(settings)),
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


def roles(settings: Settings, person: Person) -> ZendeskRoles:
    """The roles of the same account, with the credential that may change them, if there is one.

    Raises:
        WrongUsage: that credential belongs to another Zendesk, which must not see it used here.
    """
    account, changing = settings.zendesk(), settings.zendesk_roles()
    if changing is not None and changing.url != account.url:
        raise WrongUsage(
            f"the credential for roles (from {changing.source}) is one of {changing.url}, and "
            f"you are signed in to {account.url}",
            written="nothing was sent",
            hint="name the same Zendesk in both places",
        )
    return ZendeskRoles(
        account.url,
        _session(settings, account, person, _waits(settings)),
        # Whoever changes roles decides how long to wait, and says what for.
        _session(settings, changing, person, _AT_ONCE) if changing else None,
    )


def _session(
    settings: Settings, account: ZendeskAccount, person: Person, waits: Waits
) -> SafeSession:
    rates = settings.facts["zendesk"]["rates"]
    return SafeSession(
        account,
        timeout=settings.seconds("CSM_TIMEOUT", "timeout_seconds"),
        cap=float(settings.facts["limits"]["retry_after_cap_seconds"]),
        certificates=settings.certificates,
        announce=person.announce,
        in_flight=person.in_flight,
        pacer=Pacer(
            {
                name: Rate(max(1, int(rate["requests"])), max(1.0, float(rate["seconds"])))
                for name, rate in rates.items()
            },
            waits,
            clock=time.monotonic,
            sleep=person.sleep,
            announce=person.announce,
        ),
    )


def _waits(settings: Settings) -> Waits:
    limits = settings.facts["limits"]
    return Waits(
        once=float(limits["retry_after_cap_seconds"]),
        in_all=float(limits["waiting_cap_seconds"]),
        unnamed=float(limits["busy_wait_seconds"]),
    )


def _cache_folder(settings: Settings, account: ZendeskAccount) -> Path | None:
    """One folder per account. The sandbox in this process changes ports: nothing to keep."""
    if settings.in_sandbox:
        return None
    who = repr((account.url, account.email, account.token, account.oauth_token))
    return settings.state / "cache" / sha256(who.encode()).hexdigest()[:16]
