"""The process: arguments in, an exit code out, and every ending handled in one place."""

import sys
from collections.abc import Sequence
from typing import NoReturn

from csm_cli.environment import Environment


def main() -> NoReturn:
    """Run `csm` as this process: the console script."""
    arguments = sys.argv[1:]
    if arguments == ["--version"] and _told_version():
        sys.exit(0)
    environment = Environment.of_this_process()
    code = run(arguments, environment)
    sys.exit(_flush(environment, code, arguments))


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


def run(arguments: Sequence[str], environment: Environment) -> int:
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


def _flush(environment: Environment, code: int, arguments: Sequence[str]) -> int:
    """Push out what is still buffered; a reader that went away shows itself only here."""
    from csm_cli.cli.endings import close_quietly  # noqa: PLC0415

    return close_quietly(environment, code, arguments)


if __name__ == "__main__":
    main()
