"""`/api/users/@me/`: the person behind a key."""

import uuid
from typing import Any

from csm_cli.sandbox.posthog.keys import Caller
from csm_cli.sandbox.posthog.world import Region, World

_DEFAULT = {"first_name": "Robin", "last_name": "Vale", "email": "robin.vale@posthog.example"}
_NAMESPACE = uuid.UUID("0184c2f1-7a10-0000-9d55-aa0000000000")


def user(world: World, caller: Caller, region: Region) -> dict[str, Any]:
    """The user as the API shows it; the key's own `user` in project.json, or the default one."""
    known = {**_DEFAULT, **caller.user}
    project = world.project()
    identity = uuid.uuid5(_NAMESPACE, f"{region}:{known['email']}")
    organization = uuid.uuid5(_NAMESPACE, f"{region}:organization")
    return {
        "id": identity.int % 1_000_000,
        "uuid": str(identity),
        "distinct_id": known.get("distinct_id", str(uuid.uuid5(identity, "distinct_id"))),
        "first_name": known["first_name"],
        "last_name": known["last_name"],
        "email": known["email"],
        "is_email_verified": True,
        "is_staff": known.get("is_staff", True),
        "is_impersonated": None,
        "is_impersonated_until": None,
        "team": {
            "id": project["project_id"],
            "organization": str(organization),
            "name": "PostHog App + Website",
            "timezone": project["timezone"],
        },
        "organization": {"id": str(organization), "name": "PostHog", "membership_level": 1},
    }
