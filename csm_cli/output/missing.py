"""Services that gave nothing, where a result does without them: a record and a line each."""

from collections.abc import Sequence

from csm_cli.domain.around import Missing
from csm_cli.output import clean


def records(missing: Sequence[Missing]) -> list[dict[str, str]]:
    """The key `missing` of a document."""
    return [each._asdict() for each in missing]


def lines(missing: Sequence[Missing]) -> list[str]:
    """One line each, for a person."""
    return [f"without {clean.line(each.service)}: {clean.line(each.text)}" for each in missing]
