"""Where to log in as a customer, and with which words: pages, the reason, what to beware of.

Nothing here, and nothing that uses it, starts a session: that is a person's act, on the page.
The pages' forms are facts of the config file (PostHog's admin, "User", "Organization", "Team").
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from csm_cli.domain.around import Missing
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.links import Sites
from csm_cli.domain.organization_ref import Hosts
from csm_cli.domain.organizations import Lookup
from csm_cli.domain.ownership import Notice

REGIONS = ("us", "eu")

USER, USER_SEARCH, ORGANIZATION = "user", "user_search", "organization"
PROJECT, PROJECT_SEARCH = "project", "project_search"

OPTION, RECORDS, ADDRESS, TEXT = "option", "posthog", "address", "ticket_text"
"""Who says which region it is: `--region`, PostHog's records, a page's host, a ticket's text."""

FEWEST_LETTERS = 3
"""Of words that say why; the admin rejects an empty reason, and a reader a dot."""


class Forms(NamedTuple):
    """How the admin's pages, and the reason for a ticket, are written."""

    hosts: Hosts
    sites: Sites
    pages: Mapping[str, str]
    reason: str
    whom: str


def forms(facts: Mapping[str, Any]) -> Forms:
    """Read the facts from the tables `posthog` and `login_as`.

    Raises:
        WrongUsage: one of them is not usable.
    """
    posthog, own = facts["posthog"], facts["login_as"]
    pages = {kind: str(own[f"{kind}_page"]) for kind in _KINDS}
    for kind, form in pages.items():
        if not form.startswith("/") or "{id}" not in form:
            raise WrongUsage(
                f"login_as.{kind}_page in the config file is {form[:80]!r}",
                hint="write the page's path, with {id} for what it is about",
            )
    if "{ticket}" not in str(own["reason"]):
        raise WrongUsage(
            "login_as.reason in the config file has no {ticket} in it",
            hint="write the reason with {ticket} for the ticket's number",
        )
    whom = f"{own['lead'] or 'a CS lead'} to add you, or ask in {own['ask']}"
    return Forms(Hosts.of(posthog), Sites.of(posthog), pages, str(own["reason"]), whom)


_KINDS = (USER, USER_SEARCH, ORGANIZATION, PROJECT, PROJECT_SEARCH)


class Aim(NamedTuple):
    """What a page is about, and whether anybody but the customer says that it is the right one.

    `region` is the only one in which its number is this one's, where that is known: the other
    region has somebody else behind the same number.
    """

    kind: str
    id: str
    verified: bool
    region: str | None = None


class Page(NamedTuple):
    """One page of the admin. `certain` says whether the region is known to be this one."""

    kind: str
    region: str
    url: str
    certain: bool
    verified: bool


class Place(NamedTuple):
    """The regions that it can be, and who says so; one certain region, or what is left open."""

    regions: tuple[str, ...]
    certain: bool
    source: str | None = None

    @property
    def region(self) -> str | None:
        """The region, if it is known."""
        return self.regions[0] if self.certain and len(self.regions) == 1 else None


class Customer(NamedTuple):
    """The organization that it is about, as far as it is known."""

    id: str | None = None
    name: str | None = None


class Login(NamedTuple):
    """The answer: pages, the best first, and all that goes with them.

    `whom` is who helps where a page does not offer to log in. `lookup` holds the organizations
    that fit where several do; then there are no pages.
    """

    query: str
    kind: str
    reason: str
    ticket: int | None
    whom: str
    place: Place = Place((), certain=False)
    customer: Customer = Customer()
    pages: tuple[Page, ...] = ()
    lookup: Lookup | None = None
    missing: tuple[Missing, ...] = ()
    warnings: tuple[Notice, ...] = ()

    @property
    def page(self) -> Page | None:
        """The page to go to, if its region is known."""
        return self.pages[0] if self.pages and self.place.region else None


class Regions(NamedTuple):
    """What each witness says about the region: all the regions that it names."""

    option: str | None = None
    records: frozenset[str] = frozenset()
    address: str | None = None
    text: str | None = None


