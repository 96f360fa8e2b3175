"""The config file: where it is, what is in it, and the profiles that it knows."""

import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from csm_cli.domain.errors import WrongUsage
from csm_cli.environment import Environment

SANDBOX = "sandbox"
DEFAULT = "default"
TIPS = "tips.yaml"
"""Tips of a user's own, in the same folder."""
MEND = "csm config edit opens it; csm doctor names all its mistakes"


def folders(environment: Environment) -> tuple[Path, Path]:
    """The config file and the state folder: `CSM_CONFIG`, `CSM_STATE`, else the platform's."""
    import platformdirs  # noqa: PLC0415 - loaded only by a command that has settings

    config, state = environment.variable("CSM_CONFIG"), environment.variable("CSM_STATE")
    return (
        Path(config) if config else Path(platformdirs.user_config_dir("csm")) / "config.toml",
        Path(state) if state else Path(platformdirs.user_state_dir("csm")),
    )


def read(path: Path, *, named: bool) -> dict[str, Any]:
    """What is in the config file; nothing if there is none, unless it was `named`.

    Raises:
        WrongUsage: it can't be read, or makes no sense.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if named:
            raise WrongUsage(
                f"CSM_CONFIG names {path}, which does not exist", hint="csm init writes it"
            ) from None
        return {}
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise WrongUsage(f"the config file {path} can't be read: {why}", hint=MEND) from None
    except tomllib.TOMLDecodeError as error:
        raise WrongUsage(f"the config file {path} is not TOML: {error}", hint=MEND) from None


def modified(path: Path) -> int | None:
    """When a file was last written, as a number to compare; null if there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


def profile_table(file: Mapping[str, Any], profile: str) -> Mapping[str, Any]:
    """What the config file says of a profile.

    Raises:
        WrongUsage: it knows no such profile.
    """
    profiles = file.get("profiles", {})
    if not isinstance(profiles, Mapping):
        raise WrongUsage("'profiles' in the config file is not a table", hint=MEND)
    table = profiles.get(profile)
    if isinstance(table, Mapping):
        return table
    if profile in {SANDBOX, DEFAULT}:
        return {}
    known = ", ".join(sorted({*profiles, DEFAULT, SANDBOX}))
    raise WrongUsage(f"there is no profile {profile!r}", hint=f"the profiles are: {known}")


def refuse_readable(path: Path) -> None:
    """Say no to a file with a credential in it that others on this machine can read."""
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise WrongUsage(
            f"{path} holds a credential that others on this machine can read",
            hint=f"chmod 600 {path}",
        )
