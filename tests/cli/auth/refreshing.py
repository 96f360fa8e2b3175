"""A long-lived process that asks Zendesk who is signed in, once for each line that it reads.

A line is the number of seconds that its clock is ahead. Its answer is a line of JSON.
"""

import json
import sys
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

from csm_cli.adapters.settings import Settings
from csm_cli.adapters.zendesk import build
from csm_cli.adapters.zendesk.build import Person
from csm_cli.domain.errors import CsmError
from csm_cli.environment import Environment


def _asked(ahead: float) -> str:
    environment = Environment.of_this_process()
    settings = Settings(
        environment._replace(now=lambda: datetime.now(UTC) + timedelta(seconds=ahead))
    )
    person = Person(lambda _: None, lambda _: None, nullcontext)
    try:
        asking = build.asking(settings, settings.zendesk(), person)
        try:
            return asking.who().who
        finally:
            asking.close()
    except CsmError as problem:
        return f"{type(problem).__name__}: {problem.message}"


def main() -> None:
    """Answer each line."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_asked(float(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
