"""Customers' organizations."""

from __future__ import annotations

from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import forbidden, missing_parameter, not_found
from csm_cli.sandbox.zendesk.paging import paged
from csm_cli.sandbox.zendesk.records import all_of, find, present


def show(call: Call) -> Answer:
    """Show one organization; an agent limited to their own organization sees no other."""
    organization = find(call.db, "organizations", call.number())
    user = call.caller.user
    if organization is None or (
        user["ticket_restriction"] == "organization"
        and user["organization_id"] != organization["id"]
    ):
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
    shown = [
        present("organizations", item, call.base_url)
        for item in all_of(call.db, "organizations")
        if item[key] is not None and item[key].casefold() == wanted.casefold()
    ]
    return Answer(paged(call, "organizations", shown))
