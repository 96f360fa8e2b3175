"""Audits of a list of organizations: read from a file, or those of whoever is signed in.

They share one walk past the window's impersonations, whatever their number. Each gets a report
of its own in a folder, and stdout gets the summary.
"""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from csm_cli.cli.audit_options import one_of
from csm_cli.cli.audits import Resumed, kept
from csm_cli.cli.going_on import Options
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.organizations import Meant, one_each
from csm_cli.cli.reporting import Reporting, Wanted
from csm_cli.cli.watching import Watching
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.organization_ref import OrganizationRef

if TYPE_CHECKING:
    from csm_cli.domain.impersonation.question import Question
    from csm_cli.domain.impersonation.result import Audit
    from csm_cli.domain.impersonation.rules import Rules

STDIN = Path("-")
_LONGEST_NAME = 60  # characters of an organization in the name of its file
_REMARK = re.compile(r"(?:^|\s)#.*", re.DOTALL)
_TICKET = re.compile(r"#[0-9]+", re.ASCII)  # as a remark, a customer would silently be left out


class Listed(NamedTuple):
    """The organizations to audit, each once, and why these.

    `how` goes into the summary, `words` are the options that lead to the same list again.
    `whole` is false if organizations may be missing.
    """

    meant: Sequence[Meant]
    how: str
    words: str
    whole: bool = True
    notices: Sequence[str] = ()


class Several(NamedTuple):
    """What a person said about one organization or several, as typed."""

    organization: str | None
    source: Path | None
    all_mine: bool
    output_dir: Path | None

    @property
    def asked(self) -> bool:
        """Whether several are to be audited."""
        return self.all_mine or self.source is not None

    def only(self) -> str:
        """The one organization that is to be audited.

        Raises:
            WrongUsage: none is named.
        """
        if self.output_dir:
            raise WrongUsage(
                "--output-dir is for several organizations", hint="--output FILE takes one report"
            )
        if self.organization is None:
            raise WrongUsage(
                "which organization?",
                hint="csm audit-impersonation ORG, or --from FILE, or --all-mine",
            )
        return self.organization

    def check(self, alone: Mapping[str, object]) -> None:
        """Refuse what does not go together; `alone` are options that are about one organization.

        Raises:
            WrongUsage: something doesn't.
        """
        if (self.organization is not None) + self.all_mine + (self.source is not None) > 1:
            raise WrongUsage("ORG, --from and --all-mine each say what to audit; give one of them")
        for option, value in alone.items():
            if value:
                raise WrongUsage(f"{option} is about one organization, and several are audited")


class Folder(NamedTuple):
    """Where the reports go: one file each, with this ending; `write` puts one there."""

    path: Path
    ending: str
    force: bool
    write: "Callable[[Audit, Path], None]"


def listed(invocation: Invocation, source: Path | None) -> Listed:
    """The organizations of a file, `-` for stdin, or without one those that are the person's.

    Raises:
        WrongUsage: a line can name no organization, none does, or the file can't be read.
        NotFound: a line names none or several, or no organization is the person's.
    """
    if source is not None:
        meant = one_each(invocation, _lines(invocation, source))
        if not meant:
            raise WrongUsage(f"{_named(source)} names no organization")
        first = {each.ref.id: each for each in reversed(meant)}
        once = [first[number] for number in dict.fromkeys(each.ref.id for each in meant)]
        return Listed(once, f"listed in {_named(source)}", f"--from {shlex.quote(str(source))}")
    mine = invocation.runtime.my_organizations()
    theirs = [Meant(OrganizationRef(each)) for each in mine.ids]
    return Listed(theirs, mine.how, "--all-mine", mine.whole, mine.notices)


def audit_several(
    invocation: Invocation,
    several: Several,
    base: "Question",
    rules: "Rules",
    options: Options,
    resumed: Resumed | None,
    watching: Watching,
) -> int:
    """Audit all of them, write the reports, present the summary; gives the exit code.

    `base` is what is asked of each, `options` what is said about the reports.
    """
    invocation.shape.check("audit-impersonation-several")
    folder = _folder(invocation, options.output_dir, options.wanted, rules)
    chosen = listed(invocation, several.source)
    if watching.on and folder is None:
        raise WrongUsage("--watch-since tells the news of several in an --output-dir")
    asked = (
        base._replace(organization_id=ref.id, region=ref.region, found_by=found_by)
        for ref, found_by in chosen.meant
    )
    questions = [watching.question(each) for each in asked]
    # A screen has them above its table.
    if invocation.for_a_program or not invocation.environment.stdout_is_terminal:
        for notice in chosen.notices:
            invocation.say(f"warning: {notice}")
    if folder:
        _prepare(folder, questions)
    return _run(invocation, chosen, questions, rules, options, resumed, folder, watching)


