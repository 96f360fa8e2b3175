"""`/api/users/@me/`: the person behind the keys of a region."""

import uuid
from typing import Any

from csm_cli.sandbox.posthog.world import Region, World

# The person whom `csm sandbox serve` signs in to the sandbox's Zendesk.
_EMAIL = "robin.vale@posthog.example"
_NAMESPACE = uuid.UUID("0184c2f1-7a10-0000-9d55-aa0000000000")


def user(world: World, region: Region) -> dict[str, Any]:
    """The user as the API shows it; accounts of the two regions have nothing in common."""
    project = world.project()
    identity = uuid.uuid5(_NAMESPACE, f"{region}:{_EMAIL}")
    organization = uuid.uuid5(_NAMESPACE, f"{region}:organization")
    return {
        "id": identity.int % 1_000_000,
        "uuid": str(identity),
        "distinct_id": str(uuid.uuid5(identity, "distinct_id")),
        "first_name": "Robin",
        "last_name": "Vale",
        "email": _EMAIL,
        "is_email_verified": True,
        "is_staff": True,
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
