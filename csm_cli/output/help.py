"""The words of the help topics that are not commands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from csm_cli.output.present import View, table

if TYPE_CHECKING:
    from rich.console import Console

ENVIRONMENT = {
    "CSM_PROFILE": "the profile to use; `sandbox` runs everything on this machine",
    "CSM_CONFIG": "the config file",
    "CSM_STATE": "the folder for the journal, the cache and the sandbox",
    "CSM_OWNERSHIP": "your own ownership file",
    "CSM_LOG": "a file that gets the traceback when csm itself fails",
    "CSM_TIMEOUT": "seconds until a request to a service is given up",
    "CSM_VERIFY_SECONDS": "seconds for which the outcome of an unanswered write is looked up",
    "CSM_SANDBOX_SCENARIO": "a scenario folder for the sandbox, instead of the shipped one",
    "CSM_ZENDESK_URL": "Zendesk's URL; goes with the credential below, from the same place",
    "CSM_ZENDESK_EMAIL": "the e-mail that belongs to the API token",
    "CSM_ZENDESK_TOKEN": "a Zendesk API token (all of them end on 2027-04-30)",
    "CSM_ZENDESK_OAUTH_TOKEN": "a Zendesk OAuth access token",
    "CSM_ZENDESK_ROLES_URL": "the same Zendesk, for an account of yours that may change roles",
    "CSM_ZENDESK_ROLES_EMAIL": "the e-mail of that account",
    "CSM_ZENDESK_ROLES_TOKEN": "an API token of that account",
    "CSM_ZENDESK_ROLES_OAUTH_TOKEN": "or an OAuth access token of it, with users:write",
    "CSM_POSTHOG_US_URL": "PostHog's US host; audits go here for both regions",
    "CSM_POSTHOG_EU_URL": "PostHog's EU host, for admin links",
    "CSM_POSTHOG_KEY": "a PostHog personal API key with the scope query:read",
    "ZENDESK_SUBDOMAIN, _EMAIL, _API_TOKEN, _OAUTH_TOKEN": "zcli's names, used as a whole",
    "POSTHOG_CLI_HOST, POSTHOG_CLI_API_KEY": "posthog-cli's names, used as a whole",
    "HTTPS_PROXY, SSL_CERT_FILE, REQUESTS_CA_BUNDLE": "hold for every service",
    "NO_COLOR": "no colour on a terminal",
}
"""Every environment variable that csm reads, with its meaning."""


def topic_view(topic: str, rows: Sequence[tuple[str, str]]) -> View:
    """A topic as name and meaning."""

    def screen(console: "Console") -> None:
        console.print(table((topic, "meaning"), rows))

    document = {"topic": topic, "entries": [{"name": name, "text": text} for name, text in rows]}
    return View(document, rows, screen)
