"""Sign-ins as documents, lines and a screen; a credential is shown by `csm auth token` alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain.signin import (
    MISSING,
    NAMES,
    NOT_ASKED,
    REFUSED,
    SIGNED_IN,
    UNREACHABLE,
    Identity,
    Login,
    SignedIn,
    SignedOut,
    Standing,
)
from csm_cli.output import clean
from csm_cli.output.present import View
from csm_cli.output.times import utc

if TYPE_CHECKING:
    from rich.console import Console

_STATES = {
    SIGNED_IN: "signed in",
    REFUSED: "refused",
    MISSING: "not signed in",
    UNREACHABLE: "no answer",
    NOT_ASKED: "not asked",
}
_NOBODY = Identity("", None, None, None, None)
_EU = {
    "code": "eu_key",
    "text": "this key is one of the EU host; audits need a key made on the US host",
}


def signed_in_view(done: Sequence[SignedIn]) -> View:
    """Who signed in to what, and where that is kept."""

    def screen(console: "Console") -> None:
        for each in done:
            console.print(clean.line(f"Signed in to {NAMES[each.service]} as {_who(each)}"))
            for warning in _signed_in(each)["warnings"]:
                console.print(clean.line(f"  {warning['text']}"))

    return View(
        {"signed_in": [_signed_in(each) for each in done]},
        [(each.service, each.identity.who, each.identity.role, each.place) for each in done],
        screen,
    )


def status_view(rows: Sequence[Standing]) -> View:
    """How each sign-in stands."""

    def screen(console: "Console") -> None:
        for row in rows:
            console.print(clean.line(_headline(row)), soft_wrap=True)
            for label, value in _details(row):
                console.print(f"  {label:<7} {clean.line(value)}", soft_wrap=True)

    return View(
        {"services": [_standing(row) for row in rows]},
        [_cells(row) for row in rows],
        screen,
    )


def signed_out_view(done: Sequence[SignedOut]) -> View:
    """What became of each sign-in."""

    def screen(console: "Console") -> None:
        for each in done:
            console.print(clean.line(_gone(each)))
        if not done:
            console.print("No sign-in is kept.")

    return View(
        {"signed_out": [each._asdict() for each in done]},
        [(each.service, "deleted" if each.deleted else "not kept", each.still) for each in done],
        screen,
    )


def token_view(login: Login, source: str) -> View:
    """The credential itself, and nothing beside it."""
    values = login.values
    kind = "oauth" if values.get("oauth_token") else "api_token" if values.get("token") else "key"
    secret = values.get("oauth_token") or values.get("token") or values["key"]

    def screen(console: "Console") -> None:
        console.print(clean.line(secret), soft_wrap=True)

    document = {"service": login.service, "url": login.url, "kind": kind, "source": source}
    return View({**document, "token": secret}, [(secret,)], screen)


def _who(done: SignedIn) -> str:
    role = f", {done.identity.role}" if done.identity.role else ""
    region = f", {done.identity.region.upper()}" if done.identity.region else ""
    return f"{done.identity.who}{role}{region}"


def _warnings(identity: Identity) -> list[dict[str, str]]:
    return [_EU] if identity.region == "eu" else []


def _identity(identity: Identity) -> dict[str, Any]:
    return {
        "who": identity.who or None,
        "role": identity.role,
        "scopes": None if identity.scopes is None else list(identity.scopes),
        "region": identity.region,
        "ends": utc(identity.ends),
        "warnings": _warnings(identity),
    }


def _signed_in(done: SignedIn) -> dict[str, Any]:
    return {
        "service": done.service,
        "url": done.url,
        **_identity(done.identity),
        "warnings": [*_warnings(done.identity), *_unused(done)],
        "place": done.place,
    }


def _unused(done: SignedIn) -> list[dict[str, str]]:
    if done.unused is None:
        return []
    return [{"code": "not_used", "text": f"It is not used: {done.unused}"}]


def _standing(row: Standing) -> dict[str, Any]:
    return {
        "service": row.service,
        "state": row.state,
        "url": row.url,
        **_identity(row.identity or _NOBODY),
        "source": row.source,
        "shadowed": list(row.shadowed),
        "problem": row.problem,
        "next": row.next,
    }


def _cells(row: Standing) -> Sequence[str | None]:
    told = row.identity or _NOBODY
    role = told.role or told.region
    scopes = " ".join(told.scopes or ())
    return (row.service, row.state, told.who, role, scopes, row.source, utc(told.ends))


def _headline(row: Standing) -> str:
    told = row.identity or _NOBODY
    who = f" as {told.who}" if told.who and row.state in {SIGNED_IN, NOT_ASKED} else ""
    role = told.role or (f"{told.region.upper()} region" if told.region else "")
    return f"{NAMES[row.service]}: {_STATES[row.state]}{who}{', ' if role else ''}{role}"


def _details(row: Standing) -> list[tuple[str, str]]:
    told = row.identity or _NOBODY
    found = (
        ("from", row.source),
        ("hides", ", ".join(row.shadowed)),
        ("scopes", " ".join(told.scopes or ())),
        ("ends", f"{told.ends:%Y-%m-%d}" if told.ends else None),
        ("problem", row.problem if row.state != MISSING else None),
        *((("note", warning["text"])) for warning in _warnings(told)),
        ("next", row.next),
    )
    return [(label, value) for label, value in found if value]


def _gone(done: SignedOut) -> str:
    name = NAMES[done.service]
    if not done.deleted:
        text = f"No sign-in to {name} is kept."
    elif done.revoked is False:
        text = (
            f"Signed out of {name} on this machine; {name} did not take the tokens back, "
            "which takes the scope write"
        )
    elif done.revoked:
        text = f"Signed out of {name}, which has taken the token back"
    else:
        text = f"Signed out of {name} on this machine; the key itself is still good there"
    return f"{text} ({done.still} still signs you in)" if done.still else text
