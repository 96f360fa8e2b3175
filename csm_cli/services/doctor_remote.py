"""The doctor's looks at services: reachable, signed in, allowed, set up as csm expects."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from csm_cli.domain import doctor, doctor_rules
from csm_cli.domain.doctor import Found, Skip
from csm_cli.domain.doctor_rules import Escalation, Reached
from csm_cli.domain.errors import NotAllowed, NotFound, NotSignedIn, Unavailable
from csm_cli.domain.ownership import Ownership
from csm_cli.domain.tickets import Me
from csm_cli.services.doctor import Findings, Look, single
from csm_cli.services.doctor_ports import DeskProbe, LogProbe, Site
from csm_cli.services.signin_ports import Asking


class ClockLimits(NamedTuple):
    """From which difference on a clock is doubtful, and from which it is wrong."""

    doubtful: timedelta
    wrong: timedelta


class Sites:
    """The addresses of the services, and what their answers say of this machine's clock."""

    def __init__(self, sites: Mapping[str, Callable[[], Site]], limits: ClockLimits) -> None:
        self._sites = sites
        self._limits = limits
        self._reached: list[Reached] = []

    def look(self, name: str) -> Look:
        """The look at one of them, by the name of its check; it takes no credential."""
        return single(name, lambda: self._reach(name))

    def clock(self, after: tuple[str, ...]) -> Look:
        """The look at the clock, when these have answered or not."""
        return single("clock", self._clock, after=after)

    def _reach(self, name: str) -> Found:
        reached = self._sites[name]().reach()
        self._reached.append(reached)
        return doctor.ok(f"{reached.host} answers")

    def _clock(self) -> Found:
        told = [(each.skew, each.host) for each in self._reached if each.skew is not None]
        if not told:
            raise Skip("not looked at, because no service has told its time")
        # The nearest one: a service that is wrong about the time must not make this machine wrong.
        skew, host = min(told, key=lambda each: abs(each[0]))
        limits = self._limits
        return doctor_rules.clock(skew, host, doubtful=limits.doubtful, wrong=limits.wrong)


_CALLS = {
    "zendesk_tickets": ("tickets", "tickets:read", "claim, escalate, show and undo"),
    "zendesk_search": ("search", "read", "search, fields, groups and what happened to a ticket"),
    "zendesk_users": ("users", "users:read", "looking people up by their address"),
    "zendesk_organizations": ("organizations", "organizations:read", "looking customers up"),
}
"""Of each check: what the desk is asked for, the scope for it, and what csm needs it for."""


class DeskFacts(NamedTuple):
    """What csm expects of the desk's set-up; the numbers are the ids of fields."""

    escalation: Escalation
    severity: int
    area: int
    advice: str


def desk_looks(probe: DeskProbe, facts: DeskFacts, rows: Callable[[], Ownership]) -> Sequence[Look]:
    """The looks at Zendesk with the credential; without one, none of them is made."""
    known: list[Me] = []

    def credential() -> Found:
        me = probe.me()
        known.append(me)
        return doctor.ok(f"Zendesk knows {me.person.name} <{me.person.email}>")

    def fields() -> Findings:
        there = probe.fields()
        rules = doctor_rules
        return {
            "escalation_field": rules.escalation_field(there, facts.escalation),
            "severity_field": rules.form_field(there, "severity", facts.severity),
            "area_field": rules.form_field(there, "area", facts.area),
        }

    signed_in, reads = ("zendesk_credential",), ("zendesk_search",)
    return [
        single("zendesk_credential", credential, needs=("zendesk_sign_in", "zendesk_url")),
        single("zendesk_role", lambda: doctor_rules.role(known[0], facts.advice), needs=signed_in),
        *(single(name, _call(probe, *call), needs=signed_in) for name, call in _CALLS.items()),
        Look(("escalation_field", "severity_field", "area_field"), fields, needs=reads),
        single(
            "ownership_groups",
            lambda: doctor_rules.groups(rows(), probe.groups()),
            needs=(*reads, "ownership_file"),
        ),
    ]


def _call(probe: DeskProbe, what: str, scope: str, purpose: str) -> Callable[[], Found]:
    def look() -> Found:
        try:
            probe.may_read(what)
        except NotAllowed as problem:
            return doctor.fail(
                f"{problem.message}; csm needs it for {purpose}",
                f"csm auth login zendesk; if it says no again, ask an admin for the scope {scope}",
            )
        return doctor.ok(f"may be read: {purpose}")

    return look


