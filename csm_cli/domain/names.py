"""Names as people type them: case, spacing, punctuation and accents carry no meaning.

`session_replay`, `Session Replay` and `session-replay` are one name. Nothing here knows
what the names stand for.
"""

import unicodedata
from collections.abc import Iterable

_JOINING = "and"  # "Permissions and access control" is also typed with "&", or with neither
_PARTING = {number: " " for number in range(128) if not chr(number).isalnum()}


def words(text: str) -> list[str]:
    """The words of a name in lower case, without punctuation, accents and "and"."""
    found = _split(text.replace("&", " "))
    return [word for word in found if word != _JOINING] or found


def key(text: str) -> str:
    """What two spellings of one name have in common; empty if the text holds no letter."""
    return "".join(words(text))


def names(wanted: str, name: str) -> bool:
    """Whether a query, given as its key, is a spelling of the name.

    A query written as one word may hold the name's "and" where no word can be told apart.
    """
    found = _split(name.replace("&", f" {_JOINING} "))
    return wanted in {"".join(found), "".join(word for word in found if word != _JOINING)}


def nearest(wanted: str, known: Iterable[str]) -> list[str]:
    """The three names that look most like it, the nearest first."""
    from difflib import get_close_matches  # noqa: PLC0415 - for words that fit nothing

    by_key = {key(name): name for name in known}
    return [by_key[each] for each in get_close_matches(key(wanted), by_key, n=3, cutoff=0.0)]


def _split(text: str) -> list[str]:
    if text.isascii():  # as nearly every name is, and then there is no accent to take away
        return text.lower().translate(_PARTING).split()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    # A mark that belongs to the letter before it (M*) goes; anything else parts two words.
    kept = [
        char if char.isalnum() else " "
        for char in folded
        if char.isascii() or not unicodedata.category(char).startswith("M")
    ]
    return "".join(kept).split()
