"""What must not reach a customer: empty or unfinished text, internal addresses, notes' words.

Each rule gives sentences that name the line, and never repeats more of a note than a few words
that the reply itself holds. There is no way around them: who wants to send it changes the text.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from html import unescape
from itertools import takewhile
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from csm_cli.domain.history import REPLY_VERB
from csm_cli.domain.plain import alike
from csm_cli.domain.tickets import Entry

Facts = Mapping[str, Any]

_SHARED = 36  # letters and digits in a row, about seven words, that are a passage and no chance
_SHOWN_WORDS = 5
_MOST_CUT = 5  # lines over which one address is put together
# What a template or a person leaves to be filled in: [[...]], <<...>>, and words in capitals.
_UNFILLED = re.compile(r"\[\[[^\[\]\n]{0,200}\]\]|<<[^<>\n]{0,200}>>|\b(?:TODO|TBD|FIXME)\b")
_URL = re.compile(r"https?:/{1,3}[^\s<>\"']+", re.IGNORECASE)
_BARE = re.compile(  # neither the rest of a longer host nor that of an e-mail address
    r"(?<![a-z0-9@-])(?<![a-z0-9_]\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]+)?(?:/[^\s<>\"']*)?",
    re.IGNORECASE | re.ASCII,
)
# Where another address may begin within one: a redirect names it, encoded or not.
_WITHIN = re.compile(r"[?&#=;,|]|(?=https?:/)")
_FULL_STOP = "\u3002"  # which a browser takes for a dot
_TRAILING = ".,;:!?)]}*_`"
_DOTS = re.compile(r"/(?:[^/]+/\.\.|\.)(?=/|\Z)")


class Internal(NamedTuple):
    """Where only staff can go.

    `short` is the host of short links. `sites` are PostHog's own hosts in both regions,
    `home_sites` those of them where project `home_project` is PostHog's own. `desks` are hosts
    of ticket desks, whose agents' pages are meant. `places` are hosts, or hosts with the
    beginning of a path; a host stands for those below it, too.
    """

    short: str
    sites: frozenset[str]
    home_sites: frozenset[str]
    home_project: str
    desks: frozenset[str]
    places: tuple[str, ...]

    @classmethod
    def of(cls, facts: Facts, desk_url: str) -> "Internal":
        """Take them from all facts, and from the address of the desk that is used."""
        posthog, urls = facts["posthog"], ("us_url", "eu_url")
        sites = {_host(str(posthog[name])) for name in urls}
        us = {_host(str(posthog["us_url"])), *map(str, posthog["us_sites"])}
        return cls(
            str(posthog["short_host"]),
            frozenset(sites | us | set(map(str, posthog["eu_sites"]))),
            frozenset(us),
            str(posthog["audit_project_id"]),
            frozenset({_host(str(facts["zendesk"]["url"])), _host(desk_url)}),
            tuple(str(place).lower() for place in facts["sending"]["internal"]),
        )


def problems(text: str, limit: int, unfilled: Sequence[str]) -> tuple[str, ...]:
    """Why the text is none, or not finished; `unfilled` are lines that were to be replaced."""
    if not any(char.isalnum() for char in text):
        return ("there is nothing in it",)
    found = []
    size = len(text.encode("utf-8", "replace"))
    if size > limit:
        found.append(f"it has {size:,} bytes, and a reply can have {limit:,}")
    left = {line.strip() for line in unfilled if line.strip()}
    for number, line in _lines(text):
        match = _UNFILLED.search(line)
        if match is not None:
            found.append(f"line {number} has {match[0]!r}, which is still to be filled in")
        elif line.strip() in left:
            found.append(f"line {number} is the template's, and still to be filled in")
    return tuple(found)


def internal_links(text: str, internal: Internal) -> tuple[str, ...]:
    """The addresses in a text that only staff can open, each with what it is."""
    found: dict[tuple[int, str], str] = {}
    for number, address in _addresses(text, internal.short):
        what = _what(address, internal)
        if what is not None:
            found.setdefault((number, what), f"line {number} has {what}, {_short(address)}")
    return tuple(found.values())


def quoted_notes(text: str, entries: Sequence[Entry]) -> tuple[str, ...]:
    """The lines that hold words of an internal note, each with whose it is.

    What the customer can read already, on the same ticket, is no secret wherever else it stands.
    Neither is a reply that came back as a note.
    """
    said = set(_parts("\0".join(run for _, run in _runs(text))))
    known = {part for entry in entries if not entry.private for part in _shared(entry, said)}
    found = []
    for note in (entry for entry in entries if entry.private and not _withheld(entry)):
        line = next(_holding(text, set(_shared(note, said)) - known), None)
        if line is not None:
            found.append(
                f"line {line[0]} ({line[1]!r} ...) stands in the internal note {note.id} of "
                f"{note.author.name}, {note.created_at:%Y-%m-%d %H:%M} UTC"
            )
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.split("\n"), start=1)


def _addresses(text: str, short: str) -> Iterator[tuple[int, str]]:
    """What looks like an address, as plainly as it can be written, with the line it begins in."""
    lines = [alike(unescape(line)).replace("[.]", ".") for _, line in _lines(text)]
    for at, line in enumerate(lines):
        for spelled in dict.fromkeys((line, line.replace(_FULL_STOP, "."))):
            # A browser takes a stroke the wrong way round for the right one, before hosts alone.
            turned = spelled.replace("\\", "/")
            places = ((_URL, turned), (_BARE, turned), (_short_link(short), spelled))
            for pattern, place in places:
                for match in pattern.finditer(place):
                    yield from ((at + 1, each) for each in _nested(match[0]))
                    if match.end() == len(spelled.rstrip()):
                        whole = match[0] + _continued(lines[at + 1 :])
                        yield from ((at + 1, each) for each in _nested(whole))


def _continued(lines: Sequence[str]) -> str:
    """How an address goes on that a line end has cut: with the words that are alone on theirs.

    The first one need not be alone: a sentence goes on behind the address.
    """
    words = [line.split() for line in lines[:_MOST_CUT]]
    alone = len(list(takewhile(lambda found: len(found) == 1, words)))
    return "".join(found[0] for found in words[: alone + 1] if found)


def _nested(address: str) -> Iterator[str]:
    """An address, and those that it leads on to, such as where a sign-in goes next."""
    yield address.rstrip(_TRAILING)
    host = _split(address)[0]
    for part in dict.fromkeys(_WITHIN.split(unquote(unquote(unquote(address))))):
        on = part.rstrip(_TRAILING)
        yield f"{host}{on}" if re.match(r"/(?!/)", on) else on


def _short_link(host: str) -> re.Pattern[str]:
    """`go/session/...` as people write it; "a go/no-go decision" is none."""
    return re.compile(rf"(?<![A-Za-z0-9./@-]){re.escape(host)}/(?!no\b)[A-Za-z]\S*", re.IGNORECASE)


def _what(address: str, internal: Internal) -> str | None:
    """What kind of internal address it is; null if it is none."""
    host, path = _split(address)
    if host == internal.short:
        return "an internal short link"
    if host in internal.sites and re.match(r"/(?:admin|loginas|logout)(?:/|\Z)", path):
        return "a page of the admin"
    if host in internal.home_sites and re.match(
        rf"/(?:api/)?(?:projects?|environments?)/0*{internal.home_project}(?:/|\Z)", path
    ):
        return "a link into PostHog's own project"
    if (host in internal.desks or host.endswith(".zendesk.com")) and re.match(
        r"/(?:agent|api|admin|tickets)(?:/|\Z)", path
    ):
        return "a page for agents of Zendesk"
    if any(_within(host, path, place) for place in internal.places):
        return "an internal page"
    return None


def _within(host: str, path: str, place: str) -> bool:
    where, slash, rest = place.partition("/")
    if host != where and not host.endswith(f".{where}"):
        return False
    return not slash or path in {f"/{rest}", f"/{rest}.git"} or path.startswith(f"/{rest}/")


def _split(address: str) -> tuple[str, str]:
    """Host and path in small letters, whatever was done to make them look otherwise."""
    address = alike(unquote(unquote(unquote(address)))).lower().replace("\\", "/")
    scheme, found, rest = address.partition("://")
    rest = (rest if found else address.partition(":/")[2] or scheme).lstrip("/")
    host, _, path = rest.partition("/")
    host = re.split(r"[?#]", host.rpartition("@")[2])[0].partition(":")[0].rstrip(".")
    path = re.sub(r"/{2,}", "/", "/" + re.split(r"[?#]", path)[0])
    while (shorter := _DOTS.sub("", path, count=1)) != path:
        path = shorter
    return host, path or "/"


def _short(address: str) -> str:
    longest = 60
    return address if len(address) <= longest else f"{address[:longest]}..."


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).lower()


def _withheld(entry: Entry) -> bool:
    return entry.mark is not None and entry.mark.verb == REPLY_VERB


def _shared(entry: Entry, said: Container[str]) -> Iterator[str]:
    """The passages of an entry that are among what is said."""
    letters = "\0".join(run for _, run in _runs(entry.body))
    return (part for part in _parts(letters) if part in said)


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Stretches of a text between addresses: where each begins, and its letters and digits."""
    end = 0
    for match in (*_URL.finditer(text), None):
        start = len(text) if match is None else match.start()
        yield end, _folded(text[end:start])
        end = start if match is None else match.end()


def _folded(text: str) -> str:
    """Letters and digits alone: neither quotes nor line ends nor capitals make another text."""
    return "".join(char for char in alike(text).casefold() if char.isalnum())


def _parts(letters: str) -> Iterator[str]:
    """Every passage of the length that counts; none of them runs over an address."""
    for run in letters.split("\0"):
        for start in range(len(run) - _SHARED + 1):
            yield run[start : start + _SHARED]


def _holding(text: str, secret: Container[str]) -> Iterator[tuple[int, str]]:
    """The lines that begin a passage which is secret, and the words that stand there."""
    for begin, run in _runs(text):
        for start in range(len(run) - _SHARED + 1):
            if run[start : start + _SHARED] in secret:
                place = _place(text, begin, start)
                words = text[place:].split()[:_SHOWN_WORDS]
                yield text.count("\n", 0, place) + 1, " ".join(words)


def _place(text: str, begin: int, letters: int) -> int:
    """Where in a text so many letters and digits after a place have gone by."""
    for place in range(begin, len(text)):
        width = len(_folded(text[place]))
        if letters < width:
            return place
        letters -= width
    return len(text)
