"""Reading and changing the config file: what `csm config` and `csm init` work with."""

from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from csm_cli.domain.errors import CsmError
from csm_cli.domain.settings import Change, Effective, Profile, Setting, Value
from csm_cli.environment import Environment

if TYPE_CHECKING:
    from csm_cli.adapters.config_writing import ConfigFile
    from csm_cli.runtime.run import Runtime
    from csm_cli.services.setting_up import SettingUp


def is_set_up(environment: Environment) -> bool:
    """Whether csm was ever set up on this machine."""
    from csm_cli.adapters import first_run  # noqa: PLC0415

    return first_run.is_set_up(environment)


class Configuring:
    """The config file of one run. The settings are read only where they are asked for.

    A file that makes no sense can be found and edited all the same.
    """

    def __init__(self, runtime: "Runtime") -> None:
        self._runtime = runtime

    @cached_property
    def file(self) -> "ConfigFile":
        """The file, which need not be there yet."""
        from csm_cli.adapters import config_file  # noqa: PLC0415
        from csm_cli.adapters.config_writing import ConfigFile  # noqa: PLC0415

        path, state = config_file.folders(self._runtime.environment)
        return ConfigFile(path, state / "config.lock")

    @property
    def path(self) -> Path:
        """Where the file is, or would be."""
        from csm_cli.adapters import config_file  # noqa: PLC0415

        return config_file.folders(self._runtime.environment)[0]

    def rows(self) -> list[Setting]:
        """Every setting with its value and where it came from."""
        from csm_cli.adapters.settings_rows import rows  # noqa: PLC0415

        return rows(self._runtime.settings)

    def get(self, name: str) -> Effective:
        """The value of a key that counts; see `effective` for the errors."""
        from csm_cli.adapters.config_values import effective  # noqa: PLC0415

        return effective(self._runtime.settings, name)

    def counts_instead(self, change: Change) -> Effective | None:
        """What counts in spite of a value that was just written; null if the value does."""
        self._runtime.reread()
        found = None
        with suppress(CsmError):  # of a file that is wrong elsewhere, which its next user tells
            found = self.get(change.name)
        return found if found is not None and found.value != change.after else None

    def profiles(self) -> list[Profile]:
        """Every profile, and where it signs in."""
        from csm_cli.adapters.config_values import profiles  # noqa: PLC0415

        return profiles(self._runtime.environment, self._runtime.settings)

    def keep_draft(self, text: str) -> Path:
        """Keep a text that could not take the file's place; gives the draft's path."""
        from csm_cli.adapters import config_file, drafts  # noqa: PLC0415

        _, state = config_file.folders(self._runtime.environment)
        return drafts.keep(state / "drafts", "config", text, "toml")

    def masked(self, text: str) -> str:
        """A text for the file, without the secrets in it."""
        from csm_cli.adapters.config_text import masked  # noqa: PLC0415

        return masked(text)

    def proposed(self, profile: str, name: str) -> Value:
        """What a profile says of a key by now, or its variable, else the shipped value, or null.

        A variable is nobody's profile: it speaks for what stands outside of them.
        """
        from csm_cli.adapters.config_file import DEFAULT  # noqa: PLC0415
        from csm_cli.adapters.config_keys import known  # noqa: PLC0415
        from csm_cli.adapters.config_text import value_in  # noqa: PLC0415

        found: Value = value_in(self.file.tables(), profile, name)
        if found in {None, ""} and profile == DEFAULT:
            found = self._runtime.environment.variable(f"CSM_{name.replace('.', '_').upper()}")
        return found if found not in {None, ""} else known()[name].default

    def address(self, typed: str) -> str:
        """The origin of an address; see `checked_url` for the errors."""
        from csm_cli.adapters.accounts import checked_url  # noqa: PLC0415

        return checked_url(typed, "Zendesk's address")

    @property
    def setting_up(self) -> "SettingUp":
        """A first set-up, or a later one, of this file."""
        from csm_cli.services.setting_up import SettingUp  # noqa: PLC0415

        return SettingUp(
            self.file,
            self._answer,
            {
                "zendesk.escalation_field_id": self._escalation_field,
                "posthog.organization_group_index": self._group_index,
            },
        )

    def _answer(self, url: str) -> object:
        from csm_cli.adapters import defaults  # noqa: PLC0415
        from csm_cli.adapters.reaching import WebSite  # noqa: PLC0415
        from csm_cli.adapters.settings import seconds  # noqa: PLC0415

        # The settings may not be readable before there is a file with the profile in it.
        environment = self._runtime.environment
        shipped = defaults.load()["limits"]["timeout_seconds"]
        timeout = seconds(environment, "CSM_TIMEOUT", shipped)
        return WebSite(url, "/api/v2/users/me.json", environment, timeout).data()

    def _escalation_field(self) -> int:
        """Pinned by its id: a second drop-down of that title, or a new title, does no harm then."""
        return self._runtime.desk.marker(fresh=True).field_id

    def _group_index(self) -> int | None:
        from csm_cli.adapters.posthog.opening import open_probe  # noqa: PLC0415
        from csm_cli.adapters.posthog.probes import PostHogProbes  # noqa: PLC0415

        settings = self._runtime.accounts
        facts, ask = settings.facts["posthog"], partial(open_probe, settings)
        types = PostHogProbes(ask, ask, settings.posthog().us_url).group_types()
        index = types.get(str(facts["organization_group_type"]))
        return None if index == facts["organization_group_index"] else index
