"""A document through an expression of jq's, as `gh --jq` does it.

The expression is somebody's own, but it is often copied: it gets the document and nothing else,
least of all the environment, which holds credentials.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from csm_cli.domain.errors import WrongUsage
from csm_cli.environment import Environment
from csm_cli.output import clean
from csm_cli.output.present import SCHEMA_VERSION, write_line

_NO_ENVIRONMENT = "def env: {}; {} as $ENV |\n"
"""What stands before an expression: within it both of jq's names for the environment are empty."""

_PREFIX = "jq: error: "
_WORDS = {"break": "there is one document, and no further input"}
_STANDS = "what was written to a ticket before that stands"


class Program:
    """An expression that jq understands.

    Raises:
        WrongUsage: jq does not understand it; in its words.
    """

    def __init__(self, expression: str) -> None:
        import jq  # noqa: PLC0415 - only with --jq

        try:
            jq.compile(expression)  # alone first: jq's words are then about what was typed
            self._program = jq.compile(_NO_ENVIRONMENT + expression)
        except ValueError as problem:
            raise _refused(problem) from None

    def write(self, environment: Environment, document: Mapping[str, Any]) -> None:
        """Write what it makes of the document to stdout, a line each, as soon as it is made.

        Raises:
            WrongUsage: it does not fit the document. What came before is written.
        """
        for output in self._outputs({"schema_version": SCHEMA_VERSION, **document}):
            write_line(environment, _line(environment, output))

    def _outputs(self, document: Mapping[str, Any]) -> Iterator[Any]:
        try:
            yield from self._program.input_text(json.dumps(document))
        except ValueError as problem:
            refused = _refused(problem)
            if document.get("dry_run") is False:
                refused.written, refused.hint = _STANDS, "csm log lists it"
            raise refused from None


def _line(environment: Environment, output: Any) -> str:
    """Text as it is, nothing for null, the rest as JSON on one line; all of it safe to show."""
    if output is None:
        return ""
    if isinstance(output, str):
        return clean.block(output)
    takes_all = (environment.stdout.encoding or "utf-8").lower().startswith("utf")
    return clean.json_text(json.dumps(output, ensure_ascii=not takes_all, separators=(",", ":")))


def _refused(problem: ValueError) -> WrongUsage:
    said = str(problem).removeprefix(_PREFIX).strip().splitlines() or ["no more words"]
    return WrongUsage(f"--jq: {_WORDS.get(said[0], said[0])}")
