"""`csm init`: asks what can't be found out, finds out the rest, writes the config file."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.set_up_questions import NOTHING, Questions
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.setup import Plan

app = group("Set csm up: write a config file, sign in, check everything.")


@command(app, "init")
def init(
    invocation: Invocation,
    zendesk_url: Annotated[
        str | None,
        typer.Option("--zendesk-url", metavar="URL", help="Your Zendesk, or its subdomain alone."),
    ] = None,
    client_id: Annotated[
        str | None,
        typer.Option("--client-id", metavar="ID", help="The OAuth client to sign in through."),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no service: write the file, and no more.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Take the proposals instead of asking.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the file that would be written; write nothing.")
    ] = False,
) -> None:
    """Set csm up: write a config file, sign in, check everything.

    Asks what can't be found out, and proposes an answer. What is in a config file already stays,
    comments included; what would change is shown first. With --profile it writes that profile.
    Ends with what csm doctor finds.
    """
    from csm_cli.cli.setting_up import finish, show_planned  # noqa: PLC0415

    profile = _profile(invocation)
    asks = invocation.can_ask and not yes
    if not (asks or yes or dry_run):
        raise WrongUsage(
            "csm init asks, and there is nobody to ask",
            written=NOTHING,
            hint="csm init --yes takes the proposals; --zendesk-url and --client-id give others",
        )
    questions = Questions(invocation, profile, asks=asks, offline=offline)
    plan = invocation.runtime.configuring.setting_up.plan(
        profile, questions.answers(zendesk_url, client_id)
    )
    if dry_run:
        show_planned(invocation, profile, plan)
        return
    _write(invocation, plan, questions, asks=asks)
    with _told(f"{invocation.runtime.configuring.path} is written; csm doctor goes on from here"):
        # The end of a dialogue stands below it, where a pager would cover it.
        invocation.shared = invocation.shared._replace(no_pager=True)
        done, then = finish(invocation, profile, plan, asks=asks, offline=offline)
        invocation.present(done)
        invocation.voice(then)


def _write(invocation: Invocation, plan: Plan, questions: Questions, *, asks: bool) -> None:
    """Write the file; one that is there, only after its changes were seen and agreed to."""
    from csm_cli.output.init import change_lines  # noqa: PLC0415

    path = invocation.runtime.configuring.path
    if plan.changes and (plan.before or "").strip() and asks:
        invocation.say(f"In {path}, which keeps all else that is in it:")
        for line in change_lines(plan.changes):
            invocation.say(f"  {line}")
        if not questions.yes("Write this?"):
            raise WrongUsage(
                "not confirmed",
                written=NOTHING,
                hint="csm config set KEY VALUE changes one setting alone",
            )
    invocation.runtime.configuring.setting_up.write(plan)
    invocation.runtime.reread()


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Say on Ctrl-C within the block what is done by then."""
    try:
        yield
    except KeyboardInterrupt as stop:
        raise KeyboardInterrupt(str(stop) or what) from None


def _profile(invocation: Invocation) -> str:
    name = invocation.shared.written_profile
    if name == "sandbox":
        raise WrongUsage("the sandbox needs no setting up", hint="csm demo")
    if not name.isprintable() or not name.strip():
        raise WrongUsage(f"{name[:60]!a} is no name of a profile", written="nothing was written")
    return name
