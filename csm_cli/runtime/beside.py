"""Puts together what is asked beside an organization's records: Vitally, if there is a key."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csm_cli.adapters.vitally_customers import VitallyCustomers
    from csm_cli.runtime.run import Runtime
    from csm_cli.services.organization_beside import Beside


def beside(runtime: "Runtime") -> "Beside":
    """Vitally, opened once and only when it is asked."""
    from functools import cache  # noqa: PLC0415

    from csm_cli.domain.vitally import reach  # noqa: PLC0415
    from csm_cli.services.organization_beside import Beside  # noqa: PLC0415

    facts = runtime.settings.facts
    seconds = float(facts["limits"]["optional_wait_seconds"])
    return Beside(cache(lambda: _vitally(runtime)), seconds, reach(facts).seconds + seconds)


def _vitally(runtime: "Runtime") -> "VitallyCustomers | None":
    """Vitally's customers; null where no key is configured."""
    from csm_cli.adapters.vitally_customers import VitallyCustomers  # noqa: PLC0415
    from csm_cli.domain.vitally import SERVICE, reach  # noqa: PLC0415

    settings = runtime.accounts
    account = settings.service_if_any(SERVICE)
    if account is None:
        return None
    customers = VitallyCustomers.of(
        account, settings, reach(settings.facts), refresh=runtime.refresh
    )
    runtime.close_at_end(customers.close)
    return customers
