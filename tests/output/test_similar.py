"""The same problem elsewhere, shown: what others wrote moves nothing and leads nowhere else."""

import io
from datetime import UTC, datetime

from csm_cli.domain.likeness.hits import GITHUB, SLACK, Hit, Match, Reason, Searched, Similar
from csm_cli.domain.likeness.wording import Wording
from csm_cli.environment import Environment
from csm_cli.output.present import Look, present
from csm_cli.output.similar import view

NOW = datetime(2026, 11, 29, tzinfo=UTC)
EVIL = "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07\x1b[2J\u202e[red]=1+1\r\nforged\tline"
_HIT = Hit(GITHUB, "github:a/b#1", EVIL, "https://github.com/a/b/issues/1", EVIL, EVIL, NOW)
_FOUND = Similar(
    1,
    Wording((EVIL,), (EVIL,)),
    Wording(),
    (
        Match(
            _HIT,
            5.0,
            (Reason("words", f"shares {EVIL}", 5.0),),
            (_HIT._replace(source=SLACK, key="slack:C/1"),),
        ),
    ),
    (_HIT,),
    3,
    (Searched(GITHUB, (EVIL,), complete=True, found=1),),
    (),
)


def _shown(found: Similar, *, terminal: bool, as_json: bool = False) -> str:
    out = io.StringIO()
    environment = Environment.of_this_process()._replace(
        stdout=out, stdout_is_terminal=terminal, variables={"TERM": "dumb"}, width=100
    )
    present(environment, view(found, now=NOW), as_json=as_json, look=Look(exact=False, pager=False))
    return out.getvalue()


def test_hostile_text_is_text() -> None:
    """On a screen, in a pipe and in a document: no escape, no turned line, no forged line."""
    for shown in (
        _shown(_FOUND, terminal=True),
        _shown(_FOUND, terminal=False),
        _shown(_FOUND._replace(matches=()), terminal=True),
        _shown(_FOUND, terminal=False, as_json=True),
    ):
        assert not {"\x1b", "\x07", "\u202e", "\r"} & set(shown)
        assert "evil.example" not in shown or shown.startswith("{")
        assert not any(line.startswith("forged") for line in shown.splitlines())
    [line] = _shown(_FOUND, terminal=False).splitlines()
    assert line.count("\t") == 5


def test_a_screen_tells_all() -> None:
    """Score, place, address, state, age, why; what is about the same; what is left out."""
    shown = _shown(_FOUND, terminal=True)
    for each in ("5.0", "GitHub", "https://github.com/a/b/issues/1", "also Slack", "very ticket"):
        assert each in shown
    assert "3 more; a larger --limit shows them" in shown
