"""An audit as one text in the format asked for, for stdout or a file."""

from io import StringIO

from csm_cli.domain.impersonation.result import Audit
from csm_cli.environment import Environment
from csm_cli.output.audit import document, view
from csm_cli.output.present import write_json

_WIDTH = 140


def as_text(audit: Audit, kind: str, environment: Environment) -> str:
    """The audit as `json`, `csv`, or a table without colours, as for a terminal."""
    buffer = StringIO()
    if kind == "json":
        write_json(environment._replace(stdout=buffer), document(audit))
    elif kind == "csv":
        from csm_cli.output.audit_csv import csv_text  # noqa: PLC0415

        buffer.write(csv_text(audit))
    else:
        from rich.console import Console  # noqa: PLC0415 - only for a table in a file

        view(audit).screen(Console(file=buffer, width=_WIDTH, markup=False, highlight=False))
    return buffer.getvalue().encode("utf-8", "replace").decode()
