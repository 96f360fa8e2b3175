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
    "CSM_LOG": "a file that gets a line of JSON for each request, and for csm's own failures",
    "CSM_TIMEOUT": "seconds until a request to a service is given up",
    "CSM_VERIFY_SECONDS": "seconds for which the outcome of an unanswered write is looked up",
    "CSM_SANDBOX_SCENARIO": "a scenario folder for the sandbox, instead of the shipped one",
    "CSM_ZENDESK_URL": "Zendesk's URL; goes with the credential below, from the same place",
    "CSM_ZENDESK_EMAIL": "the e-mail that belongs to the API token",
    "CSM_ZENDESK_TOKEN": "a Zendesk API token (all of them end on 2027-04-30)",
    "CSM_ZENDESK_OAUTH_TOKEN": "a Zendesk OAuth access token",
    "CSM_ZENDESK_CLIENT_ID": "the identifier of csm's OAuth client, for csm auth login zendesk",
    "CSM_ZENDESK_ROLES_URL": "the same Zendesk, for an account of yours that may change roles",
    "CSM_ZENDESK_ROLES_EMAIL": "the e-mail of that account",
    "CSM_ZENDESK_ROLES_TOKEN": "an API token of that account",
    "CSM_ZENDESK_ROLES_OAUTH_TOKEN": "or an OAuth access token of it, with users:write",
    "CSM_POSTHOG_US_URL": "PostHog's US host; audits go here for both regions",
    "CSM_POSTHOG_EU_URL": "PostHog's EU host, for admin links",
    "CSM_POSTHOG_KEY": "a PostHog personal API key with the scope query:read",
    "CSM_GITHUB_URL": "GitHub's URL; goes with the key below, from the same place",
    "CSM_GITHUB_KEY": "a GitHub token; csm works without one",
    "CSM_PYLON_URL": "Pylon's URL; goes with the key below, from the same place",
    "CSM_PYLON_KEY": "a Pylon API token; csm works without one",
    "CSM_VITALLY_URL": "Vitally's URL; goes with the key below, from the same place",
    "CSM_VITALLY_KEY": "a Vitally API key; csm works without one",
    "CSM_SLACK_URL": "Slack's URL; goes with the key below, from the same place",
    "CSM_SLACK_KEY": "a Slack user token; csm works without one",
    "CSM_WEBSITE_URL": "where PostHog's website is, for its docs and handbook; read without a key",
    "CSM_STATUS_URL": "where PostHog's status page is; read without a key",
    "PYTHON_KEYRING_BACKEND": "the keyring that holds your sign-ins, if not the system's own",
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
    "CSM_PAGER": "the pager for what is longer than the terminal; empty for none",
    "PAGER": "the same, if CSM_PAGER is not there; less without either",
    "LESS": "less's own options; FRX if it is not set",
    "CI": "set where nobody scrolls or clicks: no pager, no links",
    "BROWSER": "the browser for --web, as Python's webbrowser takes it",
    "DISPLAY": "a desktop that a browser can be shown on; without one --web prints the address",
    "WAYLAND_DISPLAY": "the same, of Wayland",
    "SSH_CONNECTION": "somebody is elsewhere: this machine's clipboard is not theirs, and on a Mac "
    "--web prints the address",
    "WSL_DISTRO_NAME": "set by Windows' Linux, whose clipboard is clip.exe's",
    "NO_COLOR": "no colour; bold and dim stay, as no-color.org has it",
    "FORCE_COLOR": "colour even on a dumb terminal, or where no terminal is found",
    "CLICOLOR_FORCE": "the same, unless it is 0",
    "CLICOLOR": "0 for no colour, if it is not forced",
    "TERM": "`dumb` means a terminal without colour, links, a pager and a moving cursor",
    "FORCE_HYPERLINK": "1 for links on whatever terminal, 0 for none",
    "TERM_PROGRAM": "the terminal's name; some are known to take links, or the clipboard's text",
    "VTE_VERSION": "the version of a terminal of GNOME's family; links from 5002 on",
    "WT_SESSION": "set by Windows Terminal, which takes links",
    "TMUX": "set by tmux, which does not tell whether the terminal takes links",
    "STY": "the same, by screen",
    "ACCESSIBLE": "lines instead of a bar that moves, for a screen reader",
    "COLORTERM": "`truecolor` means a terminal with all colours",
    "LC_ALL": "C or POSIX means a terminal that shows ASCII alone",
    "LC_CTYPE": "the same, where Python has not made C.UTF-8 of it",
    "LANG": "the same, if neither says otherwise",
    "COLUMNS": "the width of the screen, if it is not the terminal's own",
    "LINES": "the height of the screen, if it is not the terminal's own",
    "XDG_CONFIG_HOME": "where the folder of the config file lies, on Linux",
    "XDG_STATE_HOME": "where the folder of the state lies, on Linux",
    "SHELL": "your shell, where none is named whose completion is wanted",
    "HOME": "your home folder, below which a completion script is installed",
    "XDG_DATA_HOME": "where the script goes instead, for bash and zsh",
    "BASH_COMPLETION_USER_DIR": "where it goes instead, for bash",
}
"""Every environment variable that csm reads, with its meaning."""


def topic_view(topic: str, rows: Sequence[tuple[str, str]]) -> View:
    """A topic as name and meaning."""

    def screen(console: "Console") -> None:
        console.print(table((topic, "meaning"), rows))

    document = {"topic": topic, "entries": [{"name": name, "text": text} for name, text in rows]}
    return View(document, rows, screen)
