"""What of a text is text: without what could move a cursor, forge a line or hide words.

Names, reasons and subjects are written by others. They are data, and this is all of them that
a screen, a file or a digest may hold.
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
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Overrides and isolates can make a line read otherwise than it is (CVE-2021-42574)."""

_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
# Signs of no width that are no format characters, as in Unicode's Default_Ignorable_Code_Point.
_NO_WIDTH = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)

# Letters of other scripts, and strokes, that a reader takes for one of ASCII's.
_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u04bb\u0501\u051b\u051d"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0405\u0408"
    "\u03b1\u03b9\u03bf\u03c1\u03bd\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
    "\u0131\u0251\u0261\u2044\u2215\u29f8",
    "aeopcyxisjhdqwABEKMHOPCTXISJaiopvABEZHIKMNOPTYXiag///",
)


def block(text: str) -> str:
    """Text of several lines: line feeds and tabs stay, every other control character goes."""
    if text.isprintable():  # nearly all of it: no control character, half or override is
        return text
    text = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        char
        for char in text
        if char in "\n\t" or (unicodedata.category(char) not in _REMOVED and char not in BIDI)
    )


def line(text: str) -> str:
    """Text as one line: what `block` does, and any run of white space is one space."""
    return " ".join(block(text).split())


def legible(text: str) -> str:
    """As a reader sees it: without signs of no width, and letters of other widths as usual ones."""
    if text.isascii():
        return text
    seen = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFKC", _NO_WIDTH.sub("", seen))


def alike(text: str) -> str:
    """As a hurried reader sees it: what `legible` gives, with ASCII for what looks like it.

    It is as long as that.
    """
    return text if text.isascii() else legible(text).translate(_ALIKE)


def has_unseen(text: str) -> bool:
    """Whether it holds signs that nobody sees, other than those that join letters and pictures."""
    return any(
        char not in BIDI | _JOINERS
        and (unicodedata.category(char) == "Cf" or _NO_WIDTH.match(char) is not None)
        for char in ("" if text.isascii() else text)
    )
