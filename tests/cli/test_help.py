"""`csm help`: topics, and the schemas of the documents."""

from tests.terminal import Terminal


def test_environment(offline: Terminal) -> None:
    """Each variable with its meaning, a line each, as text and as JSON."""
    told = offline("help environment")
    entries = offline("help environment --json").json["entries"]
    assert told == "".join(f"{entry['name']}\t{entry['text']}\n" for entry in entries)
    assert "CSM_ZENDESK_TOKEN" in {entry["name"] for entry in entries}


def test_on_a_terminal(offline: Terminal) -> None:
    """A person gets a table with a heading."""
    screen = offline.with_(terminal=True, NO_COLOR="1")("help exit-codes")
    assert "meaning" in screen
    assert "not signed in" in screen


def test_a_topic_that_is_not_there(offline: Terminal) -> None:
    """An unknown topic is not found, and the topics are named."""
    ended = offline("help weather")
    assert ended.exit_code == 5
    assert ended.stderr.splitlines() == [
        "error: there is no topic 'weather'",
        "  next: the topics are: environment, exit-codes, json",
    ]


def test_schemas_by_the_name_of_a_command(offline: Terminal) -> None:
    """A command of two words is found as it is typed, between quotes, and with a hyphen."""
    typed = offline("help json sandbox env")
    assert typed.json["title"].startswith("csm sandbox env")
    assert offline(["help", "json", "sandbox env"]) == typed
    assert offline("help json sandbox-env") == typed


def test_a_schema_that_is_not_there(offline: Terminal) -> None:
    """A wrong name, or none, is not found; every name that there is is told."""
    for line in ("help json", "help json clam"):
        ended = offline(line)
        assert ended.exit_code == 5
        assert ended == ""
        assert "whois-owns" in ended.stderr
