"""Ownership rows as a list, and one feature or team with all that is known of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain.ownership import Feature, FormerTeam, Notice, Owner
from csm_cli.domain.ownership_cards import Cards, Listed, TeamCard
from csm_cli.output import clean
from csm_cli.output.present import View, table

if TYPE_CHECKING:
    from csm_cli.domain.ownership_groups import LostGroup
    from csm_cli.output.screen import Screen

_LIST = ("feature", "owners", "labels", "as of")
_INFERRED = " (inferred from the team's name)"


class Groups:
    """What was found of the owners' groups on the desk; null if the desk was not asked."""

    def __init__(self, lost: "Sequence[LostGroup] | None") -> None:
        self._lost: Mapping[str, LostGroup] | None = (
            None if lost is None else {group.name: group for group in lost}
        )

    def live(self, name: str | None) -> bool | None:
        """Whether the desk has just one group of this name."""
        return None if self._lost is None or not name else name.strip() not in self._lost

    def said(self, name: str | None) -> str:
        """What to say behind the name."""
        lost = self._lost.get(name.strip()) if self._lost and name else None
        return f" (not in Zendesk: {lost.what})" if lost else ""


def list_view(listed: Listed, team: str | None, groups: Groups, notices: Sequence[Notice]) -> View:
    """A row for each feature; a pipe gets one for each owner of it."""

    def screen(console: "Screen") -> None:
        if listed.former:
            console.print(clean.line(listed.former.lineage), style="bold")
        console.print(table(_LIST, map(_cells, listed.features)))
        count = len(listed.features)
        console.print(f"{count} feature{'' if count == 1 else 's'}", style="dim")

    document = {
        "team": team,
        "former_team": _former(listed.former) if listed.former else None,
        "features": [_feature(row, groups) for row in listed.features],
        "warnings": [notice._asdict() for notice in notices],
    }
    return View(document, _rows(listed.features), screen)


def show_view(shown: Cards, groups: Groups) -> View:
    """Features, then the teams that own them; a pipe gets a row for each owner of each feature."""

    def screen(console: "Screen") -> None:
        for row in shown.features[:1] if len(shown.features) == 1 else ():
            _print(console, row.name, _feature_facts(row))
        for card in shown.teams:
            _print(console, card.owner.team, _team_facts(card, groups))
        if shown.candidates:
            cells = [
                (each.feature, f"{each.score:.2f}", ", ".join(each.teams) or "nobody")
                for each in shown.candidates
            ]
            console.print(table(("feature", "score", "owned by"), cells))

    document = {
        "query": shown.query,
        "match": shown.match,
        "features": [_feature(row, groups) for row in shown.features],
        "teams": [_team(card, groups) for card in shown.teams],
        "candidates": [{"feature": each.feature, "score": each.score} for each in shown.candidates],
        "warnings": [notice._asdict() for notice in shown.notices],
    }
    return View(document, _rows(shown.features), screen)


def _rows(features: Iterable[Feature]) -> Iterable[Sequence[str | None]]:
    for row in features:
        for owner in row.owners or (None,):
            yield (
                row.name,
                owner and owner.team,
                owner and owner.slack_channel,
                owner and owner.zendesk_group,
                ",".join(row.github_labels),
                (owner.as_of if owner else row.as_of).isoformat(),
                owner.source if owner else row.source,
            )


def _cells(row: Feature) -> tuple[str, ...]:
    owners = ", ".join(owner.team for owner in row.owners) or "nobody"
    return row.name, owners, ", ".join(row.github_labels), row.as_of.isoformat()


def _feature(row: Feature, groups: Groups) -> dict[str, Any]:
    return {
        "feature": row.name,
        "aliases": list(row.aliases),
        "target_areas": list(row.target_areas),
        "github_labels": list(row.github_labels),
        "owners": [_owner(owner, groups) for owner in row.owners],
        "notes": row.notes,
        "as_of": row.as_of.isoformat(),
        "source": row.source,
        "file": row.origin,
    }


def _owner(owner: Owner, groups: Groups) -> dict[str, Any]:
    return {
        "team": owner.team,
        "team_slug": owner.team_slug,
        "slack_channel": owner.slack_channel,
        "slack_channel_inferred": owner.slack_channel_inferred,
        "zendesk_group": owner.zendesk_group,
        "group_live": groups.live(owner.zendesk_group),
        "github_team": owner.github_team,
        "as_of": owner.as_of.isoformat(),
        "source": owner.source,
    }


def _team(card: TeamCard, groups: Groups) -> dict[str, Any]:
    return {
        **_owner(card.owner, groups),
        "features": list(card.features),
        "lineage": [_former(former) for former in card.lineage],
    }


def _former(former: FormerTeam) -> dict[str, Any]:
    return {
        "name": former.name,
        "via": list(former.via),
        "teams": list(former.teams),
        "line": former.lineage,
    }


def _feature_facts(row: Feature) -> Iterable[tuple[str, str]]:
    yield "Owners", ", ".join(owner.team for owner in row.owners) or "nobody"
    yield "Also called", ", ".join(row.aliases) or "-"
    yield "Target areas", ", ".join(row.target_areas) or "-"
    yield "GitHub labels", ", ".join(row.github_labels) or "none"
    if row.notes:
        yield "Notes", row.notes
    yield "As of", f"{row.as_of}, {row.source}"
    if row.origin:
        yield "File", row.origin


def _team_facts(card: TeamCard, groups: Groups) -> Iterable[tuple[str, str]]:
    owner = card.owner
    channel = owner.slack_channel or "none known, or it differs by feature"
    yield "Slack channel", channel + (_INFERRED if owner.slack_channel_inferred else "")
    group = owner.zendesk_group or "none known, or it differs by feature"
    yield "Zendesk group", group + groups.said(owner.zendesk_group)
    yield "GitHub team", owner.github_team or "none known"
    yield "Owns", ", ".join(card.features)
    for former in card.lineage:
        yield "Comes from", former.lineage
    yield "As of", f"{owner.as_of}, {owner.source}"


def _print(console: "Screen", heading: str, facts: Iterable[tuple[str, str]]) -> None:
    from csm_cli.output.ownership import print_block  # noqa: PLC0415

    print_block(console, heading, facts)
