"""The one door for text that others wrote on its way to a screen, a pipe or a file.

Ticket subjects, reasons and names may hold escape codes, right-to-left overrides and line
breaks. They are data: what could move a cursor, forge a line or hide words is removed here.
"""

import re
import unicodedata

_ESCAPES = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # operating system commands, such as a link or a title
    r"|\x1b[PX^_][^\x1b]*\x1b\\"  # device control and other strings
    r"|[\x1b\x9b]\[?[0-?]*[ -/]*[@-~]"  # colours, cursor moves; the start of one that never ends
)
# Cs: halves of a pair that no encoder takes. Co, Cn stay: somebody's icon font is not an attack.
_REMOVED = frozenset({"Cc", "Cs"})
# Overrides and isolates can make a line read otherwise than it is (CVE-2021-42574).
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


# What JSON lets through and a terminal acts on: the upper control characters, and overrides.
_LIVE_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029" + "".join(sorted(_BIDI)) + "]")


def json_text(text: str) -> str:
    """A JSON text with everything escaped that could move a cursor or turn a line around.

    It stays the same document: JSON escapes the lower control characters by itself.
    """
    return _LIVE_IN_JSON.sub(lambda char: f"\\u{ord(char[0]):04x}", text)


def block(text: str) -> str:
    """Text of several lines: line feeds and tabs stay, every other control character goes."""
    text = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        char
        for char in text
        if char in "\n\t" or (unicodedata.category(char) not in _REMOVED and char not in _BIDI)
    )


def line(text: str) -> str:
    """Text as one line: what `block` does, and any run of white space is one space."""
    return " ".join(block(text).split())
