"""What a text is searched for by: its error strings, whole, and the words that tell it apart.

A text goes through `identifiers.stripped` first. What comes out of here is data for every service:
letters, digits and the signs inside of code; no quotation mark, no colon before a word, no minus
at its beginning, nothing that any search takes for an operator.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from csm_cli.domain.likeness.common_words import COMMON
from csm_cli.domain.likeness.identifiers import GAP

MOST_WORDS = 8
MOST_PHRASES = 2
MOST_PHRASE = 8  # words of one
_LEAST_PHRASE = 3  # words; two of them occur everywhere
_LONGEST_PHRASE = 200  # characters: GitHub takes 256
_SHORTEST = 4  # letters of a word, unless it is known
_TOKEN = re.compile(r"[$\w](?:[\w$.-]{0,80}[\w$])?")
# JavaScript's and Python's most general ones have no name but this; without a colon it is a word.
_ERROR_NAME = re.compile(
    r"\b(?:[A-Z]\w{0,60}(?:Error|Exception|Failure)\b|(?:Error|Exception):)[^\n]{0,300}"
)
_QUOTED = re.compile(
    r"[\"\u201c\u201e`\u2018]([^\"\u201c\u201d\u201e`\u2018\u2019\n]{8,300})[\"\u201c\u201d`\u2019]"
)
_TELLING = re.compile(
    r"\b(?:error|fail\w*|denied|exceed\w*|cannot|can't|could not|couldn't|unable|invalid|missing"
    r"|not found|no \w+|timed? ?out|refused|unexpected|undefined|null|unauthori[sz]ed|forbidden"
    r"|exception|rejected|too many|limit|expired|aborted|blocked|unsupported|must be"
    r"|(?:is|are|was|were|do|does|did|has|have|had|will|would|should) not)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(r"[45][0-9]{2}\Z", re.ASCII)


class Wording(NamedTuple):
    """Error strings of at most eight words each, and single words, the best first.

    Words of code are as they stand, all others in small letters.
    """

    phrases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.phrases or self.words)


def wording(text: str, vocabulary: Collection[str] = ()) -> Wording:
    """The wording of a text that was stripped; `vocabulary` holds words of the product."""
    found = tuple(dict.fromkeys(_phrases(text)))
    phrases = tuple(each for each in found if not any(each != o and each in o for o in found))
    return Wording(phrases[:MOST_PHRASES], _words(text, vocabulary))


def tokens(text: str) -> list[str]:
    """The words of a text as they stand, without the punctuation around them."""
    return _TOKEN.findall(text)


def folded(word: str) -> str:
    """A word as it is compared: in small letters, and a plural as its singular."""
    small = word.casefold()
    return small[:-1] if len(small) >= _SHORTEST and small[-1] == "s" != small[-2] else small


def is_code(word: str) -> bool:
    """Whether a word is one of code: capitals or digits within it, `_`, `$`, or a dot."""
    inner = word[1:]
    return bool(
        re.search(r"[_$]", word)
        or (any(one.isupper() for one in inner) and not word.isupper())
        or (any(one.isdigit() for one in word) and any(one.isalpha() for one in word))
        or re.search(r"[A-Za-z0-9]\.[A-Za-z0-9]", word)
        or ("-" in word and word.casefold().startswith("posthog"))
    )


def is_status(word: str) -> bool:
    """Whether a word is an HTTP status that says no."""
    return bool(_STATUS.match(word))


def _phrases(text: str) -> Iterator[str]:
    for match in _QUOTED.finditer(text):
        if _TELLING.search(match[1]):
            yield from _phrase(match[1])
    for match in _ERROR_NAME.finditer(text):
        yield from _phrase(match[0])


def _phrase(text: str) -> Iterator[str]:
    """The first eight words of the longest stretch without a gap that tells what is wrong."""
    stretches = (tokens(part.replace("'", " "))[:MOST_PHRASE] for part in text.split(GAP))
    words = max(filter(_tells, stretches), key=len, default=[])
    while len(words) >= _LEAST_PHRASE and len(" ".join(words)) > _LONGEST_PHRASE:
        words.pop()
    if len(words) >= _LEAST_PHRASE:
        yield " ".join(words)


def _tells(found: Sequence[str]) -> bool:
    told = " ".join(found)
    return bool(_TELLING.search(told) or (found and _ERROR_NAME.match(f"{found[0]}:")))


def is_telling(word: str) -> bool:
    """Whether a word says that something is wrong, and is nobody's name in any spelling."""
    return _TELLING.fullmatch(word) is not None


def _words(text: str, vocabulary: Collection[str]) -> tuple[str, ...]:
    found = [each for each in tokens(text) if _counts(each, vocabulary)]
    often = Counter(map(folded, found))
    ranked: dict[str, tuple[float, str]] = {}
    for each in found:
        weight = _weight(each, vocabulary) * (1 + 0.25 * min(often[folded(each)] - 1, 4))
        ranked.setdefault(folded(each), (weight, each if is_code(each) else each.casefold()))
    best = sorted(ranked.values(), key=lambda one: -one[0])  # the first comes first among equals
    return tuple(word for _, word in best[:MOST_WORDS])


def _counts(word: str, vocabulary: Collection[str]) -> bool:
    if word.casefold() in COMMON or folded(word) in COMMON:
        return False
    if word.replace(".", "").replace("-", "").isdigit():
        return is_status(word)
    known = folded(word) in vocabulary and len(word) > _SHORTEST - 2
    return len(word) >= _SHORTEST or known or is_code(word)


def _weight(word: str, vocabulary: Collection[str]) -> float:
    if word.casefold().startswith("posthog"):  # an SDK, which many tickets name
        return 1.5
    if is_code(word):
        return 3.0
    if is_status(word):
        return 2.5
    return 2.0 if folded(word) in vocabulary else min(1.6, 0.2 * len(word))
