"""Services that gave nothing, where a result does without them: a record and a line each."""

from collections.abc import Sequence

from csm_cli.domain import signin
from csm_cli.domain.around import Missing
from csm_cli.output import clean

_NAMES = {**signin.NAMES, "status": "the status page"}


def records(missing: Sequence[Missing]) -> list[dict[str, str]]:
    """The key `missing` of a document."""
    return [each._asdict() for each in missing]


def lines(missing: Sequence[Missing]) -> list[str]:
    """One line each, for a person, with the service's own name."""
    return [
        f"without {_NAMES.get(each.service, clean.line(each.service))}: {clean.line(each.text)}"
        for each in missing
    ]
