"""Reading what was found out of an answer, which may be anything."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from csm_cli.adapters.rest.answers import inner
from csm_cli.adapters.rest.api import Api
from csm_cli.adapters.rest.refusals import no_data
from csm_cli.domain.likeness.wording import folded, is_code

_LONGEST = 20_000
_ORDER = ((0, 1), (0, 2), (1, 2), (0, 3), (1, 3))


def records(api: Api, document: Mapping[str, Any], *keys: str) -> list[Mapping[str, Any]]:
    """The list of objects that stands there.

    Raises:
        Unavailable: there is none, or something else is in it.
    """
    found = inner(document, *keys)
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise no_data(api.asked, f"no {keys[-1]}")
    return found


def body(document: Any, *keys: str) -> str:
    """The text that stands there, with its lines, up to some length; empty if there is none."""
    found = inner(document, *keys)
    return found[:_LONGEST] if isinstance(found, str) else ""


def moment(told: Any) -> datetime | None:
    """A time in RFC 3339, in UTC; null if it is none."""
    with suppress(ValueError, TypeError, OverflowError):
        found = datetime.fromisoformat(told)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    return None


def page(told: Any, *domains: str) -> str | None:
    """An https address on one of these domains, or below it; null for anything else."""
    if not isinstance(told, str) or not told.isascii() or not told.isprintable() or " " in told:
        return None
    with suppress(ValueError):
        parts = urlsplit(told)
        host = f".{parts.hostname or ''}"
        if parts.scheme == "https" and any(host.endswith(f".{each}") for each in domains):
            return told
    return None


def tries(words: Sequence[str], usual: Collection[str]) -> list[tuple[str, ...]]:
    """Words two by two, the most telling first: each must occur, and three rarely all do.

    A word of code goes with a plain one: two of code are seldom both in somebody else's words.
    Two that are `usual` in the matter's area, such as session and replay, say little together.
    """
    code = [word for word in words if is_code(word)]
    plain = [word for word in words if not is_code(word)]
    found: list[tuple[str, ...]] = [(one, two) for one in code[:1] for two in plain[:1]]
    both = [(plain[one], plain[two]) for one, two in _ORDER if two < len(plain)]
    common = [pair for pair in both if set(map(folded, pair)) <= set(usual)]
    telling = [pair for pair in both if pair not in common]
    found += [*telling[:2], *common[:1], *telling[2:]]
    return found or [*pairwise(code)] or [(word,) for word in words[:1]]
