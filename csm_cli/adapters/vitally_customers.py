"""Vitally's records of customers (its pages "REST API: Accounts", "Organizations", "Overview").

One is found by PostHog's id of it, since Vitally takes its own id or the external one in the
same place. There is no search by name: lists are read page by page, and kept for a while. Staff
stand in a record as `keyRoles`; an account's or organization's *owner* is one of the customer's
users there, and so is left alone.
"""

import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from httpx import codes

from csm_cli.adapters.accounts import ServiceAccount
from csm_cli.adapters.cache import Cache
from csm_cli.adapters.rest.answers import text
from csm_cli.adapters.rest.api import Api, open_api
from csm_cli.adapters.rest.refusals import no_data
from csm_cli.adapters.settings import Settings
from csm_cli.adapters.vitally import MANNER, credential
from csm_cli.domain.vitally import KINDS, KeyRole, Listing, Reach, VitallyRecord

_PAGE = 100  # the most that Vitally gives at once
_MOST_ROLES = 20
_NOT_THERE = frozenset({codes.NOT_FOUND})


class VitallyCustomers:
    """Fulfils the port `CustomerRecords`.

    Args:
        api: Vitally's API, with a key.
        reach: Which lists are looked at, and how far.
        cache: Where the list of customers is kept.
    """

    def __init__(self, api: Api, reach: Reach, cache: Cache) -> None:
        self._api = api
        self._reach = reach
        self._cache = cache

    @classmethod
    def of(
        cls, account: ServiceAccount, settings: Settings, reach: Reach, *, refresh: bool = False
    ) -> "VitallyCustomers":
        """Vitally with the key of an account; see `open_api` for the errors."""
        api = open_api(account, settings, MANNER, credential(account), lambda _: None)
        known = sha256(repr((account.url, account.key)).encode()).hexdigest()[:16]
        folder = None if settings.in_sandbox else settings.state / "cache" / f"vitally-{known}"
        hours = 0 if refresh else settings.facts["limits"]["cache_hours"]
        environment = settings.environment
        kept = Cache(folder, timedelta(hours=hours), environment.now, environment.record)
        return cls(api, reach, kept)

    def record(self, organization_id: str) -> VitallyRecord | None:
        """What is on record under PostHog's id; see `CustomerRecords`."""
        for kind in self._reach.kinds:
            path = f"/resources/{kind}/{quote(organization_id, safe='')}"
            answer = self._api.look(path, {}, _NOT_THERE)
            if answer.status == codes.OK:
                return self._recorded(kind, organization_id, answer.document)
            if "html" in answer.headers.get("Content-Type", ""):  # not Vitally's word for it
                raise no_data(self._api.asked, "a web page")
        return None

    def called(self, name: str) -> Listing:
        """Those of all lists, as far as they are read; see `CustomerRecords`."""
        return self._cache.get("customers", self._read, _listing).called(name)

    def close(self) -> None:
        """Close the connections."""
        self._api.close()

    def _recorded(self, kind: str, asked: str, document: Mapping[str, Any]) -> VitallyRecord:
        external, number = text(document, "externalId"), text(document, "id")
        if number is None or (external or "").casefold() != asked.casefold():
            raise no_data(self._api.asked, "another record than the one that was asked for")
        roles = tuple(_key_roles(document.get("keyRoles")))[:_MOST_ROLES]
        return VitallyRecord(KINDS[kind], number, external, text(document, "name"), roles)

    def _read(self) -> Mapping[str, Any]:
        """The lists, as they are kept; cut after so many pages, or so much time."""
        until = time.monotonic() + self._reach.seconds
        records: list[list[str | None]] = []
        # Each list that is not at its end, with the cursor of its next page.
        left: list[tuple[str, str | None]] = [(kind, None) for kind in self._reach.kinds]
        for _ in range(self._reach.pages):
            if not left or time.monotonic() > until:
                break
            kind, cursor = left[0]
            found, further = self._page(kind, cursor)
            records += found
            left = [(kind, further), *left[1:]] if further else left[1:]
        return {"records": records, "whole": not left}

    def _page(self, kind: str, cursor: str | None) -> tuple[list[list[str | None]], str | None]:
        query: dict[str, str | int] = {"limit": _PAGE}
        if kind == "accounts":
            query["status"] = (
                "activeOrChurned"  # else those that are customers no more are left out
            )
        if cursor is not None:
            query["from"] = cursor
        document = self._api.get(f"/resources/{kind}", **query).document
        results, further = document.get("results"), document.get("next")
        odd = further is not None and (not isinstance(further, str) or further == cursor)
        if odd or not isinstance(results, list):
            raise no_data(self._api.asked, "no list of customers")
        return [_kept(kind, each) for each in results], further or None


def _kept(kind: str, entry: Any) -> list[str | None]:
    return [KINDS[kind], text(entry, "id"), text(entry, "externalId"), text(entry, "name")]


def _listing(kept: Mapping[str, Any]) -> Listing:
    rows = [VitallyRecord(*row) for row in kept["records"]]
    return Listing(tuple(each for each in rows if each.id), len(rows), bool(kept["whole"]))


def _key_roles(listed: Any) -> Iterator[KeyRole]:
    """The roles that somebody has; one that nobody fills tells nothing."""
    for each in listed if isinstance(listed, list) else ():
        role = text(each, "keyRole", "label")
        name, email = text(each, "vitallyUser", "name"), text(each, "vitallyUser", "email")
        if role and (name or email):
            yield KeyRole(role, name, email)
