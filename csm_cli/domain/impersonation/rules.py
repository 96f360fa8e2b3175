"""The numbers that an audit goes by; their values are dated facts of PostHog's set-up."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.paging import Halving


class Rules(NamedTuple):
    """How long things take and last.

    `ingestion_lag`: until an event can be read. `session_limit`: the longest session.
    `history`: how far before the window membership is looked for. `first_event`: the day
    on which recording began. `halving`: what is done about questions that are too much at once.
    """

    ingestion_lag: timedelta
    session_limit: timedelta
    history: timedelta
    first_event: date
    halving: Halving = Halving()


def rules(facts: Mapping[str, Any]) -> Rules:
    """Read the rules from the table `audit` of the facts.

    Raises:
        WrongUsage: a value is missing or is none of its kind.
    """
    try:
        return Rules(
            ingestion_lag=timedelta(minutes=facts["ingestion_lag_minutes"]),
            session_limit=timedelta(hours=facts["session_limit_hours"]),
            history=timedelta(days=facts["history_days"]),
            first_event=date.fromisoformat(str(facts["first_event"])),
            halving=Halving(
                most=int(facts["most_halvings"]),
                shortest=timedelta(minutes=facts["shortest_stretch_minutes"]),
            ),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        raise WrongUsage("a fact of the table 'audit' in the config file is not usable") from None
