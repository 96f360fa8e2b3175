"""How a note's text is put so that Zendesk shows it, and keeps it, as it was typed.

Zendesk renders Markdown in `body` and fills in `{{placeholders}}` in what an agent writes; in
`html_body` it renders no Markdown (its reference of ticket comments, "Bodies"). Plain words go
out as `body`. What would be filled in, rendered or pulled together goes out as one `pre` in
`html_body`, with an entity for every sign that could mean something. Written so, a brace is no
placeholder, whether Zendesk looks for placeholders in what was sent or not at all.
"""

import re
from html.parser import HTMLParser

from csm_cli.domain.attachments import Attachment
from csm_cli.domain.tickets import Write

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;", "}": "&#125;"})
_MEANS_SOMETHING = re.compile(
    r"\{[{%]"  # a placeholder, or a tag of the same language
    r"|^[ \t]|\t| {2}|\n{3}"  # white space that a page pulls together
    r"|^#{1,6} |^>|^```|^~~~|^(?:=+|-+|[*_]{3,}) *$"  # headings, quotes, fences, rules
    r"|\\[!-/:-@\[-`{-~]|\]\("  # a backslash that Markdown takes away; a link
    r"|&(?:#[0-9A-Fa-fXx]{1,8}|[A-Za-z][0-9A-Za-z]{1,31});",  # an entity
    re.MULTILINE,
)
# The signs around emphasis, code and deletions; a pair of them is taken away.
_PAIRS = tuple(
    (re.compile(begin), re.compile(end))
    for begin, end in (
        (r"\*(?=\S)", r"(?<=\S)\*"),
        (r"(?<!\w)_(?=\S)", r"(?<=\S)_(?!\w)"),
        (r"`", r"`"),
        (r"~~", r"~~"),
    )
)

_MARKER_ROOM = 400  # bytes that are kept for the line that says what was cut


def forms(text: str) -> dict[str, str]:
    """The comment's text under the key that keeps it as it is: `body` or `html_body`."""
    if _MEANS_SOMETHING.search(text) or any(_has_pair(text, *signs) for signs in _PAIRS):
        return {"html_body": f"<pre>{escaped(text)}</pre>"}
    return {"body": text}


def escaped(text: str) -> str:
    """The text with an entity for every sign that HTML or a placeholder is made of."""
    return text.translate(_ENTITIES)


def shown(html_body: str) -> str:
    """The text of a comment that was sent as one `pre`, out of the HTML that Zendesk made of it."""
    reader = _Text()
    reader.feed(html_body)
    reader.close()
    return "".join(reader.parts)


def fitted(write: Write, text: str, limit: int) -> Write:
    """The write with a text that Zendesk takes; what is longer is attached as a whole.

    Args:
        write: As it was planned; its note is what was typed.
        text: The note as a reader gets it.
        limit: The most bytes of a comment, as it is sent.
    """
    if _size(text) <= limit:
        return write._replace(note=text)
    whole = Attachment.of(f"whole-note-{write.ticket}.txt", write.note.encode("utf-8", "replace"))
    head = _head(text, limit - _MARKER_ROOM)
    marker = (
        f"[csm cut the note here: this is {len(head):,} of {len(text):,} characters. "
        f"All of it is in the attached file {whole.name}]"
    )
    return write._replace(note=f"{head}\n\n{marker}", attachments=(*write.attachments, whole))


def _head(text: str, room: int) -> str:
    """As much of the beginning as fits, up to the end of a line if one is near."""
    least, most = 0, min(len(text), room)
    while least < most:
        middle = (least + most + 1) // 2
        if _size(text[:middle]) <= room:
            least = middle
        else:
            most = middle - 1
    cut = text[:least]
    line_end = cut.rfind("\n")
    return (cut[:line_end] if line_end > least // 2 else cut).rstrip()


def _has_pair(text: str, begin: re.Pattern[str], end: re.Pattern[str]) -> bool:
    first = begin.search(text)
    return first is not None and end.search(text, first.end()) is not None


def _size(text: str) -> int:
    (sent,) = forms(text).values()
    return len(sent.encode())


class _Text(HTMLParser):
    """The text of HTML, with its white space as it stands in the source."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
