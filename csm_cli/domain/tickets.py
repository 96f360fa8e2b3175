"""The words of a ticket desk as values: tickets, entries, notes, changes, receipts.

No vendor's terms stand here (no custom field, macro, audit or stamp), so that a second
desk is an added adapter. All times are aware and in UTC; ids are the desk's own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from csm_cli.domain.attachments import Attached, Attachment
from csm_cli.domain.notes import first_difference


class Person(NamedTuple):
    """Somebody on the desk. `kind` is `customer`, `staff` or `system`; name and e-mail are data."""

    id: int | None
    name: str
    email: str | None
    kind: str = "staff"


class Me(NamedTuple):
    """Who is signed in, and how far the role reaches.

    `access` is `full`, `light` (private notes only) or `admin`. `role_id` is the desk's own
    number of the role, null on a desk without named roles.
    """

    person: Person
    access: str
    role_name: str | None = None
    role_id: int | None = None

    @property
    def may_change_fields(self) -> bool:
        """Whether this role may set fields, group and assignee."""
        return self.access in {"full", "admin"}

    def would_publish(self, ticket: "Ticket") -> bool:
        """Whether this person's note on the ticket would reach the customer.

        Zendesk makes a light agent's note on a ticket of their own public, whatever was sent.
        """
        own = ticket.requester is not None and ticket.requester.id == self.person.id
        return own and not self.may_change_fields


class Group(NamedTuple):
    """A queue of the desk that tickets can be handed to."""

    id: int
    name: str


class DeskOrganization(NamedTuple):
    """The desk's own record of a customer; `organization_id` is PostHog's id of it, if recorded."""

    id: int
    name: str
    organization_id: str | None = None
    content_warning: str | None = None

    def is_holding(self, words: str) -> bool:
        """Whether people only wait there to be filed: whether its name says these words.

        In any letter case; with no words, it is none.
        """
        return bool(words) and words.casefold() in self.name.casefold()


class Option(NamedTuple):
    """One choice of a drop-down field: what a person reads and what is stored.

    A null value is the empty choice.
    """

    name: str
    value: str | None


class Marker(NamedTuple):
    """The desk's own "escalated" switch: its field, and the choice that means escalated."""

    field_id: int
    title: str
    escalated: Option


class Ticket(NamedTuple):
    """A ticket as it was read; `version` is the opaque token for a conditional write.

    `status` is the desk's: new, open, pending, hold, solved or closed. `fields` holds every
    custom field by id, for the escalation marker. `severity`, `area`, `organization_id`,
    `distinct_id`, `support_type` and `account_owner` are the fields PostHog's form fills,
    null when empty. `read_at` is the earliest moment, by the desk's clock, at which the
    ticket can have been read. `ccs` get the mails that the requester gets, `followers` are staff
    who get them too; neither knows of the other.
    """

    number: int
    url: str
    subject: str
    status: str
    version: str
    created_at: datetime
    updated_at: datetime
    read_at: datetime
    priority: str | None = None
    channel: str | None = None
    tags: tuple[str, ...] = ()
    requester: Person | None = None
    assignee: Person | None = None
    group: Group | None = None
    organization: DeskOrganization | None = None
    fields: Mapping[int, str | None] = {}
    severity: str | None = None
    area: str | None = None
    organization_id: str | None = None
    distinct_id: str | None = None
    support_type: str | None = None
    account_owner: str | None = None
    description: str = ""
    ccs: tuple[Person, ...] = ()
    followers: tuple[Person, ...] = ()
    requester_suspended: bool = False

    @property
    def closed(self) -> bool:
        """A closed ticket can never be changed again."""
        return self.status == "closed"


class Mark(NamedTuple):
    """What csm leaves on a note out of people's sight: which operation wrote it, and the verb."""

    operation_id: str
    verb: str


class Entry(NamedTuple):
    """One comment of a conversation: a private note, or a reply that the customer reads."""

    id: int
    author: Person
    private: bool
    body: str
    created_at: datetime
    mark: Mark | None = None
    channel: str | None = None
    attachments: tuple[Attached, ...] = ()


class Conversation(NamedTuple):
    """Entries, newest first. `complete` says whether the oldest one is among them."""

    entries: tuple[Entry, ...]
    complete: bool


class Hand(NamedTuple):
    """To whom a ticket is handed: a person, or nobody (`id` null: back to the group)."""

    id: int | None
    name: str | None


