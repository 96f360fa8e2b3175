"""`csm config`: every setting and where it came from; one of them read, set, or taken out."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from csm_cli.cli.command import bare_command, command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.output import config as shown
from csm_cli.output.present import write_text

app = group("Show each setting, its value and where it came from.")

_Key = Annotated[str, typer.Argument(metavar="KEY", help="A setting, such as zendesk.url.")]


@bare_command(app)
def config(invocation: Invocation) -> None:
    """Show each setting, its value and where it came from.

    Secrets are masked. A setting comes from an option, the environment, the config file or
    the defaults, in this order; a host and its credential always come from the same place.
    """
    invocation.present(shown.view(invocation.runtime.configuring.rows()))


@command(app, "list")
def list_(invocation: Invocation) -> None:
    """Show each setting, as csm config does without a word behind it."""
    invocation.present(shown.view(invocation.runtime.configuring.rows()))


@command(app, "get")
def get(invocation: Invocation, key: _Key) -> None:
    """Show one setting's value; ends with 5 if it is not set.

    It is the value that counts, wherever it comes from. A secret is not shown.
    """
    invocation.present(shown.value_view(invocation.runtime.configuring.get(key)))


@command(app, "set")
def set_(
    invocation: Invocation,
    key: _Key,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="A list is parted by commas.")],
) -> None:
    """Write one setting into the config file; with --profile, into that profile.

    Comments and everything else in the file stay. The value must be of the key's kind. Secrets
    are refused: csm auth login keeps them.
    """
    configuring = invocation.runtime.configuring
    change = configuring.file.set(invocation.shared.written_profile, key, value)
    invocation.present(shown.change_view(change, configuring.path))
    if other := configuring.counts_instead(change):
        invocation.say(
            f"warning: {key} is {shown.words(other.value)} all the same, from {other.source}"
        )


@command(app, "unset")
def unset(invocation: Invocation, key: _Key) -> None:
    """Take one setting out of the config file; with --profile, out of that profile."""
    configuring = invocation.runtime.configuring
    change = configuring.file.unset(invocation.shared.written_profile, key)
    invocation.present(shown.change_view(change, configuring.path))


@command(app, "edit")
def edit(
    invocation: Invocation,
    draft: Annotated[
        Path | None, typer.Option("--draft", metavar="FILE", help="Go on with a draft of csm's.")
    ] = None,
) -> None:
    """Open the config file in your editor (VISUAL, EDITOR, else vi).

    You edit a copy. It replaces the file if it makes a config file; if not, its mistakes are
    told and the copy is kept.
    """
    from csm_cli.cli.config_editing import edited_config  # noqa: PLC0415

    changed = edited_config(invocation, draft)
    invocation.present(shown.edit_view(invocation.runtime.configuring.path, changed=changed))


@command(app, "path")
def path(invocation: Invocation) -> None:
    """Show where the config file is, or would be."""
    named = invocation.environment.variable("CSM_CONFIG")
    where = invocation.runtime.configuring.path
    by = "CSM_CONFIG" if named else "default"
    invocation.present(shown.path_view(where, exists=where.exists(), named_by=by))


@command(app, "profiles")
def profiles(invocation: Invocation) -> None:
    """List the profiles, and where each of them signs in."""
    invocation.present(shown.profiles_view(invocation.runtime.configuring.profiles()))


@command(app, "schema")
def schema(invocation: Invocation) -> None:
    """Print the JSON Schema of the config file, for editors."""
    text = (files("csm_cli") / "schemas" / "files" / "config.schema.json").read_text("utf-8")
    if invocation.for_a_program:
        invocation.present(shown.schema_view(json.loads(text)))
    else:
        write_text(invocation.environment, text)
