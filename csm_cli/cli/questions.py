"""The handbook's questions for "who should pick this up?", asked on a terminal."""

from csm_cli.cli.invocation import Invocation
from csm_cli.domain import escalation
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.passing import Passing

_FIRST = "new here? try it yourself for 30 to 60 minutes first, as far as the urgency allows"


def where(invocation: Invocation) -> str:
    """Ask until it is clear where the ticket goes; in doubt, support.

    Raises:
        WrongUsage: it is neither for engineering nor for support; the message says whose it
            is. Or nobody can be asked.
    """
    if not invocation.can_ask:
        raise WrongUsage("--to is missing", hint="--to engineering or --to support")
    routes: dict[str, str] = invocation.runtime.settings.facts["routes"]
    names = ", ".join(routes)
    invocation.say(Passing(_FIRST))
    about = _answer(invocation, f"Is it about one of these: {names}? [Enter if not] ")
    if about and about not in {"n", "no"}:
        _refuse_other_route(about, routes)
    if _yes(invocation, "Do you need more context, or somebody to dig further?"):
        invocation.say("To support: they are engineers too, and dig.")
        return escalation.SUPPORT
    if _yes(invocation, "Does it need deep knowledge of one product's code?"):
        invocation.say("To engineering.")
        return escalation.ENGINEERING
    invocation.say("To support: in doubt, support.")
    return escalation.SUPPORT


def _yes(invocation: Invocation, question: str) -> bool:
    return _answer(invocation, f"{question} [y/N] ") in {"y", "yes"}


def _answer(invocation: Invocation, question: str) -> str:
    """The answer in small letters; Ctrl-D is none, and no way to support."""
    answer = invocation.asked(question)
    if answer is None:
        raise WrongUsage(
            "not answered", written="nothing was sent", hint="--to engineering or --to support"
        )
    return answer.casefold()


def _refuse_other_route(about: str, routes: dict[str, str]) -> None:
    named = [name for name in routes if name.casefold() == about]
    fitting = named or [name for name in routes if name.casefold().startswith(about)]
    if len(fitting) == 1:
        raise WrongUsage(
            f"{fitting[0]} goes neither to engineering nor to support",
            written="nothing was sent",
            hint=routes[fitting[0]],
        )
    raise WrongUsage(
        f"{about!r} is not one of: {', '.join(routes)}",
        written="nothing was sent",
        hint="the same command again; Enter says that it is none of them",
    )
