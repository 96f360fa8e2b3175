"""Settings: option, environment, config file, default, in this order, each with its origin.

No file of the working directory is read. The facts of `defaults.toml` can be replaced one
by one in the config file, and again in one of its profiles.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from csm_cli.adapters import config_checking, config_file, config_keys, config_ranges, defaults
from csm_cli.adapters.account_sources import AccountSources
from csm_cli.adapters.accounts import (
    POSTHOG_KEYS,
    SERVICE_KEYS,
    ZENDESK_KEYS,
    PostHogAccount,
    ServiceAccount,
    Source,
    ZendeskAccount,
    checked_url,
    is_loopback,
    posthog_account,
    service_account,
    zendesk_account,
)
from csm_cli.adapters.config_ranges import WAIT
from csm_cli.adapters.logins.store import Logins
from csm_cli.domain.errors import NotSignedIn, WrongUsage
from csm_cli.domain.signin import Kept
from csm_cli.environment import Environment

_T = TypeVar("_T")
_STATUS_URL = "CSM_STATUS_URL"  # or `url` in the table `status`


class Settings:
    """The effective settings of one run.

    Args:
        environment: The process's variables.
        profile: The profile named by an option, or null. An option beats the environment:
            the account then comes from that profile alone.
        sandbox: With the sandbox profile, the variables that a started sandbox gave; they
            then stand for the environment and the config file.
    """

    def __init__(
        self,
        environment: Environment,
        profile: str | None = None,
        sandbox: Mapping[str, str] | None = None,
    ) -> None:
        self.environment = environment
        self.config_file, self.state = config_file.folders(environment)
        self._file = config_file.read(
            self.config_file, named=environment.variable("CSM_CONFIG") is not None
        )
        self._option = profile
        self._sandbox = sandbox
        self.profile = (
            profile
            or environment.variable("CSM_PROFILE")
            or self._text("profile")
            or config_file.DEFAULT
        )
        self._own = config_file.profile_table(self._file, self.profile)
        self._shipped = defaults.load()
        shared = {key: value for key, value in self._file.items() if key != "profiles"}
        self.facts: dict[str, Any] = defaults.merged(
            defaults.merged(self._shipped, shared), self._own
        )
        mistake = defaults.first_mistake(self._shipped, self.facts)
        if mistake := mistake or config_ranges.first_outside(self.facts):
            raise WrongUsage(f"in {self.config_file}, {mistake}", hint=config_file.MEND)
        self.logins = Logins(
            self.config_file,
            self.state,
            backend=environment.variable("PYTHON_KEYRING_BACKEND"),
            seconds=float(self.facts["limits"]["keyring_seconds"]),
        )
        self._sources = AccountSources(
            environment,
            self.config_file,
            self._file,
            self._own,
            self.profile,
            self.logins,
            option=profile,
            sandbox=sandbox,
        )

    @property
    def names_state(self) -> bool:
        """Whether a person named the state folder, which may then hold other things."""
        return self.environment.variable("CSM_STATE") is not None

    @property
    def templates(self) -> Path:
        """The folder of the user's own templates, beside the config file."""
        return self.config_file.parent / "templates"

    @property
    def certificates(self) -> str | None:
        """A file of certificate authorities that holds for every service, or null."""
        if of_sandbox := (self._sandbox or {}).get("REQUESTS_CA_BUNDLE"):
            return of_sandbox
        name, path = self.environment.certificates or (None, None)
        if path and not Path(path).exists():
            raise WrongUsage(f"{name} names {path}, which does not exist")
        return path

    @property
    def in_sandbox(self) -> bool:
        """Whether the profile is the sandbox inside this process."""
        return self.profile == config_file.SANDBOX

    def zendesk(self) -> ZendeskAccount:
        """The Zendesk account; see `zendesk_account` for the errors."""
        fallback = self._sources.zcli_names()
        sources = self._sources.of("zendesk", ZENDESK_KEYS, fallback)
        return self._of_profile(
            lambda: zendesk_account(sources, str(self._shipped["zendesk"]["url"]))
        )

    def _of_profile(self, account: Callable[[], _T]) -> _T:
        """The account; an error says with which profile there is none, unless it is the usual."""
        try:
            return account()
        except NotSignedIn as problem:
            named = f"profile {self.profile}"
            if self.profile != config_file.DEFAULT and named not in problem.message:
                problem.message = f"{problem.message} with the {named}"
            raise

    def zendesk_roles(self) -> ZendeskAccount | None:
        """The account that may change people's roles; null if none is configured.

        Raises:
            NotSignedIn: one is named, and something of it is missing.
        """
        sources = self._sources.of("zendesk_roles", ZENDESK_KEYS, Source("", {}))
        if not any(any(source.values.values()) for source in sources):
            return None
        try:
            return zendesk_account(sources, str(self._shipped["zendesk"]["url"]))
        except NotSignedIn as problem:
            raise NotSignedIn(
                f"the account for roles is incomplete: {problem.message}",
                hint="set CSM_ZENDESK_ROLES_URL, _EMAIL and _TOKEN together, or none of them",
            ) from None

    def posthog(self) -> PostHogAccount:
        """The PostHog account; see `posthog_account` for the errors."""
        shipped = self._shipped["posthog"]
        sources = self._sources.of("posthog", POSTHOG_KEYS, self._sources.posthog_cli_names())
        return self._of_profile(
            lambda: posthog_account(sources, str(shipped["us_url"]), str(shipped["eu_url"]))
        )

    def service(self, name: str) -> ServiceAccount:
        """The account of GitHub, Pylon, Vitally or Slack; see `service_account` for the errors."""
        sources = self._sources.of(name, SERVICE_KEYS, Source("", {}))
        shipped = str(self._shipped[name]["url"])
        return self._of_profile(lambda: service_account(name, sources, shipped))

    def service_if_any(self, name: str) -> ServiceAccount | None:
        """The same; null where nobody has configured one.

        Raises:
            NotSignedIn: there is a sign-in, and its place holds it back.
        """
        try:
            return self.service(name)
        except NotSignedIn:
            if name in self.logins.known(self.profile):
                raise
            return None

    def host(self, service: str, key: str = "url") -> str:
        """Where to sign in to a service: the first URL of it that is set, else the shipped one.

        Raises:
            WrongUsage: it is not https, and not of this machine.
        """
        for source in self._sources.typed(service, (key,)):
            if url := source.values.get(key):
                return checked_url(url, f"the URL of {service} from {source.name}")
        return str(self._shipped[service][key])

    def typed_urls(self, service: str) -> list[tuple[str, str]]:
        """The URLs of a service that a person wrote, each with its origin; the first one counts."""
        return [
            (url, source.name)
            for source in self._sources.typed(service, ("url",))
            if (url := source.values.get("url"))
        ]

    def status_url(self) -> str | None:
        """Where the public status page is; null if there is none to ask.

        The shipped one is PostHog's, and says nothing about a desk of this machine.

        Raises:
            WrongUsage: it is not https, and not of this machine.
        """
        for url, origin in self.typed_urls("status"):
            return checked_url(url, f"{_STATUS_URL} from {origin}")
        from urllib.parse import urlsplit  # noqa: PLC0415 - most runs ask no status page

        here = is_loopback(urlsplit(self.host("zendesk")).hostname or "")
        url = str(self.facts["status"]["url"])
        return None if here or not url else checked_url(url, "the URL of the status page")

    def kept_name(self, known: Kept) -> str:
        """What a kept sign-in is called as the source of an account."""
        return self._sources.kept_name(known)

    def oauth_client_id(self) -> str | None:
        """The identifier of csm's OAuth client in Zendesk, if one is configured."""
        found = self.environment.variable("CSM_ZENDESK_CLIENT_ID")
        return found or str(self.facts["zendesk"]["client_id"]) or None

    def seconds(self, variable: str, fact: str) -> float:
        """A number of seconds from a variable, else from the table `limits` of the facts."""
        return seconds(self.environment, variable, self.facts["limits"][fact])

    def ownership_file(self, option: str | None = None) -> tuple[Path | None, str]:
        """The user's own ownership file and where it was named; null for the shipped one."""
        if option:
            return Path(option), "--ownership"
        if variable := self.environment.variable("CSM_OWNERSHIP"):
            return Path(variable), "CSM_OWNERSHIP"
        if configured := self._own_ownership_file():
            return self.config_file.parent / Path(configured).expanduser(), str(self.config_file)
        return None, "shipped"

    def _own_ownership_file(self) -> str | None:
        """`file` of the table `ownership`; a relative one stands beside the config file."""
        table = self.facts["ownership"]
        configured = table.get("file") if isinstance(table, Mapping) else table
        if not isinstance(table, Mapping) or not isinstance(configured, str | None):
            raise WrongUsage(
                f"'ownership' in {self.config_file} is not a table with a text 'file'",
                hint='write [ownership] and under it file = "PATH"',
            )
        return configured or None

    @property
    def profiles(self) -> list[str]:
        """The names of the profiles that the config file has."""
        return [*self._file.get("profiles", {})]

    @property
    def unknown_keys(self) -> list[str]:
        """What stands in the config file and means nothing to this csm."""
        return config_keys.unknown(self._file)

    @property
    def mistakes(self) -> list[config_checking.Mistake]:
        """What is wrong in the file and counts in this run, but keeps only some commands."""
        own = f"{config_keys.PROFILES}.{self.profile}."
        return [
            each
            for each in config_checking.mistakes(self._file)
            if each.name.startswith(own) or not each.name.startswith(f"{config_keys.PROFILES}.")
        ]

    def nearest_key(self, unknown: str) -> str | None:
        """The key that an unknown one may be meant for, without its profile."""
        return config_keys.nearest(config_keys.of_profile(unknown)[1])

    def in_file(self, name: str) -> list[tuple[Any, str]]:
        """What profile and config file say of a key, in this order, each with its origin."""
        places = [
            (self._own, f"profile {self.profile} in {self.config_file}"),
            (self._file, str(self.config_file)),
        ]
        return [
            (value, origin)
            for tables, origin in places
            if (value := config_keys.value_at(tables, name)) is not None
        ]

    @property
    def profile_origin(self) -> str:
        """Where the profile was named."""
        if self._option:
            return "option"
        if self.environment.variable("CSM_PROFILE"):
            return "CSM_PROFILE"
        return str(self.config_file) if "profile" in self._file else "default"

    def _text(self, key: str) -> str | None:
        value = self._file.get(key)
        if value is not None and not isinstance(value, str):
            raise WrongUsage(f"{key} in {self.config_file} is not a text", hint=config_file.MEND)
        return value or None


def seconds(environment: Environment, variable: str, otherwise: Any) -> float:
    """A number of seconds from a variable, else the other one; raises WrongUsage if it is none."""
    value = environment.variable(variable) or otherwise
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = -1.0
    if number not in WAIT:
        raise WrongUsage(f"{variable} is {value!r}, which is not a number of seconds")
    return number
