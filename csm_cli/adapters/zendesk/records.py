"""Zendesk's JSON records turned into the domain's values. Pure: a record in, a value out."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from csm_cli.domain.attachments import Attached
from csm_cli.domain.errors import Unavailable
from csm_cli.domain.history import MADE_PRIVATE, Happening
from csm_cli.domain.tickets import (
    DeskOrganization,
    Entry,
    Group,
    Mark,
    Marker,
    Me,
    Option,
    Person,
    Ticket,
)

Record = Mapping[str, Any]

_LIGHT_AGENT = 1  # `role_type` of a light agent, in Zendesk's users documentation


class FieldIds(NamedTuple):
    """Where PostHog's form puts what it knows: custom field ids, organization field keys."""

    ticket: Mapping[str, int]
    organization: Mapping[str, str]


def moment(text: Any) -> datetime:
    """A time of Zendesk's as an aware one in UTC."""
    try:
        return datetime.fromisoformat(str(text)).astimezone(UTC)
    except ValueError:
        raise Unavailable(f"Zendesk gave {str(text)[:40]!r} for a time") from None


def me(user: Record) -> Me | None:
    """Who is signed in; null for the anonymous user that a wrong credential is answered with."""
    if user.get("id") is None or user.get("role") not in {"agent", "admin"}:
        return None
    light = user.get("role_type") == _LIGHT_AGENT or bool(user.get("only_private_comments"))
    access = "light" if light else "admin" if user["role"] == "admin" else "full"
    return Me(person(user), access, role_id=user.get("custom_role_id"))


def person(user: Record) -> Person:
    """Anybody with a user record."""
    kind = "staff" if user.get("role") in {"agent", "admin"} else "customer"
    return Person(user.get("id"), str(user.get("name") or ""), user.get("email"), kind)


def group(record: Record) -> Group:
    """A group."""
    return Group(int(record["id"]), str(record["name"]))


def ticket(answer: Record, ids: FieldIds, version_read_at: datetime | None) -> Ticket:
    """A ticket with what was side-loaded beside it (users, groups, organizations), by id or not."""
    record = answer["ticket"]
    users, groups = _by_id(answer.get("users")), _by_id(answer.get("groups"))
    organizations = _by_id(answer.get("organizations"))
    fields = {item["id"]: item.get("value") for item in record.get("custom_fields") or ()}
    known = {name: _text(fields.get(number)) for name, number in ids.ticket.items()}
    updated_at = moment(record["updated_at"])
    return Ticket(
        number=int(record["id"]),
        url=_page(record),
        subject=str(record.get("raw_subject") or record.get("subject") or ""),
        status=str(record["status"]),
        version=str(record["updated_at"]),
        created_at=moment(record["created_at"]),
        updated_at=updated_at,
        # An answer without a date can't vouch for its stamp: the youngest moment is assumed.
        read_at=version_read_at or updated_at,
        priority=record.get("priority"),
        channel=(record.get("via") or {}).get("channel"),
        tags=tuple(record.get("tags") or ()),
        requester=_person(users, record.get("requester_id")),
        assignee=_person(users, record.get("assignee_id")),
        group=_group(groups, record.get("group_id")),
        organization=_organization(organizations, record.get("organization_id"), ids),
        fields={number: _text(value) for number, value in fields.items()},
        severity=known.get("severity"),
        area=known.get("area"),
        organization_id=known.get("organization_id"),
        distinct_id=known.get("distinct_id"),
        support_type=known.get("support_type"),
        account_owner=known.get("account_owner"),
        description=str(record.get("description") or ""),
        ccs=_people(users, _copied(record)),
        followers=_people(users, record.get("follower_ids")),
        requester_suspended=bool(users.get(record.get("requester_id"), {}).get("suspended")),
    )


def _copied(record: Record) -> list[Any]:
    """Who is copied in: Zendesk counts them among the older `collaborator_ids`, with followers."""
    followers = set(record.get("follower_ids") or ())
    older = [number for number in record.get("collaborator_ids") or () if number not in followers]
    return list(dict.fromkeys([*(record.get("email_cc_ids") or ()), *older]))


def entry(comment: Record, users: Sequence[Record]) -> Entry:
    """A comment; `users` are those side-loaded beside it.

    A comment that does not say that it is private counts as public.
    """
    custom = ((comment.get("metadata") or {}).get("custom")) or {}
    return Entry(
        id=int(comment["id"]),
        author=_author(_by_id(users), comment.get("author_id")),
        private=comment.get("public") is False,
        body=str(comment.get("body") or ""),
        created_at=moment(comment["created_at"]),
        mark=mark(custom),
        channel=(comment.get("via") or {}).get("channel"),
        attachments=attached(comment),
    )


