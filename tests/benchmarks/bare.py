"""What an audit is compared with: the same questions, sent one by one and only decoded.

`python -m tests.benchmarks.bare ORIGIN KEY FILE`, FILE being a JSON list of the bodies that an
audit sent, as the sandbox's log holds them.
"""

import json
import sys
from pathlib import Path

import httpx


def ask(origin: str, key: str, bodies: list[object]) -> None:
    """Send each body, and decode each answer."""
    headers = {"Authorization": f"Bearer {key}"}
    with httpx.Client(base_url=origin, headers=headers, timeout=100, trust_env=False) as client:
        for body in bodies:
            response = client.post("/api/projects/2/query/", json=body)
            response.raise_for_status()
            json.loads(response.content)


if __name__ == "__main__":
    place, token, file = sys.argv[1:]
    ask(place, token, json.loads(Path(file).read_text(encoding="utf-8")))
