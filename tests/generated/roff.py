"""Text as a manual page has it: the few requests of man(7) that are needed, and escaping."""

import re
from collections.abc import Iterable
from textwrap import wrap

_WIDTH = 76  # of the source, since editors and linters want it narrow
_NAMED = str.maketrans(
    {"\\": "\\e", "-": "\\-", "'": "\\(aq", "^": "\\(ha", "~": "\\(ti", "`": "\\(ga"}
)
_CODE = re.compile(r"`([^`]+)`")


def text(words: str) -> str:
    """Words of a page: a backslash is one, a hyphen stays what it is typed as."""
    return "".join(
        letter if letter.isascii() else f"\\[u{ord(letter):04X}]"
        for letter in words.translate(_NAMED)
    )


def lines(words: str) -> list[str]:
    """Running text, what stands between backquotes in bold.

    A point at the beginning of a line would else be a request.
    """
    bold = _CODE.sub("\x01\\1\x02", " ".join(words.split()))
    made = text(bold).replace("\x01", "\\fB").replace("\x02", "\\fR")
    found = wrap(made, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"\\&{each}" if each.startswith(".") else each for each in found]


def paragraphs(words: str) -> list[str]:
    """Paragraphs, which have an empty line between."""
    first, *rest = words.split("\n\n")
    return [*lines(first), *(line for each in rest for line in (".PP", *lines(each)))]


def section(title: str, found: Iterable[str]) -> list[str]:
    """A section; none if it has no lines."""
    inside = list(found)
    return [f".SH {title}", *inside] if inside else []


def terms(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Terms, ready to be set, each with what it means below it."""
    return [line for term, meaning in rows for line in (".TP", term, *(lines(meaning) or ["\\&"]))]


def bold(words: str) -> str:
    """As it is typed."""
    return f"\\fB{text(words)}\\fR"


def italic(words: str) -> str:
    """In place of what is typed."""
    return f"\\fI{text(words)}\\fR"
