"""What PostHog says when it says no, in the words that a person gets."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.posthog_of_sandbox import arm, let_through
from tests.conftest import Served
from tests.sandbox.default_story import HEDGEBOX
from tests.sandbox.posthog.asking import asking, event, person
from tests.terminal import Output, Terminal

EAGER = "[limits]\nfirst_wait_seconds = 0.0\nbusy_wait_seconds = 0.0\n"
MANY = 9  # more often than anything is asked again


@pytest.fixture
def sandbox(unchanged: Served) -> Served:
    """The sandbox, as new: the limit of a minute's queries would meet some test of a quick run."""
    unchanged.reset()
    return unchanged


def _audit(csm: Terminal, *words: str, config: str = EAGER) -> Output:
    Path(csm.variables["CSM_CONFIG"]).write_text(config)
    return csm(["audit-impersonation", HEDGEBOX, "--json", *words])


@pytest.mark.parametrize(
    ("fault", "message", "hint"),
    [
        ({"status": 402}, "quota of queries is used up", "who can raise the quota"),
        ({"status": 429, "times": MANY}, "takes no more queries for now", "in a minute"),
        ({"status": 429, "times": MANY, "retry_after": "3600"}, "no more", "in 3600 seconds"),
        ({"status": 503, "times": MANY}, "has no room for a query now", "in some minutes"),
        ({"status": 500}, "answered 500", "later"),
        ({"status": 502, "times": MANY}, "answered 502", "later"),
        ({"fault": "html"}, "a web page in place of data", "a proxy"),
        ({"fault": "redirect"}, "a redirect", "a proxy"),
        ({"fault": "truncated", "times": MANY}, "can't be reached", "the network"),
        ({"fault": "drop", "times": MANY}, "can't be reached", "the network"),
    ],
)
def test_each_refusal_says_what_happened_and_what_to_do(
    reader: Terminal, sandbox: Served, fault: dict[str, object], message: str, hint: str
) -> None:
    """Nothing was read, so there is no result; it is safe to try again."""
    arm(sandbox, **{"fault": "status", **fault})
    out = _audit(reader)
    assert (out.exit_code, str(out)) == (7, "")
    assert message in out.error["message"]
    assert hint in out.error["hint"]


@pytest.mark.parametrize("retry_after", [None, "0", "1"])
def test_too_many_queries_are_waited_for(
    reader: Terminal, sandbox: Served, retry_after: str | None
) -> None:
    """For as long as PostHog says, or for a while if it is the number at once."""
    arm(sandbox, fault="status", status=429, times=2, retry_after=retry_after)
    out = _audit(reader)
    assert out.json["complete"]
    assert ("waiting 1 s" in out.stderr) is (retry_after == "1")


@pytest.mark.parametrize("status", [504, 512])
@pytest.mark.parametrize("after", [2, 3, 4])
def test_out_of_time_is_asked_again_in_halves(
    reader: Terminal, sandbox: Served, status: int, after: int
) -> None:
    """Members, pages or the count: the result is the same, and says how often it was."""
    whole = _audit(reader, "--until", "2026-11-20").json
    let_through(sandbox, after)
    arm(sandbox, fault="status", status=status, times=2)
    out = _audit(reader, "--until", "2026-11-20")
    assert out.exit_code == 0
    assert out.json["proof"].pop("halvings") == 2
    assert whole["proof"].pop("halvings") == 0
    for proof in (out.json["proof"], whole["proof"]):
        assert (proof["read_to_the_end"], proof["rows"]) == (True, proof["counted"])
    assert out.json["events"] == whole["events"]
    assert out.json["members"] == whole["members"]


@pytest.mark.parametrize(("status", "words"), [(504, "ran out of time"), (512, "too long")])
def test_what_is_never_answered_is_given_up(
    reader: Terminal, sandbox: Served, status: int, words: str
) -> None:
    """After so many halves and no more."""
    let_through(sandbox, 3)
    arm(sandbox, fault="status", status=status, times=1000)
    out = _audit(reader, config=f"{EAGER}[audit]\nmost_halvings = 3\n")
    assert (out.exit_code, str(out)) == (7, "")
    assert words in out.error["message"]
    assert out.error["code"] == "exhausted"
    assert "--days 7" in out.error["hint"]


