"""The second half of `csm init`, after the file is written: sign in, find out, examine."""

from csm_cli.cli.examining import examined
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.signing_in import Wishes, chosen_place, gathered
from csm_cli.domain.doctor import FAIL, Examination
from csm_cli.domain.errors import CsmError, NotSignedIn
from csm_cli.domain.setup import PLANNED, UNCHANGED, WRITTEN, Plan
from csm_cli.output import clean
from csm_cli.output.init import SetUp, change_lines, view
from csm_cli.output.present import View, write_text


def show_planned(invocation: Invocation, profile: str, plan: Plan) -> None:
    """Show the file as it would be written, without the secrets that are in it by now."""
    configuring = invocation.runtime.configuring
    text = configuring.masked(plan.after)
    outcome = PLANNED if plan.changes_anything else UNCHANGED
    if invocation.for_a_program:
        path = str(configuring.path)
        invocation.present(
            view(SetUp(path, profile, outcome, plan.changes, (), text, None, dry_run=True))
        )
    else:
        write_text(invocation.environment, clean.block(text))


def finish(
    invocation: Invocation,
    profile: str,
    plan: Plan,
    *,
    asks: bool,
    offline: bool,
) -> tuple[View, str]:
    """What was done and found, and what to type next; signs in first, if a person wants to."""
    configuring = invocation.runtime.configuring
    path = str(configuring.path)
    outcome = WRITTEN if plan.changes_anything else UNCHANGED
    if offline:
        done = view(SetUp(path, profile, outcome, plan.changes, (), None, None))
        return done, "next: csm auth login"
    invocation.say(f"{outcome}: {path}")
    if asks:
        _sign_in(invocation)
    survey = configuring.setting_up.find_out()
    more = configuring.setting_up.plan(profile, survey.found)
    if more.changes:
        for line in change_lines(more.changes):
            invocation.say(f"found out, and written: {line}")
        configuring.setting_up.write(more)
        invocation.runtime.reread()
        outcome = WRITTEN
    changes = [*plan.changes, *more.changes]
    found = examined(invocation, fix=False, check_version=False)
    done = view(SetUp(path, profile, outcome, changes, survey.not_found, None, found))
    return done, _next(found)


def _sign_in(invocation: Invocation) -> None:
    """Offer what there is no credential for; a sign-in that fails is told, and init goes on."""
    wishes = Wishes(None, None, browser=True, api_token=False, with_token=False, insecure=False)
    for service, shown in (("zendesk", "Zendesk"), ("posthog", "PostHog")):
        if _has_credential(invocation, service):
            continue
        if service == "zendesk" and not invocation.runtime.settings.oauth_client_id():
            invocation.say("Without an OAuth client: csm auth login zendesk --api-token")
            continue
        if not invocation.goes_along(f"Sign in to {shown} now?"):
            continue
        try:
            place = chosen_place(invocation, service, insecure=False)
            signed = invocation.runtime.signing_in.keep(
                gathered(invocation, service, wishes), place
            )
        except CsmError as problem:
            invocation.voice(f"error: {problem.message}")
            invocation.voice(f"next: csm auth login {service}")
        else:
            invocation.voice(f"Signed in to {shown} as {signed.identity.who}.")
            invocation.runtime.reread()


def _has_credential(invocation: Invocation, service: str) -> bool:
    settings = invocation.runtime.settings
    try:
        (settings.zendesk if service == "zendesk" else settings.posthog)()
    except NotSignedIn:
        return False
    return True


def _next(found: Examination) -> str:
    """The one thing to type now: what the first check that failed says, else the work."""
    failed = [check for check in found.checks if check.state == FAIL and check.next]
    if any(check.name == "zendesk_sign_in" for check in failed):
        return "next: csm auth login"
    return "next: csm doctor, when that is mended" if failed else "next: csm show TICKET"
