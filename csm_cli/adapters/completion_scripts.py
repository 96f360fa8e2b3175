"""The completion scripts that come with csm, and the folders in which shells look for them."""

from pathlib import Path
from typing import NamedTuple

from csm_cli.adapters import private_file
from csm_cli.domain.errors import Unexpected, WrongUsage
from csm_cli.environment import Environment

FILES = {"bash": "csm.bash", "zsh": "_csm", "fish": "csm.fish", "powershell": "csm.ps1"}
_OURS = "completion of csm"


class Installed(NamedTuple):
    """Where a script was put, and what is left to do, if anything."""

    path: Path
    then: str


class CompletionScripts:
    """The scripts, and the folders of the person whose environment this is."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def text(self, shell: str) -> str:
        """The script for a shell."""
        folder = Path(__file__).parents[1] / "completion"
        return (folder / FILES[shell]).read_text(encoding="utf-8")

    def install(self, shell: str) -> Installed:
        """Put the script where the shell finds it; its start-up files are never touched.

        Raises:
            WrongUsage: the shell has no such folder, or a file of somebody else's is there.
            Unexpected: it can't be written; nothing has changed.
        """
        if shell == "powershell":
            raise WrongUsage(
                "PowerShell has no folder for completion scripts",
                written="nothing was written",
                hint="add to $PROFILE: csm completion powershell | Out-String | Invoke-Expression",
            )
        found = _place(shell, self._environment)
        try:
            _refuse_other(found.path)
            private_file.write(found.path, self.text(shell))
        except OSError as problem:
            raise Unexpected(
                f"{found.path} can't be written: {problem.strerror or problem}",
                written="nothing was written",
                hint=f"csm completion {shell} prints the script",
            ) from None
        return found


def _refuse_other(path: Path) -> None:
    """A file that is there is replaced only if it is an earlier one of csm's."""
    try:
        there = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except UnicodeDecodeError:
        there = ""
    if _OURS not in there:
        raise WrongUsage(
            f"{path} is there already, and is not csm's",
            written="nothing was written",
            hint=f"move it away: mv {path} {path}.old",
        )


def _place(shell: str, environment: Environment) -> Installed:
    home = Path(environment.variable("HOME") or Path.home())
    data = Path(environment.variable("XDG_DATA_HOME") or home / ".local" / "share")
    if shell == "fish":
        config = Path(environment.variable("XDG_CONFIG_HOME") or home / ".config")
        return Installed(config / "fish" / "completions" / "csm.fish", "")
    if shell == "zsh":
        folder = data / "zsh" / "site-functions"
        line = f"fpath=({folder} $fpath)"
        return Installed(
            folder / "_csm", f"put this line before compinit in ~/.zshrc, if it isn't there: {line}"
        )
    own = environment.variable("BASH_COMPLETION_USER_DIR")
    folder = Path(own) if own else data / "bash-completion"
    return Installed(
        folder / "completions" / "csm",
        "the package bash-completion loads it; without that package, "
        f"put this line in ~/.bashrc: source {folder / 'completions' / 'csm'}",
    )
