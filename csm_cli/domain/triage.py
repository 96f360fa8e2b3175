"""Tickets that nobody has sorted yet: born in Slack with an unfilled form, or filed wrongly.

Pylon makes a ticket of a Slack message and puts a form into the thread, with group and severity.
Until somebody fills it, the ticket is in no team's queue.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from csm_cli.domain import intake
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.links import Sites
from csm_cli.domain.mine import slug
from csm_cli.domain.names import key
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import uuid_text
from csm_cli.domain.tickets import DeskOrganization, Entry, Me, Option, Ticket

GROUP, SEVERITY = "group", "severity"
FIELD, BODY, DOMAIN = "field", "body", "domain"

# A link to a message within a thread ends in where that is ("chat.getPermalink" of Slack's API).
_THREAD = re.compile(
    r"https://[a-z0-9-]+\.slack\.com/archives/[A-Z0-9]+/p\d+"
    r"(?:\?thread_ts=\d+\.\d+(?:&cid=[A-Z0-9]+)?)?(?![^\s>|).,;]|[.,;][^\s])",
    re.ASCII,
)


class Customs(NamedTuple):
    """How Slack-born tickets are known here.

    `tags` are those that Pylon leaves, any of which will do; `owner_tag` is the form's for an
    account owner, with `{slug}` in it. `unclassified` is the group of tickets that nobody has
    sorted. `holding` is what the names of holding organizations say. Of the `threads` newest
    tickets the Slack thread is looked for.
    """

    tags: tuple[str, ...]
    owner_tag: str
    unclassified: str
    holding: str
    free_mail: frozenset[str]
    sites: Sites
    threads: int


def customs(facts: Mapping[str, Any]) -> Customs:
    """Read the facts.

    Raises:
        WrongUsage: the table `triage` is not usable.
    """
    own = facts["triage"]
    tags, owner_tag = own["slack_tags"], str(own["owner_tag"])
    if not isinstance(tags, list) or not all(isinstance(tag, str) and tag for tag in tags):
        raise WrongUsage(
            "triage.slack_tags in the config file is no list of tags", hint="none may be empty"
        )
    if "{slug}" not in owner_tag:
        raise WrongUsage(
            "triage.owner_tag in the config file has no {slug} in it",
            hint="write the tag with {slug} for a person's name as it stands in it",
        )
    return Customs(
        tuple(tag.casefold() for tag in tags),
        owner_tag,
        str(facts["support"]["group"]),
        str(facts["zendesk"]["holding_organization"]),
        frozenset(facts["organizations"]["free_mail_domains"]),
        Sites.of(facts["posthog"]),
        int(own["threads"]),
    )


class Suggestion(NamedTuple):
    """A feature that the ticket's words may be about, its team, and that team's live group."""

    feature: str
    team: str
    group: str | None
    score: float


class Unfilled(NamedTuple):
    """A Slack-born ticket and what its form lacks, as `group` and `severity`.

    `thread` is null where the ticket doesn't tell, or was not asked.
    """

    ticket: Ticket
    lacks: tuple[str, ...]
    thread: str | None = None
    suggestions: tuple[Suggestion, ...] = ()


class Misfiled(NamedTuple):
    """A requester who is filed under the wrong organization of the desk, or under none.

    `organization_id` is PostHog's id of the right one, null if nobody knows. `source` is who
    says so: the ticket's field, its text, or the domain of its requester's colleagues.
    """

    ticket: Ticket
    organization_id: str | None
    organization_name: str | None
    source: str | None

    @property
    def confirmed(self) -> bool:
        """Whether it is more than what the requester can write, or a guess."""
        return self.source == FIELD


class Triage(NamedTuple):
    """What is to be sorted. `complete` says that nothing is left out of the scope."""

    scope: str
    unfilled: tuple[Unfilled, ...]
    misfiled: tuple[Misfiled, ...]
    looked_at: int
    complete: bool
    warnings: tuple[Notice, ...] = ()


def owner_tag(customs: Customs, me: Me) -> str:
    """The tag by which the form's tickets name this person as account owner."""
    return customs.owner_tag.replace("{slug}", slug(me.person.name))


def born_in_slack(ticket: Ticket, customs: Customs) -> bool:
    """Whether Pylon made it of a message in Slack."""
    return not set(customs.tags).isdisjoint(tag.casefold() for tag in ticket.tags)


