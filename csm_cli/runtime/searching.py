"""Puts together where the same problem is searched for: each place opened when that is asked."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from csm_cli.domain.errors import NotSignedIn
from csm_cli.domain.likeness.hits import DOCS, GITHUB, PYLON, SLACK, TIPS, ZENDESK
from csm_cli.domain.likeness.subject import Customs
from csm_cli.services.similar import Opening, Place, Similarities

if TYPE_CHECKING:
    from csm_cli.runtime.run import Runtime


def similarities(runtime: "Runtime") -> Similarities:
    """What `csm similar` does."""
    free_mail = runtime.settings.facts["organizations"]["free_mail_domains"]
    return Similarities(
        lambda: runtime.desk,
        Customs(runtime.ownership(None), frozenset(map(str, free_mail))),
        lambda sources: _openings(runtime, sources),
        runtime.environment.now,
    )


def _openings(runtime: "Runtime", sources: Sequence[str]) -> Mapping[str, Opening]:
    seconds = float(runtime.settings.facts["similar"]["wait_seconds"])
    places: Mapping[str, Callable[[Runtime], Place]] = {
        ZENDESK: _zendesk,
        GITHUB: _github,
        PYLON: _pylon,
        SLACK: _slack,
        DOCS: _docs,
        TIPS: _tips,
    }
    return {
        source: Opening(_bound(places[source], runtime), seconds, _absent(runtime, source))
        for source in sources
    }


def _bound(opening: "Callable[[Runtime], Place]", runtime: "Runtime") -> Callable[[], Place]:
    return lambda: opening(runtime)


def _absent(runtime: "Runtime", source: str) -> str | None:
    if source == DOCS and not runtime.settings.facts["website"]["docs_index"]:
        return "no index of the docs is configured (website.docs_index)"
    return None


def _zendesk(runtime: "Runtime") -> Place:
    from csm_cli.adapters.likeness.zendesk import ZendeskPlace  # noqa: PLC0415
    from csm_cli.adapters.zendesk import build  # noqa: PLC0415

    found = build.finder(runtime.accounts, runtime.person, refresh=runtime.refresh, at_once=True)
    runtime.close_at_end(found.close)
    return ZendeskPlace(found)


def _github(runtime: "Runtime") -> Place:
    from csm_cli.adapters.likeness.github import GitHubPlace  # noqa: PLC0415

    settings = runtime.accounts
    try:
        account = settings.service(GITHUB)
    except NotSignedIn:  # its issues are public
        account = None
    place = GitHubPlace.of(account, settings.host(GITHUB), settings, runtime.tell_waiting)
    runtime.close_at_end(place.close)
    return place


def _pylon(runtime: "Runtime") -> Place:
    from csm_cli.adapters.likeness.pylon import PylonPlace  # noqa: PLC0415

    settings = runtime.accounts
    place = PylonPlace.of(settings.service(PYLON), settings, runtime.tell_waiting)
    runtime.close_at_end(place.close)
    return place


def _slack(runtime: "Runtime") -> Place:
    from csm_cli.adapters.likeness.slack import SlackPlace  # noqa: PLC0415

    settings = runtime.accounts
    place = SlackPlace.of(settings.service(SLACK), settings, runtime.tell_waiting)
    runtime.close_at_end(place.close)
    return place


def _docs(runtime: "Runtime") -> Place:
    from csm_cli.adapters.likeness.docs import DocsPlace  # noqa: PLC0415

    place = DocsPlace.of(runtime.accounts, runtime.tell_waiting)
    runtime.close_at_end(place.close)
    return place


def _tips(runtime: "Runtime") -> Place:
    from csm_cli.adapters.likeness.tips import TipsPlace  # noqa: PLC0415

    return TipsPlace(runtime.settings)
