"""What a word on the command line can be, and where its values come from.

A kind is a text that the scripts read: `text` (anything, so nothing is offered), `file`,
`folder`, the name of a list of values (`features`, `tickets`, ...), `words A B` for one of
these, `list A,B` for some of these with commas between.
"""

from collections.abc import Sequence

from csm_cli.adapters.config_keys import known
from csm_cli.domain.noting import PREFIX
from csm_cli.output.fields import names_of
from csm_cli.output.topics import TEMPLATES

VALUES = ("features", "teams", "groups", "tickets", "profiles")
"""The lists that csm keeps for a shell to read; `owned` is features and teams."""

_BY_OPTION = {
    "--attach-to": "tickets",
    "--feature": "features",
    "--group": "groups",
    "--profile": "profiles",
    "--team": "teams",
    "--ticket": "tickets",
}
_BY_METAVAR = {
    "DIR": "folder",
    "FEATURE": "owned",
    "FILE": "file",
    "PATH": "file",
    "PROFILE": "profiles",
    "TICKET": "tickets",
}


def of_option(
    words: tuple[str, ...], option: str, metavar: str, choices: Sequence[str] | None
) -> str:
    """What follows an option; `choices` are those that the parser lets through, if it knows."""
    if option == "--template":
        short = (name.removeprefix(PREFIX) for name in TEMPLATES if name.startswith(PREFIX))
        return " ".join(("words", *short))
    if option == "--fields":
        return f"list {','.join(('help', *names_of(' '.join(words))))}"
    return _BY_OPTION.get(option) or of_argument(metavar, choices)


def of_argument(metavar: str, choices: Sequence[str] | None) -> str:
    """What an argument is."""
    if choices:
        return " ".join(("words", *choices))
    if "|" in metavar:
        return " ".join(("words", *(word for word in metavar.split("|") if word.islower())))
    if metavar == "KEY":
        return " ".join(("words", *known()))
    return _BY_METAVAR.get(metavar, "text")
