"""A note leaves csm through one function, a reply through another, and nothing else writes.

What these functions make is held by properties in `tests/adapters/zendesk`. These tests hold
that there is no third one, and that neither way leads into the other, which no property could
find. Who may import the door for replies stands in `pyproject.toml` as contracts.
"""

import ast
import tomllib
from collections.abc import Iterator

from csm_cli.domain.replies import Reply
from csm_cli.domain.tickets import Change, Write
from tests.promises.program import TOP, modules

_TELLS = "output/"  # makes documents, and can reach no desk
_SENDING = {"put", "post", "patch", "delete"}


def sources() -> Iterator[tuple[str, ast.Module]]:
    """The client's modules, by their paths below `csm_cli/`."""
    return (each for each in modules().items() if not each[0].startswith("sandbox/"))


def nodes() -> Iterator[ast.AST]:
    """Everything of the client's source."""
    for _, tree in sources():
        yield from ast.walk(tree)


def calls() -> Iterator[ast.Call]:
    """Every call in it."""
    return (node for node in nodes() if isinstance(node, ast.Call))


def test_two_comments_are_made() -> None:
    """One place gives a ticket a private note, one a public reply, and they are two modules."""
    made = [(path, ast.unparse(call.func)) for path, tree in sources() for call in _comments(tree)]
    assert made == [
        ("adapters/zendesk/replies.py", "public_reply"),
        ("adapters/zendesk/writes.py", "private_note"),
    ]


def _comments(tree: ast.AST) -> Iterator[ast.Call]:
    """What a tree gives to a ticket as its comment; all of it is made by a call."""
    found = [*ast.walk(tree)]
    given = [
        each.value
        for node in found
        if isinstance(node, ast.Call)
        for each in node.keywords
        if each.arg == "comment"
    ]
    keys = [
        value
        for node in found
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == "comment"
    ]
    set_later = [
        node
        for node in found
        if isinstance(node, ast.Attribute)
        and node.attr == "comment"
        and isinstance(node.ctx, ast.Store)
    ]
    assert not set_later
    for value in (*given, *keys):
        assert isinstance(value, ast.Call), ast.unparse(value)
        yield value


def test_public_in_one_place() -> None:
    """No other place says that something is public, in whatever way it could be said."""
    said = [
        (path, ast.unparse(value))
        for path, tree in sources()
        if not path.startswith(_TELLS)
        for node in ast.walk(tree)
        for key, value in _named_values(node)
        if key == "public"
    ]
    assert said == [
        ("adapters/zendesk/replies.py", "True"),
        ("adapters/zendesk/writes.py", "False"),
    ]


def _named_values(node: ast.AST) -> Iterator[tuple[object, ast.expr]]:
    """What a node gives by name: in a dictionary, to a call, or to a variable."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            yield (key.value if isinstance(key, ast.Constant) else None), value
    elif isinstance(node, ast.keyword):
        yield node.arg, node.value
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield _last_name(target), node.value


def _last_name(target: ast.expr) -> str | None:
    """`public` of `x.public = ...` and of `x["public"] = ...`."""
    if isinstance(target, ast.Attribute):
        return target.attr
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        return str(target.slice.value)
    return target.id if isinstance(target, ast.Name) else None


def test_every_way_to_write_a_note_is_kept_apart() -> None:
    """Whatever service uses the notes' door is in the contract that keeps it from replying."""
    contracts = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    (contract,) = (
        each
        for each in contracts["importlinter"]["contracts"]
        if each["name"] == "what writes notes reaches nothing that replies"
    )
    uses = {
        f"csm_cli.services.{path.removeprefix('services/').removesuffix('.py')}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if path.startswith("services/")
        and isinstance(node, ast.ImportFrom)
        and node.module == "csm_cli.services.writing"
    }
    assert uses <= {*contract["source_modules"]}


def test_no_public_by_default() -> None:
    """Neither a note nor a reply can be made the other: no value has a switch for it."""
    assert not {"public", "private"} & {*Write._fields, *Reply._fields, *Change._fields}


def test_private_by_construction() -> None:
    """`private_note` says in so many words that the comment is not public, after its text."""
    (function,) = (
        node
        for node in nodes()
        if isinstance(node, ast.FunctionDef) and node.name == "private_note"
    )
    (made,) = (node for node in ast.walk(function) if isinstance(node, ast.Return))
    assert isinstance(made.value, ast.Dict)
    said = {
        key.value: value
        for key, value in zip(made.value.keys, made.value.values, strict=True)
        if isinstance(key, ast.Constant)
    }
    assert isinstance(said["public"], ast.Constant)
    assert said["public"].value is False


def test_one_update_of_tickets() -> None:
    """One kind of write is asked of zenpy, at the one place of each door."""
    asked = [
        call
        for call in calls()
        if isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func.value).endswith(".tickets")
    ]
    assert [ast.unparse(call.func).rpartition(".")[2] for call in asked] == ["update"] * 2


def test_other_writes_make_no_note() -> None:
    """Past zenpy csm changes roles, sends files and makes comments private; no more of a ticket."""
    sent = [
        ast.unparse(call)
        for call in calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in _SENDING
        and ast.unparse(call.func.value).endswith(("_session", "_changing"))
    ]
    assert sent
    assert all("make_private" in text for text in sent if "tickets" in text)
    assert sum("make_private" in text for text in sent) == 1
