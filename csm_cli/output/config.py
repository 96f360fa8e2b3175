"""Settings, and changes of them; a secret shows that it is there, and nothing of itself."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csm_cli.domain.settings import MASK, Change, Effective, Profile, Setting, Value
from csm_cli.output import clean
from csm_cli.output.present import View, table

if TYPE_CHECKING:
    from rich.console import Console


def view(settings: Sequence[Setting]) -> View:
    """The settings as `{settings: [{name, value, source}]}`, null for what is not set."""
    shown = [(row.name, _shown(row), row.source) for row in settings]

    def screen(console: "Console") -> None:
        console.print(table(("setting", "value", "from"), shown))

    return View(
        {"settings": [dict(zip(("name", "value", "source"), row, strict=True)) for row in shown]},
        shown,
        screen,
    )


def value_view(found: Effective) -> View:
    """One value as `{name, value, source}`; a pipe gets the value alone."""
    document = {"name": found.name, "value": plain(found.value), "source": found.source}
    text = words(found.value)

    def screen(console: "Console") -> None:
        console.print(f"{clean.line(text)}  (from {clean.line(found.source)})")

    return View(document, [(text,)], screen)


def change_view(change: Change, path: Path) -> View:
    """What a key was and is, and in which file."""
    before, after = plain(change.before), plain(change.after)
    done = "unchanged" if before == after else "set" if after is not None else "unset"
    document = {
        "name": change.name,
        "profile": change.profile,
        "before": before,
        "after": after,
        "outcome": done,
        "config_file": str(path),
    }

    def screen(console: "Console") -> None:
        console.print(clean.line(_sentence(change, done)))

    row = (change.name, done, words(change.before), words(change.after), change.profile)
    return View(document, [row], screen)


def path_view(path: Path, *, exists: bool, named_by: str) -> View:
    """Where the config file is or would be; a pipe gets the path alone."""
    document = {"config_file": str(path), "exists": exists, "named_by": named_by}

    def screen(console: "Console") -> None:
        note = "" if exists else "  (not there yet: csm init writes it)"
        console.print(clean.line(f"{path}{note}"), soft_wrap=True)

    return View(document, [(str(path),)], screen)


def edit_view(path: Path, *, changed: bool) -> View:
    """Whether the file was replaced by what the editor left."""
    outcome = "written" if changed else "unchanged"

    def screen(console: "Console") -> None:
        console.print(clean.line(f"{outcome}: {path}"), soft_wrap=True)

    return View({"config_file": str(path), "outcome": outcome}, [(str(path), outcome)], screen)


def profiles_view(profiles: Sequence[Profile]) -> View:
    """The profiles with where each signs in; a line for each service of each."""
    rows = [
        (profile.name, "in use" if profile.in_use else None, *account)
        for profile in profiles
        for account in profile.accounts
    ]

    def screen(console: "Console") -> None:
        console.print(table(("profile", "", "service", "signs in at", "from"), rows))

    document = {
        "profiles": [
            {
                "name": profile.name,
                "in_use": profile.in_use,
                "accounts": [account._asdict() for account in profile.accounts],
            }
            for profile in profiles
        ]
    }
    return View(document, rows, screen)


def schema_view(schema: Mapping[str, Any]) -> View:
    """The document that holds a schema, which is a document itself, under one key."""
    return View({"schema": schema}, [], lambda _: None)


def plain(value: Value) -> Any:
    """A value of TOML as one of JSON: a date becomes a text."""
    return value.isoformat() if isinstance(value, date) else value


def words(value: Value) -> str:
    """A value as `csm config set` takes it; nothing for none."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return ",".join(value)
    return str(plain(value))


def _sentence(change: Change, done: str) -> str:
    where = "" if change.profile == "default" else f" of the profile {change.profile}"
    if done == "unchanged":
        state = "not set" if change.after is None else f"{words(change.after)} already"
        return f"{change.name}{where} is {state}"
    if done == "unset":
        return f"{change.name}{where} is not set any more; it was {words(change.before)}"
    was = "" if change.before is None else f"; it was {words(change.before)}"
    return f"{change.name}{where} is {words(change.after)}{was}"


def _shown(setting: Setting) -> str | None:
    return MASK if setting.secret and setting.value else setting.value
