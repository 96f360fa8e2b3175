"""`csm whois-owns` as a person at a terminal and a program at a pipe see it."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from tests.conftest import Served
from tests.terminal import Output, Terminal

OWN = """\
schema_version: 1
features:
  - feature: Notebooks
    owners:
      - {team: Data Tools, team_slug: data-tools, slack_channel: "#support-data-tools"}
    as_of: 2026-11-20
    source: a message in Slack
"""


@pytest.fixture
def offline(offline: Terminal) -> Terminal:
    """`csm` without an account, on the day from which the shipped rows are: none is old."""
    return Terminal(offline.variables, now=datetime(2026, 11, 23, 12, 0, tzinfo=UTC))


def checked(output: Output) -> object:
    """The document, held to its schema."""
    schema = json.loads((files("csm_cli") / "schemas" / "whois-owns.json").read_text("utf-8"))
    jsonschema.validate(output.json, schema)
    return output.json


@pytest.mark.parametrize(
    ("query", "match", "feature", "teams", "exit_code"),
    [
        ("Replay", "exact", "Replay", ["Replay"], 0),
        ("session replay", "alias", "Replay", ["Replay"], 0),
        ("feature/replay", "alias", "Replay", ["Replay"], 0),
        ("session_replay", "alias", "Replay", ["Replay"], 0),
        ("LLM-analytics", "alias", "AI observability (LLM analytics)", ["AI Observability"], 0),
        ("Dashboards", "exact", "Dashboards", ["Product Analytics", "Analytics Platform"], 0),
        ("API structure", "exact", "API structure", [], 0),
        ("Max AI", "alias", "PostHog AI platform", ["PostHog AI"], 0),
        ("Platform Analytics", "alias", None, ["Analytics Platform"], 0),
        ("feature/error-tracking", "alias", None, ["Error Tracking"], 0),
        ("analytics_platform", "alias", None, ["Analytics Platform"], 0),
        ("sesion recordngs", "fuzzy", "Replay", ["Replay"], 0),
        ("feature/pipelines", "ambiguous", None, [], 5),
        ("feature/persons", "ambiguous", None, [], 5),
        ("Feature Success", "ambiguous", None, [], 5),
        ("quantum banana", "none", None, [], 5),
    ],
)
def test_each_kind_of_query_has_its_answer(
    offline: Terminal, query: str, match: str, feature: str | None, teams: list[str], exit_code: int
) -> None:
    """On the shipped rows: how it matched, the feature, the teams, and the exit code."""
    out = offline(["whois-owns", query, "--json"])
    document = checked(out)

    assert isinstance(document, dict)
    assert (document["query"], document["match"], document["feature"]) == (query, match, feature)
    assert [owner["team"] for owner in document["owners"]] == teams
    assert out.exit_code == exit_code
    assert (document["as_of"] is None) == (exit_code != 0)


def test_the_document_is_whole(offline: Terminal, snapshot: SnapshotAssertion) -> None:
    """Every key of a joint answer, as it is printed."""
    assert str(offline("whois-owns Dashboards --json")) == snapshot


def test_candidates_come_where_there_is_no_one_feature(offline: Terminal) -> None:
    """All features that fit, or the nearest: named with scores, best first."""
    for query in ("feature/persons", "quantum banana", "sdk"):
        candidates = offline(["whois-owns", query, "--json"]).json["candidates"]
        scores = [candidate["score"] for candidate in candidates]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) > 1
    assert offline("whois-owns replay --json").json["candidates"] == []


def test_a_pipe_gets_a_line_per_owner(offline: Terminal) -> None:
    """TSV without a header: feature, team, channel, queue, GitHub team, labels, date, source."""
    lines = offline("whois-owns dashboards").splitlines()

    assert [line.split("\t")[:4] for line in lines] == [
        ["Dashboards", "Product Analytics", "#support-product-analytics", "Product Analytics"],
        ["Dashboards", "Analytics Platform", "#support-analytics-platform", ""],
    ]
    assert {len(line.split("\t")) for line in lines} == {8}


@pytest.mark.parametrize("query", ["feature/persons", "quantum banana", "API"])
def test_a_pipe_gets_no_line_that_is_not_an_owner(offline: Terminal, query: str) -> None:
    """A script that reads owners never takes a candidate for one; stderr says what to ask."""
    out = offline(["whois-owns", query])

    assert out == ""
    assert out.stderr


def test_an_old_row_is_told(offline: Terminal) -> None:
    """A quarter after the rows were made, every answer says from when it is."""
    csm = Terminal(offline.variables, now=datetime(2027, 3, 1, tzinfo=UTC))

    assert "2026-11-23" in csm("whois-owns replay").stderr
    assert offline("whois-owns replay").stderr == ""


def test_words_need_no_quotes(offline: Terminal) -> None:
    """Several words are one query, typed or on stdin."""
    assert offline("whois-owns session replay --json").json["query"] == "session replay"
    assert offline("whois-owns - --json", stdin="session\nreplay\n").json["feature"] == "Replay"


def test_a_guess_is_told_on_stderr(offline: Terminal) -> None:
    """Also under --json, where stdout has the document alone."""
    out = offline("whois-owns sesion replay --json")

    assert "guess" in out.stderr
    assert [warning["code"] for warning in out.json["warnings"]] == ["guessed"]


@pytest.mark.parametrize("query", ["", "x" * 501, "https://example.com/elsewhere"])
def test_what_is_no_query_is_wrong_usage(offline: Terminal, query: str) -> None:
    """Nothing, a whole mail, and a URL of no ticket exit 2 with an error object and no document."""
    out = offline(["whois-owns", query, "--json"])

    assert (out.exit_code, out, out.error["code"]) == (2, "", "wrong_usage")


@pytest.mark.parametrize(
    "query", ["48213", "#48213", "https://posthoghelp.zendesk.com/agent/tickets/48213"]
)
def test_a_ticket_needs_a_session(offline: Terminal, query: str) -> None:
    """Without an account a ticket cannot be read, and that is what is said."""
    out = offline(["whois-owns", query, "--json"])

    assert (out.exit_code, out.error["code"]) == (3, "not_signed_in")


def test_a_tickets_area_names_the_owner(csm: Terminal) -> None:
    """The ticket is read from Zendesk, and its target area is looked up and named."""
    out = csm("whois-owns 48213 --json")
    document = checked(out)

    assert isinstance(document, dict)
    assert (out.exit_code, document["query"], document["feature"]) == (0, "48213", "Replay")
    assert "session_replay" in out.stderr


def test_reading_a_ticket_changes_nothing(csm: Terminal, sandbox: Served) -> None:
    """Whose it is can be asked without leaving a trace: the one request is a GET."""
    csm("whois-owns 48213")

    methods = _requests(sandbox)
    assert methods
    assert set(methods) == {"GET"}


def _requests(sandbox: Served) -> list[str]:
    import httpx  # noqa: PLC0415 - one test's need

    log = httpx.get(f"{sandbox.services['zendesk']}/_sandbox/requests").json()
    return [entry["method"] for entry in log if not entry["path"].startswith("/_sandbox")]


def test_a_ticket_that_is_not_there_is_not_found(csm: Terminal) -> None:
    """The desk's answer decides: 5, and no document."""
    out = csm("whois-owns 99999999 --json")

    assert (out.exit_code, out.error["code"], out) == (5, "not_found", "")


