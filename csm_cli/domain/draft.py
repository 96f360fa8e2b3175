"""The text that the editor shows for an escalation, and its way back into parts."""

from collections.abc import Sequence

from csm_cli.domain.escalation import QUESTIONS, Parts

_HEADING = "## "
_TITLES = Parts("Why", "Investigated", "Observed", "Next")
_ASIDE = "> "


def text(parts: Parts, facts: Sequence[tuple[str, str]], going_to: str) -> str:
    """A draft: what is known as quoted lines, then one section for each part.

    The quoted lines (`> `) are for the person only, and dropped when the draft is read. What a
    customer wrote stays on its line: a subject of several lines could else answer a question.
    """
    asides = [going_to, "Save and close to go on; an empty file stops."]
    asides += [f"{label}: {value}" for label, value in facts]
    lines = [f"{_ASIDE}{' '.join(aside.split())}" for aside in asides]
    for title, question, part in zip(_TITLES, QUESTIONS, parts, strict=True):
        lines += ["", f"{_HEADING}{title}", part.strip() if part else f"{_ASIDE}{question}"]
    return "\n".join(lines) + "\n"


def taken_up(kept: str, given: Parts) -> Parts:
    """The parts of a draft that was kept, and for those that it lacks what was `given`."""
    found = read(kept, text(Parts(), (), ""))
    return Parts(*(own or part for own, part in zip(found, given, strict=True)))


def outdone(given: Parts, taken: Parts) -> tuple[str, ...]:
    """The names of the parts that were given and are not those that were taken."""
    pairs = zip(Parts._fields, given, taken, strict=True)
    return tuple(name for name, own, other in pairs if own and own.strip() != other)


def read(draft: str, offered: str) -> Parts:
    """The parts of an edited draft; a section that is gone or was left alone is null.

    Only the quoted lines that were `offered` are dropped: a person may quote the customer.
    """
    asides = {line.rstrip() for line in offered.split("\n") if line.startswith(_ASIDE)}
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in draft.replace("\r\n", "\n").split("\n"):
        title = line.removeprefix(_HEADING).strip() if line.startswith(_HEADING) else None
        if title in _TITLES:
            section = found.setdefault(str(title), [])
        elif line.rstrip() not in asides:
            section.append(line)
    texts = ("\n".join(found.get(str(title), ())).strip() or None for title in _TITLES)
    return Parts(*texts)
