"""What to type next, for the profile of the run that says so.

A hint names a command without the options of this run. Typed as it stands after a run with
`--sandbox` or `--profile`, it would be about another desk's ticket of the same number.
"""

import re
import shlex
from collections.abc import Mapping, Sequence

_OF_A_PROFILE = re.compile(
    r"\bcsm (?=(?:ask|audit-impersonation|auth|claim|config|doctor|due|escalate|escalations"
    r"|incident|init|log|login-as|mine|note|org|role|show|similar|tips|triage|undo|update|whois-owns)\b)"
)


def options(values: Mapping[str, object], flags: Mapping[str, bool]) -> str:
    """Options as they are typed, quoted for a shell, with a blank before each.

    What has no value, or is not set, is left out; a list is an option that is repeated.
    """
    each = ((name, one) for name, value in values.items() for one in _listed(value))
    words = [f" {name} {shlex.quote(str(value))}" for name, value in each if value]
    return "".join((*words, *(f" {name}" for name, given in flags.items() if given)))


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else (value,)


def with_profile(text: str, *, sandbox: bool, profile: str | None) -> str:
    """The text with the profile's option in each command that depends on a profile."""
    if sandbox:
        option = "--sandbox "
    elif profile is not None:
        option = f"--profile {shlex.quote(profile)} "
    else:
        return text
    return _OF_A_PROFILE.sub(lambda found: found[0] + option, text)


def as_typed(text: str, arguments: Sequence[str]) -> str:
    """The same for a run of which only the arguments are known."""
    profile = None
    for place, argument in enumerate(arguments):
        if argument == "--profile" and place + 1 < len(arguments):
            profile = arguments[place + 1]
        elif argument.startswith("--profile="):
            profile = argument.partition("=")[2]
    return with_profile(text, sandbox="--sandbox" in arguments, profile=profile)
