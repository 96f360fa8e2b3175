"""Where an escalation goes: an owner by the ownership file, and a group that is live on the desk.

Nothing here guesses: a feature without one owner, or an owner without one live group, is told
with what to type instead.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from csm_cli.domain import escalation, groups
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.escalation import Route
from csm_cli.domain.ownership import Owner
from csm_cli.domain.tickets import Group, Ticket
from csm_cli.services.ports import TicketDesk


class Destination(NamedTuple):
    """Where to, as a person said it: at most one of feature and group decides, team narrows."""

    to: str
    feature: str | None = None
    team: str | None = None
    group: str | None = None

    @property
    def names_owner(self) -> bool:
        """Whether anything of it says whose the ticket is."""
        return any((self.feature, self.team, self.group))


class Owners(Protocol):
    """Who owns what."""

    def find(self, destination: Destination, area: str | None) -> Sequence[Owner]:
        """The owners that a destination names: one, or several that are joint.

        Raises:
            NotFound: no row fits what was typed, or several that are not joint.
            WrongUsage: nothing was typed, and the ticket's area names no owner.
        """

    def of_group(self, group: Group) -> Owner | None:
        """The one owner whose queue is this group; null if there is none, or several."""


class Routing:
    """Finds routes.

    Args:
        desk: The ticket desk, for its groups.
        owners: Who owns what.
        support_group: The name of the group that support works from.
    """

    def __init__(self, desk: TicketDesk, owners: Owners, support_group: str) -> None:
        self._desk = desk
        self._owners = owners
        self._support_group = support_group

    def to_support(self) -> Route:
        """Back to the support queue."""
        group = self._live_group(self._support_group, self._desk.groups())
        return Route(escalation.SUPPORT, None, group)

    def find(self, ticket: Ticket, destination: Destination) -> Route:
        """The route that a person named, or that the ticket's target area names.

        Raises:
            NotFound: what was typed names no one owner.
            WrongUsage: the owner is missing or joint, or there is no one live group for it.
        """
        if destination.to == escalation.SUPPORT:
            return Route(escalation.SUPPORT)
        if destination.group is not None:
            return self._by_group(ticket, destination, destination.group)
        owners = self._owners.find(destination, ticket.area)
        if len(owners) > 1 and destination.team is None:
            teams = " or ".join(f"--team {owner.team!r}" for owner in owners)
            raise WrongUsage(
                "several teams own this together", written="nothing was sent", hint=f"add {teams}"
            )
        group = self._group_of(owners[0])
        return Route(escalation.ENGINEERING, owners[0], group, tuple(owners[1:]))

    def _by_group(self, ticket: Ticket, destination: Destination, name: str) -> Route:
        """A group that was named; the owner beside it is for the note and the warnings."""
        group = self._live_group(name, self._desk.groups())
        named = destination.feature or destination.team
        owners = self._owners.find(destination, ticket.area) if named else ()
        owner = owners[0] if owners else self._owners.of_group(group)
        joint = tuple(other for other in owners if other != owner)
        return Route(escalation.ENGINEERING, owner, group, joint)

    def _group_of(self, owner: Owner) -> Group:
        live = self._desk.groups()
        if owner.zendesk_group is not None:
            return self._live_group(owner.zendesk_group, live)
        near = ", ".join(groups.nearest(owner.team, live))
        raise WrongUsage(
            f"{owner.team} has no Zendesk group in the ownership file",
            written="nothing was sent",
            hint=f"add --group with one of: {near}",
        )

    def _live_group(self, name: str, live: Sequence[Group]) -> Group:
        """The group, asked for afresh before a kept list is taken to lack it."""
        try:
            return groups.resolve(name, live)
        except WrongUsage:
            return groups.resolve(name, self._desk.groups(fresh=True))