@pytest.mark.parametrize("how", ["option", "variable", "config", "config beside it"])
def test_an_own_file_is_laid_over_the_shipped_one(
    offline: Terminal, tmp_path: Path, how: str
) -> None:
    """Named by option, variable or config: its rows win and say so, all others stay."""
    own = tmp_path / "mine.yaml"
    own.write_text(OWN)
    config = {"config": own, "config beside it": "mine.yaml"}.get(how)
    if config:
        (tmp_path / "config.toml").write_text(f'[ownership]\nfile = "{config}"\n')
    csm = offline.with_(CSM_OWNERSHIP=str(own)) if how == "variable" else offline
    option = ["--ownership", str(own)] if how == "option" else []

    mine = csm(["whois-owns", "notebooks", *option, "--json"])
    assert [owner["team"] for owner in mine.json["owners"]] == ["Data Tools"]
    assert mine.json["as_of"] == "2026-11-20"
    assert [warning["code"] for warning in mine.json["warnings"]] == ["own_file"]
    assert str(own) in mine.stderr
    assert csm(["whois-owns", "replay", *option]).startswith("Replay\tReplay")


def test_the_option_goes_before_variable_and_config(offline: Terminal, tmp_path: Path) -> None:
    """The usual precedence holds: a file named elsewhere is not even opened."""
    (tmp_path / "mine.yaml").write_text(OWN)
    csm = offline.with_(CSM_OWNERSHIP=str(tmp_path / "missing.yaml"))

    out = csm(["whois-owns", "notebooks", "--ownership", str(tmp_path / "mine.yaml")])
    assert out.startswith("Notebooks\tData Tools")
    assert csm("whois-owns notebooks").exit_code == 2


