"""A role, shown or changed: the document, a line for a pipe, and a screen."""

from typing import TYPE_CHECKING, Any

from csm_cli.domain import roles
from csm_cli.domain.roles import Loan, Role, Standing, Step
from csm_cli.domain.tickets import Person
from csm_cli.output import clean
from csm_cli.output.present import View
from csm_cli.output.times import minute, utc
from csm_cli.output.writes import request_line, request_records

if TYPE_CHECKING:
    from rich.console import Console

_WORDS = {
    roles.SHOWN: ("·", "cyan", ""),
    roles.PLANNED: ("·", "cyan", "would be changed; nothing was sent"),
    roles.RAISED: ("✓", "green", "is raised"),
    roles.ALREADY_FULL: ("✓", "green", "is full already; nothing was changed"),
    roles.LOWERED: ("✓", "green", "is light again"),
    roles.ALREADY_LIGHT: ("✓", "green", "is light already; nothing was changed"),
    roles.CHANGED: ("✗", "yellow", "was left as it is"),
}

_MEANING = {
    roles.LIGHT: "a light agent: private notes, no fields, no public replies",
    roles.FULL: "a full agent: fields, groups and public replies, on a paid seat",
    roles.ADMIN: "an administrator",
}


def view(step: Step, *, dry_run: bool) -> View:
    """The document of `csm help json role`."""

    def screen(console: "Console") -> None:
        from rich.text import Text  # noqa: PLC0415

        for label, value in _lines(step):
            console.print(Text.assemble((f"{label:<9} ", "dim"), clean.line(value)))
        for request in step.requests if dry_run else ():
            console.print(Text(request_line(request), "dim"))
        sign, colour, words = _WORDS[step.outcome]
        if words:
            console.print(Text.assemble((sign, colour), " your role ", (words, colour)))

    standing = step.standing
    loan = standing.loan
    row = (
        step.outcome,
        standing.me.access,
        roles.name_of(standing),
        standing.me.person.email,
        utc(loan.since) if loan else None,
    )
    return View(_document(step, dry_run=dry_run), [row], screen)


def asides(step: Step, *, dry_run: bool, as_json: bool, on_terminal: bool) -> list[str]:
    """What a person should know besides the result, for stderr."""
    lines = [clean.line(step.reason)] if step.reason else []
    if step.outcome == roles.CHANGED and step.hint:
        lines.append(f"next: {step.hint}")
    if dry_run and step.outcome == roles.PLANNED and step.target is None:
        lines.append(f"no request would be sent; you would open {step.standing.page}")
    if dry_run and not (as_json or on_terminal):
        lines += map(request_line, step.requests)
    return lines


def _document(step: Step, *, dry_run: bool) -> dict[str, Any]:
    standing = step.standing
    planned = step.outcome == roles.PLANNED
    return {
        "outcome": step.outcome,
        "person": _person(standing.me.person),
        "access": standing.me.access,
        "role": _role(standing.role),
        "target": _role(step.target) if planned else None,
        "way": standing.way,
        "page": standing.page,
        "changer": _person(standing.changer) if standing.changer else None,
        "due_back": _due(standing.loan) if standing.loan else None,
        "dry_run": dry_run,
        "requests": request_records(step.requests, dry_run=dry_run),
    }


def _lines(step: Step) -> list[tuple[str, str]]:
    standing = step.standing
    person = standing.me.person
    lines = [
        ("you", f"{person.name} <{person.email}>"),
        ("role", f"{roles.name_of(standing)} ({_MEANING[standing.me.access]})"),
    ]
    if standing.loan is not None:
        lines.append(("due back", _owed(standing.loan)))
    lines.append(("way", _way(standing)))
    return lines


def _owed(loan: Loan) -> str:
    since = minute(loan.since)
    doubt = "" if loan.confirmed else ", if it was raised at all"
    return f"to {loan.lower.name}; raised at {since}{doubt}"


def _way(standing: Standing) -> str:
    up = standing.me.access == roles.LIGHT
    command = "csm role upgrade" if up else "csm role downgrade"
    if standing.changer is None:
        return f"a page that you open yourself: {standing.page} ({command} waits for it)"
    return f"{command}, by way of {standing.changer.name} <{standing.changer.email}>"


def _person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "email": person.email}


def _role(role: Role | None) -> dict[str, Any] | None:
    return None if role is None else {"id": role.id, "name": role.name}


def _due(loan: Loan) -> dict[str, Any]:
    return {
        "since": utc(loan.since),
        "role": _role(loan.lower),
        "kind": loan.kind,
        "confirmed": loan.confirmed,
    }
