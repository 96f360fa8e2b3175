"""Puts the Zendesk desk together out of the settings."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from csm_cli.adapters.accounts import ZendeskAccount
from csm_cli.adapters.cache import Cache
from csm_cli.adapters.completion import Learned
from csm_cli.adapters.kept_talks import KeptTalks
from csm_cli.adapters.settings import Settings
from csm_cli.adapters.zendesk.around_tickets import AroundTickets
from csm_cli.adapters.zendesk.asking import ZendeskAsking
from csm_cli.adapters.zendesk.buckets import Rate
from csm_cli.adapters.zendesk.client import Client
from csm_cli.adapters.zendesk.conversing import ManyConversations, said_once
from csm_cli.adapters.zendesk.desk import ZendeskDesk
from csm_cli.adapters.zendesk.finding import ZendeskFinder
from csm_cli.adapters.zendesk.grants import OAuthClient
from csm_cli.adapters.zendesk.lookups import Facts, LookUps, kept_groups, kept_marker
from csm_cli.adapters.zendesk.members import ZendeskMembers
from csm_cli.adapters.zendesk.organizations import ZendeskOrganizations
from csm_cli.adapters.zendesk.pacer import Pacer, Waits
from csm_cli.adapters.zendesk.probes import ZendeskProbes
from csm_cli.adapters.zendesk.records import FieldIds
from csm_cli.adapters.zendesk.roles import ZendeskRoles
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.adapters.zendesk.ticket_search import ZendeskTicketSearch
from csm_cli.adapters.zendesk.tokens import Tokens
from csm_cli.domain import tickets as domain_tickets
from csm_cli.domain.errors import WrongUsage

if TYPE_CHECKING:
    from csm_cli.adapters.zendesk.replies import ZendeskReplies

_AT_ONCE = Waits(0.0, 0.0, 1.0)


class Person(NamedTuple):
    """Whoever sits in front of it: how they are told what takes long, and how they can stop it.

    `sleep` waits, `in_flight` stands around each request; both may raise `KeyboardInterrupt`.
    """

    announce: Callable[[str], None]
    sleep: Callable[[float], None]
    in_flight: Callable[[], AbstractContextManager[None]]


_NOBODY = Person(lambda _: None, time.sleep, nullcontext)


def desk(
    settings: Settings, person: Person, learned: Learned | None, *, refresh: bool = False
) -> ZendeskDesk:
    """The desk of the profile's Zendesk account; nothing is sent yet.

    `learned` is told of tickets and groups that it answers with. With `refresh` nothing that
    earlier runs kept is good enough.
    """
    account = settings.zendesk()
    shared = _tokens(settings, account)
    return ZendeskDesk(
        account,
        _session(settings, account, person, _waits(settings), shared),
        _cache(settings, account, refresh=refresh),
        _facts(settings),
        aside=lambda: _session(settings, account, _NOBODY, _AT_ONCE, shared),
        learned=learned,
    )


def organizations(settings: Settings, person: Person) -> ZendeskOrganizations:
    """The organizations of the profile's Zendesk account; nothing is sent yet."""
    account, facts = settings.zendesk(), settings.facts["zendesk"]
    return ZendeskOrganizations(
        account.url,
        _session(settings, account, person, _waits(settings)),
        FieldIds(facts["fields"], facts["organization_fields"]),
        str(facts["organization_page"]),
    )


def ticket_search(settings: Settings, person: Person) -> ZendeskTicketSearch:
    """The search of the same account; nothing is sent yet."""
    account, facts = settings.zendesk(), settings.facts["zendesk"]
    return ZendeskTicketSearch(
        account.url,
        _session(settings, account, person, _waits(settings)),
        FieldIds(facts["fields"], facts["organization_fields"]),
    )


def replies(
    settings: Settings, person: Person, me: Callable[[], domain_tickets.Person]
) -> "ZendeskReplies":
    """Where the replies of the same account are sent; nothing is sent yet."""
    from csm_cli.adapters.zendesk.replies import ZendeskReplies  # noqa: PLC0415 - seldom wanted

    account, facts = settings.zendesk(), settings.facts["zendesk"]
    return ZendeskReplies(
        account.url,
        _session(settings, account, person, _waits(settings)),
        me,
        FieldIds(facts["fields"], facts["organization_fields"]),
    )


def finder(
    settings: Settings, person: Person, *, refresh: bool = False, at_once: bool = False
) -> ZendeskFinder:
    """Looking for tickets of the same account; nothing is sent yet.

    With `at_once` it waits for no rate limit and tells nobody: somebody else watches the clock.
    """
    account, facts = settings.zendesk(), _facts(settings)
    who, waits = (_NOBODY, _AT_ONCE) if at_once else (person, _waits(settings))
    session = _session(settings, account, who, waits)
    cache = _cache(settings, account, refresh=refresh)
    look = LookUps(Client(urlsplit(account.url).netloc.lower(), session), facts)
    return ZendeskFinder(
        account.url,
        session,
        facts.fields,
        AroundTickets(
            account.url,
            session,
            lambda: [
                each._asdict() for each in cache.get("all_groups", look.all_groups, kept_groups)
            ],
        ),
        lambda: cache.get("marker", look.marker, kept_marker),
        int(settings.facts["zendesk"]["search_page"]),
    )


def kept(settings: Settings, *, refresh: bool = False) -> Cache:
    """What is kept between runs for the same account."""
    return _cache(settings, settings.zendesk(), refresh=refresh)


