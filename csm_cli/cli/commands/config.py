"""`csm config`: every setting, its value and where it came from."""

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.output.config import view

app = group("Show each setting, its value and where it came from.")


@command(app, "config")
def config(invocation: Invocation) -> None:
    """Show each setting, its value and where it came from.

    Secrets are masked. A setting comes from an option, the environment, the config file or
    the defaults, in this order; a host and its credential always come from the same place.
    """
    invocation.present(view(invocation.runtime.settings.rows()))
