"""What was reported, beside what is true: everything that is wrong, and the figures.

Both ways of asking are measured alike. A row is right if the data can show its event to the
organization, and it stands there once; `right` divided by all rows is precision, `right` divided by
what can be shown is recall.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from tests.accuracy.asking import Asked
from tests.accuracy.cast import Organization
from tests.accuracy.world import NO_ACCOUNT, NO_ADDRESS, Flags, Happened, World

Figures = dict[str, Counter[str]]
"""Counts by kind of event: see `page.py` for their names."""

BY_HAND = frozenset({NO_ACCOUNT, NO_ADDRESS})
"""The limitations that name a way around."""

EDITOR_ROWS, API_ROWS = "handbook", "handbook_api"


class Judge:
    """Compares reports with the truth; `problems` are sentences, and should stay empty."""

    def __init__(self, worlds: Sequence[World], asked: Asked) -> None:
        self._asked = asked
        self._every = {event.uuid: event for world in worlds for event in world.happened}
        self._rows = {_key(event): event for event in self._every.values()}
        assert len(self._rows) == len(self._every), "two events look alike in a row"
        self.figures: Figures = defaultdict(Counter)

    def judge(self, world: World) -> list[str]:
        """Ask about the world's organizations, count, and tell what is wrong."""
        return [
            f"{organization.name}: {problem}"
            for organization in world.audited
            for problem in self._organization(world, organization)
        ]

    def _organization(self, world: World, organization: Organization) -> Iterator[str]:
        self.figures[""]["audits"] += 1
        shown = world.shown(organization)
        lost = {event.uuid: (event, why) for event, why in world.lost(organization)}
        for event, _ in shown.values():
            self.figures[event.label]["shown"] += 1
        for event, _ in lost.values():
            self.figures[event.label]["lost"] += 1
        self._handbook(world, organization, shown)
        output = self._asked.csm(world, organization)
        if output.exit_code != 0:
            yield f"exit code {output.exit_code}: {output.stderr}"
        if not output:
            return
        document = output.json
        self._count(document["events"], shown, organization)
        yield from differences(document["events"], shown, self._every)
        yield from self._words(document, world, organization, {why for _, why in lost.values()})
        by_hand = {
            uuid: event for uuid, (event, why) in lost.items() if why in BY_HAND and event.numbered
        }
        if by_hand:
            yield from self._by_hand(world, organization, shown, by_hand)

    # --- csm ----------------------------------------------------------------------------

    def _count(
        self,
        events: Sequence[Any],
        shown: Mapping[str, tuple[Happened, Flags]],
        organization: Organization,
    ) -> None:
        seen: set[str] = set()
        for event in events:
            true = self._every[event["event_uuid"]]
            count = self.figures[true.label]
            if true.uuid in seen or true.uuid not in shown:
                count["csm_again" if true.uuid in seen else "csm_wrong"] += 1
                continue
            seen.add(true.uuid)
            count["csm"] += 1
            count["csm_no_mode"] += event["mode"] is None and true.mode is not None
            if true.concerns != organization:
                count["csm_elsewhere"] += 1
                count["csm_flagged"] += _is_doubted(event)

    def _words(
        self, document: Any, world: World, organization: Organization, lost: set[str]
    ) -> Iterator[str]:
        """Whether it says how complete it is, and all that it cannot show."""
        said = {one["code"]: one["text"] for one in document["limitations"]}
        if not document["complete"]:
            yield f"not complete: {document['warnings']}"
        expected = {
            "current": len(world.current(organization)),
            "former": len(world.former(organization)),
            "without_email": world.without_email(organization),
        }
        if document["members"] != expected:
            yield f"members are {document['members']}, and should be {expected}"
        for code in lost - said.keys():
            yield f"the limitation {code} is missing"
        counts = {
            NO_ACCOUNT: self._nameless(world, organization),
            NO_ADDRESS: world.without_email(organization),
        }
        for code, count in counts.items():
            told = int(said[code].split()[0]) if code in said else 0
            if told != count:
                yield f"{code} tells of {told}, and there are {count}"

    def _nameless(self, world: World, organization: Organization) -> int:
        """The window's events, of everybody, that name nobody: they may be this one's, too."""
        return sum(
            event.account_email is None
            and world.is_inside(event)
            and event.region in {organization.region, None}
            for event in self._every.values()
        )

    def _by_hand(
        self,
        world: World,
        organization: Organization,
        shown: Mapping[str, tuple[Happened, Flags]],
        lost: Mapping[str, Happened],
    ) -> Iterator[str]:
        """The accounts named by hand, as the limitations advise: all is found, and no more."""
        words: list[str] = []
        for event in lost.values():
            words += (
                ["--email", event.account.email]
                if event.account_email
                else ["--user-id", str(event.account.user_id)]
            )
        found = {
            event["event_uuid"]
            for event in self._asked.csm(world, organization, *words).json["events"]
        }
        for uuid in lost.keys() - found:
            yield f"not found by {' '.join(words)}: {_short(lost[uuid])}"
        for uuid in found - shown.keys() - lost.keys():
            yield f"wrong with {' '.join(words)}: {_short(self._every[uuid])}"
        for uuid in lost.keys() & found:
            self.figures[lost[uuid].label]["by_hand"] += 1

    # --- the handbook's query -----------------------------------------------------------

    def _handbook(
        self,
        world: World,
        organization: Organization,
        shown: Mapping[str, tuple[Happened, Flags]],
    ) -> None:
        rows, unasked = self._asked.handbook(world, organization)
        for name, some in ((EDITOR_ROWS, rows), (API_ROWS, rows[:unasked])):
            seen: set[str] = set()
            for row in some:
                event = self._rows[_row_key(row)]
                count = self.figures[event.label]
                if not world.is_inside(event):
                    continue
                if event.uuid in seen:
                    count[f"{name}_again"] += 1
                elif event.uuid in shown:
                    count[name] += 1
                    count[f"{name}_elsewhere"] += event.concerns != organization
                    count[f"{name}_no_mode"] += row["mode"] is None and event.mode is not None
                else:
                    count[f"{name}_wrong"] += 1
                seen.add(event.uuid)


