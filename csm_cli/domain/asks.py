"""What a customer is asked for, why, and what for; and what need not be asked.

A question costs a customer an answer and us a day. So what the ticket already holds, or staff
can look up, is not asked (PostHog's handbook, "Support hero"), and what must be asked says why.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from csm_cli.domain import links
from csm_cli.domain.intake import Intake, without_form_lines
from csm_cli.domain.links import Sites
from csm_cli.domain.tickets import Entry

LINK, SCREENSHOT, MESSAGE, STEPS = "link", "screenshot", "message", "steps"
WHEN, EXAMPLE, GOAL, CONSENT = "when", "example", "goal", "consent"


class Ask(NamedTuple):
    """One thing that a customer is asked for; `why` and `used_for` go on after a comma."""

    what: str
    why: str
    used_for: str


ASKS: Mapping[str, Ask] = {
    LINK: Ask(
        "a link to the insight, feature flag or dashboard that this is about",
        "names can be alike",
        "open exactly what you see",
    ),
    SCREENSHOT: Ask(
        "a screenshot of the whole page, with what is wrong in it",
        "some of it only shows on your side",
        "compare it with what I see",
    ),
    MESSAGE: Ask(
        "the exact message that you get, as text",
        "one word can point to another cause",
        "find it in our code and in earlier reports",
    ),
    STEPS: Ask(
        "what you did, step by step, until it happened",
        "the order often matters",
        "make it happen here",
    ),
    WHEN: Ask(
        "the time at which it happened last, with your time zone",
        "there is a lot before and after it",
        "find it in our logs",
    ),
    EXAMPLE: Ask(
        "one example: the distinct ID of a user, or an event, for which it is wrong",
        "totals hide the cause",
        "follow a single case from end to end",
    ),
    GOAL: Ask(
        "what you are trying to find out or get done with it",
        "there may be another way that works today",
        "tell our product team what it is needed for",
    ),
    CONSENT: Ask(
        "your consent to change the settings in question while I am signed in as you",
        "without it I can look, and change nothing",
        "try the fix, and tell you each change",
    ),
}
"""Everything that can be asked for, in the order in which it is asked."""

USUAL = (LINK, SCREENSHOT, MESSAGE, STEPS)
OF_FEEDBACK = (GOAL,)

_FEEDBACK = "feedback"
_PICTURES = frozenset({
    ".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".mkv", ".mov", ".mp4", ".png", ".webm", ".webp",
})  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\])]{4,2000}")
_OBJECT = re.compile(r"/(?:project/[0-9]{1,18}/)?(?P<kind>[a-z_-]{3,40})(?P<within>/[^/]+.*)\Z")
# Their ids may be letters alone; all others have a digit, which no name of a list has.
_SHORT_IDS = frozenset({"insights", "notebooks"})
_NO_OBJECTS = frozenset({"admin", "api", "login", "organization", "project", "settings", "signup"})
_QUOTED = re.compile(
    r"\"([^\"\n]{1,300})\"|`([^`\n]{1,300})`|“([^”\n]{1,300})”|„([^“”\n]{1,300})[“”]|«([^»\n]{1,300})»"
)
# A property's or a function's name is quoted, too: a message has words, or says that it is one.
_MESSAGE = re.compile(r"(?i)\S\s+\S|err|exception|fail")
_SHORTEST_MESSAGE = 8
_ERROR = re.compile(r"(?i)\b\w{0,40}(?:error|exception)\b\s{0,3}[:(]\s{0,3}\S")
_STATUS = re.compile(r"(?i)\b(?:status|http|code)\b[ :]{1,3}[45][0-9]{2}\b")
_NUMBERED = re.compile(r"(?m)^\s{0,8}(?:[0-9]{1,2}[.)]|(?i:step) [0-9]{1,2})\s")
_FEWEST_STEPS = 2
_WATCH = "there is a session replay: watch it"


class Spared(NamedTuple):
    """A thing that need not be asked for, and why, for whoever drafts."""

    kind: str
    reason: str


def usual(intake: Intake) -> tuple[str, ...]:
    """What is asked for where nobody says what."""
    return OF_FEEDBACK if intake.kind == _FEEDBACK else USUAL


def spared(intake: Intake, entries: Sequence[Entry], sites: Sites) -> tuple[Spared, ...]:
    """What the ticket already holds, or what staff can look up by it.

    Only what customers wrote counts; a note of staff's is none of their answers.
    """
    theirs = [each for each in entries if not each.private and each.author.kind == "customer"]
    # A ticket's first entry is all of its body, the form's lines included.
    texts = [intake.message, *(without_form_lines(each.body) for each in theirs)]
    names = [file.name for each in theirs for file in each.attachments]
    return tuple(_spared(intake, "\n".join(texts), names, sites))


def _spared(intake: Intake, text: str, names: Sequence[str], sites: Sites) -> Iterator[Spared]:
    replay = _leads(links.REPLAY, intake.session_url, sites)
    if any(_is_object(address, sites) for address in _ADDRESS.findall(text)):
        yield Spared(LINK, "the customer has linked one")
    elif intake.location and _is_object(intake.location, sites):
        yield Spared(LINK, "the form names the page that they were on: look there")
    if any(PurePosixPath(name.lower()).suffix in _PICTURES for name in names):
        yield Spared(SCREENSHOT, "the customer has attached a picture")
    elif replay:
        yield Spared(SCREENSHOT, _WATCH)
    if _quotes_message(text) or _ERROR.search(text) or _STATUS.search(text):
        yield Spared(MESSAGE, "the customer has quoted one")
    elif intake.exception or _leads(links.EXCEPTIONS, intake.exceptions_url, sites):
        yield Spared(MESSAGE, "the form names the exceptions: look there")
    if len(_NUMBERED.findall(text)) >= _FEWEST_STEPS:
        yield Spared(STEPS, "the customer has told them")
    elif replay:
        yield Spared(STEPS, _WATCH)
    if replay:
        yield Spared(WHEN, _WATCH)


def _quotes_message(text: str) -> bool:
    quoted = ("".join(filter(None, match.groups())) for match in _QUOTED.finditer(text))
    return any(len(each) >= _SHORTEST_MESSAGE and _MESSAGE.search(each) for each in quoted)


def _leads(kind: str, address: str | None, sites: Sites) -> bool:
    """Whether an address of the form leads where the form's own do: a customer can type one."""
    return address is not None and links.found(kind, address, sites).url is not None


def _is_object(address: str, sites: Sites) -> bool:
    """Whether it leads to one thing of PostHog's, and not to a list or another site."""
    try:
        parts = urlsplit(address.rstrip(".,;:!?"))
    except ValueError:
        return False
    host = parts.netloc.lower()
    at_home = host in {sites.us, sites.eu} or host.endswith(f".{sites.us.partition('.')[2]}")
    page = _OBJECT.match(parts.path)
    if not at_home or page is None or page["kind"] in _NO_OBJECTS:
        return False
    within = [part for part in page["within"].split("/") if part]
    if page["kind"] == "groups":  # the first is their type's number
        return len(within) > 1
    if page["kind"] in _SHORT_IDS:
        return within[0] != "new"
    return any(char.isdigit() for part in within for char in part)
