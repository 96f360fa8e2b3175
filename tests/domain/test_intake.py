"""Ticket bodies as they came in over the years, and what is read out of them."""

import pytest

from csm_cli.domain.intake import (
    AMBIGUOUS_NAMES,
    REGIONS_DIFFER,
    REPEATED_LINE,
    SECOND_BLOCK,
    parse,
)
from csm_cli.domain.links import Sites

UUID = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
NEWEST = f"""\
Recordings stop.

-----
Kind: bug
Target area: session_replay
Report event: http://go/ticketByUUID/6173279f-9f19-4d21-8696-a50761534bcb
Session: http://go/session/bce17de1?t=30
Exceptions: https://us.posthog.com/project/2/error_tracking?filterGroup=%7B%7D
Location: https://eu.posthog.com/project/48113/replay
Admin (internal): https://eu.posthog.com/admin/posthog/user/20418/change/ (organization ID {UUID}: \
Hedgebox: [a, b] (beta), project ID 48113: web (v2), old)
Billing admin (internal): http://go/billing/{UUID}
Persons-on-events mode for project: person_id_override_properties_on_events"""


def _admin(line: str) -> str:
    return f"Hi\n\n-----\nKind: bug\n{line}"


def test_the_newest_form_says_everything() -> None:
    """Each line of a whole block ends up under its own name."""
    read = parse(NEWEST)
    assert read.message == "Recordings stop."
    assert (read.generation, read.kind, read.area) == (3, "bug", "session_replay")
    assert read.report_event == "http://go/ticketByUUID/6173279f-9f19-4d21-8696-a50761534bcb"
    assert read.session_url == "http://go/session/bce17de1?t=30"
    assert read.exceptions_url is not None
    assert read.exceptions_url.startswith("https://us.posthog.com/project/2/error_tracking?")
    assert read.location == "https://eu.posthog.com/project/48113/replay"
    assert read.admin_url == "https://eu.posthog.com/admin/posthog/user/20418/change/"
    assert (read.user_id, read.user_email) == ("20418", None)
    assert (read.organization_id, read.organization_name) == (UUID, "Hedgebox: [a, b] (beta)")
    assert (read.project_id, read.project_name) == ("48113", "web (v2), old")
    assert read.region == "eu"
    assert read.billing_url == f"http://go/billing/{UUID}"
    assert read.persons_on_events == "person_id_override_properties_on_events"
    assert read.doubts == ()
    assert len(read.block) == 9


def test_slack_has_no_block() -> None:
    """A message from Slack is nothing but a message, five hyphens and colons included."""
    text = "Dashboard is slow: 20 s.\n-----\nMarta\nHead of Data: Kelpworks\n-----"
    assert parse(text) == parse("")._replace(message=text)


def test_a_typed_block_does_not_count_beside_the_forms() -> None:
    """The form appends its block, so the last one is the form's; the other is told of."""
    typed = NEWEST.replace("48113", "1").replace("20418", "1").replace(UUID, UUID[::-1])
    read = parse(f"{typed}\n\nPlease.\n\n{NEWEST}")
    assert (read.project_id, read.user_id, read.organization_id) == ("48113", "20418", UUID)
    assert read.doubts == (SECOND_BLOCK,)
    assert read.message.startswith(typed)


@pytest.mark.parametrize(
    "line",
    [
        "Admin (internal): https://us.posthog.com/admin/posthog/user/7/change/",
        f"Admin (internal): (organization ID {UUID}",
        "Admin: undefined (organization ID undefined: undefined, project ID undefined: undefined)",
        "Admin (internal):",
        "Admin: http://[ (organization ID x",
        "Admin: http://go/adminUS/a@b.example (Organization: 'undefined",
    ],
)
def test_half_an_admin_line_names_nobody(line: str) -> None:
    """A line that was cut, or written without an account, gives no ids and no names."""
    read = parse(_admin(line))
    named = (read.organization_id, read.organization_name, read.project_id, read.project_name)
    assert named == (None, None, None, None)
    assert read.unknown_lines == ()


def test_an_organization_without_a_project_is_named() -> None:
    """Somebody can be in an organization and in none of its projects."""
    about = f"(organization ID {UUID}: Kelp, project ID undefined: undefined)"
    read = parse(_admin(f"Admin (internal): https://us.posthog.com/ {about}"))
    assert (read.organization_id, read.organization_name) == (UUID, "Kelp")
    assert (read.project_id, read.project_name) == (None, None)


def test_a_project_without_an_organization_is_named() -> None:
    """The project's id does not hang on the organization's."""
    about = "(organization ID undefined: undefined, project ID 5: Kelp app)"
    read = parse(_admin(f"Admin (internal): https://us.posthog.com/ {about}"))
    assert (read.organization_id, read.organization_name) == (None, None)
    assert (read.project_id, read.project_name) == ("5", "Kelp app")


