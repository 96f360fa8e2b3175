"""How a reply's text is put so that the customer sees it as it was typed.

The same signs mean something in a reply as in a note (`note_text`). But a reply is read as a
mail: a `pre` would be one long line in it, in the letters of a program. So what Zendesk would
fill in or render goes out as lines with their ends, every sign that could mean something as an
entity, and white space that a page would pull together as blanks that it leaves alone.
"""

import re
from html.parser import HTMLParser

from csm_cli.adapters.zendesk import note_text

_BLANK = "\xa0"
_TAB = 4
_PULLED = re.compile(r"^ +| {2,}", re.MULTILINE)
_URL = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]}*_`]")


def forms(text: str) -> dict[str, str]:
    """The comment's text under the key that keeps it as it is: `body` or `html_body`."""
    if "body" in note_text.forms(text):
        return {"body": text}
    lines = "<br>".join(_linked(line) for line in _kept(text).split("\n"))
    return {"html_body": f"<div>{lines}</div>"}


def shown(html_body: str) -> str:
    """The text of a comment that was sent as such lines, out of the HTML that Zendesk made."""
    reader = _Lines()
    reader.feed(html_body)
    reader.close()
    return "".join(reader.parts)


def _kept(text: str) -> str:
    return _PULLED.sub(lambda found: _BLANK * len(found[0]), text.expandtabs(_TAB))


def _linked(line: str) -> str:
    """One line with its signs as entities, and its addresses as links to themselves."""
    made, end = [], 0
    for found in _URL.finditer(line):
        address = note_text.escaped(found[0])
        made += [note_text.escaped(line[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*made, note_text.escaped(line[end:])])


class _Lines(HTMLParser):
    """The text of HTML, where a line end is a `br`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
