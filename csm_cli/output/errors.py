"""An error as a person reads it (three lines at most) or as a program does (one JSON object)."""

import json

from csm_cli.domain.errors import CsmError
from csm_cli.output import clean
from csm_cli.output.wrapping import wrapped


def error_lines(error: CsmError, width: int | None = None) -> list[str]:
    """What happened, what was and was not written, what to type next: one line each.

    On a screen of a `width` each is broken between its words.
    """
    request = f" (request {clean.line(error.request_id)})" if error.request_id else ""
    said = [("error: ", clean.line(error.message) + request)]
    if error.written:
        said.append(("  written: ", clean.line(error.written)))
    if error.hint:
        said.append(("  next: ", clean.line(error.hint)))
    if not width:
        return [label + text for label, text in said]
    return [
        piece for label, text in said for piece in wrapped(label + text, width, " " * len(label))
    ]


def error_document(error: CsmError) -> str:
    """The error as one line of JSON, for stderr under `--json`.

    The keys are fixed; what was written is part of the message, so that no reader misses it.
    """
    text = json.dumps(
        {
            "error": {
                "code": error.code,
                "category": error.category,
                "message": error.said,
                "hint": error.hint,
                "request_id": error.request_id,
            }
        },
        ensure_ascii=False,
    )
    return clean.json_text(text)
