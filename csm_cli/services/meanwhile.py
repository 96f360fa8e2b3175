"""Reading what happened to a ticket since it was read, once a desk has refused a write on it."""

from collections.abc import Sequence

from csm_cli.domain import meanwhile
from csm_cli.domain.claims import Claim
from csm_cli.domain.errors import Conflict, CsmError
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import Change, Entry, Ticket, Write
from csm_cli.services.ports import TicketDesk


def entries(desk: TicketDesk, before: Ticket) -> Sequence[Entry]:
    """The entries that came in since the ticket was read, newest first."""
    since = before.updated_at
    found = desk.conversation(before.number, until=lambda entry: entry.created_at <= since).entries
    return [entry for entry in found if entry.created_at > since]


def twin(desk: TicketDesk, write: Write, came: Sequence[Entry]) -> Entry | None:
    """The very same note among what came in, if another terminal of this person has left it."""
    fitted, me = desk.fitted(write), desk.me().person.id
    return next((entry for entry in came if _is_twin(entry, fitted, me)), None)


def by_whom(desk: TicketDesk, before: Ticket, change: Change | None) -> str:
    """Who did what since, as far as the desk tells this person; else empty."""
    try:
        happened = desk.happenings(before.number, before.updated_at) or ()
    except CsmError:  # what it is now is known, and is told all the same
        return ""
    return meanwhile.told(happened, change)


def notice(
    desk: TicketDesk,
    before: Ticket,
    now: Ticket,
    came: Sequence[Entry] = (),
    change: Change | None = None,
) -> Notice:
    """The warning that the ticket is another one than it was, with all that is known of why."""
    return meanwhile.notice(by_whom(desk, before, change) or meanwhile.seen(before, now, came))


def stop_at_news(
    desk: TicketDesk,
    before: Ticket,
    now: Ticket,
    came: Sequence[Entry],
    moved: Sequence[str],
    *,
    known: Claim | None = None,
    change: Change | None = None,
) -> None:
    """Go on only if nobody has to decide again over what happened since.

    `moved` is what the plan rests on and is different now; `known` the claim that was told
    with the plan.

    Raises:
        Conflict: somebody has to; says over what, and by whom it was done.
    """
    news = [*moved, *meanwhile.news(came, known, desk.me().person.id)]
    if not news:
        return
    who = by_whom(desk, before, change)
    raise Conflict(
        f"ticket {now.number} was changed in the meantime: {', '.join(news)}{who and f' ({who})'}",
        written="nothing was written",
        hint=f"csm show {now.number}, then decide again",
    )


def _is_twin(entry: Entry, fitted: Write, me: int | None) -> bool:
    if not entry.private or entry.author.id != me:
        return False
    same_verb = entry.mark is not None and entry.mark.verb == fitted.mark.verb
    return same_verb and not fitted.differences(entry)
