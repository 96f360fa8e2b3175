"""What must be right for a customer's Slack channel, so that an emoji there makes a ticket."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from csm_cli.domain.around import Missing

RIGHT, WRONG, UNKNOWN = "right", "wrong", "unknown"


class SlackChannel(NamedTuple):
    """A channel as Slack shows it; `bookmarks` are the addresses that are kept in it."""

    id: str
    name: str
    purpose: str
    bookmarks: tuple[str, ...] = ()


class Check(NamedTuple):
    """One thing that must be right, and whether it is; `seen` is what tells."""

    name: str
    text: str
    state: str = UNKNOWN
    seen: str | None = None


class Checklist(NamedTuple):
    """All of it for one channel, or for any; `missing` are the services that did not tell."""

    channel: str | None
    checks: tuple[Check, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether something is known not to be right."""
        return any(check.state == WRONG for check in self.checks)


def checks(customs: Mapping[str, Any]) -> tuple[Check, ...]:
    """What must be right, in the order in which it is set up; `customs` is the configured table."""
    table = [
        ("channel_name", f"the channel is called {customs['prefix']}CUSTOMER"),
        ("pylon_invited", f"Pylon is in it: {customs['invite']}"),
        ("customer_channel", "in Pylon it is marked as a customer channel"),
        ("support_feed", f"in Pylon its support feed is {customs['feed']}"),
        ("salesforce_field", f"the account's {customs['field']} in Salesforce is the channel"),
        (
            "admin_bookmark",
            f"the organization's admin page is bookmarked in it, in a folder {customs['folder']}",
        ),
        ("csm_in_description", "its description names the customer's CSM"),
        ("form_filled", "in a ticket's thread the menus of Pylon are submitted: csm triage"),
    ]
    return tuple(Check(name, text) for name, text in table)


def named(check: Check, channel: str, prefix: str) -> Check:
    """The check of the name by the name alone."""
    fits = channel.startswith(prefix) and len(channel) > len(prefix)
    return check._replace(state=RIGHT if fits else WRONG, seen=channel)


def seen_in_slack(
    found: Sequence[Check], channel: SlackChannel, customs: Mapping[str, Any], me: str
) -> tuple[Check, ...]:
    """The checks that Slack's own view of the channel settles."""
    admin = [each for each in channel.bookmarks if customs["admin_path"] in each]
    words = {word.casefold() for word in channel.purpose.split()}
    here = bool(me.split()) and all(part.casefold() in words for part in me.split())
    settled = {
        "admin_bookmark": (RIGHT if admin else WRONG, admin[0] if admin else "no such bookmark"),
        # Another CSM's name is as right as mine; without mine nobody can tell.
        "csm_in_description": (
            RIGHT if here else WRONG if not words else UNKNOWN,
            channel.purpose or "no description",
        ),
    }
    return tuple(
        check._replace(state=settled[check.name][0], seen=settled[check.name][1])
        if check.name in settled
        else check
        for check in found
    )
