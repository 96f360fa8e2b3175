"""What the doctor found, on a person's screen."""

import io

from csm_cli.domain.doctor import FAIL, OK, SKIPPED, Check, Examination
from csm_cli.output.doctor import view
from csm_cli.output.screen import Screen


def _screen(*checks: Check) -> list[str]:
    out = io.StringIO()
    console = Screen(file=out, width=60, color_system=None, highlight=False, _environ={})
    view(Examination(checks)).screen(console)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_what_one_failure_hides_stands_in_one_piece() -> None:
    """All names are there, below the first of them; what is left out alone has its line."""
    why = "not looked at, because zendesk_sign_in failed"
    assert _screen(
        Check("zendesk_sign_in", FAIL, "not signed in", "csm auth login"),
        Check("zendesk_url", SKIPPED, why),
        Check("zendesk_role", SKIPPED, why),
        Check("ownership_file", OK, "the shipped file"),
        Check("ownership_groups", SKIPPED, why),
        Check("clock", SKIPPED, "no service has told its time"),
    ) == [
        "\u2717 zendesk_sign_in: not signed in",
        "    next: csm auth login",
        "\xb7 3 checks: not looked at, because zendesk_sign_in failed",
        "    zendesk_url, zendesk_role, ownership_groups",
        "\u2713 ownership_file: the shipped file",
        "\xb7 clock: no service has told its time",
        "1 ok, 1 failed, 4 skipped",
    ]


def test_what_was_found_is_broken_between_words() -> None:
    """On a narrow screen, below the check's name."""
    found = "the file names organizations that nobody has heard of since the last change"
    assert _screen(Check("ownership_file", OK, found)) == [
        "\u2713 ownership_file: the file names organizations that nobody",
        "    has heard of since the last change",
        "1 ok",
    ]
