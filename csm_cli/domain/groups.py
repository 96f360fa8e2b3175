"""The desk's groups by name: which live one is meant, and which are near."""

from collections.abc import Sequence

from csm_cli.domain import names
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.names import key
from csm_cli.domain.tickets import Group


def resolve(name: str, groups: Sequence[Group]) -> Group:
    """The live group that a name or an id means.

    Raises:
        WrongUsage: none or several fit; the message names the three nearest live groups.
    """
    wanted = name.strip()
    if wanted.isascii() and wanted.isdigit():
        fitting = [group for group in groups if str(group.id) == wanted]
    else:
        fitting = [group for group in groups if key(group.name) == key(wanted)]
    if len(fitting) == 1:
        return fitting[0]
    said = "several groups are" if fitting else "no Zendesk group is"
    raise WrongUsage(
        f"{said} named {name!r}",
        written="nothing was sent",
        hint=f"add --group with one of: {', '.join(nearest(name, groups))}",
    )


def nearest(name: str, groups: Sequence[Group]) -> list[str]:
    """The names of the three groups that sound most like it."""
    return names.nearest(name, (group.name for group in groups))
