"""The addresses around a ticket, for a terminal: links to click, and text that is no link."""

from rich.table import Table
from rich.text import Text

from csm_cli.domain import links
from csm_cli.domain.context import BODY, Context
from csm_cli.domain.links import Link
from csm_cli.output import clean
from csm_cli.output.screen import Screen

_FLAGS = {
    links.NOT_WEB: "not a web address",
    links.OTHER_HOST: "another host",
    links.OTHER_PATH: "another page",
}
_LABEL = max(map(len, links.LABELS.values())) + len(" ?")
_MOST_LINES = 2


def addresses(console: Screen, context: Context) -> None:
    """The links, what is no link and why, and the lines of the block that nobody knows."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_LABEL, no_wrap=True)
    grid.add_column(overflow="fold")
    for link in context.links:
        label = Text(links.LABELS[link.kind], "dim")
        if link.source == BODY:
            label.append(" ?", "magenta")
        grid.add_row(label, _address(console, link))
    for line in context.intake.unknown_lines:
        grid.add_row(Text("Also said", "dim"), Text(clean.line(line)))
    if grid.row_count:
        console.print(grid)


def _address(console: Screen, link: Link) -> Text:
    """A link is clickable where the terminal can do that, and then may be shown shortened."""
    if link.url is None:
        why = f" ({_FLAGS[link.flag or links.NOT_WEB]}, no link)"
        return Text(clean.line(link.text)).append(why, "red")
    room = _MOST_LINES * (console.width - _LABEL - 2)
    style = console.linked(link.url, "blue")
    shorten = len(link.url) > room and style.link is not None
    return Text(link.url[: room - 1] + "…" if shorten else link.url, style)
