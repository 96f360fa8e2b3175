"""What a text links to: GitHub issues, Zendesk tickets, messages in Slack, as keys."""

import re

_GITHUB = re.compile(
    r"https?://github\.com/([\w.-]{1,100}/[\w.-]{1,100})/(?:issues|pull)/([0-9]{1,10})", re.ASCII
)
_TICKET = re.compile(
    r"https?://[\w.-]{1,200}/(?:agent/)?(?:tickets|requests)/([0-9]{1,18})", re.ASCII
)
_TICKET_WORDS = re.compile(r"\bticket #?([0-9]{3,18})\b", re.ASCII | re.IGNORECASE)
_SLACK = re.compile(
    r"https?://[\w-]{1,80}\.slack\.com/archives/([A-Z0-9]{3,20})/p([0-9]{10,20})", re.ASCII
)


def github_key(repository: str, number: int | str) -> str:
    """The key of an issue or a pull request."""
    return f"github:{repository.casefold()}#{number}"


def ticket_key(number: int | str) -> str:
    """The key of a ticket in Zendesk."""
    return f"zendesk:{number}"


def slack_key(channel: str, timestamp: str) -> str:
    """The key of a message."""
    return f"slack:{channel}/{timestamp.replace('.', '')}"


def mentioned(text: str) -> frozenset[str]:
    """The keys of everything that a text links to, or names as a ticket."""
    return frozenset(
        (
            *(github_key(match[1], int(match[2])) for match in _GITHUB.finditer(text)),
            *(ticket_key(int(match[1])) for match in _TICKET.finditer(text)),
            *(ticket_key(int(match[1])) for match in _TICKET_WORDS.finditer(text)),
            *(slack_key(match[1], match[2]) for match in _SLACK.finditer(text)),
        )
    )
