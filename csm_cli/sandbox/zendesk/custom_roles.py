"""Custom agent roles."""

from __future__ import annotations

from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import forbidden, not_found
from csm_cli.sandbox.zendesk.records import Record, all_of, find
from csm_cli.sandbox.zendesk.roles import configuration
from csm_cli.sandbox.zendesk.shapes import CUSTOM_ROLE


def index(call: Call) -> Answer:
    """List all roles; every agent may."""
    shown = [_show(role) for role in all_of(call.db, "custom_roles")]
    page = {"next_page": None, "previous_page": None, "count": len(shown)}
    return Answer({"custom_roles": shown, **page})


def show(call: Call) -> Answer:
    """Show one role; for admins and agents who manage roles."""
    if not call.caller.may.manage_roles:
        raise forbidden()
    role = find(call.db, "custom_roles", call.number())
    if role is None:
        raise not_found()
    return Answer({"custom_role": _show(role)})


def _show(role: Record) -> Record:
    shown = {key: role[key] for key in CUSTOM_ROLE}
    return shown | {"configuration": configuration(role["role_type"], role)}
