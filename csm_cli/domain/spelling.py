"""Words for a reader whose encoding has no letters beyond its own: spelt with ASCII."""

import unicodedata

_SIGNS = {
    "✓": "+", "✗": "x", "×": "x", "…": "...", "·": "-", "•": "*", "→": "->", "←": "<-",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "€": "EUR", "£": "GBP",
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
}  # fmt: skip
_HORIZONTAL, _VERTICAL = "─━╌┄┈╍┅┉═╴╸╶╺", "│┃╎┆┊╏┇┋║╵╹╷╻"
_FIRST_BOX, _LAST_BOX = "\u2500", "\u257f"


def spelt(text: str) -> str:
    """Each letter in ASCII: by its look, without its accent, or a question mark."""
    return "".join(_spelt(char) for char in text)


def _spelt(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if _FIRST_BOX <= char <= _LAST_BOX:
        return "-" if char in _HORIZONTAL else "|" if char in _VERTICAL else "+"
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return ""  # an accent of the letter before, or nothing that is seen
    bare = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
    return bare or "?"
