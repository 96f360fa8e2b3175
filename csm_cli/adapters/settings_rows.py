"""What `csm config` shows: every setting with its value and where it came from."""

from collections.abc import Callable, Sequence
from typing import Any

from csm_cli.adapters import defaults
from csm_cli.adapters.accounts import POSTHOG_KEYS, SERVICE_KEYS, ZENDESK_KEYS
from csm_cli.adapters.settings import Settings
from csm_cli.domain.errors import NotSignedIn
from csm_cli.domain.settings import Setting
from csm_cli.domain.signin import OPTIONAL


def rows(settings: Settings) -> list[Setting]:
    """Every setting of this run; of a service without an account, why it has none."""
    path, source = settings.ownership_file()
    return [
        Setting("profile", settings.profile, settings.profile_origin),
        _folder(settings, "config_file", "CSM_CONFIG", settings.config_file),
        _folder(settings, "state_folder", "CSM_STATE", settings.state),
        *_of_account("zendesk", ZENDESK_KEYS, settings.zendesk),
        *_of_account("zendesk_roles", ZENDESK_KEYS, settings.zendesk_roles),
        *_of_account("posthog", POSTHOG_KEYS, settings.posthog),
        *(row for name in OPTIONAL for row in _of_service(settings, name)),
        Setting("ownership_file", str(path) if path else None, source),
        _seconds(settings, "CSM_TIMEOUT", "timeout_seconds"),
        _seconds(settings, "CSM_VERIFY_SECONDS", "verify_seconds"),
    ]


def _folder(settings: Settings, name: str, variable: str, value: object) -> Setting:
    named = settings.environment.variable(variable)
    return Setting(name, str(value), variable if named else "default")


def _of_service(settings: Settings, name: str) -> list[Setting]:
    return _of_account(name, SERVICE_KEYS, lambda: settings.service(name))


def _of_account(service: str, keys: Sequence[str], account: Callable[[], Any]) -> list[Setting]:
    try:
        found = account()
    except NotSignedIn as problem:
        return [Setting(service, None, problem.message)]
    if found is None:
        return [Setting(service, None, "not configured")]
    return [
        Setting(
            f"{service}.{key}", getattr(found, key), found.source, "key" in key or "token" in key
        )
        for key in keys
    ]


def _seconds(settings: Settings, variable: str, fact: str) -> Setting:
    origin = f"default of {defaults.load()['as_of']}"
    for _, place in settings.in_file(f"limits.{fact}")[:1]:
        origin = place
    if settings.environment.variable(variable):
        origin = variable
    return Setting(fact, f"{settings.seconds(variable, fact):g}", origin)