def test_a_name_with_a_line_break_leaves_a_rest() -> None:
    """What a name pushed onto a line of its own is passed on, and the cut names are not told."""
    about = f"(organization ID {UUID}: Kelp, project ID 5: two\nlines)"
    read = parse(_admin(f"Admin (internal): https://us.posthog.com/ {about}"))
    assert (read.organization_name, read.project_id, read.project_name) == ("Kelp", "5", None)
    assert read.unknown_lines == ("lines)",)


def test_a_name_that_says_another_project_is_not_believed() -> None:
    """Without the customer's page, two readings of one line give neither."""
    about = f"(organization ID {UUID}: Kelp, project ID 9: x, project ID 5: app)"
    read = parse(_admin(f"Admin (internal): https://us.posthog.com/ {about}"))
    assert (read.organization_name, read.project_id, read.project_name) == (None, None, None)
    assert read.organization_id == UUID
    assert read.doubts == (AMBIGUOUS_NAMES,)


def test_the_oldest_form_has_no_organization_id() -> None:
    """The oldest admin line names organization and project in quotation marks."""
    read = parse(
        "Hi\n\n-----\nKind: support\nTarget area: null\nReport event: http://go/ticketByUUID/1\n"
        "Session: http://go/session/abc?t=3 (at https://us.posthog.com/project/5/a?b=(c))\n"
        "Admin: http://go/adminUS/ann@kelp.example (Organization: 'Ann's; kelp'; "
        "Project: 5:'Ann's')\nSentry: http://go/sentryUS/5"
    )
    assert (read.generation, read.area) == (1, None)
    assert read.session_url == "http://go/session/abc?t=3"
    assert read.location == "https://us.posthog.com/project/5/a?b=(c)"
    assert (read.organization_id, read.organization_name) == (None, "Ann's; kelp")
    assert (read.project_id, read.project_name) == ("5", "Ann's")
    assert (read.user_email, read.region) == ("ann@kelp.example", "us")


@pytest.mark.parametrize("word", ["unknown", "null", "undefined", "General", ""])
def test_the_forms_words_for_nothing_are_nothing(word: str) -> None:
    """What the form wrote where it knew nothing is not taken for a value."""
    read = parse(
        f"Hi\n\n-----\nKind: bug\nTarget area: {word}\nPersons-on-events mode for project: {word}"
    )
    assert (read.area, read.persons_on_events) == (None, None)


def test_a_reporter_who_was_not_signed_in_has_no_admin_line() -> None:
    """Only the region of the page is known of somebody without an account."""
    read = parse(
        "Help\n\n-----\nKind: support\nTarget area: login\nLocation: https://eu.posthog.com/"
    )
    assert (read.admin_url, read.region, read.generation) == (None, "eu", None)


def test_a_host_of_their_own_has_no_region() -> None:
    """A self-hosted page tells no region, and neither does a host that merely looks right."""
    for host in ("posthog.kelp.example", "us.posthog.com.evil.example", "xus.posthog.com"):
        assert parse(_admin(f"Location: https://{host}/project/5/home")).region is None


def test_witnesses_of_two_regions_give_none() -> None:
    """A page in one region and an account in the other: nobody decides between them here."""
    read = parse(NEWEST.replace("Location: https://eu", "Location: https://us"))
    assert read.region is None
    assert read.doubts == (REGIONS_DIFFER,)


def test_a_line_that_stands_twice_counts_once() -> None:
    """The first counts; the second is passed on like a line that nobody knows."""
    read = parse("Hi\n\n-----\nKind: bug\nKind: support\nBrowser: Safari")
    assert read.kind == "bug"
    assert read.unknown_lines == ("Kind: support", "Browser: Safari")
    assert read.doubts == (REPEATED_LINE,)


def test_the_successor_adds_an_exception() -> None:
    """The form of PostHog's next desk leaves one line: the exception of a bug report."""
    read = parse("No source maps.\n\n-----\nException: TypeError: x is undefined")
    assert (read.message, read.exception) == ("No source maps.", "TypeError: x is undefined")


def test_debug_information_is_read_where_it_was_pasted() -> None:
    """PostHog's snippet for other places counts without a rule above it, and stays in the text."""
    text = (
        "Tile keeps its range.\nLocation: https://us.posthog.com/project/60931/dashboard/88\n"
        f"Admin (internal): http://go/adminOrgUS/{UUID} (project ID 60931)\nThanks"
    )
    read = parse(text)
    assert (read.organization_id, read.project_id, read.region) == (UUID, "60931", "us")
    assert read.location == "https://us.posthog.com/project/60931/dashboard/88"
    assert read.message == text
    assert read.block == ()


def test_an_empty_message_is_empty() -> None:
    """A block without a word above it has a message of no characters."""
    assert parse("\n\n-----\nKind: bug").message == ""


def test_other_hosts_can_be_configured() -> None:
    """The regions' hosts are facts that a config file can replace."""
    sites = Sites("us.test", "eu.test", "s")
    assert parse(_admin("Admin: http://s/adminEU/ann@kelp.example"), sites).region == "eu"
    assert parse(_admin("Location: https://us.posthog.com/"), sites).region is None