def _folder(
    invocation: Invocation, path: Path | None, wanted: Wanted, rules: "Rules"
) -> Folder | None:
    """Where the reports of several go, and in which format; JSON unless one is named."""
    from csm_cli.output.audit_text import FORMATS, JSON, ending  # noqa: PLC0415

    if path is None:
        if any(wanted):
            raise WrongUsage(
                "--by, --timezone, --format, --force, --audience, --staff, --reasons and --review "
                "are about the reports of several, and they need a place",
                hint="add --output-dir DIR",
            )
        return None
    kind = one_of("--format", wanted.format, FORMATS) or JSON
    reporting = Reporting(invocation, wanted._replace(force=False), rules, kind=kind)

    def write_one(found: "Audit", file: Path) -> None:
        reporting.write(found, file, force=wanted.force)

    return Folder(path, ending(kind), wanted.force, write_one)


def _run(
    invocation: Invocation,
    chosen: Listed,
    questions: "Sequence[Question]",
    rules: "Rules",
    options: Options,
    resumed: Resumed | None,
    folder: Folder | None,
    watching: Watching,
) -> int:
    from csm_cli.domain.impersonation.result import Audit  # noqa: PLC0415
    from csm_cli.output.audit_summary import Line, Summary, view  # noqa: PLC0415
    from csm_cli.services.audit import audit_all  # noqa: PLC0415

    log = invocation.runtime.audit_log
    with kept(invocation, questions, chosen.words, options, resumed) as (progress, keeper):
        found = audit_all(log, questions, rules, progress, keeper)
    told = [watching.news(one) if isinstance(one, Audit) else one for one in found]
    lines = [
        Line(one, _reported(one, folder) if folder and isinstance(one, Audit) else None)
        for one in told
    ]
    summary = Summary(chosen.how, chosen.whole, chosen.notices, lines)
    invocation.present(view(summary))
    watching.told()
    return summary.exit_code


def _reported(audit: "Audit", folder: Folder) -> Path:
    """Write the report of one of them; gives the file."""
    path = folder.path / _file_name(audit, folder.ending)
    folder.write(audit, path)
    return path


def _lines(invocation: Invocation, source: Path) -> Iterator[tuple[str, str]]:
    """Each line that is more than a remark, with the place where it stands.

    Raises:
        WrongUsage: it can't be read, or a line may be either.
    """
    if source == STDIN:
        text = invocation.environment.stdin.read().removeprefix("\ufeff")
    else:
        try:
            text = source.read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as problem:
            raise WrongUsage(f"{source} can't be read: {_why(problem)}") from None
    for number, line in enumerate(text.splitlines(), start=1):
        words = _REMARK.sub("", line).strip()
        if _TICKET.fullmatch(line.strip()):
            raise WrongUsage(
                f"{_named(source)}:{number}: {line.strip()} is a ticket or a remark",
                hint="write a ticket's number without the #, and put words into a remark",
            )
        if words:
            yield f"{_named(source)}:{number}", words


def _named(source: Path) -> str:
    return "stdin" if source == STDIN else str(source)


def _why(problem: Exception) -> str:
    return (problem.strerror or "") if isinstance(problem, OSError) else "it is not UTF-8"


def _prepare(folder: Folder, questions: "Sequence[Question]") -> None:
    """Make the folder, and see that no report stands where one is to be written."""
    if folder.path.exists() and not folder.path.is_dir():
        raise WrongUsage(f"{folder.path} is not a folder")
    if not folder.path.parent.is_dir():
        raise WrongUsage(f"{folder.path} is not in a folder that exists")
    folder.path.mkdir(mode=0o700, exist_ok=True)
    if folder.force:
        return
    for question in questions:
        taken = [*folder.path.glob(f"*{question.organization_id}.{folder.ending}")]
        if taken:
            raise WrongUsage(
                f"{taken[0]} exists", hint="name another folder, or add --force to replace it"
            )


def _file_name(audit: "Audit", ending: str) -> str:
    """A name that every file system takes: the organization's in plain letters, and its id."""
    plain = "".join(
        char if char.isascii() and char.isalnum() else " "
        for char in (audit.organization.name or "").lower()
    )
    words = "-".join(plain.split())[:_LONGEST_NAME].strip("-")
    parts = [words, audit.organization.id] if words else [audit.organization.id]
    return f"{'-'.join(parts)}.{ending}"
