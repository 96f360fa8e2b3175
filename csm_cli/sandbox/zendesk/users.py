"""People: who is calling, and everybody else."""

from __future__ import annotations

from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import not_found
from csm_cli.sandbox.zendesk.records import find, present


def me(call: Call) -> Answer:
    """Show the caller; nobody signed in is an anonymous user without an id, and a 200."""
    shown = present("users", call.caller.user, call.base_url)
    shown["authenticity_token"] = "sandbox"  # noqa: S105 - only browsers' forms need a real one
    if shown["id"] is None:
        shown["url"] = f"{call.base_url}/api/v2/users/.json"
    return Answer({"user": shown})


def show(call: Call) -> Answer:
    """Show one user."""
    user = find(call.db, "users", call.number())
    if user is None:
        raise not_found()
    return Answer({"user": present("users", user, call.base_url)})
