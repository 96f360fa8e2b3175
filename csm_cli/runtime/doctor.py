"""The doctor put together: the looks at this machine, and those of `doctor_outside`.

Commands stop at the first setting that is wrong. The doctor goes on: what needs the settings is
skipped then, and what lies on this machine is looked at all the same.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from csm_cli.adapters import config_check, config_file, defaults
from csm_cli.adapters.machine import Limits, ThisMachine
from csm_cli.domain import doctor
from csm_cli.domain.doctor import Found, Skip
from csm_cli.domain.errors import CsmError
from csm_cli.runtime.doctor_outside import Outside
from csm_cli.services.doctor import Examining, Look, single

if TYPE_CHECKING:
    from csm_cli.adapters.settings import Settings
    from csm_cli.runtime.run import Runtime

_LOCAL = (
    "config_file", "config_permissions", "state_folder", "templates", "tips_file", "journal",
    "raised_role", "drafts", "unfinished_audits", "temporary_files", "lock_files", "cache",
)  # fmt: skip
_OF_THE_JOURNAL = ("undecided_writes", "unsent_files")
_DAY = 86_400.0
_HOUR = 3_600.0
_MEGABYTE = 1_000_000.0
_TRIES = 3  # of a connection, which a look may wait for one after the other
_GRACE = 5.0


def examining(
    runtime: "Runtime", tell: Callable[[int, int], None], *, check_version: bool
) -> Examining:
    """The doctor of this run; nothing is asked yet."""
    return _Practice(runtime, check_version=check_version).examining(tell)


class _Practice:
    """What the looks of one run have in common: the settings, as far as they can be used."""

    def __init__(self, runtime: "Runtime", *, check_version: bool) -> None:
        self._runtime = runtime
        self._environment = runtime.environment
        self._check_version = check_version
        self._config = config_check.examine(runtime.environment, runtime.profile)
        self._settings = self._usable_settings()
        self._facts = self._settings.facts if self._settings else defaults.load()
        self._limits: Mapping[str, Any] = self._facts["doctor"]

    def examining(self, tell: Callable[[int, int], None]) -> Examining:
        longest = _TRIES * self._timeout + _GRACE
        return Examining([*self._on_this_machine(), *self._outside()], longest, tell)

    def _usable_settings(self) -> "Settings | None":
        """The settings, unless a mistake keeps every command from them; then it is told."""
        runtime = self._runtime
        try:
            settings = runtime.settings
            for variable, fact in (
                ("CSM_TIMEOUT", "timeout_seconds"),
                ("CSM_VERIFY_SECONDS", "verify_seconds"),
            ):
                settings.seconds(variable, fact)
        except CsmError as problem:
            mistakes = self._config.mistakes or (problem.message,)
            self._config = self._config._replace(mistakes=mistakes)
            return None
        return runtime.accounts

    @property
    def _timeout(self) -> float:
        if self._settings is None:
            return float(self._facts["limits"]["timeout_seconds"])
        return self._settings.seconds("CSM_TIMEOUT", "timeout_seconds")

    def _on_this_machine(self) -> Sequence[Look]:
        settings = self._settings
        state = settings.state if settings else config_file.folders(self._environment)[1]
        machine = ThisMachine(
            self._config,
            state,
            Limits(
                resume=float(self._facts["audit"]["resume_days"]) * _DAY,
                lock=float(self._limits["lock_hours"]) * _HOUR,
                least_free=float(self._limits["least_free_megabytes"]) * _MEGABYTE,
            ),
            partial(_way_back, settings),
        )
        return [
            single(
                name,
                partial(machine.look, name),
                needs=("journal",) if name in _OF_THE_JOURNAL else (),
                fix=partial(machine.fix, name) if machine.can_fix(name) else None,
            )
            for name in (*_LOCAL, *_OF_THE_JOURNAL)
        ]

    def _outside(self) -> Sequence[Look]:
        settings = self._settings
        if settings is None:
            done = {*_LOCAL, *_OF_THE_JOURNAL, *([] if self._check_version else ["version"])}
            return [single(name, _no_settings) for name in doctor.CHECKS if name not in done]
        return Outside(
            self._runtime, settings, self._limits, check_version=self._check_version
        ).looks()


def _way_back(settings: "Settings | None", desk: str) -> str:
    from csm_cli.runtime.returning import way_back  # noqa: PLC0415 - if a role is due
    from csm_cli.services.role_return import DOWNGRADE  # noqa: PLC0415

    return way_back(settings, desk) if settings else DOWNGRADE


def _no_settings() -> Found:
    raise Skip("not looked at, because the settings can't be used")
