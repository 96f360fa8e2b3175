"""The kinds of impersonation that a world is made of, one function each.

Each is something that PostHog's documented behaviour brings about, and has caught out somebody
who looked for impersonations: a trap. What its events are called in the figures stands with it.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from tests.accuracy.cast import Account
from tests.accuracy.stage import PLAIN, SESSION, YEAR, Stage

Scene = Callable[[Stage], None]

MINUTE = timedelta(minutes=1)
MICROSECOND = timedelta(microseconds=1)

HOSTILE = (
    "He said \"it broke\", see the 'notes'",
    "first line\nsecond line\r\n\tthird",
    "C:\\temp\\new and \\u0041 and \\n as typed",
    '=HYPERLINK("http://x.example","click")',
    "@SUM(A1:A9)",
    "'; DROP TABLE events; --",
    "<script>alert(1)</script> [bold]not markup[/bold]",
    "\x1b[31mred\x1b[0m \u202eback\u202c",
    "null",
    "naïve café ☃ 🦔",
    "{emails} {0} %s ${x}",
    "long " * 400,
)
ODD_IDS = ("no number", "", None, "12e3", True, "0x1f", -5, [7])


def ordinary(stage: Stage) -> None:
    """Current members of two customers, and the changes of mode as that day's code wrote them."""
    for home in (stage.ours, stage.ours, stage.other):
        stage.sit(stage.account(home), PLAIN)


def letter_case(stage: Stage) -> None:
    """The event spells the address in another case than the person does."""
    name = stage.dice.pick(("Jo.Ann", "ÖZNUR", "McNeil"))
    account = stage.account(stage.ours, email=f"{name}{len(stage.accounts)}@W{stage.seed}.example")
    for spelt in stage.dice.some((str.lower, str.upper, str.title), 2):
        stage.sit(account, "another letter case", spelt=spelt)


def moved(stage: Stage) -> None:
    """Somebody left for the other customer; one visit before, one after."""
    account = stage.account(stage.ours, now=stage.other)
    middle = stage.since + (stage.until - stage.since) / 2
    stage.seen(account, stage.other, middle)
    label = "before or after a move between organizations"
    early = stage.dice.moment(stage.since, middle - MICROSECOND)
    stage.sit(account, label, concerns=stage.ours, at=early, steps=())
    stage.sit(account, label, concerns=stage.other, at=middle + (stage.until - middle) / 3)


def several(stage: Stage) -> None:
    """One account of two organizations; which one was looked at is nowhere."""
    account = stage.account(stage.ours, belongs_to=stage.dice.number(1, 3))
    if account.belongs_to == 1 or stage.dice.chance(50):
        stage.seen(account, stage.other, stage.before())
    for concerns in (stage.ours, stage.other):
        stage.sit(account, "an account of two organizations", concerns=concerns)


def removed(stage: Stage) -> None:
    """Somebody left and has no organization, or no account, any more."""
    account = stage.account(stage.ours, now=None, deleted=stage.dice.chance(50))
    stage.sit(account, "a member who has left")


def renamed(stage: Stage) -> None:
    """A member's address changed in the window; one visit under each."""
    middle = stage.since + (stage.until - stage.since) / 2
    old = f"maiden{len(stage.accounts)}@w{stage.seed}.example"
    account = stage.account(stage.ours, renamed=(middle, old))
    early = stage.dice.moment(stage.since, middle - MICROSECOND)
    stage.sit(account, "a changed address", at=early, steps=())
    stage.sit(account, "a changed address", at=middle + (stage.until - middle) / 3)


def anonymous(stage: Stage) -> None:
    """A member whose address PostHog does not keep."""
    account = stage.account(stage.ours, anonymous=True)
    stage.sit(account, "a member without a recorded address")


def anonymous_since(stage: Stage) -> None:
    """A member whose address is kept no longer, but stands in older events."""
    account = stage.account(stage.ours)
    account.anonymous = True
    stage.sit(account, "a member anonymised since")


def gone(stage: Stage) -> None:
    """The account's row was gone when the event was written: only its number is left."""
    account = stage.account(stage.ours, deleted=True, signs=False, now=None)
    stage.sit(account, "an event without its account's address", gone=True)


