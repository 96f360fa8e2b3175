"""An error as a person reads it (three lines at most) or as a program does (one JSON object)."""

import json

from csm_cli.domain.errors import CsmError
from csm_cli.output import clean
from csm_cli.output.wrapping import wrapped


def error_lines(error: CsmError, width: int | None = None) -> list[str]:
    """What happened, what was and was not written, what to type next: one line each.

    On a screen of a `width` what to type next is broken between its words.
    """
    lines = [f"error: {clean.line(error.message)}"]
    if error.request_id:
        lines[0] += f" (request {clean.line(error.request_id)})"
    if error.written:
        lines.append(f"  written: {clean.line(error.written)}")
    if error.hint:
        hint = f"  next: {clean.line(error.hint)}"
        lines += wrapped(hint, width, " " * 8) if width else [hint]
    return lines


def error_document(error: CsmError) -> str:
    """The error as one line of JSON, for stderr under `--json`.

    The keys are fixed; what was written is part of the message, so that no reader misses it.
    """
    said = (error.message, error.written)
    text = json.dumps(
        {
            "error": {
                "code": error.code,
                "category": error.category,
                "message": "; ".join(part for part in said if part),
                "hint": error.hint,
                "request_id": error.request_id,
            }
        },
        ensure_ascii=False,
    )
    return clean.json_text(text)
