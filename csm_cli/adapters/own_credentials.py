"""csm's own credentials by their names, so that none of them leaves within a note."""

from contextlib import suppress

from csm_cli.adapters.settings import Settings
from csm_cli.domain.errors import CsmError
from csm_cli.domain.signin import NAMES, OPTIONAL


def own_credentials(settings: Settings) -> dict[str, str]:
    """All that the settings hold, of whichever service; one that is incomplete is no use."""
    found: dict[str, str | None] = {}
    with suppress(CsmError):
        account = settings.zendesk()
        found["csm's own Zendesk token"] = account.token
        found["csm's own Zendesk access token"] = account.oauth_token
    with suppress(CsmError):
        if (roles := settings.zendesk_roles()) is not None:
            found["csm's token for roles"] = roles.token
            found["csm's access token for roles"] = roles.oauth_token
    with suppress(CsmError):
        found["csm's own PostHog key"] = settings.posthog().key
    for service in OPTIONAL:
        with suppress(CsmError):
            found[f"csm's own {NAMES[service]} key"] = settings.service(service).key
    return {name: value for name, value in found.items() if value}
