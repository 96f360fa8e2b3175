"""The same problem elsewhere: a screen, a line for each match, a document."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from csm_cli.domain.likeness.hits import NAMES, Hit, Match, Similar
from csm_cli.domain.likeness.wording import Wording
from csm_cli.output import clean
from csm_cli.output.missing import records as missing_records
from csm_cli.output.present import View
from csm_cli.output.times import ago, utc

if TYPE_CHECKING:
    from csm_cli.output.screen import Screen

_UNDER = 6  # columns: what goes on under a match stands behind its score
_TITLE = 160  # characters on a screen; a message in Slack may be a page long


def view(found: Similar, *, now: datetime) -> View:
    """The matches; in a pipe a line each: score, source, title, address, state, reasons."""

    def screen(console: "Screen") -> None:
        _print(console, found, now)

    return View(document(found), _rows(found), screen)


def document(found: Similar) -> dict[str, Any]:
    """The document of `csm help json similar`."""
    return {
        "ticket": found.ticket,
        "searched_for": {"private": _wording(found.wording), "public": _wording(found.public)},
        "complete": found.complete,
        "sources": [
            {
                "source": each.source,
                "complete": each.complete,
                "queries": [*each.queries],
                "found": each.found,
            }
            for each in found.searched
        ],
        "matches": [_match(each) for each in found.matches],
        "about_this_ticket": [_hit(each) for each in found.about_this],
        "omitted": found.left_out,
        "missing": missing_records(found.missing),
    }


def _wording(wording: Wording) -> dict[str, list[str]]:
    return {"error_strings": [*wording.phrases], "words": [*wording.words]}


def _match(match: Match) -> dict[str, Any]:
    return {
        **_hit(match.hit),
        "score": match.score,
        "reasons": [each._asdict() for each in match.reasons],
        "also": [_hit(each) for each in match.also],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "source": hit.source,
        "title": clean.line(hit.title),
        "url": hit.url,
        "state": hit.state,
        "changed_at": utc(hit.at),
    }


def _rows(found: Similar) -> Iterator[Sequence[str | int | None]]:
    for match in found.matches:
        hit, why = match.hit, "; ".join(each.text for each in match.reasons)
        yield f"{match.score:g}", hit.source, hit.title, hit.url, hit.state, why


def _print(console: "Screen", found: Similar, now: datetime) -> None:
    from rich.text import Text  # noqa: PLC0415 - a pipe must not pay for Rich

    if not found.matches:
        console.print(Text(_nothing(found)))
    for match in found.matches:
        _print_match(console, match, now)
    if found.about_this:
        console.print(Text("About this very ticket", "bold"))
        for hit in found.about_this:
            _print_hit(console, hit, "  ")
    if found.left_out:
        console.print(Text(f"{found.left_out} more; a larger --limit shows them", "dim"))


def _print_match(console: "Screen", match: Match, now: datetime) -> None:
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    hit = match.hit
    _print_hit(console, hit, f"{match.score:4.1f}  ")
    facts = [clean.line(hit.state)] if hit.state else []
    facts += [ago(hit.at, now)] if hit.at else []
    why = "; ".join(clean.line(each.text) for each in match.reasons)
    told = f"{', '.join(facts)}. {why}" if facts else why
    console.print(Padding(Text(told, "dim"), (0, 0, 0, _UNDER)))
    for other in match.also:
        _print_hit(console, other, f"{' ' * _UNDER}also ")


def _print_hit(console: "Screen", hit: Hit, before: str) -> None:
    from rich.text import Text  # noqa: PLC0415

    title = clean.line(hit.title)
    short = title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"
    name = NAMES[hit.source].removeprefix("the ")
    line = Text(before, "bold").append(f"{name}  ", "cyan")
    line.append_text(console.link(short, hit.url, "blue"))
    if not console.links:
        line.append(f"  {clean.line(hit.url)}")
    console.hanging(line, _UNDER)


def _nothing(found: Similar) -> str:
    asked = found.wording
    words = ", ".join(clean.line(each) for each in (*asked.phrases, *asked.words))
    where = "" if found.complete else " in what could be searched"
    return f"nothing alike found{where}, by {words}"
