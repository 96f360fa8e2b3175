"""The doctor's round with a bar on the way, for `csm doctor` and for the end of `csm init`."""

from csm_cli.cli.advice import with_profile
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.shared import Shared
from csm_cli.domain.doctor import Examination


def examined(invocation: Invocation, *, fix: bool, check_version: bool) -> Examination:
    """What was found; what to do next is told with the profile's option that this run has."""
    from csm_cli.domain.impersonation.how_far import HowFar  # noqa: PLC0415
    from csm_cli.output.progress import Progress  # noqa: PLC0415

    progress = Progress(invocation.environment, quiet=invocation.shared.quiet)
    examining = invocation.runtime.doctor(
        lambda done, of: progress(HowFar(f"{done} of {of} checks", done / of)),
        check_version=check_version,
    )
    try:
        found = examining.fix() if fix else examining.examine()
    finally:
        progress.end()
    return _typed(found, invocation.shared)


def _typed(found: Examination, shared: Shared) -> Examination:
    return found._replace(
        checks=tuple(
            check._replace(
                next=check.next
                and with_profile(check.next, sandbox=shared.sandbox, profile=shared.profile)
            )
            for check in found.checks
        )
    )
