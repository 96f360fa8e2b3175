"""What became of escalations: the list, and what to write to their owners."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from csm_cli.domain.following import Follow, Followed
from csm_cli.domain.issues import Issue
from csm_cli.output import clean
from csm_cli.output.missing import lines as missing_lines
from csm_cli.output.missing import records as missing_records
from csm_cli.output.present import View, table
from csm_cli.output.show import filed_under
from csm_cli.output.times import span, utc, when
from csm_cli.output.writes import warning_lines

if TYPE_CHECKING:
    from csm_cli.output.screen import Screen

_DAY = 86_400


def view(followed: Followed, *, now: datetime, nudge: bool) -> View:
    """The document of `csm help json escalations`; with `nudge` a screen shows the texts, too."""

    def screen(console: "Screen") -> None:
        from rich.text import Text  # noqa: PLC0415

        if not followed.rows:
            console.print("nothing that you escalated waits")
            return
        console.print(table(*_columns(followed, now, exact=console.exact)))
        for row in followed.rows if nudge else ():
            where = f", in {clean.line(row.channel)}" if row.channel else ""
            console.print(Text(f"\n{row.ticket.number}{where}", "bold"))
            for line in clean.block(row.nudge or "").strip().splitlines():
                console.hanging(Text(f"  {line}"), 2)

    document = {
        "escalations": [_record(row) for row in followed.rows],
        "omitted": followed.omitted,
        "warnings": [notice._asdict() for notice in followed.notices],
        "missing": missing_records(followed.missing),
    }
    return View(document, [_row(row, nudge=nudge) for row in followed.rows], screen)


def asides(followed: Followed, *, as_json: bool) -> list[str]:
    """What a person should know besides the list, for stderr."""
    lines = missing_lines(followed.missing)
    if not as_json:
        lines += warning_lines(followed.notices)
        if followed.omitted:
            lines.append(f"{followed.omitted} more were not looked at; --limit looks at more")
    return lines


def _record(row: Follow) -> dict[str, Any]:
    ticket, start, last = row.ticket, row.start, row.last
    return {
        "ticket": ticket.number,
        "url": ticket.url,
        "subject": ticket.subject,
        "zendesk_organization": filed_under(ticket.organization),
        "status": ticket.status,
        "to": start.to,
        "group": start.group._asdict() if start.group else None,
        "team": row.team,
        "channel": row.channel,
        "known_by": start.how,
        "escalated_at": utc(start.at),
        "escalated_by": start.by.name if start.by else None,
        "escalated": row.escalated,
        "assignee": ticket.assignee.name if ticket.assignee else None,
        "hero_sees": row.visible,
        "hidden_by": [each.code for each in row.hidden_by],
        "last_engineer": {
            "at": utc(last.created_at),
            "by": last.author.name,
            "private": last.private,
        }
        if last
        else None,
        "quiet_days": row.quiet_days,
        "issues": [_issue(row, at) for at in range(len(row.links))],
        "nudge": row.nudge,
    }


def _issue(row: Follow, at: int) -> dict[str, Any]:
    ref = row.links[at]
    known = next((issue for issue in row.issues if issue.ref == ref), None)
    return {
        "repository": ref.repository,
        "number": ref.number,
        "url": ref.url,
        "state": known.state if known else None,
        "reason": known.reason if known else None,
        "title": known.title if known else None,
        "closed_at": utc(known.closed_at) if known else None,
        "updated_at": utc(known.updated_at) if known else None,
    }


def _row(row: Follow, *, nudge: bool) -> tuple[str | int | None, ...]:
    record = _record(row)
    last = record["last_engineer"]
    return (
        row.ticket.number,
        row.ticket.status,
        record["to"],
        row.start.group.name if row.start.group else None,
        record["escalated_at"],
        row.quiet_days,
        last["at"] if last else None,
        {True: "seen", False: "hidden", None: None}[row.visible],
        " ".join(f"{each['url']}={each['state'] or '?'}" for each in record["issues"]),
        row.ticket.organization.name if row.ticket.organization else None,
        row.ticket.subject,
        *([row.nudge] if nudge else []),
    )


def _columns(
    followed: Followed, now: datetime, *, exact: bool
) -> tuple[list[str], list[tuple[str | int | None, ...]]]:
    header = ["Ticket", "Of", "With", "Since", "Engineer's last word", "Status", "Issue"]
    rows: list[tuple[str | int | None, ...]] = [
        (
            row.ticket.number,
            row.ticket.organization.name if row.ticket.organization else None,
            _with(row),
            when(row.start.at, now, exact=exact) if row.start.at else "not known",
            _last(row, now, exact=exact),
            _status(row),
            ", ".join(_issue_told(row, at, now) for at in range(len(row.links))),
        )
        for row in followed.rows
    ]
    return header, rows


def _with(row: Follow) -> str:
    group = row.start.group.name if row.start.group else row.start.to
    return f"{group} ({row.ticket.assignee.name})" if row.ticket.assignee else group


def _last(row: Follow, now: datetime, *, exact: bool) -> str:
    if row.last is not None:
        told = when(row.last.created_at, now, exact=exact)
        return f"{told}, {row.last.author.name}"
    if not row.whole:
        return "not known"
    return "none" if row.quiet_days is None else f"none in {span(row.quiet_days * _DAY)}"


def _status(row: Follow) -> str:
    if not row.hidden_by:
        return row.ticket.status
    return f"{row.ticket.status}, hidden: {'; '.join(each.text for each in row.hidden_by)}"


def _issue_told(row: Follow, at: int, now: datetime) -> str:
    ref = row.links[at]
    known: Issue | None = next((issue for issue in row.issues if issue.ref == ref), None)
    name = f"{ref.repository}#{ref.number}"
    if known is None:
        return f"{name} not known"
    why = f" ({known.reason.replace('_', ' ')})" if known.reason else ""
    ended = f" {when(known.closed_at, now)}" if known.closed_at else ""
    return f"{name} {known.state}{why}{ended}"
