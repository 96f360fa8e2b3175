"""Escalating on a desk in memory with one ticket, for the tests of escalations."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count

from csm_cli.domain.escalation import Escalation, Order, Parts, already
from csm_cli.domain.ownership import Owner
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Group
from csm_cli.services.escalate import Escalating
from csm_cli.services.routing import Destination, Routing
from csm_cli.services.writing import Door
from tests.services.writable_desk import REPLAY, Clock, MemoryJournal, WritableDesk

ONE = TicketRef(48213)
PARTS = Parts(
    "Replay owns the player", "Opened three of them", "They stop at once", "Say what is broken"
)
TO_REPLAY = Destination("engineering", feature="session replay")
TO_FLAGS = Destination("engineering", group="Feature Flags")
TO_SUPPORT = Destination("support")


def owner(team: str, group: str | None, as_of: date = date(2026, 11, 20)) -> Owner:
    """A team with the queue of that name."""
    slug = team.lower().replace(" ", "-")
    return Owner(team, slug, f"#support-{slug}", group, None, (), as_of, "test")


class KnownOwners:
    """Owners by feature; the ticket's area stands for the feature that is not named."""

    def __init__(self) -> None:
        self.by_feature: dict[str, Sequence[Owner]] = {
            "session replay": [owner("Replay", "Replay")],
            "session_replay": [owner("Replay", "Replay")],
            "cohorts": [owner("Feature Flags", "Feature Flags"), owner("Replay", "Replay")],
            "lost": [owner("Nowhere", None)],
            "renamed": [owner("Old", "Flag")],
        }

    def find(self, destination: Destination, area: str | None) -> Sequence[Owner]:
        """The owners of the feature, the team's first."""
        owners = self.by_feature[destination.feature or area or ""]
        chosen = [each for each in owners if each.team == destination.team]
        return [*chosen, *(each for each in owners if each not in chosen)]

    def of_group(self, group: Group) -> Owner | None:
        """Replay's queue has one owner; nobody owns the others."""
        return owner("Replay", "Replay") if group == REPLAY else None


class PlainWriter:
    """Puts all that is given to a template into one text."""

    def write(self, template: str, values: object) -> str:
        """The template's name and the values."""
        return f"{template}: {values}"


class Stage:
    """Escalating on a desk with one ticket, as Robin Vale."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.desk = WritableDesk(self.clock)
        self.journal = MemoryJournal()
        self.owners = KnownOwners()
        self.desk.add(ONE.number)
        ids = count(1)
        sleep = self.clock.sleep
        door = Door(self.desk, self.journal, verify_seconds=3, sleep=sleep, say=lambda _: None)
        self.escalating = Escalating(
            self.desk,
            door,
            Routing(self.desk, self.owners, "Support"),
            PlainWriter(),
            lambda ticket: [("Subject", ticket.subject)],
            old_row=timedelta(days=90),
            now=self.clock,
            new_id=lambda: f"op{next(ids)}",
        )

    def run(
        self, to: Destination = TO_REPLAY, parts: Parts = PARTS, order: Order | None = None
    ) -> Escalation:
        """The whole way, as the command goes it."""
        order = order or Order()
        read = self.escalating.read(ONE, to, order)
        result = self.escalating.earlier(read, parts, order) or already(read, order)
        if result is None:
            planned = self.escalating.plan(read, parts, order)
            result = self.escalating.carry_out(planned, parts, order)
        self.clock.sleep(3)
        return result

    def plan(self, to: Destination = TO_REPLAY, order: Order | None = None) -> Escalation:
        """As far as the plan."""
        order = order or Order()
        return self.escalating.plan(self.escalating.read(ONE, to, order), PARTS, order)

    def codes(self, to: Destination = TO_REPLAY) -> list[str]:
        """The codes of the plan's warnings."""
        return [notice.code for notice in self.plan(to).warnings]
