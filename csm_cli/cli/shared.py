"""The options that every command has, before and after the command's name.

One more of them is a field of `Shared`, which gives its default, and a line in `OPTIONS`.
"""

import inspect
from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

import typer
from typer.exceptions import Exit as TyperExit

from csm_cli.cli.shape import HELP, tell_fields


class Shared(NamedTuple):
    """What the shared options of one run say."""

    json: bool = False
    profile: str | None = None
    sandbox: bool = False
    no_input: bool = False
    verbose: bool = False
    no_pager: bool = False
    fields: str | None = None
    jq: str | None = None
    quiet: bool = False
    refresh: bool = False

    @property
    def named_profile(self) -> str | None:
        """The profile that an option names; null if none does, whatever a variable says."""
        return "sandbox" if self.sandbox else self.profile

    @property
    def written_profile(self) -> str:
        """The profile whose settings a command writes: never one that only a variable names."""
        return self.named_profile or "default"


def _help_on_fields(context: typer.Context, value: str | None) -> str | None:
    """Answer `--fields help` of a command at once, whatever else of the line is missing."""
    command = " ".join(context.command_path.split()[1:])
    if value != HELP or not command:
        return value
    environment, _ = context.obj
    tell_fields(environment, command)
    raise TyperExit(0)


OPTIONS: Mapping[str, Any] = {
    "json": Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")],
    "profile": Annotated[
        str | None, typer.Option("--profile", metavar="NAME", help="Use this profile's settings.")
    ],
    "sandbox": Annotated[
        bool, typer.Option("--sandbox", help="Run against a sandbox on this machine.")
    ],
    "no_input": Annotated[bool, typer.Option("--no-input", help="Never ask; stop instead.")],
    "verbose": Annotated[
        bool, typer.Option("--verbose", "-v", help="Tell each request, and times to the second.")
    ],
    "no_pager": Annotated[
        bool, typer.Option("--no-pager", help="Show what is long without a pager.")
    ],
    "fields": Annotated[
        str | None,
        typer.Option(
            "--fields",
            metavar="A,B",
            is_eager=True,
            callback=_help_on_fields,
            help="Print only these fields; `help` lists them.",
        ),
    ],
    "jq": Annotated[
        str | None,
        typer.Option("--jq", metavar="EXPR", help="With --json: print what jq makes of it."),
    ],
    "quiet": Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing of progress and success.")
    ],
    "refresh": Annotated[
        bool, typer.Option("--refresh", help="Ask again for what is kept between runs.")
    ],
}
"""Each field of `Shared` as Typer wants it annotated, in the order of the help."""


def parameters() -> list[inspect.Parameter]:
    """The shared options as parameters of a function that Typer reads."""
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=Shared._field_defaults[name],
            annotation=annotation,
        )
        for name, annotation in OPTIONS.items()
    ]


def taken(options: dict[str, Any], before: Shared) -> Shared:
    """What is said before the command's name and, taken out of `options`, after it.

    What stands after the name wins where both say something.
    """
    said: dict[str, Any] = before._asdict()
    for name, unsaid in Shared._field_defaults.items():
        after = options.pop(name)
        said[name] = said[name] if after == unsaid else after
    return Shared(**said)
