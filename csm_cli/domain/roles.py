"""Roles on the desk: what each may do, and which one is lent and due back.

A light agent reads tickets and leaves private notes; a full agent takes a paid seat that is
shared, so a raised role is a loan. What became of a loan is decided here, from the record of
it and from the role that the desk shows now.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from csm_cli.domain.errors import ExitCode, WrongUsage
from csm_cli.domain.names import key
from csm_cli.domain.tickets import Me, Person, Request

LIGHT, FULL, ADMIN, OTHER = "light", "full", "admin", "other"

CREDENTIAL, PAGE = "credential", "page"
"""The ways to another role: an account that may change roles, or a page that a person opens."""

RUN, TOLD, BY_PERSON = "run", "told", "person"
"""Why a role was raised: for one run of csm, which gives it back; because a person told csm
to; or by the person, on the page that csm named."""

SHOWN, PLANNED = "shown", "planned"
RAISED, ALREADY_FULL = "raised", "already-full"
LOWERED, ALREADY_LIGHT, CHANGED = "lowered", "already-light", "changed"

EXIT_CODES = {
    SHOWN: ExitCode.DONE,
    PLANNED: ExitCode.DONE,
    RAISED: ExitCode.DONE,
    ALREADY_FULL: ExitCode.DONE,
    LOWERED: ExitCode.DONE,
    ALREADY_LIGHT: ExitCode.DONE,
    CHANGED: ExitCode.CONFLICT,
}
"""The exit code of each outcome of `csm role`."""

NOT_RAISED = "not-raised"  # of a loan that never came about
BACK, LENT, UNCLEAR, FOREIGN = "back", "lent", "unclear", "foreign"

_MAY_STILL_ARRIVE = timedelta(minutes=2)


class Role(NamedTuple):
    """A role of the desk. `access` is `light`, `full`, `admin` or `other`."""

    id: int
    name: str
    access: str


class Loan(NamedTuple):
    """A role that is raised, or was about to be, and has to be given back.

    `lower` is the role to go back to. `upper` is null until a person's own change is seen.
    `since` is when it was recorded, before anything was sent; aware and in UTC. `confirmed`
    says that the raised role was seen.
    """

    person: Person
    lower: Role
    upper: Role | None
    kind: str
    since: datetime
    confirmed: bool = False


class Standing(NamedTuple):
    """Who is signed in, in which role, and the way to another one.

    `changer` is the account that would change the role; null if a person does it on `page`.
    """

    me: Me
    role: Role | None
    roles: tuple[Role, ...]
    page: str
    changer: Person | None = None
    loan: Loan | None = None

    @property
    def way(self) -> str:
        """How the role changes here: by a credential, or by a person on the page."""
        return PAGE if self.changer is None else CREDENTIAL


class Step(NamedTuple):
    """The result of `csm role`, planned or done.

    `target` is the role after the step; null if nothing is to be changed, or if the page
    decides. `requests` are what a dry run shows.
    """

    standing: Standing
    outcome: str
    target: Role | None = None
    reason: str | None = None
    hint: str | None = None
    requests: tuple[Request, ...] = ()


class Ending(NamedTuple):
    """What became of a loan when the work was over.

    `code` is 0 if the role is back or is not csm's to give back; `text` tells a person.
    """

    code: ExitCode = ExitCode.DONE
    text: str | None = None


def state(loan: Loan, me: Me, now: datetime) -> str:
    """What the desk's word means for a loan: `back`, `lent`, `unclear` or `foreign`.

    A raise that nobody saw may still arrive: for two minutes a lower role proves nothing. A
    third role is somebody else's decision, and not csm's to undo.
    """
    if me.role_id == loan.lower.id:
        late = now - loan.since >= _MAY_STILL_ARRIVE
        return BACK if loan.confirmed or late else UNCLEAR
    if loan.upper is None:
        return LENT if me.access != LIGHT else FOREIGN
    return LENT if me.role_id == loan.upper.id else FOREIGN


def called(name: str, access: str, roles: Sequence[Role], setting: str) -> Role:
    """The one role of that name, which must reach as far as it should and no further.

    Raises:
        WrongUsage: none or several have the name, or the role is not such a one.
    """
    fitting = [role for role in roles if key(role.name) == key(name)]
    if len(fitting) != 1:
        known = ", ".join(repr(role.name) for role in roles if role.access == access)
        raise WrongUsage(
            f"{'several roles are' if fitting else 'no role is'} named {name!r}",
            written="nothing was sent",
            hint=f"set {setting} in the config file to one of: {known or 'none fits'}",
        )
    if fitting[0].access != access:
        raise WrongUsage(
            f"the role {name!r} is not that of a {access} agent",
            written="nothing was sent",
            hint=f"set {setting} in the config file",
        )
    return fitting[0]


def current(me: Me, roles: Sequence[Role]) -> Role | None:
    """The role of whoever is signed in; null if the desk names none."""
    if me.role_id is None:
        return None
    known = {role.id: role for role in roles}
    return known.get(me.role_id, Role(me.role_id, f"role {me.role_id}", me.access))


def name_of(standing: Standing) -> str:
    """The role's name, or in want of one what it may do."""
    if standing.role is not None:
        return standing.role.name
    return {ADMIN: "administrator", LIGHT: "light agent"}.get(standing.me.access, "full agent")
