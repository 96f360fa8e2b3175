"""A person looks at what may not go to a customer unseen: doubtful events, and reasons."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from csm_cli.cli.invocation import YES, Invocation
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.disclosure import HELD_TEXTS, Terms, doubts_about
from csm_cli.domain.impersonation.records import Event
from csm_cli.domain.impersonation.result import Audit
from csm_cli.domain.impersonation.shown_reasons import REVIEWED, cleared
from csm_cli.domain.impersonation.window import rfc3339
from csm_cli.domain.plain import line

_KEEP, _HOLD = YES | {"k", "keep"}, frozenset({"n", "no"})


def reviewed(invocation: Invocation, audit: Audit, terms: Terms) -> Terms:
    """The terms with a person's decisions; what is not decided stays back.

    Events are asked about one by one, oldest first, then each reason once. An empty answer
    holds it back, and so does the end of the input.
    """
    passed = frozenset(_passed(invocation, audit, terms))
    terms = terms._replace(passed=passed, looked=True)
    if terms.reasons != REVIEWED:
        return terms
    going = [
        event
        for event in reversed(audit.events)
        if event.event_uuid in passed or not doubts_about(event, audit, terms.extras)
    ]
    return terms._replace(reviewed=dict(_reasons(invocation, going)))


def _passed(invocation: Invocation, audit: Audit, terms: Terms) -> Iterator[str]:
    for event in reversed(audit.events):
        doubts = doubts_about(event, audit, terms.extras)
        if not doubts:
            continue
        invocation.say(f"\n{_described(event)}")
        for code in doubts:
            invocation.say(f"  doubtful: {HELD_TEXTS[code]}")
        if invocation.agrees("  Does it concern this customer, and may it go out?"):
            yield event.event_uuid


def _reasons(invocation: Invocation, events: list[Event]) -> Iterator[tuple[str, str | None]]:
    counted = Counter(event.reason for event in events if event.reason)
    for place, (reason, count) in enumerate(counted.items(), start=1):
        times = f", {count} times" if count > 1 else ""
        invocation.say(f"\nreason {place} of {len(counted)}{times}: {line(reason)}")
        text = cleared(reason)
        if text is None:
            invocation.say("  it holds a secret, or no more than links and ids, and is held back")
            yield reason, None
            continue
        if text != line(reason):
            invocation.say(f"  it would read: {text}")
        question = "  [k to show it, Enter to hold it back, or other words] "
        yield reason, invocation.answered(question, partial(_decided, text), instead=None) or None


def _decided(text: str, answer: str) -> str:
    """What a reader gets to see, empty for nothing: a yes or a no is an answer here too.

    Raises:
        WrongUsage: other words hold what no customer gets, which slips in by pasting.
    """
    if answer.lower() in _KEEP:
        return text
    if answer.lower() in _HOLD:
        return ""
    typed = cleared(answer)
    if typed != line(answer):
        without = f"; without them it would read: {typed}" if typed else ""
        raise WrongUsage(
            f"links, addresses, ids and secrets stay out of a customer's report{without}"
        )
    return typed


def _described(event: Event) -> str:
    return line(
        f"{rfc3339(event.occurred_at)} {event.kind.value} ({event.mode or 'mode not recorded'}) "
        f"by {event.staff_email or 'nobody on record'} on "
        f"{event.target_email or f'user {event.target_user_id}'}: {event.reason or 'no reason'}"
    )
