"""A customer success engineer's whole book of customers, as a scenario: 30 of them, many tickets.

The same for one size. Two thirds of the customers are known by the owner's tag on their tickets,
some of which are solved; the others by a setting. Every fourth ticket lacks the tag, and every
tenth is assigned to Robin. A tenth of all tickets are other people's.
"""

import json
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

CUSTOMERS, TICKETS = 30, 3000
_TAGGED = 20  # customers whose tickets have the owner's tag
_PEOPLE_EACH = 40
_ROBIN, _NOOR, _ESC = 101, 104, 17
_FIRST_CUSTOMER, _FIRST_PERSON, _FIRST_TICKET = 500, 10_000, 100_000
_PLANS = ("enterprise", "scale", "boost", "pay-as-you-go_paying", "free")
_STATUSES = ("open", "open", "new", "pending", "pending", "hold")
_SEVERITIES = ("critical", "high", "medium", "low", None)
_SEVERITY_FIELD = 22084126888475  # as in defaults.toml
_PAGE, _HUNDRED = 1000, 100


class Book(NamedTuple):
    """How large it is."""

    tickets: int = TICKETS

    def organization(self, number: int) -> str:
        """PostHog's id of a customer."""
        return f"019c0000-0000-7000-8000-{number:012d}"

    @property
    def config(self) -> str:
        """A config file that lists the customers without a tag."""
        listed = [self.organization(number) for number in range(_TAGGED, CUSTOMERS)]
        return f"[mine]\norganizations = {json.dumps(listed)}\n"

    def most_requests(self, conversations: int, *, first: bool) -> int:
        """The bound of docs/performance.md, where so many conversations may be read.

        It is that of the first run or of a later one, before which nothing has changed.
        """
        people = min(CUSTOMERS * _PEOPLE_EACH, self.tickets) + 2
        pages = 3 * ceil(self.tickets / _PAGE) + 1  # assigned, owner, organizations; and the notes
        kept = 0
        if first:
            pages += ceil(_TAGGED / _HUNDRED)  # solved tickets
            kept = 4 + ceil((CUSTOMERS - _TAGGED) / _HUNDRED)
        named = ceil(people / _HUNDRED) + ceil(CUSTOMERS / _HUNDRED)
        return 3 * pages + named + kept + conversations


def write(folder: Path, book: Book) -> None:
    """Write the scenario."""
    folder.mkdir(parents=True)
    document = {
        "users": [*_staff(), *_people()],
        "groups": [{"id": 301, "name": "Support", "default": True}],
        "group_memberships": [{"id": 401, "user_id": _ROBIN, "group_id": 301, "default": True}],
        "organizations": [
            {"id": _FIRST_CUSTOMER + each, "name": f"Customer {each}",
             "external_id": book.organization(each)}
            for each in range(CUSTOMERS + 1)
        ],
        "ticket_fields": [*_fields()],
        "tickets": [*_tickets(book)],
        "ticket_comments": [*_comments(book)],
        "limits": {"account_per_minute": 999_999, "search_exports_per_minute": 999_999},
    }  # fmt: skip
    (folder / "zendesk.json").write_text(json.dumps(document), encoding="utf-8")


def _staff() -> Iterator[dict[str, Any]]:
    for number, name, role in ((_ROBIN, "robin.vale", "agent"), (_NOOR, "noor.haddad", "admin")):
        yield {
            "id": number,
            "name": name.replace(".", " ").title(),
            "email": f"{name}@posthog.example",
            "role": role,
            "api_token": f"sandbox-{name.partition('.')[0]}",
        }


def _people() -> Iterator[dict[str, Any]]:
    for each in range(CUSTOMERS * _PEOPLE_EACH):
        customer = each % CUSTOMERS
        yield {
            "id": _FIRST_PERSON + each,
            "name": f"Person {each}",
            "email": f"person{each}@customer{customer}.example",
            "organization_id": _FIRST_CUSTOMER + customer,
        }


def _fields() -> Iterator[dict[str, Any]]:
    for number, title, values in (
        (_ESC, "esc.", ("escalated", "resolved")),
        (_SEVERITY_FIELD, "Severity", ("critical", "high", "medium", "low")),
    ):
        options = [
            {"id": number % 1000 * 10 + at, "name": value.title(), "value": value}
            for at, value in enumerate(values)
        ]
        yield {
            "id": number,
            "type": "tagger",
            "title": title,
            "active": True,
            "custom_field_options": options,
        }


def _tickets(book: Book) -> Iterator[dict[str, Any]]:
    for each in range(book.tickets):
        yield _ticket(each, each % CUSTOMERS, _STATUSES[each // 7 % len(_STATUSES)])
    for each in range(book.tickets, book.tickets + book.tickets // 10):
        yield _ticket(each, CUSTOMERS, "open")  # somebody else's customer
    for each in range(_TAGGED):
        yield _ticket(book.tickets * 2 + each, each, "solved")


def _ticket(each: int, customer: int, status: str) -> dict[str, Any]:
    tagged = customer < _TAGGED and each % 4 != 3
    severity = _SEVERITIES[each // 5 % len(_SEVERITIES)]
    fields = [{"id": _SEVERITY_FIELD, "value": severity}] if severity else []
    if each % 9 == 0:
        fields.append({"id": _ESC, "value": "escalated"})
    people = range(customer, CUSTOMERS * _PEOPLE_EACH, CUSTOMERS)
    return {
        "id": _FIRST_TICKET + each,
        "subject": f"What {each} is about",
        "description": "The insight shows other numbers than yesterday. " * 20,
        "requester_id": _FIRST_PERSON + people[each % _PEOPLE_EACH] if customer < CUSTOMERS
        else _FIRST_PERSON,
        "organization_id": _FIRST_CUSTOMER + customer,
        "assignee_id": _ROBIN if each % 10 == 0 and customer < CUSTOMERS else None,
        "group_id": 301,
        "status": status,
        "created_at": f"-{each % 40 + 1}d",
        "updated_at": f"-{each % 23 + 1}h",
        "tags": [f"plan_{_PLANS[customer % len(_PLANS)]}", *(["owner_robin_vale"] * tagged)],
        "custom_fields": fields,
    }  # fmt: skip


def _comments(book: Book) -> Iterator[dict[str, Any]]:
    for each in range(0, book.tickets, 3):
        yield {
            "ticket_id": _FIRST_TICKET + each,
            "author_id": _ROBIN,
            "body": "Looking at it.",
            "public": each % 2 == 0,
            "created_at": f"-{each % 23 + 1}h",
        }
