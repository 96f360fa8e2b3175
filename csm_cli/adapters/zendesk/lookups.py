"""What rarely changes in a Zendesk: who is signed in, its groups, its `esc.` drop-down.

Asked for as plain data, which can be kept in a file, and understood when it is read back.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from csm_cli.adapters.zendesk import records
from csm_cli.adapters.zendesk.client import Client
from csm_cli.adapters.zendesk.understanding import understood
from csm_cli.domain.errors import NotSignedIn, WrongUsage
from csm_cli.domain.tickets import Group, Marker, Me, Option, Person


class Facts(NamedTuple):
    """What is known of this Zendesk's set-up; all of it can be configured."""

    fields: records.FieldIds
    escalation_title: str
    escalation_option: str
    escalation_field_id: int | None = None
    note_limit: int = 60_000


class LookUps:
    """Asks for it, each time it is called."""

    def __init__(self, client: Client, facts: Facts) -> None:
        self._client = client
        self._facts = facts

    def me(self) -> Mapping[str, Any]:
        """Who is signed in. A wrong token is answered with 200 and an anonymous user."""
        found = understood(lambda: records.me(self._client.zenpy.users.me().to_dict()))
        if found is None:
            raise NotSignedIn(
                "Zendesk does not know this credential, or it is not a staff member's",
                hint="csm config shows where it came from",
            )
        return found._asdict()

    def groups(self) -> list[tuple[int, str]]:
        """The groups that this person can assign."""
        groups = understood(
            lambda: [item.to_dict() for item in self._client.zenpy.groups.assignable()]
        )
        return [(group.id, group.name) for group in map(records.group, groups)]

    def all_groups(self) -> list[tuple[int, str]]:
        """The groups that there are."""
        groups = understood(lambda: [item.to_dict() for item in self._client.zenpy.groups()])
        live = [group for group in groups if not group.get("deleted")]
        return [(group.id, group.name) for group in map(records.group, live)]

    def marker(self) -> Mapping[str, Any]:
        """The `esc.` drop-down: by its configured id, else by its title among the fields."""
        fields = understood(
            lambda: [field.to_dict() for field in self._client.zenpy.ticket_fields()]
        )
        found = self._the_marker([field for field in fields if self._is_marker(field)])
        return {
            "field_id": found.field_id,
            "title": found.title,
            "option": tuple(found.escalated),
        }

    def severities(self) -> list[tuple[str, str]]:
        """The choices of the drop-down for the severity, by its configured id."""
        number = self._facts.fields.ticket["severity"]
        fields = understood(
            lambda: [field.to_dict() for field in self._client.zenpy.ticket_fields()]
        )
        for field in fields:
            if field["id"] == number and field.get("type") == "tagger" and field.get("active"):
                options = understood(lambda: records.options(field))  # noqa: B023 - called at once
                return [(option.name, str(option.value)) for option in options]
        raise WrongUsage(
            f"no active drop-down has the configured id {number} of the severity",
            written="nothing was sent",
            hint="csm doctor lists them; set zendesk.fields.severity in the config file",
        )

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
                hint="csm doctor lists them; set zendesk.escalation_field_id in the config file",
            )
        found = records.marker(fields[0], wanted)
        if found is None:
            names = ", ".join(
                repr(option["name"]) for option in fields[0].get("custom_field_options") or ()
            )
            raise WrongUsage(
                f"of {self._facts.escalation_title!r} not one option begins {wanted!r}: {names}",
                written="nothing was sent",
                hint="csm doctor lists them; set zendesk.escalation_option in the config file",
            )
        return found


def kept_me(kept: Mapping[str, Any]) -> Me:
    """Who is signed in, out of what `me` gave."""
    return Me(
        Person(*kept["person"]), str(kept["access"]), kept["role_name"], role_id=kept["role_id"]
    )


def kept_groups(kept: Sequence[Sequence[Any]]) -> list[Group]:
    """The groups, out of what `groups` or `all_groups` gave."""
    return [Group(int(number), str(name)) for number, name in kept]


def kept_severities(kept: Sequence[Sequence[Any]]) -> list[Option]:
    """The choices, out of what `severities` gave."""
    return [Option(str(name), str(value)) for name, value in kept]


def kept_marker(kept: Mapping[str, Any]) -> Marker:
    """The drop-down, out of what `marker` gave."""
    return Marker(int(kept["field_id"]), str(kept["title"]), Option(*kept["option"]))