def talks(settings: Settings) -> KeptTalks:
    """What conversations of the same account said."""
    days = timedelta(days=float(settings.facts["mine"]["kept_days"]))
    folder = _cache_folder(settings, settings.zendesk())
    return KeptTalks(folder, days, settings.environment.now)


def conversing(settings: Settings, person: Person) -> ManyConversations:
    """Reading many conversations of the same account; nothing is sent yet."""
    account = settings.zendesk()
    shared = _tokens(settings, account)
    # In threads nobody can be asked to stop: that is for whoever takes what they read.
    here = Person(said_once(person.announce), time.sleep, nullcontext)
    return ManyConversations(
        account.url,
        lambda: _session(settings, account, here, _waits(settings), shared),
        int(settings.facts["mine"]["conversations_at_once"]),
    )


def roles(settings: Settings, person: Person) -> ZendeskRoles:
    """The roles of the same account, with the credential that may change them, if there is one.

    Raises:
        WrongUsage: that credential belongs to another Zendesk, which must not see it used here.
    """
    account, changing = settings.zendesk(), settings.zendesk_roles()
    if changing is not None and changing.url != account.url:
        raise WrongUsage(
            f"the credential for roles (from {changing.source}) is one of {changing.url}, and "
            f"you are signed in to {account.url}",
            written="nothing was sent",
            hint="name the same Zendesk in both places",
        )
    return ZendeskRoles(
        account.url,
        _session(settings, account, person, _waits(settings)),
        # Whoever changes roles decides how long to wait, and says what for.
        _session(settings, changing, person, _AT_ONCE) if changing else None,
    )


def probes(settings: Settings, account: ZendeskAccount, person: Person) -> ZendeskProbes:
    """What asks this account one thing at a time, without waiting for a better moment."""
    shared = _tokens(settings, account)
    return ZendeskProbes(account.url, lambda: _session(settings, account, person, _AT_ONCE, shared))


def asking(settings: Settings, account: ZendeskAccount, person: Person) -> ZendeskAsking:
    """Asks whose credential an account's is; nothing is sent yet."""
    return ZendeskAsking(account, _session(settings, account, person, _waits(settings)))


def tokens(settings: Settings) -> Tokens:
    """The tokens of the profile's kept sign-in; nothing is read yet."""
    return Tokens(
        settings.logins,
        settings.profile,
        lambda url, client_id: oauth_client(settings, url, client_id),
        timedelta(seconds=float(settings.facts["limits"]["token_margin_seconds"])),
        settings.environment.now,
    )


def oauth_client(settings: Settings, url: str, client_id: str) -> OAuthClient:
    """The client that csm is to the OAuth server of one Zendesk."""
    return OAuthClient(
        url,
        client_id,
        " ".join(str(settings.facts["zendesk"]["oauth_scopes"]).split()),
        settings.seconds("CSM_TIMEOUT", "timeout_seconds"),
        settings.certificates,
        settings.environment.record,
    )


def _tokens(settings: Settings, account: ZendeskAccount) -> Tokens | None:
    return tokens(settings) if account.login and account.oauth_token else None


def _session(
    settings: Settings,
    account: ZendeskAccount,
    person: Person,
    waits: Waits,
    shared: Tokens | None = None,
) -> SafeSession:
    """A session of its own; those that are used side by side share their tokens."""
    rates = settings.facts["zendesk"]["rates"]
    return SafeSession(
        account,
        tokens=shared or _tokens(settings, account),
        timeout=settings.seconds("CSM_TIMEOUT", "timeout_seconds"),
        cap=float(settings.facts["limits"]["retry_after_cap_seconds"]),
        certificates=settings.certificates,
        announce=person.announce,
        in_flight=person.in_flight,
        record=settings.environment.record,
        pacer=Pacer(
            {
                name: Rate(max(1, int(rate["requests"])), max(1.0, float(rate["seconds"])))
                for name, rate in rates.items()
            },
            waits,
            clock=time.monotonic,
            sleep=person.sleep,
            announce=person.announce,
        ),
    )


def _waits(settings: Settings) -> Waits:
    limits = settings.facts["limits"]
    return Waits(
        once=float(limits["retry_after_cap_seconds"]),
        in_all=float(limits["waiting_cap_seconds"]),
        unnamed=float(limits["busy_wait_seconds"]),
    )


def members(settings: Settings, person: Person, *, refresh: bool = False) -> ZendeskMembers:
    """Who is in which group of the same account; nothing is sent yet."""
    account = settings.zendesk()
    return ZendeskMembers(
        account.url,
        _session(settings, account, person, _waits(settings)),
        _cache(settings, account, refresh=refresh),
    )


def _facts(settings: Settings) -> Facts:
    facts = settings.facts["zendesk"]
    return Facts(
        FieldIds(facts["fields"], facts["organization_fields"]),
        facts["escalation_title"],
        facts["escalation_option"],
        facts.get("escalation_field_id"),
        int(facts["note_limit"]),
    )


def _cache(settings: Settings, account: ZendeskAccount, *, refresh: bool) -> Cache:
    return Cache(
        _cache_folder(settings, account),
        timedelta(hours=0 if refresh else settings.facts["limits"]["cache_hours"]),
        settings.environment.now,
        settings.environment.record,
    )


def _cache_folder(settings: Settings, account: ZendeskAccount) -> Path | None:
    """One folder per account. The sandbox in this process changes ports: nothing to keep."""
    if settings.in_sandbox:
        return None
    # Of a kept sign-in its id, since its tokens change with every refresh.
    credential = account.login or (account.email, account.token, account.oauth_token)
    who = repr((account.url, credential))
    return settings.state / "cache" / sha256(who.encode()).hexdigest()[:16]
