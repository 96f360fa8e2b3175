"""A first set-up as values: what is wanted in the config file, and what that changes there."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from csm_cli.domain.settings import Change, Value

WRITTEN, UNCHANGED, PLANNED = "written", "unchanged", "planned"


class Wanted(NamedTuple):
    """One key of the config file and the value that it shall have."""

    name: str
    value: Value


class Plan(NamedTuple):
    """The config file before and after; null before if there is none. Nothing is written yet."""

    before: str | None
    after: str
    changes: Sequence[Change]

    @property
    def changes_anything(self) -> bool:
        """Whether the file has to be written."""
        return self.after != self.before


class Survey(NamedTuple):
    """What was found out of the services, and why the rest was not."""

    found: Sequence[Wanted] = ()
    not_found: Sequence[str] = ()


def zendesk_address(typed: str) -> str:
    """The address as a person means it: a bare name is Zendesk's subdomain, a bare host is https.

    What it gives may still be no address.
    """
    typed = typed.strip()
    if not typed or "://" in typed:
        return typed
    host = typed if "." in typed or ":" in typed else f"{typed}.zendesk.com"
    return f"https://{host}"


def is_zendesk(answer: object) -> bool:
    """Whether an answer to "who am I?" without a credential is one of Zendesk's.

    It answers as a user without an id, or that it could not authenticate
    (developer.zendesk.com, "Show Self").
    """
    if not isinstance(answer, Mapping):
        return False
    user = answer.get("user")
    if isinstance(user, Mapping):
        return "id" in user
    return answer.get("error") == "Couldn't authenticate you"
