"""One value of a config file is changed, and nothing else of the file is."""

import tomllib

import pytest

from csm_cli.adapters.config_text import begun, masked, schema_address, with_value, without_value
from csm_cli.domain.errors import WrongUsage

ONE_OF_EACH = """\
#:schema ./of-my-own.json
# mine: do not touch
colour = "teal"            # csm does not know this

[limits]   # odd   spacing
timeout_seconds=3 # quick

[profiles.work]
zendesk = { url = "https://work.example", email = "a@a.example" } # inline

[zendesk.fields]
area = 5
[zendesk]
url = "https://one.example" # behind the value
# at the end
"""

FORMS = {
    "tables": ONE_OF_EACH,
    "dotted": 'zendesk.url = "https://one.example" # dotted\n[limits]\ntimeout_seconds = 3\n',
    "inline": 'zendesk = { url = "https://one.example" } # inline\n',
    "comments alone": "# only a comment\n",
    "empty": "",
    "no line break at the end": '[zendesk]\nurl = "https://one.example"',
    "windows": '[zendesk]\r\nurl = "https://one.example" # mine\r\n\r\n[limits]\r\n',
}
CHANGES = [
    ("default", "zendesk.url", "https://two.example"),
    ("default", "zendesk.client_id", "csm"),
    ("default", "zendesk.fields.severity", 7),
    ("default", "profile", "work"),
    ("default", "mine.organizations", ["a", "b"]),
    ("work", "zendesk.url", "https://two.example"),
    ("work", "zendesk.roles.email", "b@a.example"),
    ('a name. with "marks"', "limits.timeout_seconds", 2.5),
]  # fmt: skip


def _without(tables: dict[str, object], profile: str, name: str) -> object:
    """All else that a file says."""
    path = [*(["profiles", profile] if profile != "default" else []), *name.split(".")]
    found: object = tables
    for part in path[:-1]:
        found = found.get(part, {}) if isinstance(found, dict) else {}
    if isinstance(found, dict):
        found.pop(path[-1], None)
    return _full(tables)


def _full(table: object) -> object:
    if not isinstance(table, dict):
        return table
    inner = {key: _full(value) for key, value in table.items()}
    return {key: value for key, value in inner.items() if value != {}}


def _value(tables: object, profile: str, name: str) -> object:
    for part in [*(["profiles", profile] if profile != "default" else []), *name.split(".")]:
        assert isinstance(tables, dict)
        tables = tables[part]
    return tables


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change[0]} {change[1]}")
def test_set_and_taken_out_again(form: str, change: tuple[str, str, object]) -> None:
    """A set key has its value, all other keys and every comment stay; so it is when taken out."""
    profile, name, value = change
    before = FORMS[form]
    after = with_value(before, profile, name, value, "why")
    again = without_value(after, profile, name)

    assert _value(tomllib.loads(after), profile, name) == value
    others = _without(tomllib.loads(before), profile, name)
    assert _without(tomllib.loads(after), profile, name) == others
    assert _full(tomllib.loads(again)) == others
    comments = [line.partition("#")[2].strip() for line in before.splitlines() if "#" in line]
    assert all(comment in after for comment in comments)


def test_every_line_but_one_stays() -> None:
    """A value that is replaced leaves every other line as it was, to the letter."""
    after = with_value(ONE_OF_EACH, "default", "limits.timeout_seconds", 9)
    changed = [
        (old, new)
        for old, new in zip(ONE_OF_EACH.splitlines(), after.splitlines(), strict=True)
        if old != new
    ]
    assert changed == [("timeout_seconds=3 # quick", "timeout_seconds=9 # quick")]


def test_a_key_that_is_not_there_is_not_taken_out() -> None:
    """The text is the same text."""
    for name in ("limits.verify_seconds", "colour.depth", "audit.events.started"):
        assert without_value(ONE_OF_EACH, "default", name) == ONE_OF_EACH
        assert without_value(ONE_OF_EACH, "nobody", name) == ONE_OF_EACH


@pytest.mark.parametrize("text", ["[zendesk", 'zendesk = "x"\n', "[[zendesk]]\nurl = 1\n"])
def test_what_stands_in_the_way(text: str) -> None:
    """A file that is no TOML, and a table that is none, are told and not guessed at."""
    with pytest.raises(WrongUsage) as told:
        with_value(text, "default", "zendesk.url", "https://a.example")
    assert (told.value.written, told.value.hint) == ("nothing was written", "csm config edit")


def test_a_new_file_begins_with_its_schema() -> None:
    """Editors find the schema by the first line; words follow that are comments alone."""
    text = begun("")
    assert text.splitlines()[0] == f"#:schema {schema_address()}"
    assert tomllib.loads(text) == {}
    assert begun(text) == text


def test_the_schema_line_is_kept_up_to_date() -> None:
    """A line of another installation's csm leads to this one's; a person's own line stays."""
    old = "#:schema file:///old/python3.9/csm_cli/schemas/files/config.schema.json\n[limits]\n"
    assert begun(old) == f"#:schema {schema_address()}\n[limits]\n"
    assert begun(ONE_OF_EACH) == ONE_OF_EACH


def test_secrets_are_masked_wherever_they_stand() -> None:
    """In tables, in line, in lists, in profiles; what is no secret can be read, comments too."""
    text = (
        '[zendesk]\nemail = "a@a.example"\ntoken = "canary-1" # old\n'
        '[profiles.work]\nzendesk = { oauth_token = "canary-2" }\nposthog.key = "canary-3"\n'
        '[strange]\ntoken = "canary-4"\nold = [{ key = "canary-5" }]\n'
        '[[stranger]]\ntoken = "canary-6"\n'
    )
    shown = masked(text)
    assert "canary" not in shown
    assert "a@a.example" in shown
    assert "# old" in shown
    assert shown.count("********") == 6
