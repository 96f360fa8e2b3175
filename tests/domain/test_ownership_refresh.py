"""What the published table changes of the rows in use, and what it must not touch."""

from datetime import date

from csm_cli.domain.ownership import Feature, Ownership
from csm_cli.domain.ownership_refresh import GONE, Difference, Refreshed, laid, refreshed
from csm_cli.domain.published import Published, PublishedOwner, PublishedRow
from csm_cli.domain.team_names import lines_to
from tests.ownership_rows import feature, former, owner, rows

TODAY = date(2026, 11, 29)
URL = "https://site.example/ownership.md"
REPLAY = feature(
    "Replay", owner("Replay", slack_channel="#own", zendesk_group="Recordings"),
    aliases=("recordings",), target_areas=("session_replay",), github_labels=("feature/replay",),
    notes="ask first", source="table@1",
)  # fmt: skip
LOGS = feature("Logs", "APM", source="CODEOWNERS")


def listed(name: str, *teams: str, labels: tuple[str, ...] | None = ()) -> PublishedRow:
    """A row of the table; a team in small letters is a bare slug."""
    owners = tuple(
        PublishedOwner(team) if team.islower()
        else PublishedOwner(team.lower().replace(" ", "-"), team)
        for team in teams
    )  # fmt: skip
    return PublishedRow(name, owners, labels)


def refresh(before: Ownership, *published: PublishedRow, day: date = TODAY) -> Refreshed:
    """The rows held against a table."""
    return refreshed(before, Published(published, URL, day), ("table",))


def one(found: Refreshed, name: str) -> Feature:
    """The row of that name."""
    return next(row for row in found.features if row.name == name)


def test_a_row_that_is_as_it_was_is_confirmed() -> None:
    """Date and source become the page's; all that a person knows beside stays, letter by letter."""
    found = refresh(rows(REPLAY), listed("replay", "Replay", labels=("feature/replay",)))
    assert found.differences == ()
    dated = {"as_of": TODAY, "source": URL}
    owners = (REPLAY.owners[0]._replace(
        github_label=("feature/replay",), notes="ask first", **dated  # type: ignore[arg-type]
    ),)  # fmt: skip
    assert found.features == (REPLAY._replace(owners=owners, as_of=TODAY, source=URL),)


def test_what_the_file_says_already_is_not_written_again() -> None:
    """A second refresh on the same day has nothing to write; on the next day it has the date."""
    table = listed("Replay", "Replay", labels=("feature/replay",))
    once = laid(rows(REPLAY), refresh(rows(REPLAY), table))
    assert refreshed(once, Published((table,), URL, TODAY), ("table", URL)).features == ()
    later = refreshed(once, Published((table,), URL, date(2026, 11, 30)), ("table", URL))
    assert (len(later.features), later.differences) == (1, ())


def test_each_kind_of_change_is_told() -> None:
    """Added, gone, another owner, another label, before and after; all at once."""
    before = rows(
        REPLAY, LOGS,
        feature("Heatmaps", "Replay", github_labels=("feature/heatmaps",), source="table@1"),
        feature("Feed", "Growth", source="table@1"),
    )  # fmt: skip
    labels = ("feature/replay", "feature/video")
    found = refresh(
        before,
        listed("Replay", "Replay", "Growth", labels=labels),
        listed("Heatmaps", "Replay", labels=None),
        listed("Summaries", "Replay"),
    )
    assert found.differences == (
        Difference("Replay", "owner_changed", ("Replay",), ("Replay", "Growth")),
        Difference("Replay", "label_changed", ("feature/replay",), labels),
        Difference("Summaries", "added", (), ("Replay",)),
        Difference("Feed", "gone", ("Growth",), ()),
    )  # fmt: skip
    assert found.known == 3  # Logs was never in the table, and is neither gone nor touched
    assert LOGS in laid(before, found).features
    assert one(found, "Heatmaps").github_labels == ("feature/heatmaps",)


def test_a_gone_row_is_kept_and_says_so() -> None:
    """It keeps its date and so grows old; it is told once; and it may come back."""
    found = refresh(rows(REPLAY), listed("Other", "Growth"))
    kept = one(found, "Replay")
    assert (kept.as_of, kept.source) == (REPLAY.as_of, REPLAY.source)
    assert kept.notes == f"{GONE} (2026-11-29). ask first"
    now = laid(rows(REPLAY), found)
    assert all(
        each.change != "gone" for each in refresh(now, listed("Other", "Growth")).differences
    )
    assert one(refresh(now, listed("Replay", "Replay")), "Replay").notes == "ask first"


def test_a_new_owner_brings_what_is_known_of_it() -> None:
    """From its other rows, as far as they agree; of an unknown team the channel is inferred."""
    growth = owner("Growth", slack_channel="#growth", zendesk_group="Auth")
    before = rows(
        REPLAY,
        feature("Feed", growth),
        feature("Onboarding", growth._replace(zendesk_group="Other")),
    )
    (known, unknown) = one(refresh(before, listed("Replay", "growth", "new-team")), "Replay").owners
    assert (known.team, known.slack_channel, known.zendesk_group) == ("Growth", "#growth", None)
    assert (unknown.team, unknown.slack_channel) == ("New Team", "#support-new-team")
    assert (unknown.slack_channel_inferred, unknown.zendesk_group) == (True, None)


def test_a_team_under_a_new_address_keeps_its_group() -> None:
    """Its name is the same, so it is the same team; the change is told by what has changed."""
    row = PublishedRow("Replay", (PublishedOwner("recordings", "Replay"),), ("feature/replay",))
    found = refresh(rows(REPLAY), row)
    (kept,) = one(found, "Replay").owners
    assert (kept.team_slug, kept.zendesk_group, kept.slack_channel) == (
        "recordings", "Recordings", "#own",
    )  # fmt: skip
    assert found.differences == (
        Difference("Replay", "owner_changed", ("replay",), ("recordings",)),
    )  # fmt: skip


def test_the_name_of_a_team_that_is_gone_leads_on() -> None:
    """Also that of one before it: its line grows, and reads from the oldest name to the newest."""
    before = rows(
        feature("Flows", "Messaging", source="table@1"),
        former_teams=(
            former("Pipeline", "Messaging")._replace(via=("CDP",)),
            former("CDP", "Messaging"),
        ),
    )
    found = refresh(before, listed("Flows", "Workflows"))
    assert [each.lineage for each in found.former_teams] == [
        "Pipeline -> CDP -> Messaging -> Workflows",
        "CDP -> Messaging -> Workflows",
        "Messaging -> Workflows",
    ]
    lines = [each.lineage for each in lines_to(laid(before, found), "workflows")]
    assert lines == ["Pipeline -> CDP -> Messaging -> Workflows"]


def test_a_team_that_still_owns_something_is_no_former_one() -> None:
    """A feature that goes to another team takes no name with it; nor does one that ends."""
    before = rows(
        REPLAY, feature("Heatmaps", "Replay", source="t"), feature("X", "Y", source="table")
    )
    found = refresh(before, listed("Replay", "Growth"))
    assert found.former_teams == ()
