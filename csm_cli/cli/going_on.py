"""What to type to go on with an audit that was broken off: its own options, and `--resume`.

The hint works as it stands, so it leads to the same report and not to an internal list of the
same events. A note needs its yes anew: `--yes` and `--resend` are not in it.
"""

from pathlib import Path
from typing import NamedTuple

from csm_cli.cli.advice import options as typed
from csm_cli.cli.advice import with_profile
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.reporting import Wanted


class Options(NamedTuple):
    """What was typed about the report, where it goes and who is told."""

    wanted: Wanted
    output_dir: Path | None = None
    watch_since: str | None = None
    attach_to: str | None = None
    ticket_of: str | None = None
    allow_secrets: bool = False
    dry_run: bool = False


def command(invocation: Invocation, audited: str) -> str:
    """The command that goes on; `audited` are its words that say what is audited."""
    shared = invocation.shared
    words = f"csm audit-impersonation {audited} --resume"
    return with_profile(words, sandbox=shared.sandbox, profile=shared.profile)


def report_options(invocation: Invocation, options: Options, *, reported: bool) -> str:
    """The options that lead to the same report, quoted for a shell, with a blank before each.

    `reported` says that what there is was written as a report: its file is in the way then. It is
    replaced by the whole; but a watch tells only the rest, which gets a place beside it.
    """
    wanted, shared = options.wanted, invocation.shared
    output, folder, force = wanted.output, options.output_dir, wanted.force
    if reported and options.watch_since:
        output, folder = _beside(output), _beside(folder)
    elif reported:
        force = force or bool(output or folder)
    named = {
        "--audience": wanted.audience, "--staff": wanted.staff, "--reasons": wanted.reasons,
        "--by": wanted.by, "--timezone": wanted.timezone, "--format": wanted.format,
        "--output": output, "--output-dir": folder, "--watch-since": options.watch_since,
        "--attach-to": options.attach_to, "--ticket-of": options.ticket_of,
        "--fields": shared.fields, "--jq": shared.jq,
    }  # fmt: skip
    flags = {
        "--review": wanted.review, "--force": force, "--allow-secrets": options.allow_secrets,
        "--dry-run": options.dry_run, "--json": shared.json,
    }  # fmt: skip
    return typed(named, flags)


def _beside(path: Path | None) -> Path | None:
    return path and path.with_name(f"{path.stem}-rest{path.suffix}")
