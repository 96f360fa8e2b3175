"""Whether csm was ever set up on this machine, without asking anybody and loading nothing."""

from csm_cli.adapters import config_file
from csm_cli.environment import Environment

_OF_OTHER_TOOLS = ("ZENDESK_API_TOKEN", "ZENDESK_OAUTH_TOKEN", "POSTHOG_CLI_API_KEY")
_SAYS_NOTHING = ("CSM_LOG", "CSM_TIMEOUT", "CSM_VERIFY_SECONDS", "CSM_STATE", "CSM_CONFIG")


def is_set_up(environment: Environment) -> bool:
    """Whether there is a config file that says something, a kept sign-in, or an account's variable.

    What can't be looked at counts as set up: the next command tells what is the matter.
    """
    names = {name for name, value in environment.variables.items() if value}
    if any(name.startswith("CSM_") and name not in _SAYS_NOTHING for name in names):
        return True
    if names & {*_OF_OTHER_TOOLS}:
        return True
    config, state = config_file.folders(environment)
    try:
        return any(
            path.exists() and path.stat().st_size > 0 for path in (config, state / "logins.json")
        )
    except OSError:
        return True
