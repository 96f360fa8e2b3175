"""What a word on the command line can be, and where its values come from.

A kind is a text that the scripts read: `text` (anything, so nothing is offered), `file`,
`folder`, `lists A B` for the values of these lists, `words A B` for one of these, `list A,B` for
some of these with commas between, `templates A B` for these and a user's own templates.
"""

from collections.abc import Sequence

from csm_cli.adapters.config_keys import known
from csm_cli.domain.noting import PREFIX
from csm_cli.output.fields import names_of
from csm_cli.output.topics import TEMPLATES

LISTS = ("areas", "features", "teams", "groups", "tickets", "profiles")
"""The lists that csm comes with, or keeps for a shell to read, or both."""

_BY_OPTION = {
    "--attach-to": "lists tickets",
    "--feature": "lists features",
    "--group": "lists groups",
    "--profile": "lists profiles",
    "--team": "lists teams",
    "--ticket": "lists tickets",
}
_BY_METAVAR = {
    "AREA|TICKET": "lists areas features tickets",
    "DIR": "folder",
    "FEATURE": "lists features teams tickets",  # of whois-owns, which takes nearly anything
    "FEATURE|TEAM": "lists features teams",
    "FILE": "file",
    "ORG": "lists tickets",
    "PATH": "file",
    "PROFILE": "lists profiles",
    "QUERY": "lists tickets",
    "TICKET": "lists tickets",
    "TICKET|TEXT": "lists tickets",
    "WHO": "lists tickets",
}
_FREE = frozenset((
    "ADDRESS", "DATE", "DAYS", "E", "EXPR", "HOURS", "ID", "N", "NAME", "NUMBER", "OPERATION",
    "TEXT", "TIME", "TOPIC", "URL", "VALUE", "WORDS", "ZONE",
))  # fmt: skip
"""What nobody can offer values for; those of `csm help` stand at places of their own."""


def of_option(
    words: tuple[str, ...], option: str, metavar: str, choices: Sequence[str] | None
) -> str:
    """What follows an option; `choices` are those that the parser lets through, if it knows."""
    if option == "--template":
        short = (name.removeprefix(PREFIX) for name in TEMPLATES if name.startswith(PREFIX))
        return " ".join(("templates", *short))
    if option == "--fields":
        return f"list {','.join(('help', *names_of(' '.join(words))))}"
    return _BY_OPTION.get(option) or of_argument(metavar, choices)


def of_argument(metavar: str, choices: Sequence[str] | None) -> str:
    """What an argument is.

    Raises:
        LookupError: nobody has said what its metavar stands for.
    """
    if choices:
        return " ".join(("words", *choices))
    if metavar == "KEY":
        return " ".join(("words", *known()))
    if metavar in _FREE:
        return "text"
    if metavar in _BY_METAVAR:
        return _BY_METAVAR[metavar]
    words = [word for word in metavar.split("|") if word.islower()]
    if not words or not {*metavar.split("|")} - {*words} <= _FREE:  # `last|TIME` may be a time
        raise LookupError(f"tests/generated/kinds.py does not know what {metavar} is")
    return " ".join(("words", *words))
