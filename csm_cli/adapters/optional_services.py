"""The services that csm can do without, each behind the same question: whose key is this?"""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from csm_cli.adapters.accounts import ServiceAccount
from csm_cli.adapters.settings import Settings
from csm_cli.services.signin_ports import Asking


class Service(Asking, Protocol):
    """One of them, with a key; nothing is sent before it is asked."""

    def close(self) -> None:
        """Close the connections."""


_CLASSES = {"github": "GitHub", "pylon": "Pylon", "vitally": "Vitally", "slack": "Slack"}


def open_service(
    account: ServiceAccount, settings: Settings, waiting: Callable[[float], None]
) -> Service:
    """The service of an account; only its own module is loaded.

    `waiting` is told the seconds of each pause before a question is sent again.

    Raises:
        NotSignedIn: the key is none that can be sent.
        WrongUsage: a setting is not usable.
    """
    module = import_module(f"csm_cli.adapters.{account.service}")
    return cast(Service, getattr(module, _CLASSES[account.service]).of(account, settings, waiting))
