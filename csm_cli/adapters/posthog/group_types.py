"""Which number a kind of group has in the project."""

from collections.abc import Callable

from csm_cli.adapters.posthog import rows
from csm_cli.adapters.posthog.query_api import Answer
from csm_cli.domain.errors import Unexpected


def number_of(group_type: str, ask: Callable[[str], Answer]) -> int | None:
    """The number of this kind of group; null if the project does not tell."""
    try:
        found = ask("group_types").rows
    except Unexpected:  # a project without that table
        return None
    for row in found:
        if row.get("type_name") == group_type:
            return rows.number(row, "type_index")
    return None
