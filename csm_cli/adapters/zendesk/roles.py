"""Roles on Zendesk: the list of custom roles, and the change of one person's role.

A change is made by an account of its own, with a session of its own; the person's session
only reads. Both go to the same Zendesk, which the settings see to.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from csm_cli.adapters.zendesk import records
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.domain.errors import (
    Conflict,
    NotAllowed,
    NotFound,
    NotSignedIn,
    OutcomeUnknown,
    Unavailable,
)
from csm_cli.domain.roles import ADMIN, FULL, LIGHT, OTHER, Role
from csm_cli.domain.tickets import Person, Request

# `role_type` of a custom role, in Zendesk's users documentation: 0 custom agent, 1 light
# agent, 2 chat agent, 3 contributor, 4 admin, 5 billing admin.
_ACCESS = {0: FULL, 1: LIGHT, 4: ADMIN, 5: ADMIN}


class ZendeskRoles:
    """The roles of one account.

    Args:
        url: The account's origin.
        session: The person's own.
        changing: That of the account that may change roles, or null.
    """

    def __init__(self, url: str, session: SafeSession, changing: SafeSession | None) -> None:
        self._url = url
        self._session = session
        self._changing = changing

    def roles(self) -> Sequence[Role]:
        """All custom roles; below Zendesk's Enterprise plan there are none."""
        try:
            answer = self._session.get(f"{self._url}/api/v2/custom_roles.json").json()
        except (NotAllowed, NotFound):
            return ()
        try:
            return tuple(_role(record) for record in answer["custom_roles"])
        except (AttributeError, KeyError, TypeError, ValueError):
            raise Unavailable("Zendesk's list of roles is not as documented") from None

    @property
    def can_change(self) -> bool:
        """Whether a credential for roles is configured."""
        return self._changing is not None

    def changer(self) -> Person | None:
        """Whoever the credential for roles belongs to; asked of Zendesk each time."""
        if self._changing is None:
            return None
        answer = self._changing.get(f"{self._url}/api/v2/users/me.json").json()
        user = answer.get("user")
        found = records.me(user) if isinstance(user, Mapping) else None
        if found is None:
            raise NotSignedIn(
                "Zendesk does not know the credential for roles",
                written="nothing was sent",
                hint="csm config shows where it came from",
            )
        return found.person

    def requests(self, person: Person, role: Role) -> Sequence[Request]:
        """The one PUT that `change` would send."""
        return [Request("PUT", _path(person), _body(role))]

    def change(self, person: Person, role: Role) -> None:
        """Send it once. Not through zenpy, which would send the user's id along as a change."""
        assert self._changing is not None, "there is no credential for roles"
        try:
            answer = self._changing.put(f"{self._url}{_path(person)}", json=_body(role)).json()
        except NotFound as problem:
            raise NotAllowed(
                f"Zendesk does not show {person.name} to the account for roles",
                written="nothing was written",
                request_id=problem.request_id,
            ) from None
        except Conflict as problem:
            raise Conflict(
                f"Zendesk was changing {person.name} at the same moment",
                written="nothing was written",
                hint="run it again",
                request_id=problem.request_id,
            ) from None
        user = answer.get("user")
        if not isinstance(user, Mapping) or user.get("id") != person.id:
            raise OutcomeUnknown("the change was sent; Zendesk answered about somebody else")

    def page(self, ticket: int | None) -> str:
        """A ticket's page, whose right sidebar holds the apps; else the start page."""
        return f"{self._url}/agent/tickets/{ticket}" if ticket else f"{self._url}/agent/"

    def close(self) -> None:
        """Close the connections."""
        self._session.close()
        if self._changing is not None:
            self._changing.close()


def _path(person: Person) -> str:
    return f"/api/v2/users/{person.id}.json"


def _body(role: Role) -> dict[str, Any]:
    return {"user": {"custom_role_id": role.id}}


def _role(record: Mapping[str, Any]) -> Role:
    configuration = record.get("configuration") or {}
    light = bool(configuration.get("light_agent"))
    access = LIGHT if light else _ACCESS.get(record.get("role_type", -1), OTHER)
    return Role(int(record["id"]), str(record["name"]), access)
