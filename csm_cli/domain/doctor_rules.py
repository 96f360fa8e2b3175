"""What the doctor makes of what it sees: clocks, fields, groups, ages, ends. Pure rules."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from csm_cli.domain import ownership_groups
from csm_cli.domain.doctor import Found, fail, ok, warn
from csm_cli.domain.names import key
from csm_cli.domain.ownership import Ownership
from csm_cli.domain.ownership_groups import LostGroup
from csm_cli.domain.signin import Identity
from csm_cli.domain.tickets import Group, Me


class Reached(NamedTuple):
    """A service that answered: its host, and how far its clock is before this machine's."""

    host: str
    skew: timedelta | None


class Field(NamedTuple):
    """A field of tickets: `kind` in the desk's word, and what a drop-down's options are called."""

    id: int
    title: str
    kind: str
    active: bool
    options: tuple[str, ...] = ()


class Escalation(NamedTuple):
    """How the escalation field is known: by a configured id, else by its title."""

    title: str
    option: str
    field_id: int | None


class Seen(NamedTuple):
    """Events of one name: how many, and the newest."""

    event: str
    number: int
    newest: datetime


def clock(skew: timedelta, host: str, *, doubtful: timedelta, wrong: timedelta) -> Found:
    """How far this clock is from a service's.

    Half a minute already moves the ends of an audit's window; from five minutes on, sign-ins
    end before or after csm expects it, and what is kept looks too old or too young.
    """
    seconds = skew.total_seconds()
    if abs(skew) <= doubtful:
        return ok(f"within {doubtful.total_seconds():.0f} s of {host}")
    side = "behind" if seconds > 0 else "ahead of"
    found = f"this machine's clock is {abs(seconds):.0f} s {side} that of {host}"
    then = "let the system set the clock from the network (NTP)"
    return fail(found, then) if abs(skew) > wrong else warn(found, then)


def role(me: Me, advice: str) -> Found:
    """What the role allows."""
    name = f"{me.person.name} <{me.person.email}>, {me.role_name or me.access}"
    if me.may_change_fields:
        return ok(name)
    return warn(
        f"{name}: private notes only, so claim, show and audits work; --assign, escalate and "
        "undo of an escalation do not",
        f"step up when you need it: csm role upgrade, or {advice}",
    )


def escalation_field(fields: Sequence[Field], known: Escalation) -> Found:
    """The drop-down that says escalated: the configured one, else the only one so titled."""
    fitting = [field for field in fields if _is_escalation(field, known)]
    configure = "set zendesk.escalation_field_id in the config file"
    if len(fitting) != 1:
        sought = (
            f"active drop-downs titled {known.title!r}"
            if known.field_id is None
            else f"ticket fields with the configured id {known.field_id}"
        )
        items = [f"{field.id}: {field.title}" for field in fitting or _drop_downs(fields)]
        found = f"there are {len(fitting) or 'no'} {sought}, and exactly one is needed"
        return fail(found, configure, items=items)
    [field] = fitting
    if not field.active or field.kind != "tagger":
        return fail(f"{_called(field)} is not an active drop-down", configure)
    options = [name for name in field.options if _begins(name, known.option)]
    if len(options) != 1:
        return fail(
            f"{_called(field)} has {len(options) or 'no'} options that begin {known.option!r}, "
            "and exactly one is needed",
            "set zendesk.escalation_option in the config file",
            items=field.options,
        )
    return ok(f"{_called(field)}, option {options[0]!r}")


def form_field(fields: Sequence[Field], name: str, number: int) -> Found:
    """A field that PostHog's form fills, by its configured id."""
    fitting = [each.id for each in fields if _may_be(each, name)]
    then = f"set zendesk.fields.{name} in the config file to the field's id"
    if len(fitting) == 1:
        then = f"csm config set zendesk.fields.{name} {fitting[0]}"
    field = next((field for field in fields if field.id == number), None)
    if field is None:
        return fail(f"there is no ticket field {number}", then)
    if not field.active:
        return fail(f"{_called(field)} is not active", then)
    if field.kind != "tagger":
        return fail(f"{_called(field)} is of the kind {field.kind}, not a drop-down", then)
    return ok(f"{_called(field)}, with {len(field.options)} options")


def _may_be(field: Field, name: str) -> bool:
    return field.active and field.kind == "tagger" and key(name) in key(field.title)


def groups(rows: Ownership, live: Sequence[Group]) -> Found:
    """The groups that the rows name, held against those that there are."""
    named = ownership_groups.named(rows)
    lost = ownership_groups.lost(rows, live)
    if not lost:
        return ok(f"all {len(named)} groups that the ownership file names exist")
    return fail(
        f"of {len(named)} groups that the ownership file names, {len(lost)} can't be found "
        f"or told apart: {', '.join(each.name for each in lost)}",
        "correct zendesk_group in an ownership file of your own (docs: ownership), or have the "
        "group made",
        items=[_lost(each) for each in lost],
    )


def _lost(group: LostGroup) -> str:
    if group.several:
        return f"{group.name}: {group.what}"
    count = len(group.features)
    return f"{group.name}: {group.what}; named by {count} feature{'s' * (count != 1)}"


