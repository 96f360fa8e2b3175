"""The shape that a person wants a result in: `--fields` and `--jq`, and `--fields help`.

What is wrong with them is said before a command begins, so that none fails at them after it has
written something.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from csm_cli.domain.errors import WrongUsage
from csm_cli.environment import Environment
from csm_cli.output.present import View, present, table

if TYPE_CHECKING:
    from rich.console import Console

    from csm_cli.cli.shared import Shared
    from csm_cli.output.fields import Field
    from csm_cli.output.filtering import Program

HELP = "help"


class Shape(NamedTuple):
    """The fields and the expression that were asked for of a command, null if none was."""

    fields: "Sequence[Field] | None" = None
    program: "Program | None" = None
    command: str = ""

    def cut(self, view: View) -> View:
        """The result with only the fields that were asked for."""
        if self.fields is None:
            return view
        from csm_cli.output.selection import cut  # noqa: PLC0415 - only with --fields

        return cut(view, self.fields)

    def check(self, document: str) -> None:
        """Refuse fields of other documents than the one that is to be printed, by its schema.

        Raises:
            WrongUsage: one is; it would be left out without a word.
        """
        if self.fields is not None:
            from csm_cli.output.fields import refuse_others  # noqa: PLC0415 - only with --fields

            refuse_others(self.fields, document, self.command)

    def filtered(self, environment: Environment, document: Any) -> None:
        """Write what the expression makes of a document."""
        from csm_cli.cli.signals import ended_by_ctrl_c  # noqa: PLC0415 - only with --jq

        assert self.program is not None
        environment.stdout.flush()
        with ended_by_ctrl_c():
            self.program.write(environment, document)


WHOLE = Shape()


def shape_of(shared: "Shared", command: str) -> Shape:
    """What the options of one run of a command ask for.

    Raises:
        WrongUsage: a field or the expression is none, or they don't go together.
    """
    if shared.fields is None and shared.jq is None:
        return WHOLE
    if shared.jq is not None and not shared.json:
        raise WrongUsage(
            "--jq works on the JSON document, and --json was not given",
            hint="the same command with --json",
        )
    return Shape(_fields(shared, command), _program(shared.jq), command)


def _fields(shared: "Shared", command: str) -> "Sequence[Field] | None":
    if shared.fields is None:
        return None
    from csm_cli.output.fields import chosen  # noqa: PLC0415
    from csm_cli.output.selection import check_table  # noqa: PLC0415

    fields = chosen(shared.fields, command)
    if not shared.json:
        check_table(fields)
    return fields


def _program(expression: str | None) -> "Program | None":
    if expression is None:
        return None
    from csm_cli.output.filtering import Program  # noqa: PLC0415

    return Program(expression)


def tell_fields(environment: Environment, command: str) -> None:
    """List what `--fields` of a command can name: names, types and meanings."""
    from csm_cli.output.fields import fields_of  # noqa: PLC0415

    rows = [(field.name, field.kind, field.meaning) for field in fields_of(command)]

    def screen(console: "Console") -> None:
        # With blanks, so that a column may end between two words that a field can hold.
        told = [(name, kind.replace("|", " | "), meaning) for name, kind, meaning in rows]
        console.print(table(("field", "type", "meaning"), told))

    present(environment, View({}, rows, screen), as_json=False)