def test_a_broken_own_file_is_refused_with_its_line(offline: Terminal, tmp_path: Path) -> None:
    """No answer is given from half a file, nor from the shipped one in its place."""
    own = tmp_path / "mine.yaml"
    own.write_text(OWN.replace("team_slug", "slug"))
    out = offline(["whois-owns", "replay", "--ownership", str(own)])

    assert (out.exit_code, out) == (2, "")
    assert f"{own}:5: " in out.stderr
    assert f"next: csm ownership check {own}" in out.stderr


@pytest.mark.parametrize("written", ['ownership = "mine.yaml"', "[ownership]\nfile = 5"])
def test_a_config_of_the_wrong_shape_is_told(
    offline: Terminal, tmp_path: Path, written: str
) -> None:
    """The config names the file in one way, and another one is not passed over."""
    (tmp_path / "config.toml").write_text(written)
    out = offline("whois-owns replay")

    assert out.exit_code == 2
    assert "ownership" in out.stderr


@pytest.mark.parametrize(
    "query",
    ["Replay", "Dashboards", "API", "sdk", "sesion replay", "feature/pipelines", "quantum banana"],
)
def test_what_a_person_sees(offline: Terminal, query: str, snapshot: SnapshotAssertion) -> None:
    """One owner, joint owners, none, one for several features, a guess, no decision, nothing."""
    csm = offline.with_(terminal=True, NO_COLOR="1")
    out = csm(["whois-owns", query])

    assert f"{out}--- stderr, exit {out.exit_code}\n{out.stderr}" == snapshot


def test_hostile_words_are_only_data(offline: Terminal) -> None:
    """Markup, escape codes and bad bytes in a query are neither interpreted nor printed raw."""
    csm = offline.with_(terminal=True)
    for query in ("[red]x[/red]", "\x1b[2Jreplay\x1b]0;hijacked\x07", "a\udcffb", "$(id)", "'; --"):
        out = csm(["whois-owns", query])
        assert out.exit_code in {0, 5}
        assert "\x1b[2J" not in out + out.stderr
        assert "hijacked" not in out + out.stderr


def test_hostile_rows_are_only_data(offline: Terminal, tmp_path: Path) -> None:
    """Names from somebody's file reach the screen as text, without markup or direction marks."""
    own = tmp_path / "mine.yaml"
    own.write_text(OWN.replace("team: Data Tools", 'team: "[bold]Tools[/bold] \\u202egnp"'))
    out = offline.with_(terminal=True)(["whois-owns", "notebooks", "--ownership", str(own)])

    assert "[bold]Tools[/bold] gnp" in out
    assert "\u202e" not in out


@pytest.mark.wheel
def test_a_second_look_up_reads_no_yaml(offline: Terminal, tmp_path: Path) -> None:
    """With the rows kept, a look-up into a pipe loads Typer and the standard library alone."""
    script = (
        "import sys; from csm_cli.__main__ import run; from csm_cli.environment import Environment;"
        "code = run(['whois-owns', 'replay'], Environment.of_this_process());"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-I", "-c", script],
            env=offline.variables,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        for _ in range(2)
    ]

    assert "yaml" in runs[0].stderr.split()
    loaded = set(runs[1].stderr.split())
    assert not loaded & {
        "asyncio", "httpx", "jinja2", "pydantic", "rapidfuzz", "requests", "rich", "yaml", "zenpy",
    }  # fmt: skip
    assert runs[0].stdout == runs[1].stdout != ""
