"""Claiming many: Zendesk's limits are kept to and told, one failing ticket stops no other."""

import re
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.crowd import FIRST_TICKET, Crowd, name, served
from tests.terminal import Output, Terminal

SEVERAL = [FIRST_TICKET + place for place in range(12)]
A_PUT = {"method": "PUT", "path": "tickets/"}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """Two agents and three hundred tickets; five updates a minute, two of one ticket in ten."""
    limits = {"tickets_update_per_minute": 5, "ticket_updates_per_10_minutes": 2}
    folder = tmp_path_factory.mktemp("many")
    with served(folder, people=2, tickets=300, limits=limits) as made:
        yield made


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """The same with limits that nobody reaches."""
    limits = {"tickets_update_per_minute": 9999, "account_per_minute": 99_999}
    folder = tmp_path_factory.mktemp("wide")
    with served(folder, people=2, tickets=300, limits=limits) as made:
        yield made


@pytest.fixture
def few(crowd: Crowd, tmp_path: Path) -> Terminal:
    """An agent where few updates are taken, everything as new."""
    crowd.anew()
    return _at(crowd, tmp_path)


@pytest.fixture
def free(wide: Crowd, tmp_path: Path) -> Terminal:
    """An agent where there are no limits, everything as new."""
    wide.anew()
    return _at(wide, tmp_path)


def _at(crowd: Crowd, folder: Path) -> Terminal:
    config = folder / "config.toml"
    config.touch(mode=0o600)
    return crowd.terminal(0, folder, CSM_CONFIG=str(config))


def _set(terminal: Terminal, **limits: float) -> None:
    lines = [f"{key} = {value}" for key, value in limits.items()]
    Path(terminal.variables["CSM_CONFIG"]).write_text("\n".join(["[limits]", *lines]))


def claim(terminal: Terminal, numbers: list[int], *options: str) -> Output:
    """Claim these."""
    return terminal(["claim", *map(str, numbers), *options])


def outcomes(out: Output) -> list[str]:
    """What became of each, in order."""
    return [each["outcome"] for each in out.json["results"]]


def _use_up(zendesk: Zendesk, updates: int, seconds_left: float) -> None:
    """Colleagues have sent so many updates in this minute, of which so much is left."""
    for number in range(FIRST_TICKET + 100, FIRST_TICKET + 100 + updates):
        zendesk.change(number, priority="high")
    zendesk.advance(60 - seconds_left)


def test_waiting_for_the_next_minute(crowd: Crowd, few: Terminal) -> None:
    """No update is sent that Zendesk would refuse: csm waits, says how long, and goes on."""
    _use_up(crowd.zendesk, 4, seconds_left=4)
    out = claim(few, SEVERAL[:3], "--json")
    assert (out.exit_code, outcomes(out)) == (0, ["claimed"] * 3)
    (wait,) = [line for line in out.stderr.splitlines() if "going on in" in line]
    assert wait.startswith("Zendesk takes 5 updates of tickets a minute; going on in ")
    assert wait.endswith(" (waiting 15 min in all at most)")
    assert {each["status"] for each in crowd.zendesk.sent()} == {200}


@pytest.mark.parametrize("asked", ["seconds", "date"])
def test_a_refused_update_goes_out_again(free: Terminal, wide: Crowd, asked: str) -> None:
    """Too many requests means that nothing was written: the same operation, a while later."""
    zendesk = wide.zendesk
    date = format_datetime(zendesk.now() + timedelta(seconds=3), usegmt=True)
    retry_after = 1 if asked == "seconds" else date
    zendesk.arm("status", status=429, retry_after=retry_after, times=1, **A_PUT)
    out = claim(free, SEVERAL[:2], "--json")
    assert outcomes(out) == ["claimed", "claimed"]
    first, again, _ = zendesk.sent()
    assert (first["status"], again["status"]) == (429, 200)
    assert first["body"] == again["body"]
    assert "Zendesk asks to wait; going on in " in out.stderr
    assert len(zendesk.of_csm(FIRST_TICKET)) == 1


