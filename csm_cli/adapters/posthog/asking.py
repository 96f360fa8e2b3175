"""Who a personal API key of PostHog belongs to, and which region knows it."""

import json
from collections.abc import Callable, Mapping

import httpx
from httpx import codes

from csm_cli.adapters import http
from csm_cli.adapters.http import Patience
from csm_cli.adapters.posthog.errors import Asked, no_answer, refusal
from csm_cli.domain.errors import NotSignedIn
from csm_cli.services.signin_ports import Identity

_ME = "/api/users/@me/"
# A query that does not exist: asking how it is doing takes the scope that audits take, and runs
# nothing.
_QUERY = "/api/projects/{project}/query/00000000-0000-0000-0000-000000000000/"
_UNNAMED = "the owner of the key, whose name takes the scope user:read"


class PostHogAsking:
    """Asks the hosts of both regions: a key of the one is unknown to the other.

    Args:
        hosts: A client of each region's host, the US first.
        key: The key that they send, to keep it out of errors.
        source: Where the key came from.
        project: The project that audits ask.
        patience: How often to ask.
    """

    def __init__(
        self,
        hosts: Mapping[str, httpx.Client],
        key: str,
        source: str,
        project: int,
        patience: Patience,
        waiting: Callable[[float], None],
    ) -> None:
        self._hosts = hosts
        self._key = key
        self._source = source
        self._project = project
        self._patience = patience
        self._waiting = waiting

    def who(self) -> Identity:
        """Whose key it is; `scopes` holds query:read if audits may use it. See `Asking`."""
        for region, client in self._hosts.items():
            answer = self._get(client, _ME)
            if answer.status_code == codes.UNAUTHORIZED:
                continue
            if answer.status_code not in {codes.OK, codes.FORBIDDEN}:
                raise refusal(answer, self._asked(client))
            who = _name(answer) if answer.is_success else _UNNAMED
            scopes = self._scopes(client) if region == "us" else None
            return Identity(who, None, scopes, None, region)
        raise NotSignedIn(
            f"neither region of PostHog knows the key: {self._source}",
            hint="make one on the US host, and give it to: csm auth login posthog",
        )

    def _scopes(self, client: httpx.Client) -> tuple[str, ...]:
        """Prove the scope that audits need.

        Raises:
            NotAllowed: the key has another one only, or may not reach the project.
        """
        answer = self._get(client, _QUERY.format(project=self._project))
        if answer.status_code == codes.FORBIDDEN:
            raise refusal(answer, self._asked(client))
        return ("query:read",)

    def _get(self, client: httpx.Client, path: str) -> httpx.Response:
        try:
            return http.read(lambda: client.get(path), self._patience, self._waiting)
        except httpx.RequestError as problem:
            raise no_answer(problem, client.base_url.host) from None

    def _asked(self, client: httpx.Client) -> Asked:
        return Asked(client.base_url.host, self._key, self._source)

    def close(self) -> None:
        """Close the connections."""
        for client in self._hosts.values():
            client.close()


def _name(answer: httpx.Response) -> str:
    try:
        user = json.loads(answer.content)
        name, email = user.get("first_name") or "", user.get("email") or ""
    except (ValueError, AttributeError):
        return _UNNAMED
    return f"{name} <{email}>".strip() if email else _UNNAMED
