"""The handbook's questions for "who should pick this up?", asked on a terminal."""

from csm_cli.cli.invocation import Invocation
from csm_cli.domain import escalation
from csm_cli.domain.errors import WrongUsage


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
    about = invocation.ask(f"Is it about one of these: {names}? [Enter if not] ").casefold()
    if about and about not in {"n", "no"}:
        _refuse_other_route(about, routes)
    deep = invocation.ask("Does it need deep knowledge of one product's code? [y/N] ").casefold()
    proposed = escalation.ENGINEERING if deep in {"y", "yes"} else escalation.SUPPORT
    invocation.say(f"To {proposed}." if deep else f"To {proposed}: in doubt, support.")
    return proposed


def _refuse_other_route(about: str, routes: dict[str, str]) -> None:
    for name, destination in routes.items():
        if name.startswith(about):
            raise WrongUsage(
                f"{name} goes neither to engineering nor to support",
                written="nothing was sent",
                hint=destination,
            )
    raise WrongUsage(f"{about!r} is none of: {', '.join(routes)}", written="nothing was sent")
