"""What a person is asked when signing in: where to keep it, the approval, the key."""

from typing import NamedTuple

from csm_cli.cli.browser import open_page
from csm_cli.cli.hidden import ask_hidden
from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import NotSignedIn, WrongUsage
from csm_cli.domain.signin import NAMES, OPTIONAL, Login

_ADMIN = (
    "Zendesk needs csm's OAuth client once: an administrator makes a public one in Admin Center > "
    "Apps and integrations > APIs > OAuth clients, with the redirect URL http://127.0.0.1/callback"
)
_VARIABLES = {
    "zendesk": "CSM_ZENDESK_URL and CSM_ZENDESK_OAUTH_TOKEN",
    "posthog": "CSM_POSTHOG_KEY",
    **{name: f"CSM_{name.upper()}_KEY" for name in OPTIONAL},
}


class Wishes(NamedTuple):
    """The options of `csm auth login`."""

    client_id: str | None
    email: str | None
    browser: bool
    api_token: bool
    with_token: bool
    insecure: bool


def check(service: str | None, wishes: Wishes) -> None:
    """Refuse options that would do nothing; of null, Zendesk and PostHog, the first takes them.

    Raises:
        WrongUsage: says what each goes with.
    """
    of_zendesk = {
        "--api-token": wishes.api_token, "--email": wishes.email, "--client-id": wishes.client_id,
    }  # fmt: skip
    given = [option for option, value in of_zendesk.items() if value]
    why = None
    if service not in {None, "zendesk"} and given:
        why = f"{', '.join(given)}: only Zendesk takes that"
    elif wishes.api_token and wishes.client_id:
        why = "--client-id is for signing in without --api-token"
    elif wishes.email and not wishes.api_token:
        why = "--email goes with --api-token"
    elif service == "zendesk" and wishes.with_token and not wishes.api_token:
        why = "--with-token goes with --api-token: a sign-in in the browser reads nothing"
    if why:
        raise WrongUsage(why, written="nothing was kept", hint="csm auth login --help")


def insist_on_a_person(invocation: Invocation, service: str, wishes: Wishes) -> None:
    """Refuse to go on where somebody would have to be asked, and nobody can be.

    Raises:
        NotSignedIn: says how a program signs in.
    """
    if wishes.with_token or invocation.can_ask:
        return
    with_key = service != "zendesk" or wishes.api_token
    raise NotSignedIn(
        f"signing in to {service} takes a person at a terminal",
        written="nothing was kept",
        hint=f"without one set {_VARIABLES[service]}"
        + (", or give the key on stdin with --with-token" if with_key else ""),
    )


def gathered(invocation: Invocation, service: str, wishes: Wishes) -> Login:
    """What signs in to the service, asked of a person or read from stdin; not kept yet."""
    if service == "zendesk" and not wishes.api_token:
        return _approved(invocation, wishes)
    if service == "zendesk":
        return _with_api_token(invocation, wishes)
    return _with_key(invocation, service, wishes)


def chosen_place(invocation: Invocation, service: str, *, insecure: bool) -> str:
    """Where the sign-in will be kept, told before anything is.

    Raises:
        WrongUsage: there is no keyring, and nobody agreed to a file.
    """
    logins, called = invocation.runtime.settings.logins, NAMES[service]
    if insecure:
        invocation.say(f"Your sign-in to {called} goes to {logins.file}, which only you can read.")
        return "file"
    name, why = logins.keyring()
    if name is not None:
        invocation.say(f"Your sign-in to {called} goes to the system's keyring: {name}.")
        return "keyring"
    invocation.say(f"The system's keyring can't keep your sign-in to {called}: {why}.")
    invocation.confirm(
        f"Keep it in {logins.file}, which only you can read?",
        yes=False,
        instead=f"--insecure-storage keeps it in {logins.file}",
        written=f"nothing was kept; you are not signed in to {called}",
        after_no=f"a credential that you keep yourself goes into {_VARIABLES[service]}",
    )
    return "file"


