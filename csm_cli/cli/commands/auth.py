"""`csm auth`: sign in to the services, see how each sign-in stands, sign out."""

from enum import StrEnum
from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.signing_in import Wishes, check, chosen_place, gathered, insist_on_a_person
from csm_cli.domain.errors import ExitCode, WrongUsage
from csm_cli.domain.signin import OPTIONAL, SERVICES
from csm_cli.output.auth import signed_in_view, signed_out_view, status_view, token_view

app = group("Sign in to Zendesk, PostHog and others; see how it stands; sign out.")

Service = StrEnum("Service", {name: name for name in SERVICES})  # type: ignore[misc]

_NAME = f"One of {', '.join(SERVICES)}."
One = Annotated[Service | None, typer.Argument(metavar="[SERVICE]", help=_NAME)]


@app.callback()
def auth() -> None:
    """Sign in to Zendesk, PostHog and others; see how it stands; sign out."""


@command(app, "login")
def login(
    invocation: Invocation,
    service: One = None,
    client_id: Annotated[
        str | None,
        typer.Option("--client-id", metavar="ID", help="The identifier of csm's OAuth client."),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the page's address; open nothing.")
    ] = False,
    api_token: Annotated[
        bool, typer.Option("--api-token", help="Zendesk: with an API token that you still have.")
    ] = False,
    email: Annotated[
        str | None,
        typer.Option("--email", metavar="ADDRESS", help="The e-mail that the API token is of."),
    ] = None,
    with_token: Annotated[
        bool, typer.Option("--with-token", help="Read the key or API token from stdin.")
    ] = False,
    insecure_storage: Annotated[
        bool,
        typer.Option("--insecure-storage", help="Keep it in a file of yours, not in the keyring."),
    ] = False,
) -> None:
    """Sign in to a service; without a name to Zendesk, then to PostHog.

    Zendesk asks you in the browser. PostHog and the others take a key, which is typed unseen or
    read from stdin, never an argument. The system's keyring keeps it.
    """
    wishes = Wishes(client_id, email, not no_browser, api_token, with_token, insecure_storage)
    if invocation.runtime.settings.in_sandbox:
        raise WrongUsage(
            "the sandbox's profile signs in by itself, and keeps nothing",
            hint="take --sandbox out, or the profile",
        )
    check(service and str(service), wishes)
    chosen = [str(service)] if service else _asked_which(invocation, wishes)
    done = []
    for name in chosen:
        insist_on_a_person(invocation, name, wishes)
        place = chosen_place(invocation, name, insecure=insecure_storage)
        done.append(invocation.runtime.signing_in.keep(gathered(invocation, name, wishes), place))
    if service is None:
        invocation.say(f"csm can do without these: csm auth login {'|'.join(OPTIONAL)}")
    invocation.present(signed_in_view(done))


@command(app, "status")
def status(
    invocation: Invocation,
    service: One = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no service; say what is known without.")
    ] = False,
) -> int:
    """Show who you are on each service, where the credential came from, and when it ends.

    Ends with 3 if a credential is refused, or if there is none for Zendesk and PostHog.
    """
    names = [str(service)] if service else list(SERVICES)
    rows = invocation.runtime.signing_in.status(names, offline=offline)
    invocation.present(status_view(rows))
    states = {row.service: row.state for row in rows}
    needed = [states[name] for name in names if service or name not in OPTIONAL]
    if "refused" in states.values() or set(needed) == {"missing"}:
        return ExitCode.NOT_SIGNED_IN
    return ExitCode.UNAVAILABLE if "unreachable" in states.values() else ExitCode.DONE


@command(app, "logout")
def logout(invocation: Invocation, service: One = None) -> None:
    """Delete a sign-in from this machine; without a name all of the profile's.

    Zendesk is asked to take an OAuth token back, too.
    """
    signing = invocation.runtime.signing_in
    names = [str(service)] if service else signing.kept()
    invocation.present(signed_out_view(signing.out(names)))


@command(app, "token")
def token(invocation: Invocation, service: One = None) -> None:
    """Print the credential that csm uses, for another program; of Zendesk without a name.

    It goes to stdout as it is, on a terminal, too. An OAuth token that ends soon is refreshed.
    """
    credential = invocation.runtime.signing_in.credential(str(service or "zendesk"))
    invocation.present(token_view(credential.login, credential.source))


def _asked_which(invocation: Invocation, wishes: Wishes) -> list[str]:
    """Zendesk and PostHog, as far as the person wants to sign in to them now."""
    if not invocation.can_ask or wishes.with_token:
        raise WrongUsage(
            "sign in to which service?", hint="csm auth login posthog --with-token, say"
        )
    both = (("zendesk", "Zendesk"), ("posthog", "PostHog"))
    return [name for name, shown in both if invocation.goes_along(f"Sign in to {shown} now?")]
