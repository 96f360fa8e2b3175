"""Long lines on a narrow screen, broken between words and not inside them."""


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
