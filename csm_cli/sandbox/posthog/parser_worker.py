"""The program that parses: JSON strings in, one a line, syntax trees out, one a line.

It runs as a process of its own (see `grammar`) and by its path, so it imports nothing of the
package.
"""

import json
import sys
import types


def main() -> None:
    """Parse until the input ends; the first line out says that the parser could be loaded."""
    # The parser looks up PostHog's own error classes while it loads; empty modules satisfy it.
    for name in ("posthog", "posthog.hogql", "posthog.hogql.errors"):
        sys.modules[name] = types.ModuleType(name)
    import hogql_parser  # noqa: PLC0415

    _say("ready")
    for line in sys.stdin.buffer:  # noqa: TID251 - this is a program of its own
        _say(hogql_parser.parse_select_json(json.loads(line)))


def _say(line: str) -> None:
    stream = sys.stdout.buffer  # noqa: TID251 - and this is its protocol
    stream.write(line.encode() + b"\n")
    stream.flush()


if __name__ == "__main__":
    main()
