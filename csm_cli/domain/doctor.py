"""What `csm doctor` looks at, and what one look can come to.

The names of the checks are a closed list; each has one state, what was found, and, unless all
is well, the one thing to do.
"""

from collections.abc import Sequence, Sized
from typing import NamedTuple

from csm_cli.domain.errors import CsmError, ExitCode

OK, WARN, FAIL, SKIPPED = "ok", "warn", "fail", "skipped"

CHECKS: dict[str, str] = {
    "config_file": "the config file and its profiles: known keys, values that can be used",
    "config_permissions": "nobody else on this machine can read what holds a credential",
    "state_folder": "the state folder can be written, and its disk has room",
    "zendesk_sign_in": "a Zendesk credential is there: from where, and until when",
    "zendesk_url": "Zendesk can be reached, and answers with data",
    "zendesk_credential": "Zendesk knows the credential",
    "zendesk_role": "what your role on Zendesk lets you do",
    "zendesk_tickets": "tickets and their comments may be read",
    "zendesk_search": "search, fields and groups may be read",
    "zendesk_users": "people may be looked up",
    "zendesk_organizations": "customers' organizations may be looked up",
    "role_account": "the account that may change roles, if you have one",
    "escalation_field": "the drop-down that says escalated, and its option",
    "severity_field": "the field that PostHog's form fills with the severity",
    "area_field": "the field that PostHog's form fills with the target area",
    "ownership_file": "the ownership file can be used",
    "ownership_age": "the rows of the ownership file are not old",
    "ownership_groups": "every Zendesk group that the ownership file names exists",
    "templates": "your own templates can be read and filled in, if you have any",
    "tips_file": "your own tips can be read, if you have any",
    "posthog_sign_in": "a PostHog key is there, and from where",
    "posthog_url": "PostHog's US host can be reached, and answers with data",
    "posthog_eu_url": "PostHog's EU host can be reached, for its admin links",
    "posthog_credential": "PostHog's US host knows the key",
    "posthog_scope": "the key has the scope query:read",
    "posthog_project": "the key reaches the project with the impersonations",
    "posthog_group_index": "organizations have the number that csm is configured for",
    "impersonation_events": "impersonations were recorded lately, under the names csm asks for",
    "github": "GitHub knows the token, if you have one",
    "pylon": "Pylon knows the key, if you have one",
    "vitally": "Vitally knows the key, if you have one",
    "slack": "Slack knows the token, if you have one",
    "status_page": "PostHog's status page can be reached, and tells what is open",
    "website": "PostHog's website can be reached, and has the index of the docs",
    "clock": "this machine's clock agrees with the services'",
    "journal": "the journal can be opened, and is of this csm's version",
    "undecided_writes": "no write is left whose outcome is not known",
    "raised_role": "no raised role is due back",
    "unsent_files": "no file of a report is left on its way to a ticket",
    "drafts": "no text is left that you wrote and could not send",
    "unfinished_audits": "no audit is kept that is too old to go on with",
    "temporary_files": "no process that died has left a half-written file",
    "lock_files": "no lock is held for longer than a run takes",
    "cache": "what is kept to answer faster can be read",
    "version": "this csm is the newest; only with --check-version",
}
"""Every check by its name, in the order in which they are told."""


def counted(things: Sized, noun: str) -> str:
    """How many there are, in words: one file, two files."""
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


class Found(NamedTuple):
    """What a look came to.

    `found` is one sentence, `next` the one thing to do, null where nothing is. `items` are the
    single things behind a number. `fixable` says that `--fix` does what `next` says.
    """

    state: str
    found: str
    next: str | None = None
    fixable: bool = False
    items: tuple[str, ...] = ()


class Check(NamedTuple):
    """What was found by the check of this name; the rest is as in `Found`."""

    name: str
    state: str
    found: str
    next: str | None = None
    fixable: bool = False
    items: tuple[str, ...] = ()


class Fixed(NamedTuple):
    """One thing that was done about what a check found."""

    name: str
    done: str


class Examination(NamedTuple):
    """All that was found, in the order of `CHECKS`, and what was fixed before."""

    checks: tuple[Check, ...]
    fixed: tuple[Fixed, ...] = ()

    def count(self, state: str) -> int:
        """How many checks came to this."""
        return sum(check.state == state for check in self.checks)

    @property
    def exit_code(self) -> ExitCode:
        """9 if anything failed; a warning is no failure."""
        return ExitCode.CHECK_FAILED if self.count(FAIL) else ExitCode.DONE


class Skip(Exception):  # noqa: N818 - not an error: there was nothing to look at
    """Nothing can be said, for a reason that is not a fault of what is looked at."""


def in_order(checks: Sequence[Check]) -> tuple[Check, ...]:
    """The checks in the order in which they are told."""
    places = {name: place for place, name in enumerate(CHECKS)}
    return tuple(sorted(checks, key=lambda check: places[check.name]))


def ok(found: str, items: Sequence[str] = ()) -> Found:
    """All is well."""
    return Found(OK, found, items=tuple(items))


def warn(found: str, then: str, *, fixable: bool = False, items: Sequence[str] = ()) -> Found:
    """Something to know; the work goes on."""
    return Found(WARN, found, then, fixable, tuple(items))


def fail(found: str, then: str, *, fixable: bool = False, items: Sequence[str] = ()) -> Found:
    """Something that the work will stumble over."""
    return Found(FAIL, found, then, fixable, tuple(items))


def failed_by(problem: CsmError) -> Found:
    """A look that an expected error ended."""
    return fail(problem.message, problem.hint or "run csm doctor again when that is mended")


def unseen(failed: str) -> Found:
    """A look that was not made, because the check of this name failed."""
    return Found(SKIPPED, f"not looked at, because {failed} failed")


def pointless_after(check: Check) -> Found | None:
    """Why a look that needs this check is not made, whatever lies between; null if it is."""
    if check.state == SKIPPED:
        return Found(SKIPPED, check.found)
    return unseen(check.name) if check.state == FAIL else None
