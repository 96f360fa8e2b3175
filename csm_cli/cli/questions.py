"""The handbook's questions for "who should pick this up?", asked on a terminal."""

from collections.abc import Callable
from typing import TypeVar

from csm_cli.cli.invocation import YES, Invocation
from csm_cli.domain import escalation
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.passing import Passing

_T = TypeVar("_T")
_INSTEAD = "--to engineering or --to support"
_FIRST = "new here? try it yourself for 30 to 60 minutes first, as far as the urgency allows"


def where(invocation: Invocation) -> str:
    """Ask until it is clear where the ticket goes; in doubt, support.

    Raises:
        WrongUsage: it is neither for engineering nor for support; the message says whose it
            is. Or nobody can be asked.
    """
    if not invocation.can_ask:
        raise WrongUsage("--to is missing", hint=_INSTEAD)
    routes: dict[str, str] = invocation.runtime.settings.facts["routes"]
    names = ", ".join(routes)
    invocation.say(Passing(_FIRST))

    def route(typed: str) -> str | None:
        return None if typed.casefold() in {"n", "no"} else _named(typed.casefold(), routes)

    about = _answered(invocation, f"Is it about one of these: {names}? [Enter if not] ", route)
    if about is not None:
        raise WrongUsage(
            f"{about} goes neither to engineering nor to support",
            written="nothing was sent",
            hint=routes[about],
        )
    if _yes(invocation, "Do you need more context, or somebody to dig further?"):
        invocation.say("To support: they are engineers too, and dig.")
        return escalation.SUPPORT
    if _yes(invocation, "Does it need deep knowledge of one product's code?"):
        invocation.say("To engineering.")
        return escalation.ENGINEERING
    invocation.say("To support: in doubt, support.")
    return escalation.SUPPORT


def _yes(invocation: Invocation, question: str) -> bool:
    asked = f"{question} [y/N] "
    return bool(_answered(invocation, asked, lambda typed: typed.casefold() in YES))


def _answered(invocation: Invocation, question: str, take: Callable[[str], _T]) -> _T | None:
    return invocation.answered(question, take, instead=_INSTEAD)


def _named(about: str, routes: dict[str, str]) -> str:
    named = [name for name in routes if name.casefold() == about]
    fitting = named or [name for name in routes if name.casefold().startswith(about)]
    if len(fitting) != 1:
        raise WrongUsage(f"{about!r} is not one of: {', '.join(routes)}")
    return fitting[0]
