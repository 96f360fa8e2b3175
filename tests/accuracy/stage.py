"""Where a world is put together: time is given out, and what happens is written down twice.

Once as PostHog records it, and once as it was. A staff member has one session at a time: the
stage gives a sitting to somebody who is free for it, and hires if nobody is.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.accuracy import vendor
from tests.accuracy.cast import Account, Organization, Staff
from tests.accuracy.dice import Dice
from tests.accuracy.vendor import Row
from tests.accuracy.world import Flags, Happened

SESSION = timedelta(hours=2)
YEAR = timedelta(days=365)
EVIDENCE = ("user signed up", "user joined organization", "user logged in", "user updated")
REASONS = (
    "Looking into the funnel", "customer asked", "Reproducing the bug", "billing question",
    "they can't see their recordings", "see the thread in Slack", "checking the new set-up",
)  # fmt: skip

Span = tuple[datetime, datetime]
Step = tuple[str, float]
"""A change of mode, `up` or `down`, so many minutes after the start."""


class Stage:
    """One world in the making. `ours` and `other` share a region, `abroad` is in the other."""

    def __init__(self, seed: int, dice: Dice, since: datetime, until: datetime) -> None:
        self.seed = seed
        self.dice = dice
        self.since, self.until = since, until
        home, away = ("US", "EU") if dice.chance(60) else ("EU", "US")
        self.ours = self._organization("Hedgebox", home)
        self.other = self._organization("Kelpworks", home)
        self.abroad = self._organization("Nordlicht", away)
        self.accounts: list[Account] = []
        self.happened: list[Happened] = []
        self.events: list[Row] = []
        self._staff: dict[Staff, list[Span]] = {}
        self._visits: list[tuple[Account, Span]] = []
        # Both regions count from the same number, so ids repeat across them.
        self._last_id = {"US": seed * 1000, "EU": seed * 1000}

    @property
    def organizations(self) -> tuple[Organization, Organization, Organization]:
        """All three."""
        return self.ours, self.other, self.abroad

    def _organization(self, name: str, region: str) -> Organization:
        return Organization(self.dice.uuid(), f"{name} {self.seed}", region)

    # --- people -------------------------------------------------------------------------

    def account(self, home: Organization, *, signs: bool = True, **facts: Any) -> Account:
        """A member of the organization; `signs` says whether events of its own tell of it."""
        number = self.next_id(home.region)
        facts.setdefault("email", f"person{len(self.accounts)}@w{self.seed}.example")
        facts.setdefault("now", home)
        facts.setdefault("signed_up_as", home.name)
        account = Account(home, number, self.dice.uuid(), self.dice.uuid(), **facts)
        self.accounts.append(account)
        if signs:
            for _ in range(self.dice.number(1, 3)):
                self.seen(account, home, self.before())
        return account

    def next_id(self, region: str) -> int:
        """A new number of a user in this region."""
        self._last_id[region] += 1
        return self._last_id[region]

    def seen(self, account: Account, where: Organization, at: datetime, **how: bool) -> None:
        """An event of the account's own in an organization; it says so in one way or both."""
        sets = how.get("sets", self.dice.chance(50))
        email = None if account.anonymous else account.email_at(at)
        row = vendor.seen(account, where, email, sets=sets, then=how.get("then", True))
        self._write(self.dice.pick(EVIDENCE), at, account.distinct_id, row)
        if self.since - YEAR <= at < self.until:
            account.told.setdefault(where.id, set()).update({email} if email else ())

    def before(self) -> datetime:
        """A moment of the months before the window."""
        return self.dice.moment(self.since - timedelta(days=300), self.since)

    def hire(self, region: str, user_id: int | None = None) -> Staff:
        """A new member of staff."""
        number = self.next_id(region) if user_id is None else user_id
        email = f"staff{len(self._staff)}@w{self.seed}.posthog.example"
        staff = Staff(region, number, email, self.dice.uuid())
        self._staff[staff] = []
        return staff

    def book(self, staff: Staff, begins: datetime, ends: datetime) -> Staff:
        """Let nobody else have the staff member from begin to end."""
        self._staff[staff].append((begins, ends))
        return staff

    def _free(self, region: str, begins: datetime, ends: datetime) -> Staff:
        free = [
            staff
            for staff, booked in self._staff.items()
            if staff.region == region and not any(_overlap((begins, ends), span) for span in booked)
        ]
        keep = free and (len(free) > 1 or self.dice.chance(60))
        return self.book(self.dice.pick(free) if keep else self.hire(region), begins, ends)

    # --- what happens -------------------------------------------------------------------

    def moment(self, room: timedelta = timedelta()) -> datetime:
        """A moment inside the window, with room behind it where the window has so much."""
        latest = max(self.until - room, self.since + (self.until - self.since) / 4)
        return self.dice.moment(self.since, latest)

    def _quiet(self, account: Account, lasts: timedelta) -> datetime:
        """A moment at which nobody else is in the account, so that nobody is taken for another."""
        taken = [span for who, span in self._visits if who is account]
        for _ in range(200):
            at = self.moment(lasts)
            if not any(_overlap((at, at + lasts), span) for span in taken):
                return at
        return max(end for _, end in taken) + timedelta(minutes=1)

    def steps(self) -> list[Step]:
        """Some changes of mode, in order, within a session's two hours."""
        after, found = 0.0, []
        for _ in range(self.dice.pick((0, 0, 1, 1, 2, 3))):
            after += self.dice.number(1, 2380) / 60
            found.append((self.dice.pick(("up", "up", "down")), after))
        return found

    def sit(
        self,
        account: Account,
        label: str,
        *,
        concerns: Organization | None = None,
        at: datetime | None = None,
        steps: Sequence[Step] | None = None,
        staff: Staff | None = None,
        recorded: bool = True,
        **odd: Any,
    ) -> None:
        """Somebody signs in as the account, and may change the mode.

        Args:
            account: Whose account.
            label: The kind of trap.
            concerns: For whom; the account's own organization if nobody is named.
            at: When; else at some moment.
            steps: The changes of mode; else some.
            staff: Who, already booked; else whoever is free.
            recorded: Whether the start was.
            odd: What is written differently: see `_start`.
        """
        steps = self.steps() if steps is None else steps
        lasts = timedelta(minutes=steps[-1][1] if steps else 0)
        at = at or self._quiet(account, lasts)
        ends = at + lasts
        self._visits.append((account, (at, ends)))
        staff = staff or self._free(account.region, at, ends)
        concerns = concerns or account.now or account.home
        start = self._start(account, label, concerns, at, staff, odd, recorded=recorded)
        for way, minutes in steps:
            moment = at + timedelta(minutes=minutes)
            if way == "up" or vendor.knows_downgrades(moment):
                self._step(way, moment, start, staff, odd, recorded=recorded)

    def _start(
        self,
        account: Account,
        label: str,
        concerns: Organization,
        at: datetime,
        staff: Staff,
        odd: Row,
        *,
        recorded: bool,
    ) -> Happened:
        """Write a start, in the way that `odd` says.

        It may hold `spelt`, a function of the address; `properties` that replace others;
        `region`, false to leave it out; `gone`, if the account's row was; `copies`, how often it
        was delivered; `ticket`, the ticket that its reason names; `ids`, false if they are none.
        """
        email = None if odd.get("gone") else odd.get("spelt", str)(account.email_at(at))
        modes = ("read_only", "read_only", "read_write")
        said = {"mode": self.dice.pick(modes), "reason": self.dice.pick(REASONS)}
        properties = vendor.start(staff, account, email, **said) | odd.get("properties", {})
        if odd.get("region") is False:
            del properties["region"]
        mode = properties.get("mode")
        mode = mode if mode in {"read_only", "read_write"} else None
        reason = properties["reason"]
        flags = _flags(properties, reason) | ({"mode_unknown"} if mode is None else set())
        happened = Happened(
            self.dice.uuid(), at, "started", mode, label, account, concerns, staff.email, email,
            properties.get("region"), reason if (reason or "").strip() else None,
            odd.get("ticket"), (email, staff.email), frozenset(flags), odd.get("ids", True),
        )  # fmt: skip
        if recorded:
            self._tell(happened, vendor.STARTED, staff.distinct_id, properties, odd)
        return happened

    def _step(
        self, way: str, at: datetime, start: Happened, staff: Staff, odd: Row, *, recorded: bool
    ) -> None:
        account = start.account
        email = None if odd.get("gone") else odd.get("spelt", str)(account.email_at(at))
        reason = self.dice.pick(REASONS)
        properties = vendor.change(staff, account, email, at, reason)
        if odd.get("region") is False:
            del properties["region"]
        named, staff_email, flags = email, staff.email, _flags(properties, reason)
        known: str | None = staff_email
        if vendor.names_no_staff(at):
            known, flag = (staff_email, "staff_inferred") if recorded else (None, "staff_unknown")
            flags = flags | {flag}
        elif vendor.names_staff_as_target(at):
            named = start.account_email if recorded else None
            flags = flags | {"target_inferred"}
        happened = start._replace(
            uuid=self.dice.uuid(), at=at, kind="upgraded" if way == "up" else "downgraded",
            mode="read_write" if way == "up" else "read_only", label=_label(start, at, way),
            staff_email=known, account_email=named, reason=reason, ticket_ref=None,
            recorded=(properties.get("target_user_email"), properties.get("staff_user_email")),
            flags=flags, numbered=recorded or not vendor.names_staff_as_target(at),
        )  # fmt: skip
        name = vendor.UPGRADED if way == "up" else vendor.DOWNGRADED
        whose = account.distinct_id if vendor.names_no_staff(at) else staff.distinct_id
        self._tell(happened, name, whose, properties, odd)

    def _tell(self, event: Happened, name: str, whose: str, properties: Row, odd: Row) -> None:
        self.happened.append(event)
        for _ in range(odd.get("copies", 1)):
            self._write(name, event.at, whose, {"properties": properties}, event.uuid)

    def _write(
        self, name: str, at: datetime, whose: str, row: Row, uuid: str | None = None
    ) -> None:
        written = {"uuid": uuid or self.dice.uuid(), "event": name, "distinct_id": whose}
        self.events.append({**written, "timestamp": at.isoformat(), "properties": {}, **row})


def _overlap(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _flags(properties: Row, reason: str | None) -> Flags:
    said = {
        "region_missing": "region" not in properties,
        "no_reason": not (reason or "").strip(),
        "failed_switch": (reason or "").startswith("rollback after failed switch"),
    }
    return frozenset(flag for flag, holds in said.items() if holds)


PLAIN = "an ordinary sign-in"


def _label(start: Happened, at: datetime, way: str) -> str:
    """A change of mode of an ordinary session is a kind of its own, by how it was written."""
    if start.label != PLAIN:
        return start.label
    if vendor.names_no_staff(at):
        return "an upgrade of the first schema"
    if vendor.names_staff_as_target(at):
        return "an upgrade that names staff as its account"
    return "an upgrade that names its account" if way == "up" else "a downgrade"
