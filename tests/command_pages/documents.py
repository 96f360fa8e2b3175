"""The keys of a JSON document, as rows of a table: read out of its schema."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Key(NamedTuple):
    """One key of a document: where it stands, what it holds, and what that means."""

    path: str
    kind: str
    meaning: str


def keys(schema: Mapping[str, Any]) -> list[Key]:
    """All keys in the schema's order, those inside another one right below it."""
    found = _inside(schema, schema, "", ())
    return list({key.path: key for key in reversed([*found])}.values())[::-1]


_Seen = tuple[str, ...]


def _inside(part: Any, root: Any, path: str, seen: _Seen) -> Iterator[Key]:
    """The keys below a part of the schema; a shape inside itself is told once."""
    if (reference := part.get("$ref")) in seen:
        return
    seen = (*seen, reference) if reference else seen
    part = _resolved(part, root)
    for variant in _variants(part):
        yield from _inside(variant, root, path, seen)
    for name, inner in part.get("properties", {}).items():
        yield from _key(f"{path}.{name}".lstrip("."), inner, root, seen)
    others = part.get("additionalProperties")
    if isinstance(others, dict) and others:  # an empty one lets anything pass, and says nothing
        yield from _key(f"{path}.*".lstrip("."), others, root, seen)
    if isinstance(part.get("items"), dict):
        yield from _inside(part["items"], root, f"{path}[]", seen)


def _key(path: str, part: Any, root: Any, seen: _Seen) -> Iterator[Key]:
    yield Key(path, _kind(part, root), _meaning(part, root))
    yield from _inside(part, root, path, seen)


def _resolved(part: Any, root: Any) -> dict[str, Any]:
    """The part with what it refers to put in its place; what it says itself comes first."""
    reference = part.get("$ref")
    if reference is None:
        return dict(part)
    target: Any = root
    for step in reference.removeprefix("#").strip("/").split("/"):
        target = target[step] if step else target
    own = {key: value for key, value in part.items() if key != "$ref"}
    return {**_resolved(target, root), **own}


def _variants(part: Mapping[str, Any]) -> list[Any]:
    return [each for word in ("anyOf", "oneOf", "allOf") for each in part.get(word, ())]


def _meaning(part: Any, root: Any) -> str:
    resolved = _resolved(part, root)
    said = [resolved.get("description", "")]
    if isinstance(resolved.get("items"), dict):
        said.append(_resolved(resolved["items"], root).get("description", ""))
    return " ".join(filter(None, said))


def _kind(part: Any, root: Any) -> str:
    """What the key holds, in a few words."""
    part = _resolved(part, root)
    if "const" in part:
        return f"`{_json(part['const'])}`"
    if "enum" in part:
        return " ".join(f"`{_json(value)}`" for value in part["enum"])
    kinds = [part["type"]] if isinstance(part.get("type"), str) else part.get("type", [])
    words = [_word(kind, part, root) for kind in kinds]
    words += [_kind(variant, root) for variant in _variants(part)]
    return " or ".join(dict.fromkeys(filter(None, words)))


def _word(kind: str, part: Mapping[str, Any], root: Any) -> str:
    if kind == "array":
        inner = _kind(part["items"], root) if isinstance(part.get("items"), dict) else ""
        return f"list of {inner}" if inner else "list"
    if kind == "string" and part.get("format"):
        return {"date-time": "time", "uuid": "UUID"}.get(part["format"], str(part["format"]))
    return kind


def _json(value: object) -> str:
    return "null" if value is None else str(value).lower() if value in (True, False) else str(value)
