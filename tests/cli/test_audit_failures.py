"""`csm audit-impersonation` when PostHog, or something in between, does not answer."""

from pathlib import Path

import pytest

from tests.cli.posthog_of_sandbox import arm, let_through
from tests.conftest import Served
from tests.sandbox.default_story import HEDGEBOX
from tests.terminal import Output, Terminal

EAGER = "[limits]\nfirst_wait_seconds = 0.0\nbusy_wait_seconds = 0.0\n"


def _fail_from_the_second_page_on(sandbox: Served) -> None:
    """Let the first questions through: the group's number, the record, the members, a page."""
    sandbox.reset()
    let_through(sandbox, 4)
    arm(sandbox, fault="status", status=503, times=90)


def _configured(csm: Terminal, text: str = EAGER) -> Terminal:
    Path(csm.variables["CSM_CONFIG"]).write_text(text)
    return csm


def _audit(csm: Terminal, *words: str) -> Output:
    return csm(["audit-impersonation", HEDGEBOX, *words])


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"fault": "status", "status": 500}, 7),
        ({"fault": "status", "status": 503, "times": 9}, 7),
        ({"fault": "status", "status": 429, "times": 9}, 7),
        ({"fault": "status", "status": 429, "retry_after": "3600"}, 7),
        ({"fault": "status", "status": 504}, 7),
        ({"fault": "redirect"}, 7),
        ({"fault": "html"}, 7),
        ({"fault": "truncated", "times": 9}, 7),
        ({"fault": "drop", "times": 9}, 7),
    ],
)
def test_a_service_that_is_down_is_told_as_such(
    csm: Terminal, sandbox: Served, fault: dict[str, object], code: int
) -> None:
    """Nothing was read, so there is no result: stdout is empty and it is safe to try again."""
    arm(sandbox, **fault)
    out = _audit(_configured(csm), "--json")
    assert (out.exit_code, str(out)) == (code, "")
    assert out.error["category"] == "network"


def test_a_service_that_hangs_is_left_after_the_time_out(csm: Terminal, sandbox: Served) -> None:
    """`CSM_TIMEOUT` stands for the long default."""
    arm(sandbox, fault="hang", seconds=5)
    out = _audit(csm.with_(CSM_TIMEOUT="0.3"), "--json")
    assert (out.exit_code, out.error["category"]) == (7, "network")


@pytest.mark.parametrize("fault", ["drop", "truncated", "html"])
def test_a_read_that_fails_once_is_simply_asked_again(
    csm: Terminal, sandbox: Served, fault: str
) -> None:
    """Only where an answer may come out differently: a sign-in page stays one."""
    arm(sandbox, fault=fault)
    out = _audit(_configured(csm), "--json")
    assert out.exit_code == (7 if fault == "html" else 0)


def test_a_failure_on_a_later_page_is_an_incomplete_audit(csm: Terminal, sandbox: Served) -> None:
    """What was read is shown, marked in every format, with exit 10."""
    small = _configured(csm, f"{EAGER}[audit]\npage_rows = 50\n")
    _fail_from_the_second_page_on(sandbox)
    out = _audit(small, "--json")
    assert (out.exit_code, out.json["complete"]) == (10, False)
    assert "interrupted" in [remark["code"] for remark in out.json["warnings"]]
    assert out.json["events"]
    for words in (["--format", "csv"], []):
        _fail_from_the_second_page_on(sandbox)
        out = _audit(small, *words)
        assert out.exit_code == 10
        assert "INCOMPLETE" in out
        assert "INCOMPLETE" in out.stderr


@pytest.mark.parametrize(
    ("key", "code", "words"),
    [
        ("phx_unknown", 3, "EU host"),
        ("phx_sandbox_eu", 3, "EU host"),
        ("phx_sandbox_us_user_only", 4, "query:read"),
        ("phx_with a space", 3, "copy it again"),
    ],
)
def test_a_key_that_does_not_reach_is_told_from_one_that_is_unknown(
    csm: Terminal, key: str, code: int, words: str
) -> None:
    """The wrong region's key looks like an unknown one, so the hint names that."""
    out = _audit(csm.with_(CSM_POSTHOG_KEY=key), "--json")
    assert (out.exit_code, str(out)) == (code, "")
    assert words in out.error["hint"]
    assert key not in out.stderr


def test_without_a_key_nobody_is_signed_in(offline: Terminal) -> None:
    """Exit 3, and the hint names the variable."""
    out = _audit(offline, "--json")
    assert (out.exit_code, str(out)) == (3, "")
    assert "CSM_POSTHOG_KEY" in out.error["hint"]
