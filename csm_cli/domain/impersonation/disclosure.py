"""What of an audit a customer may have, as one value: nothing that is not in it can leak.

Left out, whatever the records hold: addresses of machines, ids of people and events, links,
and the e-mails of staff. Held back until a person has looked: events of accounts that may
concern another organization, and of accounts that were only named by hand.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from csm_cli.domain.impersonation import customer_words as words
from csm_cli.domain.impersonation.members import NO_EXTRAS, Extras, MemberCount
from csm_cli.domain.impersonation.records import Basis, Event, email_key
from csm_cli.domain.impersonation.remarks import Flag, Limit, Warn
from csm_cli.domain.impersonation.result import Audit, Organization
from csm_cli.domain.impersonation.sessions import Session
from csm_cli.domain.impersonation.shown_reasons import REDACTED, shown
from csm_cli.domain.impersonation.staff_names import ROLE, identity, labels
from csm_cli.domain.impersonation.window import Window
from csm_cli.domain.plain import line

BY_HAND = "named_by_hand"
HELD_TEXTS = {**{flag.value: text for flag, text in words.HELD.items()}, BY_HAND: words.BY_HAND}
"""Why an event is held back, by code."""

_KEPT_FLAGS = frozenset({*words.HELD, Flag.FAILED_SWITCH})


class Terms(NamedTuple):
    """What is agreed to be told.

    `staff` and `reasons` are ways of telling them. `passed` are ids of events that a person
    has looked at and lets go out, `looked` says that one has; `reviewed` has the words to show
    for a reason, null for none. `extras` are the accounts that were looked for by hand.
    """

    staff: str = ROLE
    reasons: str = REDACTED
    passed: frozenset[str] = frozenset()
    reviewed: Mapping[str, str | None] = {}
    extras: Extras = NO_EXTRAS
    looked: bool = False


class Held(NamedTuple):
    """How many events are held back for one reason."""

    code: str
    events: int

    @property
    def text(self) -> str:
        """The reason in words."""
        return HELD_TEXTS[self.code]


class Disclosure(NamedTuple):
    """What a customer may have of an audit.

    The events of `sessions` name staff by the label agreed on, and hold no ids but numbers
    that count within this value. The texts are a customer's. `looked` says that a person held
    back what is held.
    """

    organization: Organization
    window: Window
    members: MemberCount
    complete: bool
    reasons: tuple[str, ...]
    sessions: tuple[Session, ...]
    held: tuple[Held, ...]
    warnings: tuple[str, ...]
    limitations: tuple[str, ...]
    looked: bool = False

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, newest first."""
        found = [event for session in self.sessions for event in reversed(session.events)]
        return tuple(sorted(found, key=lambda one: one.occurred_at, reverse=True))


def disclose(audit: Audit, terms: Terms, audit_sessions: Iterable[Session]) -> Disclosure:
    """What may go out of the audit, on these terms; the sessions are the audit's, newest first."""
    doubts = {event.event_uuid: doubts_about(event, audit, terms.extras) for event in audit.events}
    held = Counter(
        code for uuid, codes in doubts.items() if uuid not in terms.passed for code in codes[:1]
    )
    free = {uuid for uuid, codes in doubts.items() if not codes or uuid in terms.passed}
    oldest_first = [
        one for session in reversed([*audit_sessions]) if (one := _freed(session, free))
    ]
    called = labels((event for one in oldest_first for event in one.events), terms.staff)
    told = [_told(one, number, called, terms) for number, one in enumerate(oldest_first, start=1)]
    return Disclosure(
        organization=audit.organization,
        window=audit.window,
        members=audit.members,
        complete=audit.complete,
        reasons=_incomplete(audit),
        sessions=tuple(reversed(told)),
        held=tuple(Held(code, count) for code, count in sorted(held.items())),
        warnings=_texts(words.WARNINGS, (one.code for one in audit.warnings)),
        limitations=_texts(words.LIMITS, (one.code for one in audit.limitations)),
        looked=terms.looked,
    )


def doubts_about(event: Event, audit: Audit, extras: Extras) -> tuple[str, ...]:
    """Why an event may not go out unless somebody has looked at it; empty if it may."""
    codes = [flag.value for flag in event.flags if flag in words.HELD]
    if _by_hand(event, audit, extras):
        codes.append(BY_HAND)
    return tuple(codes)


def _by_hand(event: Event, audit: Audit, extras: Extras) -> bool:
    """Whether only `--email` or `--user-id` ties the account to the organization."""
    if event.basis in {Basis.EXTRA_EMAIL, Basis.EXTRA_USER_ID}:
        return True
    if event.basis is not Basis.INFERRED:
        return False
    named = event.target_user_id in extras.user_ids or _key(event) in extras.emails
    return named and not any(
        _key(other) == _key(event) and other.basis in {Basis.CURRENT_MEMBER, Basis.FORMER_MEMBER}
        for other in audit.events
    )


def _key(event: Event) -> str | None:
    return email_key(event.target_email) if event.target_email else None


def _freed(session: Session, free: set[str]) -> Session | None:
    events = tuple(event for event in session.events if event.event_uuid in free)
    return session._replace(events=events) if events else None


def _told(session: Session, number: int, called: Mapping[str | None, str], terms: Terms) -> Session:
    events = (
        Event(
            event_uuid=f"{number}" if place == 0 else f"{number}.{place}",
            occurred_at=event.occurred_at.replace(microsecond=0),
            kind=event.kind,
            mode=event.mode,
            region=None,
            staff_email=called[identity(event)],
            staff_user_id=None,
            target_email=line(event.target_email or "") or None,
            target_user_id=None,
            reason=shown(event, terms.reasons, terms.reviewed),
            ticket_ref=None,
            basis=event.basis,
            flags=tuple(flag for flag in event.flags if flag in _KEPT_FLAGS),
        )
        for place, event in enumerate(session.events)
    )
    return session._replace(events=tuple(events))


def _incomplete(audit: Audit) -> tuple[str, ...]:
    """Each reason in a customer's words; one that has none still marks the report."""
    return tuple(
        dict.fromkeys(words.INCOMPLETE.get(one.code, words.ANY_INCOMPLETE) for one in audit.reasons)
    )


def _texts(known: Mapping[Warn | Limit, str], codes: Iterable[Warn | Limit]) -> tuple[str, ...]:
    return tuple(known[code] for code in codes if code in known)
