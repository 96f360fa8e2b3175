"""What Vitally has on record of a customer.

A customer is an account there, or an organization of accounts; which of both PostHog's customers
are is a fact of its set-up. Its external id is PostHog's id of the organization.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from csm_cli.domain.errors import WrongUsage

SERVICE = "vitally"
KINDS: Mapping[str, str] = {"accounts": "account", "organizations": "organization"}
"""The lists that Vitally has of customers, and what one of each is called."""


class KeyRole(NamedTuple):
    """Who of the staff has a role with a customer, by Vitally's own word for the role."""

    role: str
    name: str | None
    email: str | None


class VitallyRecord(NamedTuple):
    """One customer; `id` is Vitally's, `organization_id` PostHog's as it stands there."""

    kind: str
    id: str
    organization_id: str | None
    name: str | None
    key_roles: tuple[KeyRole, ...] = ()


class Listing(NamedTuple):
    """Customers that were looked through; `whole` is false if Vitally has more than `read`."""

    records: tuple[VitallyRecord, ...]
    read: int
    whole: bool

    def called(self, name: str) -> "Listing":
        """Those of them whose name contains this, in any letter case."""
        wanted = plain_name(name)
        found = (each for each in self.records if wanted in plain_name(each.name or ""))
        return self._replace(records=tuple(found))


class Reach(NamedTuple):
    """Which lists are looked at, in this order, and how far: pages of a hundred, seconds."""

    kinds: tuple[str, ...]
    pages: int
    seconds: float


def reach(facts: Mapping[str, Any]) -> Reach:
    """Read the facts from the table `organizations`.

    Raises:
        WrongUsage: one of them is not usable.
    """
    own = facts["organizations"]
    kinds = own["vitally_kinds"]
    if not isinstance(kinds, list) or not kinds or not set(map(str, kinds)) <= KINDS.keys():
        raise WrongUsage(
            "organizations.vitally_kinds in the config file is no list of Vitally's kinds",
            hint=f"it may hold {' and '.join(KINDS)}",
        )
    return Reach(
        tuple(dict.fromkeys(map(str, kinds))),
        int(own["vitally_pages"]),
        float(own["vitally_seconds"]),
    )


def plain_name(name: str) -> str:
    """A name for comparing: without regard to letter case and to how much space is in it."""
    return " ".join(name.split()).casefold()


def differs(in_posthog: str | None, record: VitallyRecord | None) -> bool:
    """Whether both have a name for the customer, and not the same."""
    in_vitally = record.name if record else None
    return bool(in_posthog and in_vitally and plain_name(in_posthog) != plain_name(in_vitally))