class Change(NamedTuple):
    """What a write would change besides leaving a note; null leaves a thing as it is.

    An empty `severity` empties the field. Tags are words without blanks, in lower case; those
    that are not named stay.
    """

    group: Group | None = None
    assignee: Hand | None = None
    marker: tuple[Marker, Option] | None = None
    severity: str | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()

    def differences(self, now: "Ticket") -> tuple[str, ...]:
        """Sentences about what is not so on the ticket; a desk ignores what it does not allow."""
        found = []
        if self.group is not None and (now.group is None or now.group.id != self.group.id):
            holder = now.group.name if now.group else "none"
            found.append(f"the group is {holder}, not {self.group.name}")
        if self.assignee is not None and (now.assignee and now.assignee.id) != self.assignee.id:
            holder = now.assignee.name if now.assignee else "nobody"
            found.append(f"the assignee is {holder}, not {self.assignee.name or 'nobody'}")
        if self.marker is not None:
            field, option = self.marker
            value = now.fields.get(field.field_id)
            if value != option.value:
                found.append(f"{field.title} is {value or 'empty'}, not {option.value or 'empty'}")
        if self.severity is not None and (now.severity or "") != self.severity:
            found.append(f"severity is {now.severity or 'empty'}, not {self.severity or 'empty'}")
        found += [f"the tag {tag} is missing" for tag in self.add_tags if tag not in now.tags]
        found += [f"the tag {tag} is still there" for tag in self.remove_tags if tag in now.tags]
        return tuple(found)

    def tags_on(self, ticket: "Ticket") -> tuple[str, ...] | None:
        """All tags that the ticket would have; null if none comes or goes.

        Where a drop-down's choice is a tag as well (Zendesk's help on drop-down fields), its tag
        goes with it: a list that still had the old one would bring the old choice back.
        """
        if not self.add_tags and not self.remove_tags:
            return None
        chosen: list[tuple[str | None, str | None]] = []
        if self.severity is not None:
            chosen.append((ticket.severity, self.severity))
        if self.marker is not None:
            field, option = self.marker
            chosen.append((ticket.fields.get(field.field_id), option.value))
        gone = {*self.remove_tags, *(was for was, now in chosen if was != now)}
        come = [now for _, now in chosen if now]
        left = [tag for tag in ticket.tags if tag not in gone]
        return tuple(dict.fromkeys((*left, *come, *self.add_tags)))


class Write(NamedTuple):
    """One intent, planned: the whole of what would be sent in one request.

    The note has no switch for who may read it: a `Write` can only leave private notes.
    `version` is the ticket's as it was read; a desk refuses the write if it moved since.
    `note` is what was typed, however long; `attachments` go with it. `tags` is the whole list
    as it would be, for a desk that only takes a whole one: it belongs to that version.
    """

    ticket: int
    version: str
    mark: Mark
    note: str
    change: Change | None = None
    attachments: tuple[Attachment, ...] = ()
    tags: tuple[str, ...] | None = None

    @classmethod
    def on(
        cls,
        ticket: Ticket,
        mark: Mark,
        note: str,
        change: Change | None = None,
        attachments: tuple[Attachment, ...] = (),
    ) -> "Write":
        """A write on the ticket as it was read."""
        tags = change.tags_on(ticket) if change else None
        return cls(ticket.number, ticket.version, mark, note, change, attachments, tags)

    @property
    def recorded(self) -> "Write":
        """The write as a journal keeps it: of files only name, size and digest."""
        return self._replace(attachments=tuple(each.trace for each in self.attachments))

    def differences(self, note: Entry) -> tuple[str, ...]:
        """Sentences about what of the note is not as it was sent; this is the write as sent."""
        found = []
        line = first_difference(self.note, note.body)
        if line is not None:
            found.append(f"the note's text is not as it was sent, from line {line} on")
        there = [each.size for each in note.attachments]
        for each in self.attachments:
            if each.size in there:
                there.remove(each.size)
            else:
                found.append(f"the file {each.name} is not attached")
        return tuple(found)


class Request(NamedTuple):
    """One HTTP request as it would be sent: what `--dry-run` shows.

    `note` is the note in it, if it has one, as people will read it.
    """

    method: str
    path: str
    body: Mapping[str, Any] | None
    note: str | None = None


class Receipt(NamedTuple):
    """What the desk answered to a write that it carried out.

    `differences` are sentences about what is not as planned (an ignored field, a trigger
    that undid the group); empty means that all of it stands as planned.
    """

    note: Entry
    updated_at: datetime | None
    differences: tuple[str, ...] = ()
    request_id: str | None = None
