"""The errors of `csm`, each named after the situation, and the exit code of each.

    CsmError
    ├── Unexpected        1   a failure nobody foresaw; a full disk
    ├── Leaked            1   a private note came back public
    ├── Withheld          1   a public reply came back private
    ├── WrongUsage        2   wrong words, missing parts, bad input files
    │   └── OtherDesk     2   a ticket of a desk that csm does not work on
    ├── NotSignedIn       3   no credential, or one that the service does not know
    ├── NotAllowed        4   signed in, but the role or the scope may not
    │   └── Refused       4   the service looked at it and said no
    ├── NotFound          5   no such thing, or more than one
    ├── Conflict          6   somebody else has it, or changed it meanwhile
    ├── Unavailable       7   down or unreachable; nothing was written
    │   ├── Limited       7   too many requests for now; nothing was written
    │   └── Exhausted     7   too much asked at once, by the service's time or memory
    └── OutcomeUnknown   10   a write may or may not have happened

This module must not know how an error is shown; `csm_cli.output.errors` does that.
"""

from datetime import datetime
from enum import IntEnum


class ExitCode(IntEnum):
    """What a `csm` process says about itself to the shell; the same in every command."""

    DONE = 0
    UNEXPECTED = 1
    WRONG_USAGE = 2
    NOT_SIGNED_IN = 3
    NOT_ALLOWED = 4
    NOT_FOUND = 5
    CONFLICT = 6
    UNAVAILABLE = 7
    SOME_FAILED = 8
    CHECK_FAILED = 9
    UNKNOWN = 10
    INTERRUPTED = 130
    CLOSED_PIPE = 141


EXIT_CODES: dict[ExitCode, str] = {
    ExitCode.DONE: "done, already so, or a dry run",
    ExitCode.UNEXPECTED: "unexpected failure",
    ExitCode.WRONG_USAGE: "wrong usage, missing parts, or a question that cannot be asked here",
    ExitCode.NOT_SIGNED_IN: "not signed in",
    ExitCode.NOT_ALLOWED: "signed in, but the role or scope may not",
    ExitCode.NOT_FOUND: "not found, or more than one match",
    ExitCode.CONFLICT: "somebody else has it, or changed it meanwhile",
    ExitCode.UNAVAILABLE: "rate-limited, down or unreachable; safe to try again",
    ExitCode.SOME_FAILED: "some of several failed",
    ExitCode.CHECK_FAILED: "a check found something",
    ExitCode.UNKNOWN: "outcome of a write unknown, or a result that cannot be shown to be complete",
    ExitCode.INTERRUPTED: "interrupted with Ctrl-C",
    ExitCode.CLOSED_PIPE: "the reader of the output went away",
}
"""Every exit code with its meaning, in the words of `csm --help` and of the README."""


class CsmError(Exception):
    """Base of all expected errors: one sentence, and what to type next.

    Args:
        message: What happened, in one sentence without a final full stop.
        hint: What to do next; a command wherever one helps.
        written: What was and what was not written, where a person must wonder.
        request_id: The service's id of the request that failed, for its support people.
        retry_after: Seconds after which the service said it may be asked again.
    """

    exit_code = ExitCode.UNEXPECTED
    code = "unexpected"
    category = "internal"

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        written: str | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.written = written
        self.request_id = request_id
        self.retry_after = retry_after

    @property
    def said(self) -> str:
        """What happened and what was written, as the reason of a result."""
        return "; ".join(part for part in (self.message, self.written) if part)


class Unexpected(CsmError):  # noqa: N818 - named after the situation, as all errors here
    """Something failed that has no better name, such as a disk that is full."""


class WrongUsage(CsmError):  # noqa: N818
    """The words typed, a file given or the configuration do not fit."""

    exit_code = ExitCode.WRONG_USAGE
    code = "wrong_usage"
    category = "user_input"


class OtherDesk(WrongUsage):
    """What was named is a ticket of a desk that csm does not work on."""

    code = "other_desk"


class NotSignedIn(CsmError):  # noqa: N818
    """A credential is missing, ended, or not known to the service."""

    exit_code = ExitCode.NOT_SIGNED_IN
    code = "not_signed_in"
    category = "auth"


