"""Notes from templates: a user's own come first, and values are never read as template."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters.templates import Templates
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.escalation import Parts
from csm_cli.domain.prompts import written

ALL = ("escalate-engineering", "escalate-support", "withdraw")
VALUES: dict[str, object] = {
    "ticket": 48213,
    "by": "Robin Vale <robin.vale@posthog.example>",
    "team": "Replay",
    "group": "Replay",
    "channel": "#support-replay",
    "as_of": "2026-11-23",
    "claimed_by": None,
    "facts": [("Plan", "enterprise")],
    "why": "the why",
    "investigated": "the tries",
    "observed": "the sight",
    "next": "the next",
}


def own(folder: Path, text: str, name: str = "withdraw") -> Templates:
    """Templates with one of the user's own."""
    (folder / f"{name}.md.j2").write_text(text)
    return Templates(folder)


@pytest.mark.parametrize("name", ALL)
def test_the_shipped_ones_hold_every_part(tmp_path: Path, name: str) -> None:
    """Each part stands in the note, whoever wrote it in the first line."""
    text = Templates(tmp_path).write(name, VALUES)
    assert all(str(VALUES[part]) in text for part in Parts._fields)
    assert "Robin Vale" in text.splitlines()[0]
    assert text.endswith("\n")
    assert "\n\n\n" not in text


@pytest.mark.parametrize("name", ALL[:2])
def test_the_shipped_ones_stand_without_what_is_unknown(tmp_path: Path, name: str) -> None:
    """No owner, no group, no facts: no empty line of theirs, and no word like None."""
    unknown: dict[str, object] = {
        "team": None,
        "group": None,
        "channel": None,
        "as_of": None,
        "facts": [],
    }
    text = Templates(tmp_path).write(name, {**VALUES, **unknown})
    assert "None" not in text
    assert "Known of the ticket" not in text


def test_a_users_own(tmp_path: Path) -> None:
    """It replaces the shipped one of its name, and no other."""
    made = own(tmp_path, "{{ why }} {{ investigated }} {{ observed }} {{ next }}!")
    assert made.write("withdraw", VALUES) == "the why the tries the sight the next!\n"
    assert made.write("escalate-support", VALUES).startswith("For support")


@pytest.mark.parametrize(
    "text",
    [
        "{{ why",
        "{% if %}",
        "{{ unknown }}",
        "{{ why.__class__.__mro__ }}",
        "{{ 1 / 0 }}",
        "{{ why + 1 }}",
        "{% for x in range(10 ** 9) %}{% endfor %}",
        "{% include 'other' %}",
        "{{ facts[7].x }}",
    ],
)
def test_a_broken_one(tmp_path: Path, text: str) -> None:
    """Told with its path, before anything is sent, whatever is wrong with it."""
    with pytest.raises(WrongUsage) as told:
        own(tmp_path, text).write("withdraw", VALUES)
    assert str(tmp_path / "withdraw.md.j2") in told.value.message
    assert told.value.written == "nothing was sent"


def test_one_that_can_not_be_read(tmp_path: Path) -> None:
    """Not text, or a folder."""
    (tmp_path / "withdraw.md.j2").write_bytes(b"\xff\xfe")
    (tmp_path / "escalate-support.md.j2").mkdir()
    for name in ("withdraw", "escalate-support"):
        with pytest.raises(WrongUsage):
            Templates(tmp_path).write(name, VALUES)


def test_one_that_drops_a_part(tmp_path: Path) -> None:
    """What somebody wrote for the note must not be lost on the way."""
    with pytest.raises(WrongUsage) as told:
        own(tmp_path, "{{ why }} {{ next }}").write("withdraw", VALUES)
    assert told.value.message.endswith("leaves out: investigated, observed")


texts = st.text(max_size=60) | st.sampled_from(["{{7*7}}", "{% raw %}", "{#", "{{ by }}", "<b>&"])


@given(why=texts, label=texts, value=texts)
def test_values_are_data(
    tmp_path_factory: pytest.TempPathFactory, why: str, label: str, value: str
) -> None:
    """They stand in the note as they are: not evaluated, not escaped."""
    templates = Templates(tmp_path_factory.getbasetemp() / "none")
    text = templates.write(
        "escalate-support", {**VALUES, "why": why.strip(), "facts": [(label, value)]}
    )
    assert f"{why.strip()}\n" in text
    assert f"- {label}: {value}".rstrip() in text


def test_names(tmp_path: Path) -> None:
    """The shipped ones and a user's own, each once; nothing else of the folder."""
    for name in ("note-mine.md.j2", "note-bug.md.j2", "note-old.md.j2~", "withdraw.md.j2"):
        (tmp_path / name).write_text("{{ message }}")
    found = Templates(tmp_path).names("note-")
    assert found[-1] == "note-mine"
    assert sorted(found) == sorted(set(found))
    assert {"note-bug", "note-handover"} < set(found)
    assert "note-mine" not in Templates(tmp_path / "none").names("note-")


@pytest.mark.parametrize("name", Templates(Path("/none")).names("note-"))
def test_the_shipped_ones_of_a_note(tmp_path: Path, name: str) -> None:
    """With words they have these and no prompt; without, only prompts below their headings."""
    values: dict[str, object] = {"ticket": 1, "by": "Robin <r@x>", "facts": [], "message": ""}
    shown = Templates(tmp_path).write(name, values)
    assert "\n> " in shown
    assert written(shown, shown) == shown.splitlines()[0]
    full = Templates(tmp_path).write(name, {**values, "message": "the words"})
    assert full == f"{shown.splitlines()[0]}\n\nthe words\n"
