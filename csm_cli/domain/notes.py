"""What of a note's text can reach a reader, and whether it has reached the desk as it was sent.

Text arrives as it was typed, with three exceptions that no reader could see as they are. Line
ends are line feeds. A control character, as pasted terminal output has them, is shown as its
picture or its number, so that nothing is left out silently and no NUL breaks a desk. White
space around the whole note goes, since desks trim it.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # whose module takes notes apart by this one
    from csm_cli.domain.tickets import Person

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PICTURES = 0x2400  # the Unicode block that has a picture for each lower control character
_LAST_LOWER, _DELETE, _HALF_PAIRS = 0x1F, 0x7F, 0xD800


def readable(text: str) -> str:
    """The text as a reader gets it; what is readable already stays as it is."""
    return _UNSEEN.sub(_shown, text.replace("\r\n", "\n")).strip()


def one_line(name: str) -> str:
    """A name that can't forge a second line or the end of the first."""
    return " ".join(name.replace("<", " ").replace(">", " ").split())


def signature(author: "Person") -> str:
    """Who wrote a note, as its first line says it."""
    return f"{one_line(author.name)} <{author.email}>"


def first_difference(sent: str, stored: str) -> int | None:
    """The first line, counted from 1, in which the stored text is not the sent one; null if none.

    White space around the whole text does not count, nor how a desk writes its line ends.
    """
    ours, theirs = sent.strip(), stored.replace("\r\n", "\n").strip()
    if ours == theirs:
        return None
    pairs = zip(ours.split("\n"), theirs.split("\n"), strict=False)
    same = 0
    for our, their in pairs:
        if our != their:
            break
        same += 1
    return same + 1


def _shown(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number <= _LAST_LOWER:
        return chr(_PICTURES + number)
    if number == _DELETE:
        return "\u2421"
    return "\ufffd" if number >= _HALF_PAIRS else f"\\x{number:02x}"
