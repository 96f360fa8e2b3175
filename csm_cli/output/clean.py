"""The one door for text that others wrote on its way to a screen, a pipe or a file.

Ticket subjects, reasons and names may hold escape codes, right-to-left overrides and line
breaks. They are data: what could move a cursor, forge a line or hide words is removed here.
"""

import re

from csm_cli.domain.plain import BIDI, block, line

__all__ = ["block", "json_text", "line"]

# What JSON lets through: what a terminal acts on (the upper control characters, overrides), and
# halves of a pair, which no encoder takes.
_LIVE_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff" + "".join(sorted(BIDI)) + "]")


def json_text(text: str) -> str:
    """A JSON text with everything escaped that could move a cursor or turn a line around.

    It stays the same document: JSON escapes the lower control characters by itself.
    """
    return _LIVE_IN_JSON.sub(lambda char: f"\\u{ord(char[0]):04x}", text)
