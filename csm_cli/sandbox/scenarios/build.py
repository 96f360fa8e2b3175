"""Write the default scenario: `python -m csm_cli.sandbox.scenarios.build`.

The same story gives the same bytes every time, so a test can compare the files with it.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from csm_cli.sandbox.scenarios import services, telemetry, zendesk

HERE = Path(__file__).parent
TRUTH = HERE.parents[2] / "tests" / "sandbox" / "default_truth.json"
_WIDTH = 100


def files() -> dict[Path, str]:
    """Make every file of the scenario, by its path."""
    folder = HERE / "default"
    story = telemetry.tell()
    return {
        folder / "zendesk.json": readable(zendesk.records()),
        **{folder / f"{name}.json": readable(said) for name, said in services.FILES.items()},
        folder / "posthog" / "project.json": readable(telemetry.project()),
        folder / "posthog" / "events.jsonl": _lines(story.events),
        folder / "posthog" / "persons.jsonl": _lines(story.persons),
        folder / "posthog" / "groups.jsonl": _lines(story.groups),
        TRUTH: readable(story.truth),
    }


def readable(value: Any) -> str:
    """Write JSON for people: what fits on a line stays on it, the rest is indented."""
    return "\n".join(_layout(value, "")) + "\n"


def _layout(value: Any, margin: str) -> Iterable[str]:
    flat = _json(value)
    if not isinstance(value, dict | list) or not value or len(margin) + len(flat) < _WIDTH:
        yield margin + flat
        return
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    entries = list(value.items()) if isinstance(value, dict) else [(None, item) for item in value]
    yield margin + opening
    inner = margin + "  "
    for at, (key, item) in enumerate(entries, 1):
        lines = list(_layout(item, inner))
        if key is not None:
            lines[0] = f"{inner}{_json(key)}: {lines[0].removeprefix(inner)}"
        lines[-1] += "," if at < len(entries) else ""
        yield from lines
    yield margin + closing


def _lines(records: Iterable[dict[str, Any]]) -> str:
    return "".join(_json(record) + "\n" for record in records)


def _json(value: Any) -> str:
    """Write letters as they are, but nothing that an editor would not show."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(_escaped(sign) if _invisible(sign) else sign for sign in text)


def _invisible(sign: str) -> bool:
    return sign != " " and unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp", "Zs"}


def _escaped(sign: str) -> str:
    return json.dumps(sign)[1:-1]


def main() -> None:
    """Rewrite the files of the default scenario."""
    for path, text in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"{path} {len(text.encode())} bytes\n")


if __name__ == "__main__":
    main()
