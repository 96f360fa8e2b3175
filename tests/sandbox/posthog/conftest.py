"""One in-process sandbox with a little PostHog per test worker; tests of changes make their own."""

from collections.abc import Iterator

import pytest

from tests.sandbox.posthog.asking import Asking, asking, event, person


@pytest.fixture(scope="session")
def posthog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """A few events, two persons, one group; the project lives in Berlin."""
    events = [
        event(1, "opened", "2026-01-10T12:00:00Z", "ann", **{"$group_0": "acme"}, properties=_FULL),
        event(2, "opened", "2026-07-10T12:00:00.25Z", "bob", properties={"n": 7, "word": "seven"}),
        event(3, "closed", "2026-07-10T12:00:00.25Z", "ann", person_properties={"email": "then@x"}),
        event(4, "closed", "2026-07-11T12:00:00Z", "nobody"),
        event(4, "closed", "2026-07-11T12:00:00Z", "nobody"),
    ]
    persons = [
        person(1, ["ann", "ann-2"], email="ann@acme.example", plan="scale"),
        person(2, ["bob"], email="bob@acme.example"),
    ]
    groups = [{"index": 0, "key": "acme", "properties": {"name": "Acme"}}]
    folder = tmp_path_factory.mktemp("posthog")
    content = {"events": events, "persons": persons, "groups": groups}
    with asking(folder, timezone="Europe/Berlin", **content) as asked:
        yield asked


_FULL = {
    "n": 5,
    "ratio": 1.5,
    "word": "five",
    "flag": True,
    "empty": "",
    "nothing": None,
    "quoted": 'say "hi"\nto the \\ slash and the é',
    "list": ["a", {"b": "c"}],
    "$set": {"email": "set@acme.example"},
    "with space": "yes",
}