def test_unavailable_with_a_wait_is_not_a_refusal(free: Terminal, wide: Crowd) -> None:
    """A 503 says nothing about what was done: looked up, and never sent again, whatever it asks."""
    zendesk = wide.zendesk
    zendesk.arm("status", status=503, retry_after=1, when="after", times=1, **A_PUT)
    out = claim(free, SEVERAL[:2], "--json")
    assert outcomes(out) == ["claimed", "claimed"]
    assert len(zendesk.sent()) == 2
    assert len(zendesk.of_csm(FIRST_TICKET)) == 1


def test_one_ticket_too_often(crowd: Crowd, few: Terminal) -> None:
    """The limit of one ticket is told as such, and the other tickets are claimed all the same."""
    few("claim 1001")
    few("claim 1001 --release")
    crowd.zendesk.advance(61)  # the account's minute is over, the ticket's ten are not
    out = claim(few, SEVERAL[:3], "--json")
    assert (out.exit_code, outcomes(out)) == (8, ["unavailable", "claimed", "claimed"])
    assert (
        "1001 unavailable: Zendesk takes 2 updates of ticket 1001 by one person in 10 minutes; "
        "9 min more would be longer than csm waits, which is 100 s at once; nothing was written"
    ) in out.stderr


def test_for_longer_than_csm_waits(free: Terminal, wide: Crowd) -> None:
    """What was done is told, the rest was not tried, and the same command does exactly the rest."""
    zendesk = wide.zendesk
    zendesk.arm("status", status=429, retry_after=3600, times=1, method="PUT", path="tickets/1003")
    out = claim(free, SEVERAL[:6], "--json")
    assert (out.exit_code, outcomes(out)) == (8, ["claimed"] * 2 + ["unavailable"] * 4)
    assert "6 tickets: 2 claimed, 1 unavailable, 3 not tried any more\n" in out.stderr
    assert "next: run the same command again; it goes on where it stopped\n" in out.stderr
    assert "run it again in 60 min" in out.stderr
    assert len(zendesk.sent()) == 3
    again = claim(free, SEVERAL[:6], "--json")
    assert (again.exit_code, outcomes(again)) == (0, ["already-yours"] * 2 + ["claimed"] * 4)
    assert [len(zendesk.of_csm(number)) for number in SEVERAL[:6]] == [1] * 6


def test_the_cap_on_all_waits(free: Terminal, wide: Crowd) -> None:
    """Short waits add up; the one that would be too much is not begun."""
    _set(free, waiting_cap_seconds=1.5)
    wide.zendesk.arm("status", status=429, retry_after=1, times=2, **A_PUT)
    out = claim(free, SEVERAL[:3], "--json")
    assert (out.exit_code, outcomes(out)) == (7, ["unavailable"] * 3)
    assert "1 s more would be longer than csm waits, which is 2 s in all" in out.stderr
    assert "2 not tried any more" in out.stderr


def test_one_failing_ticket(free: Terminal, wide: Crowd) -> None:
    """Whatever is wrong with a ticket is told of this ticket; all others are done."""
    zendesk = wide.zendesk
    zendesk.arm("status", status=500, times=9, method="GET", path=r"tickets/1002\.json")
    zendesk.arm("status", status=422, times=1, method="PUT", path="tickets/1004")
    out = claim(free, [*SEVERAL[:5], 99], "--json")
    assert outcomes(out) == [
        "claimed", "unavailable", "claimed", "refused", "claimed", "not-found",
    ]  # fmt: skip
    assert out.exit_code == 8


def test_nobody_there_any_more(free: Terminal, wide: Crowd) -> None:
    """Three in a row without an answer are enough: the others are left alone."""
    zendesk = wide.zendesk
    zendesk.arm("status", status=500, times=99, method="GET", path=r"tickets/100[2-9]")
    out = claim(free, SEVERAL[:9], "--json")
    assert outcomes(out) == ["claimed"] + ["unavailable"] * 8
    assert "9 tickets: 1 claimed, 3 unavailable, 5 not tried any more" in out.stderr


def test_updates_without_an_answer(free: Terminal, wide: Crowd) -> None:
    """Three unknown outcomes in a row: no fourth is made; the next run settles them one by one."""
    zendesk = wide.zendesk
    zendesk.arm("status", status=500, times=3, **A_PUT)
    quick = free.with_(CSM_VERIFY_SECONDS="0.1")
    out = claim(quick, SEVERAL[:5], "--json")
    assert (out.exit_code, outcomes(out)) == (10, ["unknown"] * 3 + ["unavailable"] * 2)
    zendesk.advance(2)
    again = claim(quick, SEVERAL[:5], "--json")
    assert outcomes(again) == ["unknown"] * 3 + ["claimed"] * 2
    resent = claim(quick, SEVERAL[:5], "--json", "--resend")
    assert outcomes(resent) == ["claimed"] * 3 + ["already-yours"] * 2
    assert [len(zendesk.of_csm(number)) for number in SEVERAL[:5]] == [1] * 5


