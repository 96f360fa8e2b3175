"""Tags, and the fields whose values are tags.

The value of a drop-down, a multi-select or a ticked checkbox is a tag of the ticket (Zendesk help,
"About custom field types"): setting the field sets the tag, and setting or removing the tag
changes the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from csm_cli.sandbox.zendesk.records import Record


def normalise(tags: Iterable[object]) -> list[str]:
    """Return tags as Zendesk keeps them: lower case, no blanks, each once, sorted."""
    words = (word for tag in tags for word in str(tag).lower().replace(",", " ").split())
    return sorted(set(words))


def field_tags(field: Record, value: object) -> set[str]:
    """Return the tags that a value of this field stands for."""
    if field["type"] == "tagger":
        return {str(value)} if value else set()
    if field["type"] == "multiselect":
        return {str(item) for item in value} if isinstance(value, list) else set()
    if field["type"] == "checkbox" and field["tag"]:
        return {field["tag"]} if value else set()
    return set()


def set_tags(ticket: Record, tags: Iterable[object], fields: Sequence[Record]) -> None:
    """Replace the ticket's tags, and let the fields follow."""
    before = set(ticket["tags"])
    ticket["tags"] = normalise(tags)
    after = set(ticket["tags"])
    for field in fields:
        _follow_tags(ticket, field, after, after - before)
    _drop_other_options(ticket, fields)


def set_field(ticket: Record, field: Record, value: object) -> None:
    """Set one custom field, and let the tags follow."""
    key = str(field["id"])
    old = field_tags(field, ticket["custom_fields"].get(key))
    new = field_tags(field, value)
    ticket["custom_fields"][key] = value
    if old != new:
        ticket["tags"] = normalise((set(ticket["tags"]) - old) | new)


def _options(field: Record) -> set[str]:
    return {option["value"] for option in field["custom_field_options"] or []}


def _follow_tags(ticket: Record, field: Record, tags: set[str], added: set[str]) -> None:
    key, values = str(field["id"]), ticket["custom_fields"]
    if field["type"] == "tagger":
        chosen = sorted(_options(field) & added) or sorted(
            field_tags(field, values.get(key)) & tags
        )
        if chosen or values.get(key):
            values[key] = chosen[0] if chosen else None
    elif field["type"] == "multiselect":
        chosen = sorted(_options(field) & tags)
        if chosen or values.get(key):
            values[key] = chosen
    elif field["type"] == "checkbox" and field["tag"]:
        values[key] = field["tag"] in tags


def _drop_other_options(ticket: Record, fields: Sequence[Record]) -> None:
    """A drop-down has one value, so the tags of its other options go."""
    for field in fields:
        if field["type"] == "tagger":
            others = _options(field) - field_tags(
                field, ticket["custom_fields"].get(str(field["id"]))
            )
            ticket["tags"] = [tag for tag in ticket["tags"] if tag not in others]