class NotAllowed(CsmError):  # noqa: N818
    """The credential is good, but its role or scope does not reach."""

    exit_code = ExitCode.NOT_ALLOWED
    code = "not_allowed"
    category = "auth"


class NotFound(CsmError):  # noqa: N818
    """The thing named does not exist, is not visible, or is named more than once."""

    exit_code = ExitCode.NOT_FOUND
    code = "not_found"
    category = "user_input"


class Conflict(CsmError):  # noqa: N818
    """Somebody else has it, or changed it since it was read; nothing was written."""

    exit_code = ExitCode.CONFLICT
    code = "conflict"
    category = "conflict"


class Unavailable(CsmError):  # noqa: N818
    """The service is down, out of reach or refuses more requests; nothing was written.

    `senseless` says that there was an answer, and that it is none to the question; `silent` that
    the next question would have none either, after as long a wait.
    """

    senseless = False
    silent = False

    exit_code = ExitCode.UNAVAILABLE
    code = "unavailable"
    category = "network"


class Limited(Unavailable):
    """A rate limit is used up for longer than csm waits; nothing was written.

    `one_ticket` says that it is the limit of a single ticket: others can be worked on.
    """

    silent = True
    code = "rate_limited"
    one_ticket = False


class Exhausted(Unavailable):
    """The service ran out of time or memory over one question; a smaller one may be answered."""

    code = "exhausted"


class StoppedWaiting(KeyboardInterrupt):
    """A person's Ctrl-C while a request was held back; it was not sent."""


class OutcomeUnknown(CsmError):  # noqa: N818
    """A write was sent, and no answer says whether it was carried out."""

    exit_code = ExitCode.UNKNOWN
    code = "outcome_unknown"
    category = "network"


class Refused(NotAllowed):
    """The service took the request, looked at it and said no; nothing was written."""

    code = "refused"


class Withheld(CsmError):  # noqa: N818
    """A reply that was sent as public came back as an internal note: the customer can't read it.

    `note_id` is the comment's number; null if the answer gave none.
    """

    code = "withheld"
    category = "delivery"

    def __init__(
        self,
        message: str,
        *,
        note_id: int | None,
        written: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, written=written, hint=hint)
        self.note_id = note_id

    @classmethod
    def of(cls, ticket: int, note_id: object) -> "Withheld":
        """The error for one reply as the desk shows it."""
        number = note_id if type(note_id) is int else None
        named = "the comment" if number is None else f"comment {number}"
        return cls(
            f"the reply on ticket {ticket} came back as an internal note: the customer can't "
            "read it",
            note_id=number,
            written=f"{named} was written, and only staff see it",
            hint="Zendesk makes private what a light agent replies: csm role upgrade, then send "
            "it again",
        )


class Leaked(CsmError):  # noqa: N818
    """A note that was sent as private came back as a public one.

    Args:
        message: What happened.
        ticket: The ticket.
        note_id: The comment's number; null if the answer gave none.
        made_at: When it was written, by the desk's clock; null if the answer does not tell.
        mended: Whether it is private again, as seen afterwards.
        written: What was written, and who may have read it.
        hint: What to do.
    """

    code = "leaked"
    category = "privacy"

    def __init__(
        self,
        message: str,
        *,
        ticket: int,
        note_id: int | None,
        made_at: datetime | None = None,
        mended: bool = False,
        written: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, written=written, hint=hint)
        self.ticket = ticket
        self.note_id = note_id
        self.made_at = made_at
        self.mended = mended

    @classmethod
    def of(cls, ticket: int, note_id: object, made_at: datetime | None = None) -> "Leaked":
        """The error for one note as the desk's answer shows it, before anything is done."""
        return cls(
            f"the note on ticket {ticket} came back public: the customer can read it",
            ticket=ticket,
            note_id=note_id if type(note_id) is int else None,
            made_at=made_at,
            written="the note was written, and not as a private one",
            hint=f"open ticket {ticket} and make comment {note_id} internal, now",
        )