def test_a_wrong_project_is_told_from_a_wrong_key(reader: Terminal, sandbox: Served) -> None:
    """The setting that names it stands in the hint."""
    del sandbox
    out = _audit(reader, config="[posthog]\naudit_project_id = 7\n")
    assert (out.exit_code, str(out)) == (5, "")
    assert "has no such project" in out.error["message"]
    assert "audit_project_id" in out.error["hint"]


def test_the_pace_is_kept_before_posthog_has_to_say_so(reader: Terminal, sandbox: Served) -> None:
    """More queries than an hour has are not sent."""
    del sandbox
    out = _audit(reader, config="[limits]\nqueries_per_hour = 3\n")
    assert (out.exit_code, str(out)) == (7, "")
    assert out.error["code"] == "rate_limited"


# --- a PostHog of its own -------------------------------------------------------------------

OURS = "0190aaaa-0000-7000-8000-000000000001"
KEYS = [
    {"key": "phx_good", "region": "us", "scopes": ["query:read"]},
    {"key": "phx_other_scope", "region": "us", "scopes": ["user:read"]},
    {"key": "phx_other_project", "region": "us", "scopes": ["*"], "projects": [7]},
    {"key": "phx_of_the_eu", "region": "eu", "scopes": ["*"]},
]


def _small(folder: Path, **limits: float) -> Any:
    impersonation = {
        "mode": "read_only", "reason": "why", "region": "US", "staff_user_id": 1,
        "staff_user_email": "ada@posthog.example", "target_user_id": "7",
        "target_user_email": "mira@small.example",
    }  # fmt: skip
    return asking(
        folder,
        events=[
            event(number, "impersonation_started", f"2026-11-{number:02}T12:00:00Z", "staff",
                  properties=impersonation)
            for number in range(1, 20)
        ],
        persons=[
            person(1, ["mira"], email="mira@small.example", organization_id=OURS,
                   instance_url="https://us.posthog.com")
        ],
        groups=[{"index": 0, "key": OURS, "properties": {"name": "Small"}}],
        keys=KEYS,
        limits={"queries_per_minute": 10_000, "queries_per_hour": 10_000, **limits},
    )  # fmt: skip


def _csm(url: str, folder: Path, key: str = "phx_good") -> Terminal:
    config = folder / "config.toml"
    config.write_text(EAGER)
    return Terminal(
        {
            "CSM_POSTHOG_US_URL": url,
            "CSM_POSTHOG_KEY": key,
            "HOME": str(folder),
            "CSM_STATE": str(folder / "csm"),
            "CSM_CONFIG": str(config),
        }
    )


WORDS = ["audit-impersonation", OURS, "--since", "2026-11-01", "--until", "2026-11-20", "--json"]


@pytest.mark.parametrize(
    ("key", "code", "message", "hint"),
    [
        ("phx_of_the_eu", 3, "does not know the PostHog key", "made on the EU host"),
        ("phx_nobodys", 3, "does not know the PostHog key", "made on the EU host"),
        ("phx_other_scope", 4, "missing required scope 'query:read'", "the scope query:read"),
        ("phx_other_project", 4, "does not have access to the requested project", "must reach"),
    ],
)
def test_each_key_that_does_not_reach_has_its_words(
    tmp_path: Path, key: str, code: int, message: str, hint: str
) -> None:
    """The region's, the scope's and the project's, as a real throttle and gate say them."""
    with _small(tmp_path / "posthog") as asked:
        out = _csm(str(asked.http.base_url), tmp_path, key)(WORDS)
    assert (out.exit_code, str(out)) == (code, "")
    assert message in out.error["message"]
    assert hint in out.error["hint"]
    assert key not in out.stderr


def test_a_query_that_really_takes_too_much_memory_is_asked_in_halves(tmp_path: Path) -> None:
    """Until it is given up, in the words for memory."""
    with _small(tmp_path / "posthog", query_bytes=1) as asked:
        out = _csm(str(asked.http.base_url), tmp_path)(WORDS)
    assert (out.exit_code, str(out)) == (7, "")
    assert "ran out of memory" in out.error["message"]


def test_a_real_throttle_is_waited_for_or_told(tmp_path: Path) -> None:
    """It names the seconds; an hour is too long to wait."""
    with _small(tmp_path / "posthog", queries_per_hour=3) as asked:
        out = _csm(str(asked.http.base_url), tmp_path)(WORDS)
    assert (out.exit_code, str(out)) == (7, "")
    assert "takes no more queries" in out.error["message"]
    assert "seconds" in out.error["hint"]
