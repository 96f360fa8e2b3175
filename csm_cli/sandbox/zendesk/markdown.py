"""Markdown in the `body` of a comment, which Zendesk renders into `html_body`.

Zendesk's reference of ticket comments: Markdown is supported in `body`, not in `html_body`.
Modelled is what takes typed signs away from a reader: emphasis, code, links, headings, quotes,
rules and backslashes. Lists and tables are left as they were typed.
"""

from __future__ import annotations

import re
from html import escape

_BLOCK = re.compile(
    r"^(?P<fence>```|~~~)[^\n]*\n(?P<fenced>.*?)(?:^(?P=fence)[ \t]*$|\Z)"
    r"|^(?P<indented>(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+)"
    r"|^(?P<level>\#{1,6})[ ]+(?P<heading>[^\n]+)$"
    r"|^(?:\*{3,}|-{3,}|_{3,})[ ]*$"
    r"|^(?P<quoted>(?:&gt;[^\n]*(?:\n|\Z))+)",
    re.MULTILINE | re.DOTALL,
)
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+.!~|-])"
    r"|(?P<ticks>`+)(?P<code>.+?)(?P=ticks)"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<link>https?://[^\s()]+)\)"
    r"|(?P<strong>\*\*)(?=\S)(?P<loud>.+?)(?<=\S)\*\*"
    r"|(?<!\w)__(?=\S)(?P<loud_>.+?)(?<=\S)__(?!\w)"
    r"|\*(?=\S)(?P<soft>.+?)(?<=\S)\*"
    r"|(?<!\w)_(?=\S)(?P<soft_>.+?)(?<=\S)_(?!\w)"
    r"|~~(?=\S)(?P<gone>.+?)(?<=\S)~~",
    re.DOTALL,
)
_TAGS = {"loud": "strong", "loud_": "strong", "soft": "em", "soft_": "em", "gone": "s"}


def render(text: str) -> str:
    """Render a comment's text as HTML; raw signs of HTML in it are escaped."""
    escaped = escape(text, quote=False)
    parts: list[str] = []
    end = 0
    for block in _BLOCK.finditer(escaped):
        if not _begins_block(escaped, block):
            continue
        parts += _paragraphs(escaped[end : block.start()])
        parts.append(_block(block))
        end = block.end()
    return "\n\n".join([*parts, *_paragraphs(escaped[end:])])


def _begins_block(text: str, block: re.Match[str]) -> bool:
    """Indented lines are code only after an empty line; within a paragraph they go on."""
    before = text[: block.start()]
    return block["indented"] is None or before.strip() == "" or before.endswith("\n\n")


def _block(block: re.Match[str]) -> str:
    if block["fence"]:
        return f"<pre><code>{block['fenced']}</code></pre>"
    if block["indented"] is not None:
        code = re.sub(r"^(?: {4}|\t)", "", block["indented"], flags=re.MULTILINE)
        return f"<pre><code>{code}</code></pre>"
    if block["heading"]:
        level = len(block["level"])
        return f"<h{level}>{_inline(block['heading'])}</h{level}>"
    if block["quoted"]:
        words = re.sub(r"^&gt; ?", "", block["quoted"], flags=re.MULTILINE)
        return f"<blockquote>{''.join(_paragraphs(words))}</blockquote>"
    return "<hr>"


def _paragraphs(text: str) -> list[str]:
    """Empty lines part paragraphs; Zendesk puts a blank behind each break within one."""
    return [
        '<p dir="auto">' + _inline(paragraph).replace("\n", "\n<br> ") + "</p>"
        for paragraph in re.split(r"\n[ \t]*\n\s*", text.strip())
        if paragraph
    ]


def _inline(text: str) -> str:
    return _INLINE.sub(_span, text)


def _span(found: re.Match[str]) -> str:
    if found["escaped"]:
        return str(found["escaped"])
    if found["code"]:
        return f"<code>{found['code']}</code>"
    if found["link"]:
        return f'<a href="{found["link"]}">{_inline(found["label"])}</a>'
    for group, tag in _TAGS.items():
        if found[group]:
            return f"<{tag}>{_inline(found[group])}</{tag}>"
    return found[0]