def mark(custom: object) -> Mark | None:
    """The mark of csm among the metadata of a comment or an audit; null if there is none."""
    if not isinstance(custom, Mapping) or not (custom.get("csm_op") and custom.get("csm_verb")):
        return None
    return Mark(str(custom["csm_op"]), str(custom["csm_verb"]))


def attached(comment: Record) -> tuple[Attached, ...]:
    """The files on a comment, or on the event that stands for it."""
    return tuple(
        Attached(str(item.get("file_name") or ""), int(item.get("size") or 0))
        for item in comment.get("attachments") or ()
    )


def happenings(
    audits: Sequence[Record], users: Sequence[Record], since: str | datetime
) -> tuple[Happening, ...] | None:
    """What came after a moment, or after the audit with an operation's mark.

    Null if that audit is not there. A moment may be before all that are.
    The order in which they came is not relied on: Zendesk numbers audits as they are made.
    """
    known = _by_id(users)
    found: list[Happening] = []
    for audit in sorted(audits, key=lambda record: int(record["id"]), reverse=True):
        custom = (audit.get("metadata") or {}).get("custom") or {}
        if isinstance(custom, Mapping) and custom.get("csm_op") == since:
            return tuple(found)
        if isinstance(since, datetime) and moment(audit["created_at"]) <= since:
            break
        author = audit.get("author_id")
        by = str(known[author].get("name")) if author in known else f"user {author}"
        events = audit.get("events") or ()
        what = tuple(filter(None, map(_event, events)))
        found.append(Happening(moment(audit["created_at"]), by, what))
    return tuple(found) if isinstance(since, datetime) else None


def _event(event: Record) -> str | None:
    """What an event of an audit means to a person; null for notifications and their like."""
    match event.get("type"):
        case "Comment":
            return "an internal note" if event.get("public") is False else "a public reply"
        case "CommentPrivacyChange":
            return MADE_PRIVATE
        case "Change" | "Create":
            name = str(event.get("field_name") or "")
            return f"field {name}" if name.isdigit() else name.removesuffix("_id")
    return None


def options(field: Record) -> list[Option]:
    """The choices of a drop-down."""
    return [
        Option(str(item["name"]), str(item["value"]))
        for item in field.get("custom_field_options") or ()
    ]


def marker(field: Record, wanted: str) -> Marker | None:
    """A drop-down as the escalation switch, if one of its options is the wanted one."""
    fitting = [item for item in options(field) if item.name.strip().casefold().startswith(wanted)]
    if len(fitting) != 1:
        return None
    return Marker(int(field["id"]), str(field.get("title") or ""), fitting[0])


def _page(record: Record) -> str:
    """The ticket's page for people, on the host that its record's own address names."""
    base, found, _ = str(record.get("url") or "").partition("/api/")
    return f"{base}/agent/tickets/{record['id']}" if found else ""


def _by_id(records: Any) -> Mapping[Any, Record]:
    if isinstance(records, Mapping):  # whoever reads many tickets does this once
        return records
    return {record["id"]: record for record in records or () if "id" in record}


def _person(users: Mapping[int, Record], number: Any) -> Person | None:
    if number is None:
        return None
    known = users.get(number)
    return person(known) if known else Person(number, f"user {number}", None)


def _people(users: Mapping[int, Record], numbers: Any) -> tuple[Person, ...]:
    return tuple(filter(None, (_person(users, number) for number in numbers or ())))


def _author(users: Mapping[int, Record], number: Any) -> Person:
    """Whoever wrote a comment; an unknown author counts as the system, never as staff."""
    known = users.get(number)
    return person(known) if known else Person(number, "the system", None, "system")


def _group(groups: Mapping[int, Record], number: Any) -> Group | None:
    if number is None:
        return None
    return group(groups[number]) if number in groups else Group(number, f"group {number}")


def _organization(
    organizations: Mapping[int, Record], number: Any, ids: FieldIds
) -> DeskOrganization | None:
    record = organizations.get(number)
    return organization(record, ids) if record is not None else None


def organization(record: Record, ids: FieldIds) -> DeskOrganization:
    """A customer's organization, with PostHog's id of it if it carries that."""
    own = record.get("organization_fields") or {}
    recorded = record.get("external_id") or own.get(ids.organization["organization_id"])
    warning = own.get(ids.organization["content_warning"])
    return DeskOrganization(int(record["id"]), str(record["name"]), _text(recorded), _text(warning))


def _text(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)