def role_account(probe: DeskProbe | None, source: str) -> Found:
    """The account that may change roles, which most people do without."""
    if probe is None:
        return doctor.ok("not configured (optional)")
    me = probe.me()
    found = f"{me.person.name} <{me.person.email}>, {me.access}, from {source}"
    if me.access != "admin":
        return doctor.warn(
            f"{found}: only an admin may change roles",
            "take the account for roles out of the configuration, or let it be an admin's",
        )
    return doctor.ok(found)


def optional_service(
    service: str,
    asking: Callable[[], tuple[Asking, str] | None],
    now: Callable[[], datetime],
    soon: timedelta,
) -> Look:
    """The look at a service that csm can do without; `asking` gives null if it is not set up."""

    def look() -> Found:
        found = asking()
        if found is None:
            return doctor.ok("not configured (optional)")
        asked, source = found
        return doctor_rules.known_to(asked.who(), source, now(), soon, service)

    return single(service, look)


def public_site(name: str, site: Callable[[], Site | str]) -> Look:
    """The look at a site that csm asks in passing and can do without; else why there is none."""

    def look() -> Found:
        found = site()
        if isinstance(found, str):
            return doctor.ok(found)
        try:
            return doctor.ok(f"{found.reach().host} answers")
        except Unavailable as problem:
            return doctor.warn(problem.message, problem.hint or "run csm doctor again later")

    return single(name, look)


class LogFacts(NamedTuple):
    """What csm expects of PostHog's project: numbers, names, and how often events come."""

    project_id: int
    group_type: str
    group_index: int
    events: Sequence[str]
    lately: timedelta
    far: timedelta


def log_looks(probe: LogProbe, facts: LogFacts, now: Callable[[], datetime]) -> Sequence[Look]:
    """The looks at PostHog with the key; one question settles four of the checks."""

    def events() -> Found:
        moment = now()
        seen = probe.seen(facts.events, moment - facts.far)
        return doctor_rules.events(seen, facts.events, moment, facts.lately)

    names = ("posthog_credential", "posthog_scope", "posthog_project", "posthog_group_index")
    return [
        Look(names, lambda: _key(probe, facts), needs=("posthog_sign_in", "posthog_url")),
        single("impersonation_events", events, needs=("posthog_project",)),
    ]


def _key(probe: LogProbe, facts: LogFacts) -> Findings:
    """PostHog looks at the key, then at its scopes, then at the project: so far it is right."""
    passed = {
        "posthog_credential": doctor.ok("the US host knows the key"),
        "posthog_scope": doctor.ok("the key has query:read"),
        "posthog_project": doctor.ok(f"the key reaches project {facts.project_id}"),
    }
    try:
        types = probe.group_types()
    except NotSignedIn as problem:
        return _failed_at("posthog_credential", _unknown_key(problem, probe.elsewhere()), {})
    except NotAllowed as problem:
        at = "posthog_scope" if "scope" in problem.message else "posthog_project"
        return _failed_at(at, doctor.failed_by(problem), passed)
    except NotFound as problem:
        return _failed_at("posthog_project", doctor.failed_by(problem), passed)
    index = doctor_rules.group_index(types, facts.group_type, facts.group_index)
    return {**passed, "posthog_group_index": index}


def _unknown_key(problem: NotSignedIn, elsewhere: str | None) -> Found:
    if elsewhere is None:
        return doctor.failed_by(problem)
    return doctor.fail(
        f"{problem.message}, but {elsewhere} does: it is a key of the other region",
        "make a personal API key with the scope query:read on the US host",
    )


def _failed_at(at: str, found: Found, passed: Findings) -> Findings:
    """What the service has looked at before it said no is right; what comes after is unknown."""
    order = ("posthog_credential", "posthog_scope", "posthog_project", "posthog_group_index")
    place = order.index(at)
    unseen = doctor.unseen(at)
    return {
        **{name: passed[name] for name in order[:place]},
        at: found,
        **dict.fromkeys(order[place + 1 :], unseen),
    }


def ownership_looks(
    rows: Callable[[], Ownership],
    named: Callable[[], str],
    today: Callable[[], date],
    old_days: int,
) -> Sequence[Look]:
    """The looks at the ownership file itself; `named` says which one it is."""

    def file() -> Found:
        found = rows()
        return doctor.ok(f"{named()}: {len(found.features)} features")

    return [
        single("ownership_file", file),
        single(
            "ownership_age",
            lambda: doctor_rules.ownership_age(rows(), today(), old_days),
            needs=("ownership_file",),
        ),
    ]
