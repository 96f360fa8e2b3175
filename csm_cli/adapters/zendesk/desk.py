"""The ticket desk on Zendesk: the port's words in, zenpy and REST calls out.

zenpy does the talking where it can. Two reads go through the same session directly, since
zenpy has no way to ask for comments newest first, nor to keep what is side-loaded.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode, urlsplit

from csm_cli.adapters.accounts import ZendeskAccount
from csm_cli.adapters.cache import Cache
from csm_cli.adapters.zendesk import answers, note_text, records, uploads, writes
from csm_cli.adapters.zendesk.pacer import TICKETS
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.domain.errors import (
    CsmError,
    Leaked,
    NotAllowed,
    NotFound,
    NotSignedIn,
    OutcomeUnknown,
    Refused,
    Unavailable,
    WrongUsage,
)
from csm_cli.domain.history import Happening
from csm_cli.domain.notes import readable
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import (
    Conversation,
    Entry,
    Group,
    Marker,
    Me,
    Option,
    Person,
    Receipt,
    Request,
    Ticket,
    Write,
)

_T = TypeVar("_T")
_PAGE = 100  # the most that Zendesk gives in one page of comments


class Facts(NamedTuple):
    """What is known of this Zendesk's set-up; all of it can be configured."""

    fields: records.FieldIds
    escalation_title: str
    escalation_option: str
    escalation_field_id: int | None = None
    note_limit: int = 60_000


