"""PostHog's people as their own product knows them: a person and a user id in each region."""

from __future__ import annotations

from typing import NamedTuple

from csm_cli.sandbox.scenarios import people
from csm_cli.sandbox.scenarios.dice import identifier, token


class Operator(NamedTuple):
    """A member of staff who may sign in as a customer in one region."""

    name: str
    email: str
    region: str
    user_id: int

    @property
    def distinct_id(self) -> str:
        """The staff member's own distinct id; impersonation events are filed under it."""
        return token(43, "staff", self.region, self.email)

    @property
    def person_id(self) -> str:
        """The staff member's person in project 2."""
        return identifier("person", self.region, self.user_id)


def operator(who: people.Staff, region: str) -> Operator:
    """Find the account of a colleague in a region."""
    at = people.STAFF.index(who)
    return Operator(who.name, who.email, region, (1021 if region == "US" else 611) + at)


# Who signs in as customers on an ordinary day.
_DAILY = (
    people.ROBIN, people.ADA, people.TOMASZ, people.IMANI, people.CALLUM, people.MATEO,
    people.NOOR, people.ZOE, people.LIN,
)  # fmt: skip
# Kept for the cases that are told one by one, so that no other session of theirs is near.
_RARE = (people.JULES, people.PRIYA, people.SANNA)


def daily(region: str) -> tuple[Operator, ...]:
    """List the operators of ordinary days."""
    return tuple(operator(who, region) for who in _DAILY)


def everyone() -> tuple[Operator, ...]:
    """List all operators of both regions."""
    return tuple(operator(who, region) for region in ("US", "EU") for who in (*_DAILY, *_RARE))
