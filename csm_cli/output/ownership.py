"""Owners as JSON, as one line each for a pipe, and as blocks for a person; checks likewise."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain.ownership import Answer, Owner
from csm_cli.output import clean
from csm_cli.output.present import View, table

if TYPE_CHECKING:
    from rich.console import Console

    from csm_cli.domain.ownership_check import Finding

_INFERRED = " (inferred from the team's name)"


def view(answer: Answer) -> View:
    """The answer; a pipe gets one line per owner, and so none where nothing was settled."""

    def screen(console: "Console") -> None:
        for heading, facts in _blocks(answer):
            print_block(console, heading, facts)
        if answer.candidates and answer.feature is None:
            _print_candidates(console, answer)

    return View(_document(answer), _rows(answer), screen)


def _document(answer: Answer) -> dict[str, Any]:
    return {
        "query": answer.query,
        "match": answer.match,
        "feature": answer.feature,
        "owners": [_owner(owner) for owner in answer.owners],
        "candidates": [
            {"feature": candidate.feature, "score": candidate.score}
            for candidate in answer.candidates
        ],
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "source": answer.source,
        "warnings": [notice._asdict() for notice in answer.notices],
    }


def _owner(owner: Owner) -> dict[str, Any]:
    return {
        **owner._asdict(),
        "github_label": list(owner.github_label),
        "as_of": owner.as_of.isoformat(),
    }


def _rows(answer: Answer) -> Iterable[Sequence[str | None]]:
    for owner in answer.owners:
        yield (
            answer.feature,
            owner.team,
            owner.slack_channel,
            owner.zendesk_group,
            owner.github_team,
            ",".join(owner.github_label),
            owner.as_of.isoformat(),
            owner.source,
        )


def _blocks(answer: Answer) -> Iterable[tuple[str, Iterable[tuple[str, str]]]]:
    """A heading and its facts for each owner, or for a settled feature that has none."""
    joint = " (joint owner)" if len(answer.owners) > 1 else ""
    for owner in answer.owners:
        heading = f"{answer.feature}: {owner.team}" if answer.feature else owner.team
        yield heading + joint, _facts(owner)
    if answer.settled and not answer.owners:
        yield (
            f"{answer.feature or 'These features'}: no owner",
            [("As of", f"{answer.as_of}, {answer.source}")],
        )


def _facts(owner: Owner) -> Iterable[tuple[str, str]]:
    channel = owner.slack_channel or "none known"
    yield "Slack channel", channel + (_INFERRED if owner.slack_channel_inferred else "")
    yield "Zendesk group", owner.zendesk_group or "none known"
    yield "GitHub label", ", ".join(owner.github_label) or "none"
    yield "GitHub team", owner.github_team or "none known"
    if owner.notes:
        yield "Notes", owner.notes
    yield "As of", f"{owner.as_of}, {owner.source}"


def print_block(console: "Console", heading: str, facts: Iterable[tuple[str, str]]) -> None:
    """Print a heading and the facts under it."""
    from rich.table import Table  # noqa: PLC0415 - a pipe must not pay for Rich
    from rich.text import Text  # noqa: PLC0415

    console.print(Text(clean.line(heading), style="bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column(overflow="fold")
    for name, value in facts:
        grid.add_row(Text(f"  {name}"), Text(clean.line(value)))
    console.print(grid)
    console.print()


def _print_candidates(console: "Console", answer: Answer) -> None:
    shown = [
        (candidate.feature, f"{candidate.score:.2f}", ", ".join(candidate.teams) or "nobody")
        for candidate in answer.candidates
    ]
    console.print(table(("feature", "score", "owned by"), shown))


def check_view(path: str, features: int, findings: Sequence["Finding"]) -> View:
    """The findings in the form `FILE:LINE: what`, which editors and terminals can follow."""

    def screen(console: "Console") -> None:
        for finding in findings:
            console.print(_pointing(path, finding), soft_wrap=True)
        said = f"findings: {len(findings)}" if findings else "nothing found"
        console.print(clean.line(f"{path}: features: {features}, {said}"), soft_wrap=True)

    document = {
        "file": path,
        "features": features,
        "findings": [finding._asdict() for finding in findings],
    }
    return View(document, [(path, *finding) for finding in findings], screen)


def _pointing(path: str, finding: "Finding") -> str:
    return clean.line(f"{path}:{finding.line}: {finding.level}: {finding.text}")
