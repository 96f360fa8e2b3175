"""A draft of a public reply: as the text that it is, as a document, and on a screen."""

from base64 import b64encode
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from csm_cli.domain import drafts
from csm_cli.domain.asks import ASKS, Spared
from csm_cli.domain.drafts import Asking, Posting, has_news
from csm_cli.domain.tickets import Request
from csm_cli.environment import Environment
from csm_cli.output import clean
from csm_cli.output.present import View
from csm_cli.output.times import utc
from csm_cli.output.writes import request_records

if TYPE_CHECKING:
    from rich.console import Console

NOTHING = "nothing to ask for: the ticket holds it, or it can be looked up; --for asks for it"
"""Told once: by the screen, or where there is none beside the result."""

_LONGEST_SEQUENCE = 74_000  # bytes of a text that terminals take at once


class Drafted(NamedTuple):
    """A draft, and what became of it here.

    `text` is null where there is nothing to say. `edited` says that a person had it in the
    editor. `copied_with` names the program that took it, `file` where it was written.
    `requests` are those that would send it, null unless that is rehearsed.
    """

    ticket: int
    register: str
    medium: str
    name: str | None
    text: str | None
    edited: bool = False
    copied_with: str | None = None
    file: str | None = None
    requests: tuple[Request, ...] | None = None


def ask_view(drafted: Drafted, asking: Asking) -> View:
    """The document of `csm help json ask`."""
    document = {
        **_common(drafted),
        "asks": [{"kind": kind, **ASKS[kind]._asdict()} for kind in asking.kinds],
        "not_asked": [spared._asdict() for spared in asking.spared],
        "superfluous": [spared._asdict() for spared in asking.superfluous],
        **_end(drafted),
    }
    row = (drafted.ticket, drafted.register, ",".join(asking.kinds), drafted.text)
    return View(document, [row], lambda console: _show(console, drafted))


def update_view(drafted: Drafted, posting: Posting) -> View:
    """The document of `csm help json update`; what came from the editor is in the draft alone."""
    document = {
        **_common(drafted),
        "progress": posting.progress,
        "blockers": posting.blockers,
        "next": posting.next,
        "nothing_new": posting.nothing_new
        and not (drafted.edited and has_news(drafted.text or "")),
        "waits": posting.waits,
        "until": utc(posting.until),
        **_end(drafted),
    }
    row = (drafted.ticket, drafted.register, posting.waits, utc(posting.until), drafted.text)
    return View(document, [row], lambda console: _show(console, drafted))


def spared_lines(spared: Sequence[Spared], *, asked: bool) -> list[str]:
    """What need not be asked, for whoever drafts; `asked` where it is asked all the same."""
    word = "warning: asked all the same" if asked else "not asked"
    return [f"{word}: {each.kind}: {each.reason}" for each in spared]


def copying(environment: Environment, text: str) -> str | None:
    """What makes the terminal put the text on its clipboard (OSC 52); null if it can't.

    The text is in base64, so none of it can act on the terminal.
    """
    content = text.encode("utf-8", "replace")
    if not environment.copies or len(content) > _LONGEST_SEQUENCE:
        return None
    return f"\x1b]52;c;{b64encode(content).decode()}\x07"


def _common(drafted: Drafted) -> dict[str, Any]:
    return {
        "ticket": drafted.ticket,
        "register": drafted.register,
        "medium": drafted.medium,
        "name": drafted.name,
    }


def _end(drafted: Drafted) -> dict[str, Any]:
    return {
        "draft": drafted.text,
        "edited": drafted.edited,
        "copied_with": drafted.copied_with,
        "file": drafted.file,
        "dry_run": drafted.requests is not None,
        "requests": request_records(drafted.requests or ()),
    }


def _show(console: "Console", drafted: Drafted) -> None:
    from rich.panel import Panel  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    if drafted.text is None:
        console.print(Text(NOTHING))
        return
    how = "a chat" if drafted.medium == drafts.CHAT else "mail"
    console.print(
        Panel(
            Text(clean.block(drafted.text).strip()),
            title=f"draft for ticket {drafted.ticket}, {how}; not sent",
            title_align="left",
        )
    )
