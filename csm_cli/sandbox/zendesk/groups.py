"""Groups and their members."""

from __future__ import annotations

from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import not_found
from csm_cli.sandbox.zendesk.paging import paged
from csm_cli.sandbox.zendesk.reading import read_flag
from csm_cli.sandbox.zendesk.records import Record, all_of, find, present
from csm_cli.sandbox.zendesk.roles import groups_of


def index(call: Call) -> Answer:
    """List the groups; deleted ones too, unless `exclude_deleted` is true."""
    found = all_of(call.db, "groups")
    if read_flag(call.parameter("exclude_deleted")):
        found = [group for group in found if not group["deleted"]]
    return _answer(call, found)


def assignable(call: Call) -> Answer:
    """List the groups that the caller may hand a ticket to."""
    own = groups_of(call.db, call.caller.user["id"])
    anywhere = call.caller.may.any_group
    found = [group for group in all_of(call.db, "groups") if anywhere or group["id"] in own]
    return _answer(call, [group for group in found if not group["deleted"]])


def show(call: Call) -> Answer:
    """Show one group."""
    group = find(call.db, "groups", call.number())
    if group is None:
        raise not_found()
    return Answer({"group": present("groups", group, call.base_url)})


def memberships(call: Call) -> Answer:
    """List who is in which group; of one user or one group under that record's path."""
    found = all_of(call.db, "group_memberships")
    for name in ("user_id", "group_id"):
        if name in call.path_values:
            found = [item for item in found if item[name] == call.number(name)]
    shown = [present("group_memberships", item, call.base_url) for item in found]
    return Answer(paged(call, "group_memberships", shown))


def _answer(call: Call, found: list[Record]) -> Answer:
    shown = [present("groups", group, call.base_url) for group in found]
    return Answer(paged(call, "groups", shown, lambda group: (group["name"], group["id"])))
