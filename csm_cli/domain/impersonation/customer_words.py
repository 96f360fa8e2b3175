"""What a customer reads: every remark in words of its own, without a name, a number or an address.

The texts for colleagues speak of options and hosts, and of other customers' events. None of
that is filled in here.
"""

from csm_cli.domain.impersonation.records import READ_ONLY, READ_WRITE, Basis, Event, Kind
from csm_cli.domain.impersonation.remarks import Flag, Limit, Warn

INCOMPLETE: dict[Warn | Limit, str] = {
    Warn.NO_MEMBERS: "no member's address was found, so there was nobody to look for",
    Warn.CACHED: "an answer was not fresh, so newer events may be missing",
    Warn.COUNTS_DIFFER: "an independent count of the records did not agree with those that were "
    "read",
    Warn.COUNT_MISSING: "the records could not be counted independently of the reading",
    Warn.INTERRUPTED: "the reading of the records broke off",
    Warn.DISORDER: "the records did not arrive in an unbroken sequence",
    Warn.CUT: "an answer was cut short",
    Warn.MEMBERS_CUT: "not all of the membership could be read",
    Warn.UNTIL_IN_FUTURE: "the window ends at a time that was still to come",
}
ANY_INCOMPLETE = "not everything could be looked at"

WARNINGS: dict[Warn | Limit, str] = {
    Warn.UNTIL_IN_LAG: "the window ends so late that the newest events may not have arrived",
    Warn.REGION_UNKNOWN: "the region of your organization is not known; records that may be of "
    "another region's account are held back",
}

LIMITS: dict[Warn | Limit, str] = {
    Limit.WITHOUT_EMAIL: "some people of your organization have no address on record; sign-ins "
    "as one of them may be missing",
    Limit.UNATTRIBUTED: "some records name no account, and can't be assigned to any organization",
    Limit.BEFORE_RECORDING: "the window begins before PostHog recorded such sign-ins",
    Limit.NO_END: "the end of a session is not recorded; it has a time by which it was over",
    Limit.NO_ACTIONS: "what was looked at or done is not recorded here; changes stand in the "
    "activity log of your organization",
    Limit.NO_ORGANIZATION: "a record names an account, and not the organization that was opened "
    "with it",
    Limit.OTHER_WAYS: "only signing in as a member is recorded here, and no other way of access",
    Limit.ONLY_NEWS: "only what is new since an earlier report is listed here",
    Limit.HISTORY: "who belonged to your organization is known from the people as they are now, "
    "and from records of the time before the window",
}

HELD = {
    Flag.SEVERAL_ORGANIZATIONS: "the account belongs or belonged to more than one organization",
    Flag.REGION_MISSING: "the region of the record is not known",
}
BY_HAND = "the account was named by hand, and is not known to be of your organization"

KNOWN = {
    Basis.CURRENT_MEMBER: "recorded; the account is a current member's",
    Basis.FORMER_MEMBER: "recorded; the account is a former member's, or has a former address",
    Basis.EXTRA_EMAIL: "recorded; the account was looked for by name",
    Basis.EXTRA_USER_ID: "recorded; the account was looked for by name",
    Basis.INFERRED: "recorded in part; the rest is that of the sign-in before it",
}
REVIEWED = "; confirmed by a person"

NOT_RECORDED = "not recorded"
NO_REASON = "none was recorded"
WITHHELD = "given, and not shown here"
NO_ADDRESS = "an account without an address on record"
STAFF = "PostHog staff"

_MODES = {READ_ONLY: "read only", READ_WRITE: "read and write"}


def mode(recorded: str | None) -> str:
    """The mode in words."""
    return _MODES.get(recorded or "", NOT_RECORDED)


def action(event: Event) -> str:
    """What happened, in words."""
    if event.kind is Kind.STARTED:
        return "signed in again" if Flag.FAILED_SWITCH in event.flags else "signed in"
    return "went up to read and write" if event.kind is Kind.UPGRADED else "went back to read only"


def how_known(event: Event) -> str:
    """Why the event counts as the customer's; one that was flagged is here by a review."""
    by_hand = event.basis in {Basis.EXTRA_EMAIL, Basis.EXTRA_USER_ID}
    reviewed = by_hand or any(flag in HELD for flag in event.flags)
    return KNOWN[event.basis] + (REVIEWED if reviewed else "")
