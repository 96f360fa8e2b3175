"""Customers' organizations."""

from __future__ import annotations

from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import (
    forbidden,
    invalid_attribute,
    missing_parameter,
    not_found,
    too_many_values,
)
from csm_cli.sandbox.zendesk.paging import asks_for_cursor, paged
from csm_cli.sandbox.zendesk.records import Record, all_of, find, present

_MOST_SHOWN = 100


def show(call: Call) -> Answer:
    """Show one organization; an agent limited to their own organization sees no other."""
    organization = find(call.db, "organizations", call.number())
    if organization is None or not _may_see(call, organization):
        raise not_found()
    return Answer({"organization": present("organizations", organization, call.base_url)})


def search(call: Call) -> Answer:
    """Find organizations whose external id, or else whose name, is exactly the one given.

    For admins, and agents whose role may edit organizations; light agents may not (Organizations
    reference, "Search Organizations"). Upper and lower case are the same.
    """
    if not call.caller.may.edit_organizations:
        raise forbidden()
    key = "external_id" if call.parameter("external_id") is not None else "name"
    wanted = call.parameter(key)
    if wanted is None:
        raise missing_parameter("external_id")
    found = [
        item
        for item in all_of(call.db, "organizations")
        if item[key] is not None and item[key].casefold() == wanted.casefold()
    ]
    return _listed(call, found)


def show_many(call: Call) -> Answer:
    """Show the organizations with these ids, or else these external ids; for every agent.

    Up to 100 of them, separated by commas (Organizations reference, "Show Many Organizations").
    Unknown ones are left out, and so is what the caller may not see (a choice).
    """
    name = "ids" if call.parameter("ids") is not None else "external_ids"
    wanted = call.parameter(name)
    if wanted is None:
        raise missing_parameter("ids")
    asked = {part.strip() for part in wanted.split(",")}
    if len(asked) > _MOST_SHOWN:
        raise too_many_values(name, _MOST_SHOWN)
    key = "id" if name == "ids" else "external_id"
    return _listed(call, [item for item in _visible(call) if str(item[key]) in asked])


def autocomplete(call: Call) -> Answer:
    """Show the organizations whose name begins so, in any letter case; for every agent.

    By offset pages only (Organizations reference, "Autocomplete Organizations").
    """
    if asks_for_cursor(call):
        raise invalid_attribute("page", "an integer", f"api/v2/{call.action}")
    wanted = call.parameter("name")
    if not wanted:
        raise missing_parameter("name")
    begins = wanted.casefold()
    return _listed(
        call, [item for item in _visible(call) if item["name"].casefold().startswith(begins)]
    )


def _visible(call: Call) -> list[Record]:
    return [item for item in all_of(call.db, "organizations") if _may_see(call, item)]


def _may_see(call: Call, organization: Record) -> bool:
    user = call.caller.user
    limited = user["ticket_restriction"] == "organization"
    return not limited or bool(user["organization_id"] == organization["id"])


def _listed(call: Call, found: list[Record]) -> Answer:
    shown = [present("organizations", item, call.base_url) for item in found]
    return Answer(paged(call, "organizations", shown))
