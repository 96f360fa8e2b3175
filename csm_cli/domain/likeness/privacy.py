"""What of a ticket nobody outside may read, and its text without that.

A search on a public service is a message to it. So what is known to be a name, an address, an id
or a customer is taken out; and what may be one is: a word with a capital that is none of the
product's, a host, a word with a longer number in it. A name that stands in small letters in the
middle of a sentence and nowhere on the ticket can't be told from a word.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from csm_cli.domain.likeness.common_words import COMMON
from csm_cli.domain.likeness.identifiers import GAP, pointers, stripped
from csm_cli.domain.likeness.wording import Wording, folded, is_code, is_telling, tokens, wording
from csm_cli.domain.names import key, words

_SHORTEST = 2  # letters of a part of a name; an initial is none
_WITHIN = 4  # letters from which on it is looked for inside of other words, too
_CAPITAL = re.compile(r"([A-Z][a-z])")
_LONG_NUMBER = re.compile(r"[0-9]{4}", re.ASCII)
_LONGEST = 40  # letters of a part of a word that somebody thought of
_SHORT = 3
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_KINDS = ("Error", "Exception", "Failure", "Warning")
_OF_CODE = frozenset(
    {
        "client",
        "component",
        "config",
        "context",
        "event",
        "hook",
        "http",
        "observer",
        "options",
        "promise",
        "property",
        "provider",
        "request",
        "response",
        "server",
        "state",
        "type",
        "value",
    }
)
_OURS = frozenset({"posthog", "posthogcom", "github", "www", "http", "https"})
# An apostrophe within or behind a word opens none, or it would pair with the next one that does.
_INNER_QUOTES = re.compile(
    r"(?<!\w)[bfruBFRU]{0,2}['\u2018](?:[^'\u2018\u2019\n]|(?<=\w)['\u2019](?=\w)){1,80}['\u2019](?!\w)"
)


class Private(NamedTuple):
    """The parts of what must not be told, in small letters and without accents."""

    parts: frozenset[str] = frozenset()

    def holds(self, word: str) -> bool:
        """Whether a word is one of the parts, or has one inside: `adaCheckout`, `ada_checkout`."""
        plain = key(word)
        inner = {plain, *words(word), *words(_CAPITAL.sub(r" \1", word))}
        return not self.parts.isdisjoint(inner) or any(
            len(part) >= _WITHIN and part in plain for part in self.parts
        )


def private(told: Iterable[str | None], free_mail: Collection[str] = ()) -> Private:
    """Everything of these names, addresses, domains and ids.

    The domain of a mail service that anybody uses, such as those in `free_mail`, tells nobody
    apart; neither does the last part of any domain.
    """
    return Private(frozenset(part for each in told if each for part in _parts(each, free_mail)))


def public_wording(
    text: str,
    hidden: Private,
    vocabulary: Collection[str] = (),
    free_mail: Collection[str] = (),
) -> Wording:
    """The wording of a text as a public service may have it.

    Whose e-mails and addresses stand in the text itself, his name and his company's are hidden,
    too, where they stand without the rest.
    """
    of_text = private(pointers(text), free_mail).parts
    names = {part for part in of_text if part not in COMMON and folded(part) not in vocabulary}
    hidden = Private(hidden.parts | (names - _OURS))
    bare = _INNER_QUOTES.sub(GAP, stripped(text))
    told = re.sub(r"[^\s\0]+", lambda found: _told(found[0], hidden, vocabulary), bare)
    found = wording(told, vocabulary)
    # Looked at once more as what is sent: no way of taking words apart may bring one back.
    return Wording(
        tuple(each for each in found.phrases if not any(map(hidden.holds, each.split()))),
        tuple(each for each in found.words if not hidden.holds(each)),
    )


def _parts(text: str, free_mail: Collection[str]) -> Iterator[str]:
    local, at, domain = text.rpartition("@")
    if at:
        yield from _long(local)
    named = domain if at or ("." in domain and " " not in domain) else ""
    if named.casefold() in free_mail:
        return
    yield from _long(named.rpartition(".")[0] if named else text)


def _long(text: str) -> Iterator[str]:
    for word in (*words(text), key(text)):
        if len(word) >= _SHORTEST:
            yield word


def _told(written: str, hidden: Private, vocabulary: Collection[str]) -> str:
    """What stands between two blanks; but a gap, within its punctuation, for what is not told."""
    if all(_may_be_told(word, hidden, vocabulary) for word in tokens(written)):
        return written
    return re.sub(r"[^\"\u201c\u201d\u201e`]+", GAP, written)


def _may_be_told(word: str, hidden: Private, vocabulary: Collection[str]) -> bool:
    if hidden.holds(word) or _LONG_NUMBER.search(word) or not word.isascii():
        return False
    if folded(word) in vocabulary or word.casefold() in COMMON or is_telling(word):
        return True
    if not is_code(word):
        return word.islower()
    parts = [part for part in re.split(r"[.\-_$]", word) if part]
    return not any(map(_is_opaque, parts)) and all(
        part[0].islower() or _is_of_code(part, vocabulary) for part in parts
    )


def _is_opaque(part: str) -> bool:
    """Whether a part of a word is an id or a key rather than a name that a programmer gave."""
    mixed = not part.islower() and not part.isupper()
    runs = re.findall(r"[0-9]+", part)
    short = [each for each in _PARTS.findall(part) if len(each) < _SHORT]
    return bool(len(part) > _LONGEST or len(runs) > 1 or (runs and mixed) or len(short) > 1)


def _is_of_code(part: str, vocabulary: Collection[str]) -> bool:
    """Whether a part with a capital or a digit at its beginning is nobody's name.

    `ChunkLoadError` and `PostHogProvider` are none; `AcmeCorp` and `McDonald` may be.
    """
    if part.endswith(_KINDS):
        return True
    known = (each.casefold() for each in _PARTS.findall(part.replace("PostHog", "Posthog")))
    return all(each in COMMON or folded(each) in vocabulary or each in _OF_CODE for each in known)
