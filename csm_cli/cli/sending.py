"""Sending a reply that the customer reads: shown in full, confirmed by typing, from a terminal.

    return send(invocation, ref, text)

There is no `--yes`: whoever sends it has seen who gets it. Off a terminal, and with `--json`
or `--no-input`, nothing is sent.
"""

from collections.abc import Container

from csm_cli.cli.invocation import Invocation
from csm_cli.domain import replies
from csm_cli.domain.errors import Conflict, ExitCode, WrongUsage
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.replies import News, Prepared, Sent
from csm_cli.services.replying import Replying

_ANOTHER = "that was another reply; the one that you have now is not sent yet"


def can_send(invocation: Invocation) -> None:
    """Say no where nobody can be asked; before an editor is opened, for instance.

    Raises:
        WrongUsage: no terminal, or `--json`, or `--no-input`. Nothing has been sent.
    """
    if not invocation.can_ask:
        raise WrongUsage(
            "a reply to a customer is sent from a terminal only, after a person has seen it",
            written="nothing was sent",
            hint="the same command without --send writes the draft; no option sends it unseen",
        )


def send(
    invocation: Invocation,
    ref: TicketRef,
    text: str,
    *,
    pending: bool = False,
    resend: bool = False,
    known: Container[int] | None = None,
) -> int:
    """Send a reply after a person has read all of it; the exit code.

    Args:
        invocation: The run.
        ref: The ticket.
        text: The reply, as it was typed.
        pending: Whether the ticket becomes pending with it; else its status stays.
        resend: Whether a reply of an earlier run that left no trace is sent again, after it
            was shown. Then `text` waits: one at a time.
        known: The entries that the ticket had when the reply was begun: later ones are shown
            before the question.

    Raises:
        WrongUsage: nothing waits to be sent again, nobody can be asked, the text must not go
            out, or the person says no.
        Conflict: the ticket is closed, claimed by somebody else, or was changed meanwhile.
        CsmError: it was not sent, or is not known to be; the error says which.
    """
    from csm_cli.runtime.sending import replying  # noqa: PLC0415 - heavy

    can_send(invocation)
    service = replying(invocation.runtime)
    earlier = service.earlier(ref, resend=resend)
    if isinstance(earlier, Prepared):
        return _sent(invocation, service, earlier)
    if resend:
        return _nothing_again(invocation, ref, earlier)
    status = replies.PENDING if pending else None
    if earlier is not None:
        _tell(invocation, earlier)
        if replies.same_words(earlier.reply.text, text):
            return _code(earlier)
        invocation.say(_ANOTHER)
    prepared = service.prepare(ref, text, status=status, known=known)
    return _sent(invocation, service, prepared)


def planned(
    invocation: Invocation,
    ref: TicketRef,
    text: str,
    *,
    pending: bool = False,
    resend: bool = False,
) -> Prepared | None:
    """The same for `--dry-run`: checked, with exactly what would be sent; asks and sends nothing.

    Null if an earlier run has sent it, which is told.

    Raises:
        WrongUsage, Conflict, CsmError: as `send`, but for what only sending can meet.
    """
    from csm_cli.output.reply import asides  # noqa: PLC0415
    from csm_cli.runtime.sending import replying  # noqa: PLC0415 - heavy

    service = replying(invocation.runtime)
    earlier = service.earlier(ref, resend=resend, dry_run=True)
    if isinstance(earlier, Prepared):
        return earlier
    if resend and earlier is None:
        raise _none_waits(ref)
    if earlier is not None:
        for line in asides(earlier):
            invocation.say(line)
        if resend or replies.same_words(earlier.reply.text, text):
            return None
        invocation.say(_ANOTHER)
    status = replies.PENDING if pending else None
    return service.prepare(ref, text, status=status)


def _none_waits(ref: TicketRef) -> WrongUsage:
    return WrongUsage(
        f"no reply of yours to ticket {ref.number} waits to be sent again",
        written="nothing was sent",
        hint="csm log says what became of each; without --resend it is a new reply",
    )


def _nothing_again(invocation: Invocation, ref: TicketRef, earlier: Sent | None) -> int:
    """What became of the reply that was to be sent again; no other one goes out in its place."""
    if earlier is None:
        raise _none_waits(ref)
    _tell(invocation, earlier)
    return _code(earlier)


def _sent(invocation: Invocation, service: Replying, prepared: Prepared) -> int:
    _show(invocation, prepared)
    _confirm(invocation, prepared)
    found = service.send(prepared)
    if isinstance(found, News):
        _tell_news(invocation, found)
        raise Conflict(
            f"ticket {found.ticket} has changed while you wrote",
            written="your reply was not sent",
            hint="read what came in, then run the same command again",
        )
    _tell(invocation, found)
    return _code(found)


def _show(invocation: Invocation, prepared: Prepared) -> None:
    """Who gets it, how, and all of its text, where the question will stand."""
    from csm_cli.output.present import console  # noqa: PLC0415
    from csm_cli.output.reply import plan  # noqa: PLC0415

    plan(console(invocation.environment, stderr=True), prepared)


def _confirm(invocation: Invocation, prepared: Prepared) -> None:
    """Go on only when the ticket's number was typed: a habit of the hand does not do it.

    What was typed before the question stood there answers nothing.

    Raises:
        WrongUsage: something else was typed, or nothing.
        KeyboardInterrupt: Ctrl-C is the answer; says that nothing was sent.
    """
    number = str(prepared.ticket.number)
    invocation.environment.forget_typed()
    question = f"The customer will read this. Type {number} to send it, Enter to stop: "
    try:
        typed = invocation.ask(question)
    except KeyboardInterrupt:
        invocation.voice.write_here("")
        raise KeyboardInterrupt("nothing was sent") from None
    if typed.removeprefix("#") != number:
        raise WrongUsage(
            "not confirmed",
            written="nothing was sent",
            hint=f"csm show {number}; the same command without --send hands the draft to you",
        )


def _tell(invocation: Invocation, sent: Sent) -> None:
    from csm_cli.output.reply import asides, view  # noqa: PLC0415

    for line in asides(sent):
        invocation.say(line)
    invocation.present(view(sent))


def _tell_news(invocation: Invocation, news: News) -> None:
    from csm_cli.output.reply import news_lines  # noqa: PLC0415

    for line in news_lines(news):
        invocation.say(line)


def _code(sent: Sent) -> int:
    return ExitCode.UNEXPECTED if sent.differences else ExitCode.DONE
