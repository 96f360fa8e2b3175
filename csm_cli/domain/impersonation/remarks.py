"""Everything an audit may remark: about one event, about the run, about the data itself.

The codes are part of the JSON document and stay; the texts are for people. A flag stands on
an event, a warning on the run, a limitation says what no run can show. A warning whose code
is in `INCOMPLETE` is a reason why the audit does not call itself complete.
"""

from enum import StrEnum
from typing import NamedTuple


class Flag(StrEnum):
    """A remark about one event."""

    SEVERAL_ORGANIZATIONS = "may_concern_another_organization"
    FORMER_MEMBER = "former_member"
    TARGET_INFERRED = "target_inferred"
    STAFF_INFERRED = "staff_inferred"
    STAFF_UNKNOWN = "staff_unknown"
    REGION_MISSING = "region_missing"
    MODE_UNKNOWN = "mode_unknown"
    NO_REASON = "no_reason"
    FAILED_SWITCH = "failed_switch"


FLAG_TEXTS = {
    Flag.SEVERAL_ORGANIZATIONS: "the account is or was in further organizations, so this may "
    "concern another organization",
    Flag.FORMER_MEMBER: "the address is no member's any more: the person left, or has a new one",
    Flag.TARGET_INFERRED: "the event does not name the account; it is the one of the staff "
    "member's latest start before it",
    Flag.STAFF_INFERRED: "the event does not name the staff member; it is the one of the latest "
    "start on this account before it",
    Flag.STAFF_UNKNOWN: "the event does not name the staff member, and no start shortly before it "
    "does",
    Flag.REGION_MISSING: "the event or the organization has no known region, so an account of the "
    "other region with the same address or id can't be told apart",
    Flag.MODE_UNKNOWN: "the event does not say in which mode the session began",
    Flag.NO_REASON: "no reason was recorded",
    Flag.FAILED_SWITCH: "the reason says that this is the return from a failed change of account",
}


class Warn(StrEnum):
    """A remark about the run."""

    NO_MEMBERS = "no_members"
    CACHED = "cached_answer"
    COUNTS_DIFFER = "counts_differ"
    COUNT_MISSING = "count_missing"
    INTERRUPTED = "interrupted"
    DISORDER = "disordered_pages"
    CUT = "cut_answer"
    MEMBERS_CUT = "members_cut"
    UNTIL_IN_FUTURE = "until_in_future"
    UNTIL_IN_LAG = "until_within_ingestion_lag"
    OTHER_REGION = "other_region_left_out"
    REGION_UNKNOWN = "region_unknown"
    REGION_MIXED = "region_mixed"
    GROUP_INDEX_ASSUMED = "group_index_assumed"
    NO_NAME = "organization_name_unknown"


INCOMPLETE = frozenset(
    {
        Warn.NO_MEMBERS,
        Warn.CACHED,
        Warn.COUNTS_DIFFER,
        Warn.COUNT_MISSING,
        Warn.INTERRUPTED,
        Warn.DISORDER,
        Warn.CUT,
        Warn.MEMBERS_CUT,
        Warn.UNTIL_IN_FUTURE,
    }
)

# In braces: what the run fills in.
WARN_TEXTS = {
    Warn.NO_MEMBERS: "no address of a member was found, so there was nobody to look for",
    Warn.CACHED: "PostHog answered from its cache, so newer events may be missing",
    Warn.COUNTS_DIFFER: "{walked} events were read, and PostHog counts {counted}; events may have "
    "arrived meanwhile, so run it again",
    Warn.COUNT_MISSING: "the events were read, but PostHog's count of them was not to be had: "
    "{problem}",
    Warn.INTERRUPTED: "the reading broke off after {rows} events: {problem}",
    Warn.DISORDER: "PostHog's pages of events did not follow one another",
    Warn.CUT: "PostHog cut an answer short",
    Warn.MEMBERS_CUT: "PostHog sent fewer pieces of the membership than it has",
    Warn.UNTIL_IN_FUTURE: "the window ends at a time that was still to come when this was asked",
    Warn.UNTIL_IN_LAG: "the window ends within {minutes} minutes of now; events take that long to "
    "arrive, so some may be missing",
    Warn.OTHER_REGION: "{count} events name a member's address in another region, which is another "
    "account; they are left out",
    Warn.REGION_UNKNOWN: "the organization's region is not known, so accounts of both regions are "
    "listed; say --region us or --region eu",
    Warn.REGION_MIXED: "the members' accounts are not all in one region; say --region if {region} "
    "is wrong",
    Warn.GROUP_INDEX_ASSUMED: "the index of the group type 'organization' could not be asked for "
    "and is taken to be {index}",
    Warn.NO_NAME: "PostHog has no name on record for this organization",
}


class Limit(StrEnum):
    """A remark about what the data cannot show."""

    WITHOUT_EMAIL = "members_without_email"
    UNATTRIBUTED = "events_without_account"
    BEFORE_RECORDING = "before_recording_began"
    NO_END = "no_session_end"
    NO_ACTIONS = "no_actions"
    NO_ORGANIZATION = "no_organization_recorded"
    OTHER_WAYS = "other_ways_of_access"
    HISTORY = "membership_history"
    ONLY_NEWS = "told_before_left_out"


LIMIT_TEXTS = {
    Limit.WITHOUT_EMAIL: "{count} members have no recorded address, so sessions under their "
    "accounts can only be found with --email or --user-id",
    Limit.UNATTRIBUTED: "{count} events in the window name no account that could be looked up; "
    "any of them may concern any customer",
    Limit.BEFORE_RECORDING: "the window begins before {date}, when PostHog began to record "
    "impersonations",
    Limit.NO_END: "the end of a session is not recorded; a session lasts at most {hours} hours",
    Limit.NO_ACTIONS: "what was looked at or done is not recorded here; changes made are in the "
    "customer's own activity log",
    Limit.NO_ORGANIZATION: "an event names an account and not the organization that was opened "
    "with it",
    Limit.OTHER_WAYS: "only signing in as a member is recorded here, no other way of access, such "
    "as PostHog's admin pages or its databases",
    Limit.HISTORY: "who belonged to the organization is known from the people as they are now and "
    "from their events of the {days} days before the window",
    Limit.ONLY_NEWS: "only what is new since the run up to {date} is listed; {count} events that "
    "were told before are left out",
}

ALWAYS = (Limit.NO_END, Limit.NO_ACTIONS, Limit.NO_ORGANIZATION, Limit.OTHER_WAYS, Limit.HISTORY)


class Remark(NamedTuple):
    """A warning or a limitation as it stands in the document."""

    code: Warn | Limit
    text: str


def warning(code: Warn, **filled_in: object) -> Remark:
    """The warning with its numbers and names filled in."""
    return Remark(code, WARN_TEXTS[code].format(**filled_in))


def limitation(code: Limit, **filled_in: object) -> Remark:
    """The limitation with its numbers filled in."""
    return Remark(code, LIMIT_TEXTS[code].format(**filled_in))
