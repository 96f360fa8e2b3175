"""What of a config file counts: the value of one key, and where each profile signs in."""

from collections.abc import Iterator
from typing import Any

from csm_cli.adapters.config_file import DEFAULT, SANDBOX
from csm_cli.adapters.config_keys import Key
from csm_cli.adapters.config_typing import known_key, typed_value
from csm_cli.adapters.settings import Settings
from csm_cli.adapters.settings_rows import rows
from csm_cli.domain.errors import CsmError, NotFound, WrongUsage
from csm_cli.domain.settings import Account, Effective, Profile
from csm_cli.environment import Environment

_ROWS = {
    "ownership.file": "ownership_file",
    "limits.timeout_seconds": "timeout_seconds",
    "limits.verify_seconds": "verify_seconds",
}
"""Keys that `csm config` lists under another name."""

_VARIABLES = {"zendesk.client_id": "CSM_ZENDESK_CLIENT_ID"}
_PUBLIC = {"status.url", "website.url"}  # of sites without an account, which have no row


def effective(settings: Settings, name: str) -> Effective:
    """The value of a key that counts in this run.

    Raises:
        WrongUsage: there is no such key, or its value is a secret.
        NotFound: it is not set, and has no default.
    """
    key = known_key(name)
    if key.secret:
        raise WrongUsage(
            f"{name} is a secret, and is not shown", hint="csm config shows its origin"
        )
    for value, source in _candidates(settings, key):
        if value is not None and value != "":
            return Effective(name, value, source)
    raise NotFound(f"{name} is not set", hint=f"csm config set {name} VALUE")


def _candidates(settings: Settings, key: Key) -> Iterator[tuple[Any, str]]:
    shown = _ROWS.get(key.name, key.name.replace("zendesk.roles.", "zendesk_roles."))
    for row in rows(settings):
        if row.name == shown and row.value is not None:
            yield typed_value(key, row.value), row.source
    if variable := _VARIABLES.get(key.name):
        yield settings.environment.variable(variable), variable
    if key.name in _PUBLIC:
        yield from settings.typed_urls(key.service)
    yield from settings.in_file(key.name)
    yield key.default, "default"


def profiles(environment: Environment, settings: Settings) -> list[Profile]:
    """Every profile with where it signs in, as if it were named by an option."""
    names = [DEFAULT, *(name for name in settings.profiles if name not in {DEFAULT, SANDBOX})]
    found = []
    for name in [*names, SANDBOX]:
        in_use = name == settings.profile
        if name == SANDBOX:
            accounts = [Account("zendesk", None, "on this machine, started when it is used")]
        else:
            own = settings if in_use else Settings(environment, name)
            accounts = [_account("zendesk", own.zendesk), _account("posthog", own.posthog)]
        found.append(Profile(name, in_use, accounts))
    return found


def _account(service: str, ask: Any) -> Account:
    try:
        account = ask()
    except CsmError as problem:
        return Account(service, None, problem.message)
    return Account(service, account.url if service == "zendesk" else account.us_url, account.source)
