"""Where an account can come from.

Environment, profile, config file, the sign-in that csm keeps, other tools' variables.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from csm_cli.adapters.accounts import Source, checked_url
from csm_cli.adapters.config_file import DEFAULT, SANDBOX, refuse_readable
from csm_cli.adapters.logins.store import Logins
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.signin import Kept
from csm_cli.environment import Environment

_HOSTS = frozenset({"url", "us_url", "eu_url"})


class AccountSources:
    """The sources of one run, each with what it says of a service.

    Args:
        environment: The process's variables.
        config_file: The file, for what is said of it.
        file: What is in it.
        own: What it says of the profile.
        profile: The profile's name.
        logins: The sign-ins that csm keeps; none of them is read before it is needed, and none
            in the sandbox's profile.
        option: The profile named by an option, or null.
        sandbox: With the sandbox profile, the variables that a started sandbox gave.
    """

    def __init__(
        self,
        environment: Environment,
        config_file: Path,
        file: Mapping[str, Any],
        own: Mapping[str, Any],
        profile: str,
        logins: Logins,
        *,
        option: str | None,
        sandbox: Mapping[str, str] | None,
    ) -> None:
        self._environment = environment
        self._config_file = config_file
        self._file = file
        self._own = own
        self._profile = profile
        self._logins = logins
        self._option = option
        self._sandbox = sandbox

    def of(self, service: str, keys: Sequence[str], fallback: Source) -> list[Source]:
        """The sources of a service's account in their order, `fallback` as the last.

        Raises:
            WrongUsage: the config file says something else than texts, or others can read it.
            NotSignedIn: a sign-in is kept, and its place does not give it out.
        """
        typed = self.typed(service, keys)
        if self._profile == SANDBOX:
            return typed
        rest = [] if self._option and self._option != DEFAULT else [fallback]
        first = next((source for source in typed if any(source.values.values())), None)
        if first is None:
            return [*typed, *self.kept(service), *rest]
        if all(key in _HOSTS for key, value in first.values.items() if value):
            # A host alone: the kept sign-in may be used there, if it is that host's.
            kept = [self._there(first, kept) for kept in self.kept(service)]
            other = next((source.other for source in kept if source.other), None)
            named = [
                source._replace(other=other) if source is first else source for source in typed
            ]
            return [*(source for source in kept if not source.other), *named, *rest]
        return [*typed, *rest]

    def typed(self, service: str, keys: Sequence[str]) -> list[Source]:
        """The sources that a person wrote: variables and the config file, in their order."""
        if self._profile == SANDBOX:
            return [Source("the sandbox", self._variables(service, keys, self._sandbox or {}))]
        own = Source(
            f"profile {self._profile} in {self._config_file}", self._table(service, keys, self._own)
        )
        if self._option and self._option != DEFAULT:
            return [own]
        environment = Source(
            f"the environment (CSM_{service.upper()}_*)",
            self._variables(service, keys, self._environment.variables),
        )
        file = Source(str(self._config_file), self._table(service, keys, self._file))
        return [environment, own, file]

    def kept(self, service: str) -> list[Source]:
        """The sign-in that csm keeps for the service, if there is one, as a source."""
        login = self._logins.read(self._profile, service)
        known = self._logins.kept(self._profile, service)
        if login is None or known is None:
            return []
        return [Source(self.kept_name(known), {"url": login.url, **login.values})]

    def kept_name(self, known: Kept) -> str:
        """What a kept sign-in is called as a source."""
        return f"your sign-in of profile {self._profile}, in {self._logins.told(known.place)}"

    def _there(self, hosts: Source, kept: Source) -> Source:
        """The kept sign-in at the named hosts; only its host if it belongs to another one."""
        for key, value in hosts.values.items():
            host = kept.values.get(key)
            if value and host and checked_url(value, f"the URL in {hosts.name}") != host:
                return Source("", {}, other=host)
        return kept

    def _variables(
        self, service: str, keys: Sequence[str], variables: Mapping[str, str]
    ) -> dict[str, str | None]:
        # Stripped: a value that was read out of a file often ends in a line break.
        found = {key: variables.get(f"CSM_{service}_{key}".upper(), "") for key in keys}
        return {key: value.strip() or None for key, value in found.items()}

    def _table(
        self, service: str, keys: Sequence[str], table: Mapping[str, Any]
    ) -> dict[str, str | None]:
        account: Any = table
        for part in service.split("_"):  # zendesk_roles is the table zendesk.roles
            account = account.get(part, {})
            if not isinstance(account, Mapping):
                raise WrongUsage(f"'{part}' in {self._config_file} is not a table")
        values = {key: account.get(key) for key in keys}
        if any(value is not None and not isinstance(value, str) for value in values.values()):
            raise WrongUsage(f"an entry of '{service}' in {self._config_file} is not a text")
        if any(values.get(key) for key in ("token", "oauth_token", "key")):
            refuse_readable(self._config_file)
        return values

    def zcli_names(self) -> Source:
        """Zendesk's own tool's names; without its subdomain they name no host, so no account."""
        variable = self._environment.variable
        subdomain = variable("ZENDESK_SUBDOMAIN")
        values = {
            "url": f"https://{subdomain}.zendesk.com",
            "email": variable("ZENDESK_EMAIL"),
            "token": variable("ZENDESK_API_TOKEN"),
            "oauth_token": variable("ZENDESK_OAUTH_TOKEN"),
        }
        return Source("the environment (ZENDESK_*)", values if subdomain else {})

    def posthog_cli_names(self) -> Source:
        """posthog-cli's names. Its one host is one region's; audits need the US one."""
        variable = self._environment.variable
        values = {"us_url": variable("POSTHOG_CLI_HOST"), "key": variable("POSTHOG_CLI_API_KEY")}
        return Source("the environment (POSTHOG_CLI_*)", values if values["key"] else {})