def lacks(ticket: Ticket, unclassified: str) -> tuple[str, ...]:
    """What nobody has filled in; the unclassified group is as good as none."""
    found = []
    if ticket.group is None or key(ticket.group.name) == key(unclassified):
        found.append(GROUP)
    if not ticket.severity:
        found.append(SEVERITY)
    return tuple(found)


def thread(entries: Iterable[Entry]) -> str | None:
    """The Slack thread that a ticket's private notes link, by the oldest of them.

    What a customer wrote does not count: they can link any thread.
    """
    linked = [
        found.group()
        for entry in entries
        if entry.private and entry.author.kind != "customer"
        for found in _THREAD.finditer(entry.body)
    ]
    return linked[-1] if linked else None


def domain_of(email: str | None) -> str | None:
    """What stands after the last `@`, in lower case."""
    name, at, domain = (email or "").rpartition("@")
    return domain.lower() if name and at and domain else None


def colleagues(tickets: Iterable[Ticket], customs: Customs) -> Mapping[str, DeskOrganization]:
    """The organization that most people of a domain are filed under, where one has the most."""
    people: dict[str, dict[str, set[int | None]]] = defaultdict(lambda: defaultdict(set))
    named: dict[str, DeskOrganization] = {}
    for ticket in tickets:
        organization, requester = ticket.organization, ticket.requester
        domain = domain_of(requester.email if requester else None)
        recorded = uuid_text((organization and organization.organization_id) or "")
        if not (organization and requester and domain and recorded):
            continue
        if domain in customs.free_mail or organization.is_holding(customs.holding):
            continue
        people[domain][recorded].add(requester.id)
        named[recorded] = organization._replace(organization_id=recorded)
    found = {}
    for domain, by_organization in people.items():
        first, *others = sorted(by_organization.items(), key=lambda item: -len(item[1]))
        if not others or len(others[0][1]) < len(first[1]):
            found[domain] = named[first[0]]
    return found


def misfiled(
    ticket: Ticket, customs: Customs, by_domain: Mapping[str, DeskOrganization]
) -> Misfiled | None:
    """What is wrong with where the requester is filed; null if nothing seems to be.

    The ticket's field wins over its text, and the text over the requester's colleagues. Who
    waits in a holding organization is told also where nobody knows the right one. Who is filed
    nowhere may belong nowhere, such as a program of GitHub's: the text alone says too little.
    """
    requester, filed = ticket.requester, ticket.organization
    if requester is None or requester.kind != "customer":
        return None
    right, name, source = _right(ticket, customs, by_domain)
    if filed is not None and filed.is_holding(customs.holding):
        return Misfiled(ticket, right, name, source)
    recorded = uuid_text((filed and filed.organization_id) or "")
    if right is None or recorded == right:
        return None
    if source == BODY if filed is None else recorded is None:
        return None
    return Misfiled(ticket, right, name, source)


def _right(
    ticket: Ticket, customs: Customs, by_domain: Mapping[str, DeskOrganization]
) -> tuple[str | None, str | None, str | None]:
    if field := uuid_text(ticket.organization_id or ""):
        return field, None, FIELD
    text = intake.parse(ticket.description, customs.sites)
    if text.organization_id:
        return text.organization_id, text.organization_name, BODY
    email = ticket.requester.email if ticket.requester else None
    theirs = by_domain.get(domain_of(email) or "")
    if theirs is not None:
        return theirs.organization_id, theirs.name, DOMAIN
    return None, None, None


def severity(typed: str, options: Sequence[Option]) -> str:
    """The stored value of a severity as it was typed: by its value or its name.

    Raises:
        WrongUsage: the field has no such choice; the hint names all, the nearest first.
    """
    wanted = key(typed)
    fitting = {
        option.value
        for option in options
        if option.value and wanted in {key(option.value), key(option.name)}
    }
    if wanted and len(fitting) == 1:
        return fitting.pop()
    from difflib import get_close_matches  # noqa: PLC0415 - for a slip only

    by_key = {key(option.value): option.value for option in options if option.value}
    near = get_close_matches(wanted, by_key, n=max(1, len(by_key)), cutoff=0.0)
    raise WrongUsage(
        f"no severity is called {typed!r}",
        written="nothing was sent",
        hint=f"--severity with one of: {', '.join(by_key[each] for each in near)}",
    )
