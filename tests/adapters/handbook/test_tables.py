"""The table of owners: its grammar, and that nothing of another shape is taken for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from csm_cli.adapters.handbook.cells import Changed
from csm_cli.adapters.handbook.tables import of_html, of_json, of_markdown
from csm_cli.domain.published import PublishedOwner, PublishedRow

HEADER = "| Feature | Owner | Label |\n| --- | --- | --- |\n"
SITE = Path(__file__).parents[3] / "csm_cli/sandbox/scenarios/default/website"
GEARS = "(https://posthog.com/teams/gears)"
MARKDOWN = f"""\
# Widget ownership

{HEADER}\
| Widgets | [Widget Factory Team](/teams/widget-factory.md) | [feature/widgets](https://e.com/w) |
| Gadgets | [Widget Factory Team](/teams/widget-factory)[Gears & Cogs Team]{GEARS} See [it](/p). ||
| Sprockets \\| cogs | sprocket-works | `feature/a`, feature/b |
| Levers | Shared by all teams. |  |

Text after it, and | another | line |
"""


def test_another_table_behind_it_is_another_table() -> None:
    """Only rows without a header of their own say that this one was cut."""
    behind = "\nText.\n\n| Team | Lead | Place |\n| - | - | - |\n| a | b | c |\n"
    assert of_markdown(MARKDOWN + behind) == of_markdown(MARKDOWN)


def test_every_form_of_an_owner_is_read() -> None:
    """One team, several back to back, a bare slug, a note with and without an owner."""
    factory = PublishedOwner("widget-factory", "Widget Factory")
    gears = PublishedOwner("gears", "Gears & Cogs")
    assert of_markdown(MARKDOWN) == (
        PublishedRow("Widgets", (factory,), ("feature/widgets",), None, 5),
        PublishedRow("Gadgets", (factory, gears), (), "See [it](/p).", 6),
        PublishedRow(
            "Sprockets | cogs", (PublishedOwner("sprocket-works"),), ("feature/a", "feature/b"),
            None, 7,
        ),
        PublishedRow("Levers", (), (), "Shared by all teams.", 8),
    )  # fmt: skip


def test_both_forms_of_the_page_say_the_same() -> None:
    """The sandbox's page in Markdown and in HTML: joint owners, notes, signs, bare slugs."""
    page = SITE / "handbook/engineering/feature-ownership"
    one = of_markdown(page.with_suffix(".md").read_text("utf-8"))
    other = of_html(page.with_suffix(".html").read_text("utf-8"))
    assert [row._replace(line=0) for row in one] == [row._replace(line=0) for row in other]
    assert len(one) > 90
    assert any(len(row.owners) > 1 for row in one)


def test_the_json_twin_has_no_labels() -> None:
    """So they are unknown, which is not the same as none; an object may stand around the list."""
    rows = '[{"feature": "Widgets", "owners": [{"name": null, "slug": "w"}], "notes": ""}]'
    expected = (PublishedRow("Widgets", (PublishedOwner("w"),), None, None, 1),)
    assert of_json(rows) == expected
    assert of_json(f'{{"built": "today", "features": {rows}}}') == expected


ROW = "| Widgets | [W Team](/teams/w.md) |  |\n"
OTHERWISE = {
    "no table": (of_markdown, "# Feature ownership\n\nIt is a component now.\n"),
    "no rows": (of_markdown, HEADER),
    "another column": (
        of_markdown,
        "| Feature | Owner | Label | Slack |\n| - | - | - | - |\n| A | b | c | d |\n",
    ),
    "columns in another order": (of_markdown, "| Feature | Label | Owner |\n| - | - | - |\n" + ROW),
    "no line of hyphens": (of_markdown, "| Feature | Owner | Label |\n" + ROW),
    "a cell more": (of_markdown, HEADER + "| Widgets | w |  | x |\n"),
    "a cell less": (of_markdown, HEADER + "| Widgets | w |\n"),
    "two tables": (of_markdown, HEADER + ROW + "\n" + HEADER + ROW),
    "the old reference links": (of_markdown, HEADER + "| Widgets | [Team W][Team W] |  |\n"),
    "commas between owners": (
        of_markdown,
        HEADER + "| Widgets | [W Team](/teams/w.md), [X Team](/teams/x.md) |  |\n",
    ),
    "an owner behind words": (of_markdown, HEADER + "| Widgets | by [W Team](/teams/w.md) |  |\n"),
    "teams moved": (of_markdown, HEADER + "| Widgets | [W Team](/people/w.md) |  |\n"),
    "a person": (of_markdown, HEADER + "| Widgets | [@ada](https://github.com/ada) |  |\n"),
    "a component": (of_markdown, HEADER + '| Widgets | <TeamLink slug="w"/> |  |\n'),
    "a handle": (of_markdown, HEADER + "| Widgets | @Co/team-w |  |\n"),
    "cut by a blank line": (of_markdown, HEADER + ROW + "\n| Gadgets | w |  |\n"),
    "cut by a broken row": (of_markdown, HEADER + ROW + "Gadgets | w |  |\n| Cogs | w |  |\n"),
    "a label in HTML": (
        of_markdown,
        HEADER + '| Widgets | w | <span class="x">feature/w</span> |\n',
    ),
    "a label of another form": (
        of_markdown,
        HEADER + "| Widgets | w | [Feature W](https://e.com) |\n",
    ),
    "no name": (of_markdown, HEADER + "|  | w |  |\n"),
    "a name that is a link": (of_markdown, HEADER + "| [Widgets](/w) | w |  |\n"),
    "escapes in a name": (of_markdown, HEADER + "| Wid\x1b[31mgets | w |  |\n"),
    "twice the same": (of_markdown, HEADER + ROW + ROW.replace("Widgets", "widgets")),
    "twice the team": (
        of_markdown,
        HEADER + "| W | [W Team](/teams/w.md)[W Team](/teams/w) |  |\n",
    ),
    "a page without a table": (of_html, "<html><body><p>Feature Owner Label</p></body></html>"),
    "a page with lists in place of it": (
        of_html,
        "<table><tr><th>Feature</th><th>Owner</th></tr></table>",
    ),
    "no JSON": (of_json, "<!doctype html>"),
    "JSON too deep to read": (of_json, "[" * 100_000),
    "no list": (of_json, '{"features": {}}'),
    "no owners": (of_json, '[{"feature": "W"}]'),
    "an owner without a slug": (of_json, '[{"feature": "W", "owners": [{"name": "W"}]}]'),
    "a slug that is none": (of_json, '[{"feature": "W", "owners": [{"slug": "../w"}]}]'),
    "an empty list": (of_json, "[]"),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_another_shape_is_refused_loudly(name: str) -> None:
    """None of these is read with a row or an owner less; each says what is otherwise."""
    read: Callable[[str], object]
    read, text = OTHERWISE[name]
    with pytest.raises(Changed) as told:
        read(text)
    assert told.value.text


def test_the_line_is_named() -> None:
    """Where a row is wrong, a person finds it at once."""
    with pytest.raises(Changed) as told:
        of_markdown(f"# Title\n\n{HEADER}{ROW}| Gadgets | [Team G][Team G] |  |\n")
    assert told.value.text.startswith("line 6: ")
    assert "Team G" in told.value.text
