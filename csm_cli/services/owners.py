"""Which owner a destination names, by the ownership file."""

from collections.abc import Sequence

from csm_cli.domain.errors import NotFound, WrongUsage
from csm_cli.domain.lookup import Similar, look_up, look_up_area
from csm_cli.domain.names import key
from csm_cli.domain.ownership import Answer, Owner, Ownership
from csm_cli.domain.tickets import Group
from csm_cli.services.routing import Destination


class OwnersByFile:
    """The owners of one ownership file; `similar` guesses from free words for the hints."""

    def __init__(self, ownership: Ownership, similar: Similar) -> None:
        self._ownership = ownership
        self._similar = similar

    def find(self, destination: Destination, area: str | None) -> Sequence[Owner]:
        """The owners; a guess is never good enough to hand a ticket over."""
        if destination.feature is not None:
            owners = self._settled(look_up(self._ownership, destination.feature, self._similar))
            return self._narrowed(owners, destination.team)
        if destination.team is not None:
            return self._settled(look_up(self._ownership, destination.team, self._similar))
        if area is None:
            raise WrongUsage(
                "the ticket has no target area, so its owner has to be named",
                written="nothing was sent",
                hint="add --feature, --team or --group",
            )
        try:
            return self._settled(look_up_area(self._ownership, area, self._similar))
        except NotFound as problem:  # nobody typed the area: it is the owner that is missing
            raise WrongUsage(
                f"the ticket's target area says no owner: {problem.message}",
                written=problem.written,
                hint=problem.hint,
            ) from None

    def of_group(self, group: Group) -> Owner | None:
        """The one team whose queue this is; several teams may share a queue."""
        owners = [
            owner
            for feature in self._ownership.features
            for owner in feature.owners
            if owner.zendesk_group and key(owner.zendesk_group) == key(group.name)
        ]
        return owners[0] if len({owner.team_slug for owner in owners}) == 1 else None

    def _settled(self, answer: Answer) -> Sequence[Owner]:
        if answer.match in {"exact", "alias"} and answer.owners:
            return answer.owners
        near = ", ".join(repr(candidate.feature) for candidate in answer.candidates[:3])
        said = "has no owner" if answer.match in {"exact", "alias"} else "names no one owner"
        raise NotFound(
            f"{answer.query!r} {said}" + (f"; nearest: {near}" if near else ""),
            written="nothing was sent",
            hint="add --feature, --team or --group",
        )

    def _narrowed(self, owners: Sequence[Owner], team: str | None) -> Sequence[Owner]:
        """Joint owners with the chosen one first."""
        if team is None:
            return owners
        chosen = [owner for owner in owners if key(team) in {key(owner.team), owner.team_slug}]
        if not chosen:
            names = ", ".join(owner.team for owner in owners)
            raise WrongUsage(
                f"{team!r} does not own that; {names} does", written="nothing was sent"
            )
        return [*chosen, *(owner for owner in owners if owner not in chosen)]
