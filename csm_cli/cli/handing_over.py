"""A draft on its way to a person: the editor, then a file, the clipboard, or stdout in a pipe."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from csm_cli.cli.advice import options
from csm_cli.cli.composing import Composed, composed
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.shape import WHOLE
from csm_cli.cli.words import Words
from csm_cli.domain.drafts import CLINICAL, KEEN
from csm_cli.domain.errors import ExitCode, Unexpected, WrongUsage
from csm_cli.domain.passing import Passing
from csm_cli.domain.refs import TicketRef
from csm_cli.output import clean
from csm_cli.output.draft import NOTHING, Drafted
from csm_cli.output.present import View
from csm_cli.output.writes import request_line

if TYPE_CHECKING:
    from csm_cli.services.drafting import Material


class Register(StrEnum):
    """How a reply sounds."""

    keen = KEEN
    clinical = CLINICAL


InRegister = Annotated[
    Register | None, typer.Option("--register", help="How it sounds; by the ticket if not said.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the draft to a file of yours."),
]
Force = Annotated[bool, typer.Option("--force", help="Let --output replace a file.")]
Send = Annotated[
    bool, typer.Option("--send", help="Send it to the customer, once you have typed its number.")
]
Pending = Annotated[bool, typer.Option("--pending", help="With --send: set the ticket to pending.")]
Resend = Annotated[
    bool, typer.Option("--resend", help="With --send: send an undecided reply again.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="With --send: say exactly what would be sent.")
]


class Way(NamedTuple):
    """Where the draft goes, as typed."""

    output: Path | None = None
    force: bool = False
    send: bool = False
    pending: bool = False
    resend: bool = False
    dry_run: bool = False

    @property
    def goes_on(self) -> str:
        """The options with which a draft that was kept goes the same way."""
        flags = {
            "--force": self.force, "--send": self.send, "--pending": self.pending,
            "--dry-run": self.dry_run,
        }  # fmt: skip
        return f"{options({'--output': self.output}, flags)} --draft".strip()


def check(invocation: Invocation, way: Way) -> None:
    """Say no early to what can't be done with a draft.

    Raises:
        WrongUsage: the file exists and `--force` is not given, its folder does not exist, or
            nobody is there to see what would be sent.
    """
    if (way.pending or way.resend or way.dry_run) and not way.send:
        raise WrongUsage("--pending, --resend and --dry-run go with --send")
    if way.output is not None:
        from csm_cli.output.report_file import free  # noqa: PLC0415

        if way.send:
            raise WrongUsage("--send and --output: leave one of them out")
        free(way.output, force=way.force)
    if way.send and not way.dry_run:
        from csm_cli.cli.sending import can_send  # noqa: PLC0415 - heavy

        can_send(invocation)
        if invocation.shape != WHOLE:
            raise WrongUsage(
                "--fields is about a draft, and --send sends it: leave one of them out"
            )


def taken_up(words: Words, draft: str | None, beside: Mapping[str, object]) -> str | None:
    """The text of a draft that is gone on with; null if none is.

    `beside` are options that say what a reply holds, by their names.

    Raises:
        WrongUsage: one of these is given, too, or the file can't be read as text.
    """
    if draft is not None and (given := [option for option, value in beside.items() if value]):
        raise WrongUsage(f"--draft is the whole reply: leave {', '.join(given)} out")
    return words.file("--draft", draft)


def edits(invocation: Invocation, way: Way) -> bool:
    """Whether a person gets the draft in the editor: at a terminal, and reading from it.

    What is sent again is an earlier reply, as it was.
    """
    at_terminal = invocation.can_ask and invocation.environment.stdout_is_terminal
    return at_terminal and not way.resend


@contextmanager
def in_editor(
    invocation: Invocation, command: str, material: "Material", text: str, way: Way
) -> Iterator[Composed]:
    """Within the block the draft as a person has made it; see `composed` for the errors."""
    ticket = material.ticket
    asides = [
        f"A public reply to ticket {ticket.number}: {ticket.subject}",
        f"The customer reads it as {material.medium.kind}. Nothing is sent by saving it.",
        "Save and close to go on; an empty file stops.",
    ]
    with composed(
        invocation,
        command,
        ticket.number,
        text,
        asides,
        needs_answer=False,
        goes_on=way.goes_on,
    ) as made:
        yield made


def handed_over(
    invocation: Invocation,
    drafted: Drafted,
    view: Callable[[Drafted], View],
    way: Way,
    material: "Material",
) -> int:
    """Give the draft to whoever asked for it, or send it; the exit code.

    `material` is what it was made of: what came in on the ticket since is shown before the
    question.

    Raises:
        WrongUsage: the file is there by now, or the draft is not to be sent.
        CsmError: what `send` raises.
    """
    text = drafted.text
    if way.send and not way.dry_run and (text is not None or way.resend):
        return _sent(invocation, text or "", way, material)
    if way.send and (text is not None or way.resend):
        drafted = _rehearsed(invocation, drafted, text or "", way)
    elif text is not None and way.output is not None:
        _written(way.output, text, force=way.force)
        drafted = drafted._replace(file=str(way.output))
    elif text is not None and _at_a_screen(invocation):
        drafted = drafted._replace(copied_with=on_clipboard(invocation, text))
    _present(invocation, drafted, view)
    for line in _where(invocation, drafted):
        invocation.say(line)
    return ExitCode.DONE


def _sent(invocation: Invocation, text: str, way: Way, material: "Material") -> int:
    from csm_cli.cli.sending import send  # noqa: PLC0415 - heavy

    ref = TicketRef(material.ticket.number)
    known = frozenset(entry.id for entry in material.entries)
    return send(invocation, ref, text, pending=way.pending, resend=way.resend, known=known)


def _rehearsed(invocation: Invocation, drafted: Drafted, text: str, way: Way) -> Drafted:
    """The draft with what would be sent; what is sent again is the earlier reply, as it was."""
    from csm_cli.cli.sending import planned  # noqa: PLC0415 - heavy

    ref = TicketRef(drafted.ticket)
    prepared = planned(invocation, ref, text, pending=way.pending, resend=way.resend)
    if prepared is None:
        return drafted._replace(requests=())
    for warning in prepared.warnings:
        invocation.say(f"warning: {clean.line(warning)}")
    if prepared.began_at is not None:
        drafted = drafted._replace(text=prepared.reply.text)
    return drafted._replace(requests=prepared.requests)


def _written(output: Path, text: str, *, force: bool) -> None:
    from csm_cli.output.report_file import write  # noqa: PLC0415

    try:
        write(output, f"{text}\n".encode("utf-8", "replace"), force=force)
    except OSError as problem:
        raise Unexpected(f"the draft could not be written: {problem}") from None


def _at_a_screen(invocation: Invocation) -> bool:
    return invocation.environment.stdout_is_terminal and not invocation.for_a_program


def on_clipboard(invocation: Invocation, text: str) -> str | None:
    """Put it on the clipboard, by a program or by the terminal itself; null if neither can."""
    from csm_cli.output.draft import copying  # noqa: PLC0415

    if (program := invocation.runtime.copied(text)) is not None:
        return program
    sequence = copying(invocation.environment, text)
    if sequence is None:
        return None
    invocation.environment.stderr.write(sequence)
    invocation.environment.stderr.flush()
    return "the terminal"


def _present(invocation: Invocation, drafted: Drafted, view: Callable[[Drafted], View]) -> None:
    if invocation.for_a_program or _at_a_screen(invocation):
        invocation.present(view(drafted))
    elif drafted.text is not None and drafted.file is None:
        invocation.present_text(f"{clean.block(drafted.text)}\n")


def _where(invocation: Invocation, drafted: Drafted) -> Sequence[str]:
    if drafted.text is None:
        return [] if _at_a_screen(invocation) else [NOTHING]
    if drafted.requests is not None:
        return [] if invocation.shared.json else [request_line(one) for one in drafted.requests]
    if drafted.file is not None:
        return [Passing(f"the draft is in {drafted.file}; nothing was sent")]
    if drafted.copied_with is not None:
        return [Passing(f"the draft is on the clipboard ({drafted.copied_with}); nothing was sent")]
    if _at_a_screen(invocation):
        return ["no clipboard is known here: the draft stands above, --output FILE keeps it"]
    return []