def went_on(stage: Stage) -> None:
    """Staff switches to another customer within the session, and changes the mode there."""
    first, second = stage.account(stage.ours), stage.account(stage.other)
    if stage.dice.chance(50):
        first, second = second, first
    at = stage.moment(SESSION)
    staff = stage.book(stage.hire(first.region), at, at + SESSION)
    label = "another customer in between"
    stage.sit(first, label, at=at, staff=staff, steps=[("up", 3), ("down", 6)])
    later = at + stage.dice.number(10, 50) * MINUTE
    stage.sit(second, label, at=later, staff=staff, steps=[("up", 4), ("down", 60)])


def unrecorded(stage: Stage) -> None:
    """The start is not on record; an older session of the same person has long expired."""
    account, before = stage.account(stage.ours), stage.account(stage.other)
    if stage.dice.chance(50):
        account, before = before, account
    at = stage.moment(SESSION) + timedelta(hours=1)
    old = at - stage.dice.number(116, 160) * MINUTE
    staff = stage.book(stage.hire(account.region), old, at + SESSION)
    label = "a start that is not on record"
    stage.sit(before, label, at=old, staff=staff, steps=())
    stage.sit(account, label, at=at, staff=staff, steps=[("up", 5)], recorded=False)


def both_regions(stage: Stage) -> None:
    """One address and one number in both regions, and staff with the same number in each."""
    ours = stage.account(stage.ours)
    abroad = stage.account(stage.abroad, email=ours.email)
    abroad.user_id = ours.user_id
    at = stage.moment(SESSION)
    here = stage.hire(stage.ours.region, stage.seed * 1000 + 800)
    there = stage.hire(stage.abroad.region, stage.seed * 1000 + 800)
    label = "the same address and number in the other region"
    for account, staff, begins in ((ours, here, at), (abroad, there, at + 5 * MINUTE)):
        stage.book(staff, begins, begins + SESSION)
        stage.sit(account, label, at=begins, staff=staff, steps=[("up", 20), ("down", 50)])


def no_region(stage: Stage) -> None:
    """The event does not say its region; of an address of one region or of both."""
    account = stage.account(stage.ours)
    steps: list[tuple[str, float]] = [("up", 9)]
    if stage.dice.chance(50):
        stage.account(stage.abroad, email=account.email)
        steps = []
    staff = stage.hire(account.region, stage.seed * 1000 + 900)
    at = stage.moment(SESSION)
    stage.book(staff, at, at + SESSION)
    stage.sit(account, "no region on the event", at=at, steps=steps, staff=staff, region=False)


def delivered_again(stage: Stage) -> None:
    """Ingestion delivered the events more than once, and has not merged them yet."""
    copies = stage.dice.number(2, 3)
    stage.sit(stage.account(stage.ours), "delivered more than once", copies=copies)


def begun_before(stage: Stage) -> None:
    """A session that began up to two hours before the window, and goes on in it."""
    early = stage.dice.number(1, 100)
    steps = [("up", early + 1), ("down", early + 3), ("up", 119.9)]
    at = stage.since - early * MINUTE
    account = stage.account(stage.ours)
    stage.sit(account, "a session begun before the window", at=at, steps=steps)


def at_the_ends(stage: Stage) -> None:
    """At the very first moment of the window, and around its end."""
    for at in (stage.since - MICROSECOND, stage.since, stage.until - MICROSECOND, stage.until):
        stage.sit(stage.account(stage.ours), "at the ends of the window", at=at, steps=())


def one_moment(stage: Stage) -> None:
    """More starts in one microsecond than a page has rows."""
    at = stage.moment()
    for _ in range(stage.dice.number(4, 9)):
        home = stage.dice.pick((stage.ours, stage.ours, stage.other))
        stage.sit(stage.account(home, signs=False), "many in one moment", at=at, steps=())


def hostile(stage: Stage) -> None:
    """Reasons that are somebody's text, whatever it looks like."""
    account = stage.account(stage.ours)
    for reason in stage.dice.some(HOSTILE, 3):
        stage.sit(account, "a reason full of special characters", properties={"reason": reason})