class ZendeskDesk:
    """A ticket desk for one account. Not for several threads at once: zenpy is not."""

    def __init__(
        self, account: ZendeskAccount, session: SafeSession, cache: Cache, facts: Facts
    ) -> None:
        self._base = account.url
        self._host = urlsplit(account.url).netloc.lower()
        self._session = session
        self._cache = cache
        self._facts = facts
        self._client: Any = None
        self._uploads = uploads.Uploads(session, account.url)

    def me(self, *, fresh: bool = False) -> Me:
        """Who is signed in. A wrong token is answered with 200 and an anonymous user."""
        return self._cache.get("me", self._fetch_me, _kept_me, fresh=fresh)

    def check(self, ref: TicketRef) -> None:
        """Refuse a ticket of another host; asks nobody."""
        if ref.host is not None and ref.host != self._host:
            raise WrongUsage(
                f"that ticket is on {ref.host}, and you are signed in to {self._host}",
                written="nothing was sent",
                hint="use the profile of that Zendesk",
            )

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket with its people, group and organization, in one request."""
        self.check(ref)
        query = urlencode({"include": "users,groups,organizations"})
        response = self._session.get(f"{self._base}/api/v2/tickets/{ref.number}.json?{query}")
        dated = answers.read_at(response)
        read_at = dated and dated - response.elapsed
        return _understood(lambda: records.ticket(response.json(), self._facts.fields, read_at))

    def conversation(
        self,
        number: int,
        *,
        newest: int | None = None,
        until: Callable[[Entry], bool] | None = None,
    ) -> Conversation:
        """Entries newest first; stops after the page that holds enough of them."""
        entries: list[Entry] = []
        complete = False
        for page, last in self._comment_pages(number):
            entries += page
            complete = last
            enough = newest is not None and len(entries) >= newest
            if enough or (until is not None and any(until(entry) for entry in page)):
                break
        return Conversation(tuple(entries), complete)

    def groups(self, *, fresh: bool = False) -> Sequence[Group]:
        """The groups that a ticket can be assigned to.

        Zendesk offers a light agent, who can assign nothing, their own groups only; one who is
        going to step up gets all that there are.
        """
        if self.me().may_change_fields:
            return self._cache.get("groups", self._fetch_groups, _kept_groups, fresh=fresh)
        return self._cache.get("all_groups", self._fetch_all_groups, _kept_groups, fresh=fresh)

    def marker(self, *, fresh: bool = False) -> Marker:
        """The `esc.` drop-down: by its configured id, else by its title among the fields."""
        return self._cache.get("marker", self._fetch_marker, _kept_marker, fresh=fresh)

    def fitted(self, write: Write) -> Write:
        """The write as Zendesk takes it: what is too long for a comment is attached."""
        return note_text.fitted(write, readable(write.note), self._facts.note_limit)

    def requests(self, write: Write) -> Sequence[Request]:
        """The uploads and the one PUT that `apply` would send, as zenpy would serialise it."""
        sent = self.fitted(write)
        tokens = [f"(the token of {each.name})" for each in sent.attachments]
        made = {"ticket": writes.ticket(sent, tokens)}
        body = json.loads(json.dumps(made, default=lambda item: item.to_dict(serialize=True)))
        put = Request("PUT", f"/api/v2/tickets/{write.ticket}.json", body, sent.note)
        return [*uploads.requests(sent.attachments), put]

    def apply(self, write: Write) -> Receipt:
        """Send the files, then the update, each once; compare what came back with it."""
        # All that can fail without having written anything comes first.
        author, client, sent = self.me().person, self._zenpy, self.fitted(write)
        tokens = self._uploads.send(sent.attachments)
        try:
            audit = client.tickets.update(writes.ticket(sent, tokens))
        except OutcomeUnknown:
            raise
        except CsmError as problem:
            self._uploads.discard(tokens)
            if isinstance(problem, Refused):
                self._cache.forget()  # a group or an option that is kept may be gone by now
            raise
        except Exception as problem:  # noqa: BLE001 - zenpy trips over odd answers in many ways
            raise _senseless(problem) from None
        request_id = self._session.request_id
        try:
            receipt = writes.receipt(sent, audit, author, self._facts.fields)
            return receipt._replace(request_id=request_id)
        except (Leaked, OutcomeUnknown) as problem:
            problem.request_id = request_id
            raise
        except Exception as problem:  # noqa: BLE001 - whatever it is, the update was carried out
            raise _senseless(problem) from None

    def make_private(self, number: int, note_id: int) -> None:
        """Ask once that a comment becomes private. The answer is empty, so it tells nothing.

        Raises:
            OutcomeUnknown: always, unless Zendesk says no: Make Comment Private answers with
                nothing, as its documentation has it.
        """
        self._session.put(
            f"{self._base}/api/v2/tickets/{number}/comments/{note_id}/make_private.json"
        )
        raise OutcomeUnknown("Zendesk took the request")

    def happenings(self, number: int, operation_id: str) -> Sequence[Happening] | None:
        """The audits since the one with this operation's mark, among the newest hundred.

        They take the whole scope `read`, which not every token has.
        """
        query = urlencode({"sort": "-created_at", "include": "users", "page[size]": _PAGE})
        url = f"{self._base}/api/v2/tickets/{number}/audits.json?{query}"
        try:
            answer = self._session.get(url).json()
        except (NotAllowed, NotFound):
            return None
        return _understood(
            lambda: records.happenings(answer["audits"], answer.get("users") or (), operation_id)
        )

    def find(self, number: int, operation_id: str) -> Entry | None:
        """The note with this operation's mark among the newest hundred entries."""
        for entry in self.conversation(number, newest=1).entries:
            if entry.mark is not None and entry.mark.operation_id == operation_id:
                return entry
        return None

    @property
    def updates_a_minute(self) -> float | None:
        """How many updates of tickets Zendesk takes in a minute; as documented, until it says."""
        rate = self._session.pacer.rate(TICKETS)
        return rate and rate.requests / rate.seconds * 60

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    @property
    def _zenpy(self) -> Any:
        if self._client is None:
            # At import zenpy would take this as the wish to print every note's text.
            os.environ.pop("DEBUG_LOG", None)  # noqa: TID251 - taken away, not read
            from zenpy import Zenpy  # noqa: PLC0415 - 110 ms that a cached answer can spare

            # zenpy joins the two with a dot; the session puts the right scheme in front.
            subdomain, dot, domain = self._host.partition(".")
            if not dot:
                raise WrongUsage(
                    f"Zendesk's host {self._host!r} has no dot in it, which zenpy needs",
                    hint="use 127.0.0.1 for this machine",
                )
            self._client = Zenpy(
                subdomain=subdomain, domain=domain, session=self._session, disable_cache=True
            )
        return self._client

    def _fetch_me(self) -> Mapping[str, Any]:
        found = _understood(lambda: records.me(self._zenpy.users.me().to_dict()))
        if found is None:
            raise NotSignedIn(
                "Zendesk does not know this credential, or it is not a staff member's",
                hint="csm config shows where it came from",
            )
        return found._asdict()

    def _fetch_groups(self) -> list[tuple[int, str]]:
        groups = _understood(lambda: [item.to_dict() for item in self._zenpy.groups.assignable()])
        return [(group.id, group.name) for group in map(records.group, groups)]

    def _fetch_all_groups(self) -> list[tuple[int, str]]:
        groups = _understood(lambda: [item.to_dict() for item in self._zenpy.groups()])
        live = [group for group in groups if not group.get("deleted")]
        return [(group.id, group.name) for group in map(records.group, live)]

    def _fetch_marker(self) -> Mapping[str, Any]:
        fields = _understood(lambda: [field.to_dict() for field in self._zenpy.ticket_fields()])
        found = self._the_marker([field for field in fields if self._is_marker(field)])
        return {
            "field_id": found.field_id,
            "title": found.title,
            "option": tuple(found.escalated),
        }

    def _is_marker(self, field: Mapping[str, Any]) -> bool:
        if self._facts.escalation_field_id is not None:
            return bool(field["id"] == self._facts.escalation_field_id)
        title = str(field.get("title") or "").strip().casefold()
        wanted = self._facts.escalation_title.casefold()
        return title == wanted and field.get("type") == "tagger" and bool(field.get("active"))

    def _the_marker(self, fields: Sequence[Mapping[str, Any]]) -> Marker:
        wanted = self._facts.escalation_option.casefold()
        if len(fields) != 1:
            number = self._facts.escalation_field_id
            titled = (
                f"active drop-downs are titled {self._facts.escalation_title!r}"
                if number is None
                else f"ticket fields have the configured id {number}"
            )
            raise WrongUsage(
                f"{len(fields) or 'no'} {titled}; exactly one is needed",
                written="nothing was sent",
                hint="set zendesk.escalation_field_id in the config file",
            )
        found = records.marker(fields[0], wanted)
        if found is None:
            names = ", ".join(
                repr(option["name"]) for option in fields[0].get("custom_field_options") or ()
            )
            raise WrongUsage(
                f"of {self._facts.escalation_title!r} not one option begins {wanted!r}: {names}",
                written="nothing was sent",
                hint="set zendesk.escalation_option in the config file",
            )
        return found

    def _comment_pages(self, number: int) -> Iterator[tuple[list[Entry], bool]]:
        query = urlencode({"sort": "-created_at", "include": "users", "page[size]": _PAGE})
        url = f"{self._base}/api/v2/tickets/{number}/comments.json?{query}"
        seen: set[str] = set()
        while url not in seen:
            seen.add(url)
            answer = self._session.get(url).json()
            more = bool((answer.get("meta") or {}).get("has_more"))
            yield _entries(answer), not more
            if not more:
                return
            url = str((answer.get("links") or {}).get("next"))
        raise Unavailable(f"Zendesk's pages of comments for ticket {number} go in a circle")


