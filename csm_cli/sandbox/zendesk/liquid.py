"""Liquid placeholders in an agent's comment, which Zendesk fills in when it saves the comment.

Modelled: `{{ name.of.value }}` with the placeholders of Zendesk's placeholder reference that
concern the ticket and its people, text literals, and `raw` blocks. An unknown placeholder
becomes nothing, as in Liquid. Other tags (`{% ... %}`) vanish; their logic is not modelled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOKEN = re.compile(
    r"\{%-?\s*raw\s*-?%\}(?P<raw>.*?)\{%-?\s*endraw\s*-?%\}"
    r"|\{\{-?\s*(?:(?P<quote>['\"])(?P<literal>.*?)(?P=quote)|(?P<name>.*?))\s*-?\}\}"
    r"|\{%.*?%\}",
    re.DOTALL,
)


def expand(text: str, values: Mapping[str, str]) -> str:
    """Fill in the placeholders; filters (`{{ ticket.title | upcase }}`) are left out of account."""
    return _TOKEN.sub(lambda token: _value(token, values), text)


def _value(token: re.Match[str], values: Mapping[str, str]) -> str:
    if token["raw"] is not None:
        return token["raw"]
    if token["literal"] is not None:
        return token["literal"]
    name = (token["name"] or "").partition("|")[0].strip()
    return values.get(name, "")
