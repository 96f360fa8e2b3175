"""What commands say about an organization that was looked up: doubts, and what is not settled."""

from collections.abc import Iterable
from typing import NamedTuple

from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import CsmError, ExitCode, NotFound
from csm_cli.domain.organization_ref import OrganizationRef
from csm_cli.domain.organizations import Found, Lookup, Match


class Meant(NamedTuple):
    """The organization that somebody means, and by whose word."""

    ref: OrganizationRef
    found_by: tuple[str, ...] = ()


_NAMED = 10  # of the candidates, on stderr; the document has all of them


def tell(invocation: Invocation, lookup: Lookup) -> int:
    """Present a look-up, say what is doubtful and what is not settled; gives the exit code."""
    from csm_cli.output.organization import view  # noqa: PLC0415

    say_doubts(invocation, lookup)
    invocation.present(view(lookup))
    return ExitCode.DONE if lookup.settled else tell_candidates(invocation, lookup)


def say_doubts(invocation: Invocation, looked_up: Lookup | Found, place: str = "") -> None:
    """Say what is doubtful, and what could not be asked; `place` is where the name stood."""
    from csm_cli.output.missing import lines  # noqa: PLC0415

    for notice in looked_up.notices:
        invocation.say(f"note: {place}{notice.text}")
    for line in lines(looked_up.missing):
        invocation.say(f"{place}{line}")


def tell_candidates(invocation: Invocation, lookup: Lookup) -> int:
    """Say that none is chosen, and list those that fit where no screen or document did."""
    invocation.say(_unsettled(lookup))
    if not invocation.environment.stdout_is_terminal and not invocation.shared.json:
        _list(invocation, lookup, "--json")
    return ExitCode.NOT_FOUND


def _list(invocation: Invocation, lookup: Lookup, whole: str) -> None:
    """The candidates on stderr, the best first; `whole` is what lists all of them."""
    from csm_cli.output.organization import candidate_lines  # noqa: PLC0415

    lines = list(candidate_lines(lookup))
    for line in lines[:_NAMED]:
        invocation.voice(line)
    if len(lines) > _NAMED:
        invocation.say(f"... and {len(lines) - _NAMED} more; {whole} lists them all")


def one_each(invocation: Invocation, lines: Iterable[tuple[str, str]]) -> list[Meant]:
    """The organization that each line means; lines come with the place where they stand.

    Raises:
        NotFound: a line means none, or may mean several; all such lines have been told.
        CsmError: a line can't be looked up; its place is in the message.
    """
    meant, open_ = [], 0
    for place, words in lines:
        try:
            found = invocation.runtime.organizations.find(words)
        except CsmError as problem:
            problem.message = f"{place}: {problem.message}"
            raise
        say_doubts(invocation, found, f"{place}: ")
        if found.ref is not None:
            meant.append(Meant(found.ref, found.found_by))
            continue
        open_ += 1
        invocation.say(f"{place}: {_unsettled(found)}")
        if found.candidates:
            _list(invocation, invocation.runtime.organizations.describe(found), "csm org QUERY")
    if open_:
        lines_leave = "1 line leaves" if open_ == 1 else f"{open_} lines leave"
        raise NotFound(
            f"{lines_leave} open which organization is meant; nothing was audited",
            hint="name each by its id; csm org QUERY tells more of those that may be meant",
        )
    return meant


def _unsettled(lookup: Lookup | Found) -> str:
    if lookup.match is Match.AMBIGUOUS:
        return "more than one organization may be meant; name it by its id"
    if lookup.match is Match.UNCONFIRMED:
        return (
            "only the ticket's text, which anybody can write, names an organization; "
            "if it is the right one, name it by its id"
        )
    return f"no organization is found for {lookup.query!r}"
