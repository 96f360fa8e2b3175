"""Looking up what is right with a Slack channel, as far as its name and Slack tell."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from csm_cli.domain import channel_setup
from csm_cli.domain.around import ABSENT, Missing, missing
from csm_cli.domain.channel_setup import Checklist, SlackChannel
from csm_cli.domain.errors import CsmError, WrongUsage
from csm_cli.services.at_once import Question, ask_all

SLACK = "slack"
_ID = re.compile(r"[CG][A-Z0-9]{7,}")
_LINK = re.compile(r"https://[a-z0-9-]+\.slack\.com/archives/([A-Z0-9]+)(?:/.*)?")
_NAME = re.compile(r"#?([^\s#]{1,80})")


class Asked(NamedTuple):
    """Who is asked: what reads a channel by its id (null without a key), for so many seconds."""

    slack: Callable[[], Callable[[str], SlackChannel] | None]
    seconds: float
    me: Callable[[], str]


def looked_up(typed: str | None, customs: Mapping[str, Any], asked: Asked) -> Checklist:
    """What must be right for a channel, which may be named by name, id or link.

    Slack finds a channel by its id only, so that a name alone is looked at, and nothing else.

    Raises:
        WrongUsage: what was typed is no channel.
    """
    checks = channel_setup.checks(customs)
    if typed is None:
        return Checklist(None, checks)
    number, name = _understood(typed.strip())
    if number is None:
        assert name is not None  # one of both is there
        first, *others = checks
        return Checklist(name, (channel_setup.named(first, name, customs["prefix"]), *others))
    try:
        channel = asked.slack()
    except CsmError as problem:
        return Checklist(number, checks, (missing(SLACK, problem),))
    if channel is None:
        none = Missing(SLACK, ABSENT, "no key for Slack is configured (optional)")
        return Checklist(number, checks, (none,))
    answers = ask_all({SLACK: Question(lambda: channel(number), asked.seconds)})
    if SLACK not in answers.found:
        return Checklist(number, checks, answers.missing)
    found = answers.found[SLACK]
    first, *others = channel_setup.seen_in_slack(checks, found, customs, asked.me())
    first = channel_setup.named(first, found.name, customs["prefix"])
    return Checklist(found.name, (first, *others))


def _understood(typed: str) -> tuple[str | None, str | None]:
    """The channel's id, or else its name."""
    if link := _LINK.fullmatch(typed):
        return link.group(1), None
    if _ID.fullmatch(typed):
        return typed, None
    if name := _NAME.fullmatch(typed):
        return None, name.group(1)
    raise WrongUsage(f"{typed[:80]!r} names no channel", hint="its name, its id or its link")