def test_signed_out_on_the_way(free: Terminal, wide: Crowd) -> None:
    """The credential ends: what was done is told, and nobody is asked three hundred times more."""
    zendesk = wide.zendesk
    zendesk.arm("status", status=401, times=99, method="GET", path=r"tickets/100[3-9]")
    zendesk.forget_requests()
    out = claim(free, SEVERAL, "--json")
    assert (out.exit_code, outcomes(out)) == (8, ["claimed"] * 2 + ["unavailable"] * 10)
    assert "1003 unavailable: Zendesk does not know this credential" in out.stderr
    assert "9 not tried any more" in out.stderr
    assert len([each for each in zendesk.asked() if each["status"] == 401]) == 1


def test_hundreds_from_stdin(free: Terminal, wide: Crowd) -> None:
    """Three hundred words, each ticket once, in the order of their first mention."""
    numbers = [FIRST_TICKET + place for place in range(300)]
    numbers = numbers[150:] + numbers[:150]
    words = [f"#{number}" for number in numbers] + [str(number) for number in numbers[:50]]
    out = free("claim - --json", stdin="\n".join(words))
    results: list[dict[str, Any]] = out.json["results"]
    assert out.exit_code == 0
    assert [each["ticket"] for each in results] == numbers
    assert {(each["outcome"], each["by"]) for each in results} == {("claimed", name(0))}
    assert len({each["note_id"] for each in results}) == 300
    assert out.stderr == "300 tickets: 300 claimed\n"
    assert len(wide.zendesk.sent()) == 300


def test_a_bar_on_a_terminal(free: Terminal) -> None:
    """It counts on stderr while it lasts; the account is what stays."""
    out = claim(free.with_(terminal=True), [*SEVERAL[:5], 99])
    assert re.search(r"6 of 6  5 done, 1 failed; \d+ a minute \(at most 9999\)", out.stderr)
    advice, account = out.stderr.rpartition("\x1b[2K")[2].splitlines()
    assert advice.startswith("next: compare the number")
    assert account == "6 tickets: 5 claimed, 1 not-found"


@pytest.mark.parametrize(
    ("option", "variables"),
    [
        ("--no-progress", {}),
        ("--json", {}),
        ("--no-input", {"ACCESSIBLE": "1"}),
        ("--no-input", {"TERM": "dumb"}),
    ],
)
def test_no_bar(free: Terminal, option: str, variables: dict[str, str]) -> None:
    """Whoever asked for lines, or reads with a program, gets no cursor that moves."""
    terminal = Terminal({**free.variables, **variables}, terminal=True)
    out = claim(terminal, SEVERAL[:5], option)
    assert out.stderr == "5 tickets: 5 claimed\n"


def test_lines_when_it_takes_long(free: Terminal) -> None:
    """Where no bar can be, a line now and then says how far it is; --json has none."""
    _set(free, progress_line_seconds=0.001)
    *lines, account = claim(free, SEVERAL[:5]).stderr.splitlines()
    assert [line.partition(";")[0] for line in lines] == [
        f"{done} of 5: {done} done" for done in range(1, 5)
    ]
    assert account == "5 tickets: 5 claimed"
    assert claim(free, SEVERAL[:6], "--json").stderr == "6 tickets: 5 already-yours, 1 claimed\n"


def test_a_wait_is_told_above_the_bar(crowd: Crowd, few: Terminal) -> None:
    """The bar says what csm is held to, and the line about the wait stays readable."""
    _use_up(crowd.zendesk, 4, seconds_left=4)
    out = claim(few.with_(terminal=True), SEVERAL[:2])
    assert out.exit_code == 0
    (wait,) = [line for line in out.stderr.splitlines() if "going on in" in line]
    assert re.search(r"\x1b\[2KZendesk takes 5 updates of tickets a minute; going on in \d s", wait)
    assert "a minute (at most 5)" in out.stderr
