"""What the options of `csm audit-impersonation` stand for, and what they refuse."""

from collections.abc import Collection
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from csm_cli.cli.invocation import Invocation
from csm_cli.cli.shape import WHOLE
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.members import Extras
from csm_cli.domain.impersonation.records import email_key
from csm_cli.domain.impersonation.rules import Rules
from csm_cli.domain.impersonation.window import USUAL_DAYS, Window, moment, window

REGIONS = ("us", "eu")
_DIGITS = 19  # of the largest number that PostHog's database has for a user


class Ends(NamedTuple):
    """The options about the window, as typed."""

    days: int | None = None
    since: str | None = None
    until: str | None = None


def one_of(option: str, named: str | None, known: Collection[str]) -> str | None:
    """The word that was named, in small letters.

    Raises:
        WrongUsage: it is none of those that are known.
    """
    word = named.strip().lower() if named else None
    if word is not None and word not in known:
        raise WrongUsage(f"{option} is {named!r}", hint=f"{option} takes: {', '.join(known)}")
    return word


def format_of(invocation: Invocation, named: str | None, output: Path | None) -> str:
    """The format named, else the one of the file's ending, else a table.

    Raises:
        WrongUsage: there is no such format, or two are named, the file's ending stands for
            none, or a terminal can't show it.
    """
    from csm_cli.output.audit_text import BYTES, FORMATS, JSON  # noqa: PLC0415

    asked = one_of("--format", named, FORMATS)
    _refuse_shaped(invocation, asked, output)
    if invocation.shared.json:
        if asked not in {None, JSON}:
            raise WrongUsage(f"--json and --format {asked} name two different formats")
        asked = JSON
    kind = asked or _format_of_ending(output)
    if kind in BYTES and output is None and invocation.environment.stdout_is_terminal:
        raise WrongUsage(f"{kind} is no text for a terminal", hint="add --output FILE")
    return kind


def _format_of_ending(output: Path | None) -> str:
    """The format that a file's name ends in; a table, where it has no ending or there is no file.

    Under another ending a table would be taken for something else, and be sent as that.
    """
    from csm_cli.output.audit_text import ENDINGS, TABLE  # noqa: PLC0415

    ending = output.suffix.lower().lstrip(".") if output else ""
    if ending and ending not in ENDINGS:
        raise WrongUsage(
            f"--output ends in .{ending[:20]}, which is the ending of no format",
            hint=f"take one of: {', '.join(f'.{each}' for each in ENDINGS)}; or say --format",
        )
    return ENDINGS[ending] if ending else TABLE


def _refuse_shaped(invocation: Invocation, asked: str | None, output: Path | None) -> None:
    """A report is whole: its rows are those that its sum was made of."""
    from csm_cli.output.audit_text import JSON, TABLE  # noqa: PLC0415

    if invocation.shape == WHOLE:
        return
    fits = {None, TABLE, JSON} if invocation.shared.json else {None, TABLE}
    if output is not None or asked not in fits:
        raise WrongUsage(
            "--fields and --jq cut what goes to stdout, and a report is written whole",
            hint="leave out --output and --format, or --fields and --jq",
        )


def extras_of(emails: list[str], user_ids: list[str]) -> Extras:
    """The accounts to look for beside the members'.

    Raises:
        WrongUsage: one is no address, or no id.
    """
    for email in emails:
        if "@" not in email.strip().strip("@"):
            raise WrongUsage(f"--email {email!r} is no address")
    for user_id in user_ids:
        if not (user_id.isascii() and user_id.isdigit()) or len(user_id) > _DIGITS:
            raise WrongUsage(f"--user-id {user_id[:60]!r} is no user's id, which is a number")
    keys = frozenset(email_key(email) for email in emails)
    return Extras(keys, frozenset(str(int(user_id)) for user_id in user_ids))


def window_of(now: datetime, rules: Rules, ends: Ends) -> Window:
    """The window that is asked about.

    Raises:
        WrongUsage: an end is no time, two options contradict each other, or it is empty.
    """
    days, since, until = ends
    if days is not None and since is not None:
        raise WrongUsage("--days and --since both say where the window begins; give one")
    return window(
        now,
        lag=rules.ingestion_lag,
        days=USUAL_DAYS if days is None else days,
        since=moment(since, "--since") if since is not None else None,
        until=moment(until, "--until") if until is not None else None,
    )


def lies_ahead(now: datetime, ends: Ends) -> bool:
    """Whether `--until` names a time that is still to come, so that the window ends before it."""
    return ends.until is not None and moment(ends.until, "--until") > now


def zone_of(named: str | None) -> tzinfo | None:
    """The zone of a name such as Europe/Berlin; null if none is named.

    Raises:
        WrongUsage: nobody knows it here, or there is no list of zones on this machine.
    """
    if named is None:
        return None
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415 - only with the option

    try:
        return ZoneInfo(named)
    except (KeyError, ValueError, OSError):  # not found; no name at all; a folder of the list
        if not available_timezones():
            raise WrongUsage(
                "this machine has no time zone database, which --timezone needs",
                hint="install your system's package tzdata, or: pip install tzdata",
            ) from None
        raise WrongUsage(
            f"--timezone is {named[:60]!r}, which is no time zone",
            hint="write it as in the time zone database: --timezone Europe/Berlin",
        ) from None