def place(said: Regions) -> Place:
    """Which region it is; never one that nobody names, and none where the records know two.

    A ticket's text can be written by the customer, so PostHog's records count for more.
    """
    if said.option:
        return Place((said.option,), certain=True, source=OPTION)
    known = tuple(region for region in REGIONS if region in said.records)
    if len(known) == 1 and said.address in {None, known[0]}:
        return Place(known, certain=True, source=RECORDS)
    if known:
        return Place(REGIONS, certain=False, source=RECORDS)
    if region := said.address or said.text:
        source = ADDRESS if said.address else TEXT
        return Place((region,), certain=True, source=source)
    return Place(REGIONS, certain=False)


def doubts(said: Regions) -> Iterator[Notice]:
    """Where the witnesses of the region differ, and that nobody knows it."""
    known = sorted(said.records)
    if len(known) > 1:
        text = "PostHog has its people's accounts in both regions; both pages are shown"
        yield Notice("region_mixed", text)
    if said.text and said.option and not known and said.text != said.option:
        text = f"--region says {said.option.upper()}, the ticket's text says {said.text.upper()}"
        yield Notice("region_differs", text)
    if said.text and not (known or said.option or said.address):
        text = f"that it is the {said.text.upper()} is what the ticket's text says, and nobody else"
        yield Notice("region_typed_by_customer", f"{text}: whoever filed it can write anything")
    for words, other in (("--region", said.option), ("the address", said.address)):
        if other and len(known) == 1 and other != known[0]:
            text = f"{words} says {other.upper()}, PostHog's records say {known[0].upper()}"
            yield Notice("region_differs", text)
    if said.text and len(known) == 1 and said.text != known[0]:
        text = f"the ticket's text says {said.text.upper()}, PostHog's records say"
        yield Notice("region_differs", f"{text} {known[0].upper()}")
    if not known and not (said.option or said.address or said.text):
        text = "nothing tells the region; both pages are shown, and one of them is the wrong one"
        yield Notice("region_unknown", f"{text}: --region us or --region eu settles it")


def pages(aims: Iterable[Aim], where: Place, how: Forms) -> tuple[Page, ...]:
    """The page of each aim in each region that it can be in; what is vouched for goes first."""
    ranked = sorted(dict.fromkeys(aims), key=lambda aim: not aim.verified)
    return tuple(
        _page(aim, region, where, how)
        for aim in ranked
        for region in where.regions
        if aim.region in {None, region}
    )


def _page(aim: Aim, region: str, where: Place, how: Forms) -> Page:
    path = how.pages[aim.kind].replace("{id}", quote(aim.id, safe=""))
    url = f"https://{how.sites.of_region(region)}{path}"
    return Page(aim.kind, region, url, where.certain, aim.verified)


def project_aim(project: str, region: str | None) -> Aim:
    """A project's own page; one that is named by its token can only be searched for.

    `region` is the one that its number was named with; a token is another one everywhere.
    """
    if not project.isdigit():
        return Aim(PROJECT_SEARCH, project, verified=False)
    return Aim(PROJECT, project, verified=False, region=region)


def reason(ticket: int | None, words: str | None, how: Forms) -> str:
    """The reason to paste: the ticket in the words that PostHog's own pages use, then why.

    Raises:
        WrongUsage: it would be empty, which the admin rejects.
    """
    why = "".join(letter if letter.isprintable() else " " for letter in words or "")
    why = " ".join(why.split())
    if words is not None and sum(map(str.isalnum, why)) < FEWEST_LETTERS:
        raise WrongUsage("--reason says nothing", hint="say in a few words what you look for")
    if ticket is None and not why:
        raise WrongUsage(
            "a reason is missing: PostHog's admin rejects an empty one",
            hint="--reason WORDS, or --ticket TICKET, or name the ticket itself",
        )
    about = how.reason.replace("{ticket}", str(ticket)) if ticket is not None else ""
    return ": ".join(part for part in (about, why) if part)


READ_ONLY = (
    "leave the session read-only; read-write only if the customer agreed to changes, by an upgrade "
    "with a reason of its own"
)


def without_option(whom: str, regions: Sequence[str]) -> str:
    """Whom to ask where the page does not offer to log in."""
    named = " or ".join(region.upper() for region in regions)
    return (
        f'no "Log in as user" there? You are not staff in that admin: ask {whom}. '
        f"US and EU are separate logins, and this is {named}"
    )