def differences(
    events: Sequence[Any],
    shown: Mapping[str, tuple[Happened, Flags]],
    every: Mapping[str, Happened],
) -> Iterator[str]:
    """Event by event: what is missing, too much, there twice, or told wrongly."""
    told = Counter(event["event_uuid"] for event in events)
    for uuid in shown.keys() - told.keys():
        yield f"missing: {_short(shown[uuid][0])}"
    for uuid in told.keys() - shown.keys():
        yield f"wrong: {_short(every[uuid])}"
    yield from (f"twice: {_short(every[uuid])}" for uuid, times in told.items() if times > 1)
    for event in events:
        if event["event_uuid"] in shown:
            yield from _details(event, *shown[event["event_uuid"]])


def _details(event: Any, true: Happened, flags: Flags) -> Iterator[str]:
    expected = {
        "event": true.kind,
        "mode": true.mode,
        "region": true.region.lower() if true.region else None,
        "staff_email": true.staff_email,
        "target_email": true.account_email,
        "reason": true.reason,
        **({"target_user_id": str(true.account.user_id)} if true.ids else {}),
        **({"ticket_ref": true.ticket_ref} if true.ticket_ref else {}),
    }
    for key, value in expected.items():
        if event[key] != value:
            yield f"{key} is {event[key]!r}, and should be {value!r}: {_short(true)}"
    if datetime.fromisoformat(event["occurred_at"]) != true.at:
        yield f"occurred_at is {event['occurred_at']}: {_short(true)}"
    codes = {flag["code"] for flag in event["flags"]}
    if codes != flags:
        yield f"flags are {sorted(codes)}, and should be {sorted(flags)}: {_short(true)}"


def _is_doubted(event: Any) -> bool:
    """Whether a reader is told that it may not be about the organization."""
    codes = {flag["code"] for flag in event["flags"]}
    return bool(codes & {"may_concern_another_organization", "region_missing", "former_member"})


def _key(event: Happened) -> tuple[datetime, str, str | None, str | None]:
    return event.at, f"impersonation_{event.kind}", *event.recorded


def _row_key(row: Mapping[str, Any]) -> tuple[datetime, str, str | None, str | None]:
    at = datetime.fromisoformat(row["timestamp"])
    return at, row["event"], row["target_email"], row["staff_email"]


def _short(event: Happened) -> str:
    target, staff = event.recorded
    return f"{event.kind} {event.at:%F %T.%f} {event.uuid[:8]} ({event.label}; {target}, {staff})"