def no_reason(stage: Stage) -> None:
    """Starts of before reasons were mandatory."""
    for reason in ("", None, "  \n"):
        account = stage.account(stage.ours)
        stage.sit(account, "no reason", steps=(), properties={"reason": reason})


def no_mode(stage: Stage) -> None:
    """A start that does not say its mode, or says one that nobody knows."""
    mode = stage.dice.pick((None, "", "sudo"))
    stage.sit(stage.account(stage.ours), "no mode, or an unknown one", properties={"mode": mode})


def odd_ids(stage: Stage) -> None:
    """The account's number comes as another type, or is none; the address is there."""
    account = stage.account(stage.ours)
    number = account.user_id
    numbers = (number, float(number), f"{number}.0")
    for odd in stage.dice.some((*numbers, *ODD_IDS), 3):
        is_one = any(odd is one for one in numbers)
        stage.sit(
            account,
            "a number of another type, or none",
            properties={"target_user_id": odd},
            ids=is_one,
        )


def from_ticket(stage: Stage) -> None:
    """Started from a ticket: the account's number is one, and the ticket is named."""
    account, number = stage.account(stage.ours), stage.dice.number(10_000, 99_999)
    properties = {
        "target_user_id": account.user_id,
        "ticket_id": stage.dice.uuid(),
        "reason": f"Support ticket #{number}",
    }
    stage.sit(account, "started from a ticket", properties=properties, ticket=f"#{number}")


def failed_switch(stage: Stage) -> None:
    """A change of account that failed, and the return, which is a start of its own."""
    first, second = stage.account(stage.ours), stage.account(stage.other)
    at = stage.moment(SESSION)
    staff = stage.book(stage.hire(first.region), at, at + SESSION)
    label = "the return from a failed change of account"
    stage.sit(first, label, at=at, staff=staff, steps=())
    stage.sit(second, label, at=at + 7 * MINUTE, staff=staff, steps=())
    back = {"reason": "rollback after failed switch"}
    later = at + 7 * MINUTE + timedelta(seconds=2)
    stage.sit(first, label, at=later, staff=staff, steps=[("up", 5)], properties=back)


def signed_up_twice(stage: Stage) -> None:
    """Two persons with one address, each with the name of another organization at sign-up."""
    account = stage.account(stage.ours)
    stage.account(stage.ours, email=account.email, signed_up_as="Old name", signs=False)
    stage.sit(account, "two persons of one address")


def long_gone(stage: Stage) -> None:
    """Somebody whose last sign of life in the organization is older than a year."""
    account = stage.account(stage.ours, now=None, signs=False)
    last = stage.since - YEAR - stage.dice.number(1, 90) * timedelta(days=1)
    stage.seen(account, stage.ours, last)
    stage.sit(account, "left more than a year before")


def switched_by_staff(stage: Stage) -> None:
    """Staff moved an account of two organizations over to the other one while inside."""
    account = stage.account(stage.ours, now=stage.other, belongs_to=2)
    label = "an account that staff switched over"
    stage.sit(account, label, concerns=stage.ours)
    stage.sit(account, label, concerns=stage.other)


def busy(stage: Stage) -> None:
    """More visits than the query API gives rows unasked."""
    accounts: list[Account] = [stage.account(stage.ours) for _ in range(4)]
    for _ in range(stage.dice.number(105, 130)):
        account = stage.dice.pick(accounts)
        stage.sit(account, "more than a hundred", at=stage.moment(), steps=())


def nobody_known(stage: Stage) -> None:
    """Another customer's account without an address, beside an event without one."""
    stage.account(stage.other, anonymous=True)
    account = stage.account(stage.other, deleted=True, signs=False, now=None)
    stage.sit(account, "an event without its account's address", gone=True, steps=())


SCENES: Mapping[str, Scene] = {
    scene.__name__: scene
    for scene in (
        letter_case, moved, several, removed, renamed, anonymous, anonymous_since, gone, went_on,
        unrecorded, both_regions, no_region, delivered_again, begun_before, at_the_ends,
        hostile, no_reason, no_mode, odd_ids, from_ticket, failed_switch, signed_up_twice,
        long_gone, switched_by_staff, nobody_known,
    )
}  # fmt: skip