def _approved(invocation: Invocation, wishes: Wishes) -> Login:
    """Zendesk, by the person's approval in a browser."""
    runtime, environment = invocation.runtime, invocation.environment
    with runtime.zendesk_consent(_client_id(invocation, wishes)) as consent:
        invocation.say("Allow csm to act for you, on this page of Zendesk:")
        invocation.say(f"  {consent.page}")
        if wishes.browser:
            open_page(environment, consent.page)
        invocation.say(
            f"Waiting for it, {consent.seconds / 60:g} minutes at most. If the browser is on "
            "another machine, paste the address that it ends up at here, within two minutes: then "
            "the code in it has ended."
        )
        typed = environment.stdin if _selectable(invocation) else None
        return consent.login(typed, invocation.say)


def _client_id(invocation: Invocation, wishes: Wishes) -> str:
    found = wishes.client_id or invocation.runtime.settings.oauth_client_id()
    if found:
        return found
    invocation.say(f"{_ADMIN}.")
    typed = invocation.ask("Its identifier: ")
    if not typed:
        raise WrongUsage(
            "signing in to Zendesk takes the identifier of csm's OAuth client",
            hint="--client-id, CSM_ZENDESK_CLIENT_ID, or client_id of [zendesk] in the config file",
        )
    return typed


def _with_api_token(invocation: Invocation, wishes: Wishes) -> Login:
    """Zendesk, by an API token from before they ended."""
    settings = invocation.runtime.settings
    facts = settings.facts["zendesk"]
    invocation.say(
        f"Zendesk's API tokens end on {facts['tokens_end']}; "
        f"none can be made since {facts['token_creation_ended']}."
    )
    if not wishes.email and (wishes.with_token or not invocation.can_ask):
        raise WrongUsage("an API token needs its e-mail", hint="--email ADDRESS")
    email = wishes.email or invocation.ask("The e-mail that the token belongs to: ")
    token = _secret(invocation, "API token", wishes)
    return Login("zendesk", settings.host("zendesk"), {"email": email, "token": token})


def _with_key(invocation: Invocation, service: str, wishes: Wishes) -> Login:
    settings = invocation.runtime.settings
    if service != "posthog":
        name, page = NAMES[service], settings.facts[service]["key_page"]
        _show_page(invocation, wishes, f"Make a key for {name} here", page)
        key = _secret(invocation, f"{name} key", wishes)
        return Login(service, settings.host(service), {"key": key})
    us, eu = settings.host("posthog", "us_url"), settings.host("posthog", "eu_url")
    page = f"{us}{settings.facts['posthog']['key_page']}"
    words = "Make a personal API key here; its one scope is chosen already"
    _show_page(invocation, wishes, words, page)
    key = _secret(invocation, "personal API key", wishes)
    if key.startswith("phc_"):
        raise WrongUsage(
            "that is a project's token, which may only send events",
            written="nothing was kept",
            hint=f"a personal API key is made on {page}",
        )
    return Login(service, us, {"us_url": us, "eu_url": eu, "key": key})


def _show_page(invocation: Invocation, wishes: Wishes, words: str, page: str) -> None:
    """Say where a key is made, and open it; whoever has one on stdin needs neither."""
    if wishes.with_token:
        return
    invocation.say(f"{words}:\n  {page}")
    if wishes.browser:
        open_page(invocation.environment, page)


def _secret(invocation: Invocation, name: str, wishes: Wishes) -> str:
    """A secret from the terminal, unseen, or the whole of stdin.

    Raises:
        WrongUsage: nothing was given, or something that is no credential.
    """
    if wishes.with_token:
        given = invocation.environment.stdin.read().strip()
    else:
        given = ask_hidden(invocation.environment, f"The {name} (it is not shown): ")
    if not given or not given.isascii() or not given.isprintable() or " " in given:
        raise WrongUsage(
            f"that is no {name}" if given else f"no {name} was given",
            written="nothing was kept",
            hint="copy it again, whole, without spaces or line breaks",
        )
    return given


def _selectable(invocation: Invocation) -> bool:
    """Whether stdin can be waited for together with the browser: a real terminal's can."""
    try:
        return invocation.environment.stdin.fileno() >= 0
    except OSError:  # io.UnsupportedOperation is one
        return False