def ownership_age(rows: Ownership, today: date, most: int) -> Found:
    """How long ago the rows were confirmed."""
    dated = [
        *(
            (min((owner.as_of for owner in row.owners), default=row.as_of), row.name)
            for row in rows.features
        ),
        *((team.as_of, team.name) for team in rows.former_teams),
    ]
    if not dated:
        return warn("the ownership file has no rows", "csm ownership check shows the file")
    oldest = min(dated)[0]
    old = [f"{name}: {day}" for day, name in sorted(dated) if (today - day).days > most]
    said = f"the oldest row is of {oldest}"
    if not old:
        return ok(f"{said}, {max(0, (today - oldest).days)} days old")
    return warn(
        f"{len(old)} of {len(dated)} rows are more than {most} days old; {said}",
        "upgrade csm, or confirm them in an ownership file of your own: csm ownership check",
        items=old,
    )


def group_index(types: Mapping[str, int], name: str, configured: int) -> Found:
    """The number of the group type that organizations are."""
    if name not in types:
        return warn(
            f"the project does not tell the number of the group type {name!r}; csm takes "
            f"{configured}",
            "set posthog.organization_group_index in the config file if that is wrong",
            items=[f"{number}: {each}" for each, number in types.items()],
        )
    if types[name] != configured:
        return fail(
            f"{name!r} has the number {types[name]}, and csm is configured for {configured}",
            f"set posthog.organization_group_index = {types[name]} in the config file",
        )
    return ok(f"{name!r} has the number {configured}, as configured")


def events(seen: Sequence[Seen], names: Sequence[str], now: datetime, lately: timedelta) -> Found:
    """Whether events of these names were recorded lately; `seen` reaches back further."""
    days = lately.days
    items = [f"{each.event}: {each.number}, newest {_minute(each.newest)}" for each in seen]
    if seen and max(each.newest for each in seen) >= now - lately:
        newest = max(each.newest for each in seen)
        return ok(f"the newest is of {_minute(newest)}", items)
    last = f"; the newest is of {_minute(max(e.newest for e in seen))}" if seen else ""
    return warn(
        f"no event named {', '.join(names)} was recorded in the last {days} days{last}: they may "
        "have been renamed, and an audit would miss them",
        "look in PostHog for what they are called now, and set audit.events in the config file",
        items=items,
    )


def token_end(today: date, ends: date, source: str, soon: int) -> Found:
    """How long API tokens still work."""
    left = (ends - today).days
    if left <= 0:
        return fail(
            f"an API token from {source}; Zendesk's API tokens ended on {ends}",
            "csm auth login zendesk",
        )
    found = f"an API token from {source}; all API tokens end on {ends}, in {left} days"
    if left <= soon:
        return warn(found, "csm auth login zendesk, before that day")
    return ok(found)


def oauth_end(
    now: datetime, ends: datetime | None, scopes: Sequence[str] | None, source: str, soon: timedelta
) -> Found:
    """How long an OAuth sign-in lasts if nobody uses it, and whether it may write to tickets."""
    found = f"an OAuth sign-in from {source}"
    again = "csm auth login zendesk"
    if scopes is not None and not {"write", "tickets:write"} & {*scopes}:
        return warn(
            f"{found} has the scopes {' '.join(scopes)}: claim, escalate and undo will be refused",
            again,
        )
    if ends is None:
        return ok(found)
    if ends <= now:
        return fail(f"{found} ended on {_minute(ends)}", again)
    found = f"{found}; if it is not used, it ends on {_minute(ends)}"
    return warn(found, again) if ends - now <= soon else ok(found)


def known_to(
    identity: Identity, source: str, now: datetime, soon: timedelta, service: str
) -> Found:
    """Whom a service that csm can do without takes a key for."""
    found = f"{identity.who}, by a key from {source}"
    if identity.ends is not None and identity.ends - now <= soon:
        return warn(f"{found}, which ends on {_minute(identity.ends)}", f"csm auth login {service}")
    return ok(found)


_UPGRADES = {
    "pipx": "pipx upgrade csm-cli",
    "uv": "uv tool upgrade csm-cli",
    "pip": "python -m pip install --upgrade csm-cli",
}


def version(ours: str, newest: str, installed_by: str) -> Found:
    """Whether there is a newer one, and how to get it where this one was installed."""
    if _numbers(newest) > _numbers(ours):
        return warn(f"{ours}, and {newest} is out", _UPGRADES[installed_by])
    return ok(f"{ours} is the newest")


def _numbers(text: str) -> tuple[int, ...]:
    """A version's release numbers; what makes it a pre-release stands behind them."""
    found = re.match(r"[0-9]+(?:\.[0-9]+)*", text)
    return tuple(map(int, found[0].split("."))) if found else ()


def _is_escalation(field: Field, known: Escalation) -> bool:
    if known.field_id is not None:
        return field.id == known.field_id
    titled = field.title.strip().casefold() == known.title.casefold()
    return titled and field.kind == "tagger" and field.active


def _begins(name: str, wanted: str) -> bool:
    return name.strip().casefold().startswith(wanted.casefold())


def _drop_downs(fields: Sequence[Field]) -> list[Field]:
    return [field for field in fields if field.kind == "tagger" and field.active]


def _called(field: Field) -> str:
    return f"field {field.id} ({field.title})"


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M UTC")
