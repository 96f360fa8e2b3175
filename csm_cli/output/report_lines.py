"""A report as JSON lines: one about the whole, then one for each row."""

import json
from typing import Any

from csm_cli.domain.impersonation.report import Report
from csm_cli.output import clean
from csm_cli.output.present import SCHEMA_VERSION
from csm_cli.output.report_document import about, records


def json_lines(report: Report) -> str:
    """Each line one document; the first says whether the rest is everything."""
    [table] = report.tables
    lines: list[dict[str, Any]] = [
        {"schema_version": SCHEMA_VERSION, "type": "report", **about(report)}
    ]
    lines += ({"type": table.name, **record} for record in records(table))
    return "".join(
        clean.json_text(json.dumps(line, ensure_ascii=False, separators=(",", ":"))) + "\n"
        for line in lines
    )
