"""A second ticket desk is an added adapter: what the commands work with has no vendor's words.

Texts for people name Zendesk, since that is where they go on. Names of the code do not: whatever
a service takes, gives or branches on is in the words of `domain/tickets.py`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import csm_cli

PACKAGE = Path(csm_cli.__file__).parent
VENDORS = (
    "zendesk", "zenpy", "custom_field", "macro", "side_conversation", "updated_stamp",
    "safe_update", "ticket_field", "ticket_form", "audit_event",
)  # fmt: skip
"""Zendesk's own words, in lower case, as they would stand in a name."""

EXCEPTED = {
    "zendesk_group": "a column of the ownership file, which people write",
    "is_zendesk": "`csm init` says whether the address that was typed is one of its accounts",
    "zendesk_address": "and how such an address is written",
    "ZENDESK": "`csm similar` names the places where it looks",
    "zendesk": "an audit tells the desks apart that a reason may lead to",
}
"""Names that may hold one, each with why."""

PORTS = sorted((PACKAGE / "services").glob("*ports.py"))
ROOMS = [path for room in ("domain", "services") for path in sorted((PACKAGE / room).rglob("*.py"))]


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name) | ast.alias(name=name):
                yield name
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case ast.keyword(arg=str(name)):
                yield name


def _vendors(text: str) -> list[str]:
    return [word for word in VENDORS if word in text.lower()]


@pytest.mark.parametrize("path", PORTS, ids=lambda path: path.stem)
def test_the_ports_know_no_vendor(path: Path) -> None:
    """Not in a name and not in a word of their promises: both desks keep the same ones."""
    assert _vendors(path.read_text(encoding="utf-8")) == []


def test_no_name_of_the_rules_is_a_vendors() -> None:
    """In domain and services, but for what is excepted; and each exception is still needed."""
    found = {
        (name, path.relative_to(PACKAGE).as_posix())
        for path in ROOMS
        for name in _names(ast.parse(path.read_text(encoding="utf-8")))
        if _vendors(name)
    }
    assert {(name, path) for name, path in found if name not in EXCEPTED} == set()
    assert {name for name, _ in found} == set(EXCEPTED)
    assert {path for name, path in found if name == "zendesk"} == {
        "domain/impersonation/ticket_links.py"
    }


def test_services_do_not_ask_which_desk_it_is() -> None:
    """No service compares with a vendor's name; it branches on values of the port."""
    for path in sorted((PACKAGE / "services").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                assert not _vendors(ast.unparse(node)) or "zendesk_group" in ast.unparse(node), (
                    f"{path.name}:{node.lineno}: {ast.unparse(node)}"
                )
