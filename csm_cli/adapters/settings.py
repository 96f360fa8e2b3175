"""Settings: option, environment, config file, default, in this order, each with its origin.

No file of the working directory is read. The facts of `defaults.toml` can be replaced one
by one in the config file, and again in one of its profiles.
"""

import stat
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from csm_cli.adapters import defaults
from csm_cli.adapters.accounts import (
    POSTHOG_KEYS,
    ZENDESK_KEYS,
    PostHogAccount,
    Source,
    ZendeskAccount,
    posthog_account,
    zendesk_account,
)
from csm_cli.domain.errors import NotSignedIn, WrongUsage
from csm_cli.domain.settings import Setting
from csm_cli.environment import Environment

SANDBOX = "sandbox"
DEFAULT = "default"
_LONGEST_WAIT = 86_400.0


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
        self.config_file, self.state = _folders(environment)
        self._file = _read(self.config_file, named=environment.variable("CSM_CONFIG") is not None)
        self._option = profile
        self._sandbox = sandbox
        self.profile = (
            profile or environment.variable("CSM_PROFILE") or self._text("profile") or DEFAULT
        )
        self._own = _profile_table(self._file, self.profile)
        self._shipped = defaults.load()
        shared = {key: value for key, value in self._file.items() if key != "profiles"}
        self.facts: dict[str, Any] = defaults.merged(
            defaults.merged(self._shipped, shared), self._own
        )
        if mistake := defaults.first_mistake(self._shipped, self.facts):
            raise WrongUsage(f"in {self.config_file}, {mistake}")

    @property
    def templates(self) -> Path:
        """The folder of the user's own templates, beside the config file."""
        return self.config_file.parent / "templates"

    @property
    def certificates(self) -> str | None:
        """A file of certificate authorities that holds for every service, or null."""
        variable = self.environment.variable
        if of_sandbox := (self._sandbox or {}).get("REQUESTS_CA_BUNDLE"):
            return of_sandbox
        for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
            if path := variable(name):
                if not Path(path).exists():
                    raise WrongUsage(f"{name} names {path}, which does not exist")
                return path
        return None

    @property
    def in_sandbox(self) -> bool:
        """Whether the profile is the sandbox inside this process."""
        return self.profile == SANDBOX

    def zendesk(self) -> ZendeskAccount:
        """The Zendesk account; see `zendesk_account` for the errors."""
        fallback = self._zcli_names()
        sources = self._sources("zendesk", ZENDESK_KEYS, fallback)
        return zendesk_account(sources, str(self._shipped["zendesk"]["url"]))

    def zendesk_roles(self) -> ZendeskAccount | None:
        """The account that may change people's roles; null if none is configured.

        Raises:
            NotSignedIn: one is named, and something of it is missing.
        """
        sources = self._sources("zendesk_roles", ZENDESK_KEYS, Source("", {}))
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
        sources = self._sources("posthog", POSTHOG_KEYS, self._posthog_cli_names())
        return posthog_account(sources, str(shipped["us_url"]), str(shipped["eu_url"]))

    def seconds(self, variable: str, fact: str) -> float:
        """A number of seconds from a variable, else from the table `limits` of the facts."""
        value = self.environment.variable(variable) or self.facts["limits"][fact]
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = -1.0
        if not 0 < number < _LONGEST_WAIT:
            raise WrongUsage(f"{variable} is {value!r}, which is not a number of seconds")
        return number

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

    def rows(self) -> list[Setting]:
        """Every setting with its value and where it came from."""
        path, source = self.ownership_file()
        return [
            Setting("profile", self.profile, self._origin_of_profile()),
            Setting("config_file", str(self.config_file), self._origin("CSM_CONFIG")),
            Setting("state_folder", str(self.state), self._origin("CSM_STATE")),
            *self._account_rows("zendesk", ZENDESK_KEYS, self.zendesk),
            *self._account_rows("zendesk_roles", ZENDESK_KEYS, self.zendesk_roles),
            *self._account_rows("posthog", POSTHOG_KEYS, self.posthog),
            Setting("ownership_file", str(path) if path else None, source),
            self._seconds_row("CSM_TIMEOUT", "timeout_seconds"),
            self._seconds_row("CSM_VERIFY_SECONDS", "verify_seconds"),
        ]

    def _account_rows(self, service: str, keys: Sequence[str], account: Any) -> list[Setting]:
        try:
            found = account()
        except NotSignedIn as problem:
            return [Setting(service, None, problem.message)]
        if found is None:
            return [Setting(service, None, "not configured")]
        return [
            Setting(
                f"{service}.{key}",
                getattr(found, key),
                found.source,
                "key" in key or "token" in key,
            )
            for key in keys
        ]

    def _seconds_row(self, variable: str, fact: str) -> Setting:
        ours = fact in {**self._file.get("limits", {}), **self._own.get("limits", {})}
        below = str(self.config_file) if ours else f"default of {self._shipped['as_of']}"
        return Setting(fact, f"{self.seconds(variable, fact):g}", self._origin(variable, below))

    def _sources(self, service: str, keys: Sequence[str], fallback: Source) -> list[Source]:
        if self.in_sandbox:
            return [Source("the sandbox", self._variables(service, keys, self._sandbox or {}))]
        own = Source(
            f"profile {self.profile} in {self.config_file}", self._table(service, keys, self._own)
        )
        if self._option and self._option != DEFAULT:
            return [own]
        environment = Source(
            f"the environment (CSM_{service.upper()}_*)",
            self._variables(service, keys, self.environment.variables),
        )
        file = Source(str(self.config_file), self._table(service, keys, self._file))
        return [environment, own, file, fallback]

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
                raise WrongUsage(f"'{part}' in {self.config_file} is not a table")
        values = {key: account.get(key) for key in keys}
        if any(value is not None and not isinstance(value, str) for value in values.values()):
            raise WrongUsage(f"an entry of '{service}' in {self.config_file} is not a text")
        if any(values.get(key) for key in ("token", "oauth_token", "key")):
            _refuse_readable(self.config_file)
        return values

    def _zcli_names(self) -> Source:
        """Zendesk's own tool's names; without its subdomain they name no host, so no account."""
        variable = self.environment.variable
        subdomain = variable("ZENDESK_SUBDOMAIN")
        values = {
            "url": f"https://{subdomain}.zendesk.com",
            "email": variable("ZENDESK_EMAIL"),
            "token": variable("ZENDESK_API_TOKEN"),
            "oauth_token": variable("ZENDESK_OAUTH_TOKEN"),
        }
        return Source("the environment (ZENDESK_*)", values if subdomain else {})

    def _posthog_cli_names(self) -> Source:
        """posthog-cli's names. Its one host is one region's; audits need the US one."""
        variable = self.environment.variable
        values = {"us_url": variable("POSTHOG_CLI_HOST"), "key": variable("POSTHOG_CLI_API_KEY")}
        return Source("the environment (POSTHOG_CLI_*)", values if values["key"] else {})

    def _origin(self, variable: str, otherwise: str = "default") -> str:
        return variable if self.environment.variable(variable) else otherwise

    def _origin_of_profile(self) -> str:
        if self._option:
            return "option"
        return self._origin(
            "CSM_PROFILE", str(self.config_file) if "profile" in self._file else "default"
        )

    def _text(self, key: str) -> str | None:
        value = self._file.get(key)
        if value is not None and not isinstance(value, str):
            raise WrongUsage(f"{key} in {self.config_file} is not a text")
        return value or None


