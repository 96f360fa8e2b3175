"""Long lines on a narrow screen, broken between words and not inside them."""

import re

_TYPED = (
    "next: ",
    "go on with it: ",
    "reminder: ",
    "then: ",
)  # a command follows, which must be one line to be copied
_BEGINNING = re.compile(r"( *)([a-z]+: )?")


def wrapped(line: str, width: int, indent: str = "") -> list[str]:
    """The line in pieces that fit, each further one behind the indent.

    A word that is longer than the screen, such as an address, stays whole for being copied.
    """
    if len(line) <= width:
        return [line]
    import textwrap  # noqa: PLC0415 - most lines fit

    return textwrap.wrap(
        line,
        max(width, len(indent) + 1),
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )


def spoken(text: str, width: int | None) -> str:
    """What is told on the way, broken so on a screen of a `width`; as it is where there is none."""
    if width is None:
        return text
    return "\n".join(piece for line in text.split("\n") for piece in _spoken(line, width))


def _spoken(line: str, width: int) -> list[str]:
    if line.startswith(_TYPED) or len(line.split()) == 1:  # an address stays where it begins
        return [line]
    begins = _BEGINNING.match(line)
    spaces, label = begins.groups() if begins else ("", None)
    return wrapped(line, width, spaces + ("  " if label else ""))
