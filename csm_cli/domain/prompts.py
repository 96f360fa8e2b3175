"""The text that an editor shows for a template, and its way back into what was written.

A line that begins with `> ` is a prompt: for the person only, and dropped when the text is read.
A line with a prompt directly below it is the heading of an answer; it is dropped as well if there
is no answer.
"""

from collections.abc import Iterable
from itertools import pairwise

ASIDE = "> "


def offered(template: str, asides: Iterable[str]) -> str:
    """A template as it is shown, with what is worth knowing above it.

    What a customer wrote stays on its line: a subject of several lines could else be an answer.
    """
    above = [f"{ASIDE}{' '.join(aside.split())}" for aside in asides]
    return "\n".join([*above, "", template.strip(), ""])


def written(saved: str, shown: str) -> str:
    """What was written, of a text that was `shown` with prompts in it.

    Only the prompts that were shown are dropped: a person may quote the customer.
    """
    own = _lines(shown)
    prompts = {line for line in own if line.startswith(ASIDE)}
    standing = {line for line in own if line and line not in prompts}
    headings = _headings(own)
    lines = [line for line in _lines(saved) if line not in prompts]
    kept = [
        line
        for at, line in enumerate(lines)
        if line not in headings or _next(lines, at) not in {*standing, None}
    ]
    return _closed_up(kept)


def has_answer(saved: str, shown: str) -> bool:
    """Whether anything was written besides what was shown."""
    return bool(written(saved, shown)) and written(saved, shown) != written(shown, shown)


def answers(saved: str, shown: str) -> tuple[str, ...]:
    """The headings that have an answer, in their order."""
    headings = _headings(_lines(shown))
    return tuple(line for line in _lines(written(saved, shown)) if line in headings)


def asides(shown: str) -> tuple[str, ...]:
    """What is for the person alone, without the sign that says so."""
    return tuple(line.removeprefix(ASIDE) for line in _lines(shown) if line.startswith(ASIDE))


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]


def _headings(own: list[str]) -> set[str]:
    return {
        line
        for line, below in pairwise(own)
        if line and not line.startswith(ASIDE) and below.startswith(ASIDE)
    }


def _next(lines: list[str], at: int) -> str | None:
    """The next line that holds something."""
    return next((line for line in lines[at + 1 :] if line), None)


def _closed_up(lines: list[str]) -> str:
    """The lines without gaps of more than one."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()
