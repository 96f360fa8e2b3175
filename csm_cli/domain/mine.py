"""Which organizations a person calls theirs, as far as the ticket desk can tell.

PostHog keeps accounts and their managers in systems that csm does not ask. What the ticket
desk knows of it is the owner's tag on tickets, and whatever else a search can say; so a search
it is, and which one is configured.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.refs import uuid_text
from csm_cli.domain.tickets import Me, Person

_PLAIN = re.compile(r"[^a-z0-9]")
_ANYBODY = Me(Person(1, "Anybody", "anybody@posthog.example"), "full")


class Mine(NamedTuple):
    """What makes an organization somebody's: its tickets are found, or its id is listed.

    `search` is in the desk's own words, with `{slug}`, `{email}` and `{id}` in it.
    """

    search: str
    organizations: Sequence[str]


class Seen(NamedTuple):
    """What a search for tickets found: the organizations of PostHog's that they are of.

    `tickets` were looked at, `nameless` of them are of no organization that has PostHog's id.
    `whole` says that there are no more than these.
    """

    organization_ids: tuple[str, ...]
    tickets: int
    nameless: int
    whole: bool


def mine(facts: Mapping[str, Any]) -> Mine:
    """Read the table `mine` of the facts.

    Raises:
        WrongUsage: an entry is not usable, such as a search with a name that nobody knows.
    """
    try:
        table = facts["mine"]
        listed = [uuid_text(str(each)) for each in table["organizations"]]
        search = str(table["search"]).strip()
    except (KeyError, TypeError):
        raise WrongUsage("the table 'mine' in the config file is not usable") from None
    if None in listed:
        raise WrongUsage(
            "organizations in the table 'mine' of the config file takes ids alone",
            hint="ids of PostHog's, such as 0184f4b8-5a3c-0000-6b37-a5f0ab3e1d11",
        )
    filled_in(search, _ANYBODY)
    return Mine(search, [each for each in listed if each])


def filled_in(search: str, me: Me) -> str:
    """The search with the person in it.

    Raises:
        WrongUsage: it names something that nobody knows.
    """
    person = me.person
    known = {"slug": slug(person.name), "email": person.email or "", "id": person.id}
    try:
        return search.format(**known)
    except (LookupError, ValueError, TypeError, AttributeError):
        raise WrongUsage(
            f"search in the table 'mine' of the config file is not usable: {search[:80]!r}",
            hint="{slug}, {email} and {id} stand for you in it",
        ) from None


def slug(name: str) -> str:
    """A name as PostHog writes it in the owner's tag: every other character an underscore."""
    return _PLAIN.sub("_", name.lower())
