"""`csm demo`: the main job on a throw-away sandbox, each command as a person would type it."""

import shlex
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from csm_cli.cli import sandbox_host
from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation, Voice
from csm_cli.domain import changes, claims, escalation
from csm_cli.domain.changes import Reading
from csm_cli.domain.errors import ExitCode
from csm_cli.domain.refs import TicketRef
from csm_cli.environment import Environment
from csm_cli.runtime.run import Runtime

app = group("Do the main job on the sandbox, step by step.")

TICKET = 48213
ORGANIZATION = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
OWNERS_GROUP = "Replay"

_ESCALATE = [
    *("escalate", str(TICKET), "--to", "engineering", "--feature", "session replay", "--yes"),
    *("--why", "Replay owns the player, and the recordings exist but do not play"),
    *("--investigated", "Signed in as the customer, opened three replays in two browsers"),
    *("--observed", "All three stop at the first frame; the console names a missing snapshot"),
    *("--next", "Say whether the snapshots can be recovered, so that I can tell the customer"),
]

_NEXT = """\
That was a sandbox on this machine: a Zendesk on SQLite, a PostHog on ClickHouse.
To play on:        csm --sandbox show 48230
For real use, set  CSM_ZENDESK_URL, CSM_ZENDESK_EMAIL and CSM_ZENDESK_TOKEN (or
                   CSM_ZENDESK_OAUTH_TOKEN), and CSM_POSTHOG_KEY; then: csm config
"""

_LOOKS = ("TERM", "COLORTERM", "NO_COLOR")

Promise = Callable[[Runtime, Reading, Reading], bool]


class Step(NamedTuple):
    """One command of the demo, why a person types it, and what must be true afterwards."""

    why: str
    arguments: list[str]
    kept: Promise


class Ended(NamedTuple):
    """What one step did: its exit code, what is different on the ticket, whether it was right."""

    command: str
    exit_code: int
    changes: tuple[str, ...]
    good: bool


@command(app, "demo")
def demo(invocation: Invocation) -> int:
    """Do the main job on the sandbox, step by step.

    Claims a ticket, finds the owner of its feature, escalates it with an internal note, and
    audits who from PostHog signed in to the customer's organization: over HTTP, against a
    Zendesk and a PostHog that run inside this process for a few seconds and leave nothing.
    """
    from csm_cli.output.demo import closing, ending, opening, view  # noqa: PLC0415

    quiet = invocation.for_a_program
    ended: list[Ended] = []
    with _throw_away(invocation.environment, quiet=quiet) as environment:
        runtime = Runtime(
            environment, None, sandbox_host.start, Voice(environment, invocation.shared)
        )
        for step in _steps():
            if not quiet:
                opening(invocation.environment, step.why, _typed(step))
            ended.append(_run(step, environment, runtime))
            if not quiet:
                ending(invocation.environment, ended[-1].changes, good=ended[-1].good)
        runtime.close()
    good = all(step.good for step in ended)
    if quiet:
        invocation.present(view(ended, good=good))
    else:
        closing(invocation.environment, _NEXT, good=good)
    return ExitCode.DONE if good else ExitCode.UNEXPECTED


def _steps() -> list[Step]:
    audit = ["audit-impersonation", ORGANIZATION, "--days", "3"]
    return [
        Step("A ticket came in. What is it about?", ["show", str(TICKET)], _unchanged),
        Step("Tell support that you are on it.", ["claim", str(TICKET)], _claimed),
        Step("Which team owns this?", ["whois-owns", str(TICKET)], _unchanged),
        Step("It needs the people who built it.", _ESCALATE, _escalated),
        Step("Who from PostHog was in this customer's account?", audit, _unchanged),
    ]


@contextmanager
def _throw_away(environment: Environment, *, quiet: bool) -> Iterator[Environment]:
    """A process as it would be for somebody signed in to a new sandbox, at a terminal."""
    with tempfile.TemporaryDirectory(prefix="csm-demo-") as folder:
        home = Path(folder)
        config = home / "config.toml"
        config.touch()
        sandbox = sandbox_host.build(home / "sandbox", None)
        with sandbox_host.told(), sandbox:
            variables = {**sandbox.env, "CSM_STATE": str(home), "CSM_CONFIG": str(config)}
            # What a person would see, without escape codes where nobody sees them.
            own = {
                key: environment.variables[key] for key in _LOOKS if key in environment.variables
            }
            variables |= own if environment.stdout_is_terminal else {"TERM": "dumb"}
            variables["CSM_PAGER"] = ""  # a step that is longer than the terminal waits for nobody
            yield environment._replace(
                variables=variables,
                stdin=StringIO(),
                stdout=StringIO() if quiet else environment.stdout,
                stdin_is_terminal=False,
                stdout_is_terminal=True,
                stderr_is_terminal=False,
            )


def _run(step: Step, environment: Environment, runtime: Runtime) -> Ended:
    before = _reading(runtime)
    code = _exit_code(step.arguments, environment)
    after = _reading(runtime)
    different = changes.changed(before, after, runtime.desk.marker())
    good = code == 0 and step.kept(runtime, before, after)
    return Ended(_typed(step), code, different, good)


def _exit_code(arguments: list[str], environment: Environment) -> int:
    """Run a command as the program itself would, and give its exit code."""
    from csm_cli.cli.app import start  # noqa: PLC0415 - the application imports its commands
    from csm_cli.cli.endings import exit_code  # noqa: PLC0415

    try:
        start(arguments, environment)
    except Exception as ending:  # noqa: BLE001 - every ending of a command is its exit code
        return exit_code(ending, arguments, environment)
    return 0


def _reading(runtime: Runtime) -> Reading:
    """The ticket as Zendesk now tells it."""
    ticket = runtime.desk.ticket(TicketRef(TICKET))
    return Reading(ticket, runtime.desk.conversation(TICKET).entries)


def _typed(step: Step) -> str:
    return shlex.join(["csm", *step.arguments])


def _unchanged(runtime: Runtime, before: Reading, after: Reading) -> bool:
    return not changes.changed(before, after, runtime.desk.marker())


def _claimed(runtime: Runtime, before: Reading, after: Reading) -> bool:
    """One private note, by which the ticket is ours; nothing else is different."""
    claim = claims.current_claim(after.entries)
    return (
        _one_private_note(before, after)
        and len(changes.changed(before, after, runtime.desk.marker())) == 1
        and claim is not None
        and claim.by.id == runtime.desk.me().person.id
    )


def _escalated(runtime: Runtime, before: Reading, after: Reading) -> bool:
    """The switch, the owner's group and one private note."""
    return (
        _one_private_note(before, after)
        and escalation.is_escalated(after.ticket, runtime.desk.marker())
        and after.ticket.group is not None
        and after.ticket.group.name == OWNERS_GROUP
    )


def _one_private_note(before: Reading, after: Reading) -> bool:
    new = changes.new_entries(before, after)
    return len(new) == 1 and changes.only_private_notes(new)
