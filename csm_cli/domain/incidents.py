"""What PostHog's status page says, and whether a ticket may be about it.

A page names components, not features, and its words are written in a hurry. So an incident is
only ever proposed, with what speaks for it and what against it; the tag is a person's decision.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from csm_cli.domain.errors import WrongUsage

INCIDENT, MAINTENANCE, SCHEDULED = "incident", "maintenance", "scheduled"

_REGIONS = {"eu": re.compile(r"\bEU\b"), "us": re.compile(r"\bUS\b")}
_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}\Z")
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
_TELLING = 6  # letters; a shorter name of a component, as "App", says nothing in a text
_NUMBER = re.compile(r"[1-9][0-9]{0,8}\Z", re.ASCII)
_TAG = "write status.tag as one word with {number} in it"


class Component(NamedTuple):
    """A part of PostHog as the page names it; `group` is, for instance, a region."""

    name: str
    group: str | None
    status: str | None


class Incident(NamedTuple):
    """One entry of the page; `kind` is an incident, a maintenance that runs, or one ahead.

    `since` is when it began, or will; null where neither the page nor the id tells. `until` is
    when it is expected to end, null if nobody says. `text` is the newest update.
    """

    id: str
    kind: str
    name: str
    status: str | None
    impact: str | None
    since: datetime | None
    until: datetime | None
    updated_at: datetime | None
    text: str | None
    url: str | None
    components: tuple[Component, ...] = ()

    @property
    def regions(self) -> frozenset[str]:
        """The regions that it names; none if it names none, which may mean all."""
        said = " ".join(
            [self.name, *(f"{each.group or ''} {each.name}" for each in self.components)]
        )
        return frozenset(name for name, form in _REGIONS.items() if form.search(said))


class StatusPage(NamedTuple):
    """The page at a moment; those ahead come last."""

    title: str
    url: str
    incidents: tuple[Incident, ...]


class Rules(NamedTuple):
    """By what a ticket is compared: words of each area, and how much older it may be."""

    areas: Mapping[str, Sequence[str]]
    older: timedelta
    tag: str


class Case(NamedTuple):
    """What is known of a ticket; `text` is the customer's own words."""

    area: str | None
    region: str | None
    text: str
    created_at: datetime


class Match(NamedTuple):
    """An incident that a ticket may be about: what speaks for it, and what against it."""

    incident: Incident
    why: tuple[str, ...]
    against: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether something speaks for it and nothing against it."""
        return bool(self.why) and not self.against


def rules(facts: Mapping[str, Any]) -> Rules:
    """Read the table `status` of the facts.

    Raises:
        WrongUsage: an entry is not usable.
    """
    table = facts["status"]
    try:
        areas = {
            _plain(name): [str(one) for one in words] for name, words in table["areas"].items()
        }
        older, tag = timedelta(hours=float(table["older_hours"])), str(table["tag"])
        formed = tag.format(number=1)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError):
        raise WrongUsage("the table 'status' in the config file is not usable", hint=_TAG) from None
    if "{number}" not in tag or formed.split() != [formed]:
        raise WrongUsage(
            f"status.tag in the table 'status' of the config file is {tag[:80]!r}", hint=_TAG
        )
    return Rules(areas, older, tag)


def matches(page: StatusPage, case: Case, by: Rules) -> tuple[Match, ...]:
    """The incidents and running maintenances that something speaks for, the best first."""
    found = [_judged(each, case, by) for each in page.incidents if each.kind != SCHEDULED]
    return tuple(sorted((each for each in found if each.why), key=lambda each: not each.fits))


def tag(text: str, by: Rules) -> str:
    """The tag of an incident: from its number, or from the tag itself.

    Raises:
        WrongUsage: it is neither.
    """
    before, _, after = by.tag.partition("{number}")
    number = text.strip().removeprefix("#").removeprefix(before).removesuffix(after)
    if not _NUMBER.match(number):
        raise WrongUsage(
            f"{text[:40]!r} is not the number of an incident",
            hint="the number stands in the name of its channel; "
            f"as a tag it is {by.tag.format(number=418)}",
        )
    return by.tag.format(number=number)


def tags_of(tags: Sequence[str], by: Rules) -> tuple[str, ...]:
    """Those of a ticket's tags that are an incident's."""
    before, _, after = by.tag.partition("{number}")
    return tuple(
        each
        for each in tags
        if each.startswith(before)
        and each.endswith(after)
        and _NUMBER.match(each.removeprefix(before).removesuffix(after))
    )


def made_at(identity: str) -> datetime | None:
    """The moment in a ULID, which incident.io's ids are; null for any other id."""
    if not _ULID.match(identity):
        return None
    milliseconds = 0
    for letter in identity[:10]:
        milliseconds = milliseconds * 32 + _LETTERS.index(letter)
    try:
        return datetime.fromtimestamp(milliseconds // 1000, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _judged(incident: Incident, case: Case, by: Rules) -> Match:
    return Match(incident, tuple(_for(incident, case, by)), tuple(_against(incident, case, by)))


def _for(incident: Incident, case: Case, by: Rules) -> Sequence[str]:
    said = " ".join([incident.name, *(each.name for each in incident.components)])
    found = []
    if case.area is not None:
        area = _plain(case.area)
        words = by.areas.get(area, [area])
        if any(_in(word, said) for word in words):
            found.append(f"the ticket's area is {case.area}")
    named = {
        each.name
        for each in incident.components
        if len(each.name) >= _TELLING and _in(each.name, case.text)
    }
    return [*found, *(f"the ticket says {name!r}" for name in sorted(named))]


def _against(incident: Incident, case: Case, by: Rules) -> Sequence[str]:
    found = []
    regions = incident.regions
    if regions and case.region is not None and case.region not in regions:
        where = " and ".join(sorted(region.upper() for region in regions))
        found.append(f"it is about {where}, and the ticket is of {case.region.upper()}")
    if incident.since is not None and incident.since - case.created_at > by.older:
        found.append("the ticket is older than it")
    return found


def _in(words: str, text: str) -> bool:
    """Whether the words occur as words; singular and plural are alike at the end."""
    form = re.escape(_plain(words).removesuffix("s"))
    return bool(form) and re.search(rf"\b{form}s?\b", _plain(text)) is not None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())
