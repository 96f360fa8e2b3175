"""Putting together what is about the same thing: an issue, and the ticket or message that links it.

Two hits belong together if one mentions the other, if both mention the same issue on GitHub, or
if both are the same thing, found twice.
"""

from collections.abc import Sequence

from csm_cli.domain.likeness.hits import Hit, Match

_ISSUES = "github:"


def once(hits: Sequence[Hit]) -> list[Hit]:
    """Each thing once; of two the one of which more was read."""
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit.key not in best or len(hit.text) > len(best[hit.key].text):
            best[hit.key] = hit
    return list(best.values())


def merged(matches: Sequence[Match]) -> list[Match]:
    """The matches, ranked as they are, with what belongs to a better one beside that."""
    groups: list[tuple[Match, list[Hit], set[str]]] = []
    for match in matches:
        hit = match.hit
        linked = {each for each in hit.mentions if each.startswith(_ISSUES)}
        group = next((one for one in groups if one[2] & {hit.key, *hit.mentions}), None)
        if group is None:
            groups.append((match, [], {hit.key, *linked}))
        else:
            group[1].append(hit)
            group[2].update((hit.key, *linked))
    return [match._replace(also=tuple(also)) for match, also, _ in groups]
