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
    "ZENDESK_SUBDOMAIN": "zcli's name, if no CSM_ZENDESK_* is set; the next ones go with it",
    "ZENDESK_EMAIL": "zcli's name: the e-mail that belongs to its API token",
    "ZENDESK_API_TOKEN": "zcli's name: an API token",
    "ZENDESK_OAUTH_TOKEN": "zcli's name: an OAuth access token",
    "POSTHOG_CLI_HOST": "posthog-cli's name, if no CSM_POSTHOG_* is set; goes with its key",
    "POSTHOG_CLI_API_KEY": "posthog-cli's name: a personal API key",
    "HTTPS_PROXY": "the proxy to every service, in lower case too; never to this machine",
    "ALL_PROXY": "the proxy if there is no HTTPS_PROXY",
    "NO_PROXY": "hosts and domains that are reached without a proxy",
    "REQUESTS_CA_BUNDLE": "certificate authorities to trust, for every service",
    "SSL_CERT_FILE": "the same, if REQUESTS_CA_BUNDLE is not set",
    "VISUAL": "your editor, for the parts of a note",
    "EDITOR": "your editor, if VISUAL is not set; vi without either",
    "NO_COLOR": "no colour on a terminal",
    "TERM": "`dumb` means a terminal without colour and without a moving cursor",
    "ACCESSIBLE": "lines instead of a bar that moves, for a screen reader",
    "COLORTERM": "`truecolor` means a terminal with all colours",
    "COLUMNS": "the width of the screen, if it is not the terminal's own",
    "XDG_CONFIG_HOME": "where the folder of the config file lies, on Linux",
    "XDG_STATE_HOME": "where the folder of the state lies, on Linux",
}
"""Every environment variable that csm reads, with its meaning."""


def topic_view(topic: str, rows: Sequence[tuple[str, str]]) -> View:
    """A topic as name and meaning."""

    def screen(console: "Console") -> None:
        console.print(table((topic, "meaning"), rows))

    document = {"topic": topic, "entries": [{"name": name, "text": text} for name, text in rows]}
    return View(document, rows, screen)
