"""How a run ends: every exception that can leave a command, as an exit code and a message."""

import os
import traceback
from collections.abc import Sequence
from pathlib import Path

from typer.exceptions import Abort, TyperException
from typer.exceptions import Exit as TyperExit

from csm_cli.cli.advice import as_typed
from csm_cli.cli.invocation import Exit
from csm_cli.cli.numbers import refused
from csm_cli.domain.errors import CsmError, ExitCode, Unexpected, WrongUsage
from csm_cli.environment import Environment
from csm_cli.output.errors import error_document, error_lines
from csm_cli.output.present import not_shown

_NEAR = 0.6
"""From this likeness on, of 1, an option may be what somebody meant to type."""


def exit_code(ending: BaseException, arguments: Sequence[str], environment: Environment) -> int:
    """Tell what ended the run on stderr, if it was an error, and give the exit code."""
    match ending:
        case Exit():
            return ending.code
        case TyperExit():
            return ending.exit_code
        case KeyboardInterrupt() | Abort():
            said = f": {as_typed(str(ending), arguments)}" if str(ending) else ""
            environment.stderr.write(f"\ninterrupted{said}\n")
            return ExitCode.INTERRUPTED
        case BrokenPipeError():
            return ExitCode.CLOSED_PIPE
        case _:
            return _tell(_as_csm_error(ending, environment), arguments, environment)


def close_quietly(environment: Environment, code: int, arguments: Sequence[str]) -> int:
    """Flush both streams; a pipe whose reader is gone ends as 141, without a word."""
    try:
        environment.stdout.flush()
        environment.stderr.flush()
    except BrokenPipeError:
        _forget_output(environment)
        return ExitCode.CLOSED_PIPE
    except OSError as error:
        _forget_output(environment)
        if code == ExitCode.UNEXPECTED:  # told already: the same failure, met while writing
            return code
        return _tell(not_shown(error), arguments, environment)
    return code


def _forget_output(environment: Environment) -> None:
    """What is left in the buffer would be written again, and complained about, at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, environment.stdout.fileno())
    os.close(null)


def _as_csm_error(ending: BaseException, environment: Environment) -> CsmError:
    match ending:
        case CsmError():
            return ending
        case TyperException():
            return _as_wrong_usage(ending)
        case OSError():
            where = f": {ending.filename}" if ending.filename else ""
            return Unexpected(f"{ending.strerror or type(ending).__name__}{where}")
        case _:
            return _unforeseen(ending, environment)


def _as_wrong_usage(error: TyperException) -> CsmError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "csm"
    _only_near(error)
    message = refused(error) or error.format_message().strip().rstrip(".")
    return WrongUsage(message, hint=f"{path} --help")


def _only_near(error: TyperException) -> None:
    """Leave out options that only look alike for their hyphens: `--bogus` is no `--verbose`."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - a run that is well typed has no use for it

    if proposed := getattr(error, "possibilities", None):
        typed = str(getattr(error, "option_name", "")).lstrip("-")
        error.possibilities = [  # type: ignore[attr-defined] # of the one kind that has them
            name
            for name in proposed
            if name.lstrip("-").startswith(typed)
            or SequenceMatcher(None, typed, name.lstrip("-")).ratio() >= _NEAR
        ]


def _unforeseen(ending: BaseException, environment: Environment) -> CsmError:
    """Name the place, never the values: a message of an unknown error may hold a secret."""
    frames = traceback.extract_tb(ending.__traceback__)
    own = [frame for frame in frames if "csm_cli" in frame.filename] or frames
    where = f" at {Path(own[-1].filename).name}:{own[-1].lineno}" if own else ""
    from csm_cli.runtime import recording  # noqa: PLC0415 - csm fails seldom

    log = environment.variable(recording.VARIABLE)
    logged = recording.failed(environment, ending)
    return Unexpected(
        f"csm itself failed: {type(ending).__name__}{where}",
        hint=f"the traceback is in {log}"
        if logged
        else "run it again with CSM_LOG=FILE and report",
    )


def _tell(error: CsmError, arguments: Sequence[str], environment: Environment) -> int:
    if error.hint:
        error.hint = as_typed(error.hint, arguments)
    width = environment.width if environment.stderr_is_terminal else None
    lines = [error_document(error)] if "--json" in arguments else error_lines(error, width)
    environment.stderr.write("\n".join(lines) + "\n")
    return int(error.exit_code)