def _folders(environment: Environment) -> tuple[Path, Path]:
    """The config file and the state folder: `CSM_CONFIG`, `CSM_STATE`, else the platform's."""
    import platformdirs  # noqa: PLC0415 - loaded only by a command that has settings

    config, state = environment.variable("CSM_CONFIG"), environment.variable("CSM_STATE")
    return (
        Path(config) if config else Path(platformdirs.user_config_dir("csm")) / "config.toml",
        Path(state) if state else Path(platformdirs.user_state_dir("csm")),
    )


def _read(path: Path, *, named: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if named:
            raise WrongUsage(f"CSM_CONFIG names {path}, which does not exist") from None
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUsage(f"the config file {path} can't be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise WrongUsage(f"the config file {path} is not TOML: {error}") from None


def _profile_table(file: Mapping[str, Any], profile: str) -> Mapping[str, Any]:
    profiles = file.get("profiles", {})
    if not isinstance(profiles, Mapping):
        raise WrongUsage("'profiles' in the config file is not a table")
    table = profiles.get(profile)
    if isinstance(table, Mapping):
        return table
    if profile in {SANDBOX, DEFAULT}:
        return {}
    known = ", ".join(sorted({*profiles, DEFAULT, SANDBOX}))
    raise WrongUsage(f"there is no profile {profile!r}", hint=f"the profiles are: {known}")


def _refuse_readable(path: Path) -> None:
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise WrongUsage(
            f"{path} holds a credential that others on this machine can read",
            hint=f"chmod 600 {path}",
        )
