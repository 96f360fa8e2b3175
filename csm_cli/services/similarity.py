"""How alike a query and a name are: which words of the one the other has, typos forgiven.

A name may stand in the middle of a sentence, and may be misspelt. Of the scorers tried on
the shipped rows, the library's own ones (token sets, weighted ratio) let a short name
that stands anywhere in a query win over the longer one that is meant.
"""

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from csm_cli.domain.names import words

_SAME_WORD = 0.75
_SHARE_OF_NAME = 0.65


def similar(query: str, names: Sequence[str]) -> list[float]:
    """Score the names from 0 to 1; 1 means the same but for case, spacing and punctuation."""
    asked = words(query)
    return [_score(asked, words(name)) for name in names]


def _score(asked: Sequence[str], name: Sequence[str]) -> float:
    if not asked or not name:
        return 0.0
    by_words = _SHARE_OF_NAME * _covered(name, asked) + (1 - _SHARE_OF_NAME) * _covered(asked, name)
    return min(1.0, max(by_words, Indel.normalized_similarity("".join(asked), "".join(name))))


def _covered(wanted: Sequence[str], given: Sequence[str]) -> float:
    """The share of the wanted letters whose word is among the given ones, or nearly so."""
    found = sum(len(word) * _best(word, given) for word in wanted)
    return found / sum(map(len, wanted))


def _best(word: str, given: Sequence[str]) -> float:
    return max(Indel.normalized_similarity(word, each, score_cutoff=_SAME_WORD) for each in given)
