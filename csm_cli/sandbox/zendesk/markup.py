"""The three forms of a comment: `body` as written, `html_body`, `plain_body`."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from csm_cli.sandbox.zendesk import markdown

_BLOCKS = frozenset(("p", "div", "br", "li", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "tr"))
_ALLOWED = _BLOCKS | {"a", "b", "strong", "i", "em", "u", "s", "code", "blockquote", "span", "hr",
                      "table", "tbody", "thead", "td", "th"}  # fmt: skip
_SILENCED = frozenset(("script", "style"))
_VOID = frozenset(("br", "hr"))
_SPACE = re.compile(r"[ \t\n\f\r]+")
_SAFE_LINK = re.compile(r"(https?:|mailto:|/|#)", re.IGNORECASE)


class Forms(NamedTuple):
    """One comment in its three forms."""

    body: str
    html_body: str
    plain_body: str


def from_text(body: str) -> Forms:
    """Render text: raw signs of HTML are escaped, Markdown is not."""
    text = body.replace("\r\n", "\n").strip()
    paragraphs = re.split(r"\n[ \t]*\n\s*", text)
    # Zendesk's plain_body parts paragraphs and lines with blanks around the line ends.
    plain = " \n\n ".join(paragraph.replace("\n", "\n\n ") for paragraph in paragraphs)
    return Forms(text, _wrap(markdown.render(text)), plain)


def from_html(html_body: str) -> Forms:
    """Render HTML: tags that Zendesk does not support are stripped, their text stays.

    The text of it follows HTML's own rules: white space is one blank, blocks are lines of their
    own, and what stands in a `pre` stays as it is.
    """
    cleaner = _Cleaner()
    cleaner.feed(html_body)
    cleaner.close()
    text = cleaner.text.strip()
    return Forms(text, _wrap("".join(cleaner.html)), text)


def _wrap(html: str) -> str:
    return f'<div class="zd-comment" dir="auto">{html}</div>'


class _Cleaner(HTMLParser):
    """Copies allowed tags without their attributes (but a safe link's), and collects the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.html: list[str] = []
        self.text = ""
        self._silent = 0
        self._preformatted = 0
        self._breaks = 0  # line ends that stand before whatever comes next
        self._fresh = False  # directly behind `<pre>`, where HTML drops one line end

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENCED:
            self._silent += 1
        if tag not in _ALLOWED:
            return
        link = dict(attrs).get("href") if tag == "a" else None
        safe = link if link and _SAFE_LINK.match(link) else None
        self.html.append(f'<a href="{escape(safe)}">' if safe else f"<{tag}>")
        if tag in _BLOCKS:
            self._break()
        if tag == "pre":
            self._preformatted += 1
            self._fresh = True

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENCED and self._silent:
            self._silent -= 1
        if tag in _ALLOWED and tag not in _VOID:
            self.html.append(f"</{tag}>")
            if tag in _BLOCKS:
                self._break()
        if tag == "pre" and self._preformatted:
            self._preformatted -= 1

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.html.append(escape(data, quote=False))
        if self._preformatted:
            self._add(data.removeprefix("\n") if self._fresh else data)
            self._fresh = False
            return
        words = _SPACE.sub(" ", data)
        if self._breaks or not self.text or self.text[-1] in " \n":
            words = words.lstrip(" ")
        if words:
            self._add(words)

    def _break(self) -> None:
        self._breaks = min(self._breaks + 1, 2)

    def _add(self, words: str) -> None:
        if self._breaks and self.text:
            self.text = self.text.rstrip(" ") + "\n" * self._breaks
        self._breaks = 0
        self.text += words
