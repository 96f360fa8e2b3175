"""The process: arguments in, an exit code out, and every ending handled in one place."""

import gc
import sys

TYPE_CHECKING = False  # typing, the streams and Typer are loaded for what is not `--version`
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from csm_cli.environment import Environment

_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main() -> "NoReturn":
    """Run `csm` as this process: the console script."""
    arguments = sys.argv[1:]
    if arguments == ["--version"] and _told_version():
        sys.exit(0)
    if arguments[:1] == ["completion"] and _printed_script(arguments[1:]):
        sys.exit(0)
    # What a run makes by the hundred thousand are values without cycles: looking through them for
    # some, every 700 objects, would cost a big audit a fourth of its time.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    from csm_cli.environment import Environment  # noqa: PLC0415 - after the fast path

    environment = Environment.of_this_process()
    code = run(arguments, environment)
    _leave(_flush(environment, code, arguments))


def _told_version() -> bool:
    """Say the version before Typer is loaded, which is 80 % of a short command's time.

    False if stdout can't take it; the long way then says why.
    """
    from csm_cli import __version__  # noqa: PLC0415

    try:
        sys.stdout.write(f"csm {__version__}\n")
        sys.stdout.flush()
    except (AttributeError, OSError):  # Python gives a process without a stdout none either
        return False
    return True


def _printed_script(arguments: "Sequence[str]") -> bool:
    """Print a completion script to a program before Typer is loaded: a shell that starts waits.

    False for whatever is not just that; the long way then does it, or says why not.
    """
    names = {"bash": "csm.bash", "zsh": "_csm", "fish": "csm.fish", "powershell": "csm.ps1"}
    if len(arguments) != 1 or arguments[0] not in names:
        return False
    try:
        if sys.stdout.isatty():
            return False
        # Not through pathlib, for the same reason.
        place = __file__.removesuffix("__main__.py") + f"completion/{names[arguments[0]]}"
        with open(place, encoding="utf-8") as script:  # noqa: PTH123
            sys.stdout.write(script.read())
        sys.stdout.flush()
    except (AttributeError, OSError, UnicodeError, ValueError):
        return False
    return True


def run(arguments: "Sequence[str]", environment: "Environment") -> int:
    """Run one command and give its exit code; an error is told on stderr, never raised.

    With `--json` among the arguments an error is one JSON object, the last line of stderr.
    """
    from csm_cli.cli.app import start  # noqa: PLC0415 - after the fast path
    from csm_cli.cli.endings import exit_code  # noqa: PLC0415

    try:
        start(arguments, environment)
    except (Exception, KeyboardInterrupt) as ending:  # noqa: BLE001 - the last door of the program
        return exit_code(ending, arguments, environment)
    return 0


def _flush(environment: "Environment", code: int, arguments: "Sequence[str]") -> int:
    """Push out what is still buffered; a reader that went away shows itself only here."""
    from csm_cli.cli.endings import close_quietly  # noqa: PLC0415

    return close_quietly(environment, code, arguments)


def _leave(code: int) -> "NoReturn":
    """End the process at once; taking modules apart would cost a look-up a tenth of its time.

    What is registered for the end still happens. The sandbox ends in the usual way: its parts
    have threads and a database of their own.
    """
    if "csm_cli.sandbox" in sys.modules:
        sys.exit(code)
    import atexit  # noqa: PLC0415
    import os  # noqa: PLC0415

    atexit._run_exitfuncs()  # noqa: SLF001 - what Python itself calls at this point
    os._exit(code)


if __name__ == "__main__":
    main()
