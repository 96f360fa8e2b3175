"""The environment variables by which a `csm` in another process signs in to a sandbox."""

from __future__ import annotations

from csm_cli.sandbox.facts import meta
from csm_cli.sandbox.scenario_services import SHAPES, facts_of
from csm_cli.sandbox.world import World
from csm_cli.sandbox.zendesk.records import all_of, find


def describe(world: World, services: dict[str, str]) -> dict[str, str]:
    """Return the variables; without a full agent, or a key, those of the sign-in are missing."""
    env = {
        "CSM_ZENDESK_URL": services["zendesk"],
        "CSM_POSTHOG_US_URL": services["posthog_us"],
        "CSM_POSTHOG_EU_URL": services["posthog_eu"],
        "CSM_WEBSITE_URL": services["website"],
    }
    with world.read() as db:
        user = find(db, "users", meta(db, "first_full_agent"))
        clients = [each for each in all_of(db, "oauth_clients") if each["kind"] == "public"]
    if clients:
        env["CSM_ZENDESK_CLIENT_ID"] = clients[0]["identifier"]
    if user is not None:
        env |= {"CSM_ZENDESK_EMAIL": user["email"], "CSM_ZENDESK_TOKEN": user["api_token"]}
    keys = [key for key in world.project()["keys"] if key["region"] == "us"]
    if keys:
        env["CSM_POSTHOG_KEY"] = keys[0]["key"]
    with world.read() as db:
        for service in SHAPES:
            env[f"CSM_{service.upper()}_URL"] = services[service]
            for key in facts_of(db, service).get("keys", [])[:1]:
                env[f"CSM_{service.upper()}_KEY"] = key["key"]
    return env