def _entries(answer: Mapping[str, Any]) -> list[Entry]:
    users = answer.get("users") or []
    return _understood(lambda: [records.entry(item, users) for item in answer["comments"]])


def _kept_me(kept: Mapping[str, Any]) -> Me:
    return Me(
        Person(*kept["person"]), str(kept["access"]), kept["role_name"], role_id=kept["role_id"]
    )


def _kept_groups(kept: Sequence[Sequence[Any]]) -> list[Group]:
    return [Group(int(number), str(name)) for number, name in kept]


def _kept_marker(kept: Mapping[str, Any]) -> Marker:
    return Marker(int(kept["field_id"]), str(kept["title"]), Option(*kept["option"]))


def _senseless(problem: Exception) -> OutcomeUnknown:
    return OutcomeUnknown(
        f"the update was sent; Zendesk's answer made no sense ({type(problem).__name__})"
    )


def _understood(read: Callable[[], _T]) -> _T:
    """What `read` makes of an answer; one that can't be understood is as good as none.

    zenpy has unrelated families of exceptions and, on an answer of an unexpected shape,
    fails with whatever Python says; the session has already raised csm's own errors.
    """
    try:
        return read()
    except CsmError:
        raise
    except Exception as problem:  # noqa: BLE001
        raise Unavailable(
            f"Zendesk's answer is not as documented ({type(problem).__name__})",
            hint="a proxy may stand in between; csm config shows the address",
        ) from None
