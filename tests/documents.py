"""Holds every JSON document that a test makes csm print to the schema that is published for it."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jsonschema import Draft202012Validator

_PARTS = ("--fields", "--jq", "--format", "--output", "-o")  # what is printed is no whole document
_OTHERS = {
    "triage": ("triage-ticket", "triage-checklist", "triage-remind"),
    "audit-impersonation": ("audit-impersonation-customer", "audit-impersonation-several", "org"),
}
"""Commands that have more than one document: by their options, or by what an ORG may mean."""


def check(arguments: Sequence[str], printed: str) -> None:
    """Fail if these arguments made csm print a document that its schema does not have.

    Raises:
        jsonschema.ValidationError: it does not keep to it.
    """
    parts = [each for each in arguments if each.startswith(_PARTS)]
    if "--json" not in arguments or parts or not printed:
        return
    words = [each for each in arguments if not each.startswith("-")]
    name = next(name for name in ("-".join(words[:2]), words[0], "") if not name or _known(name))
    if not name:
        return
    document = json.loads(printed)
    if not any(_validator(other).is_valid(document) for other in _OTHERS.get(name, ())):
        _validator(name).validate(document)


def _known(name: str) -> bool:
    return (files("csm_cli") / "schemas" / f"{name}.json").is_file()


@cache
def _validator(name: str) -> Draft202012Validator:
    text = (files("csm_cli") / "schemas" / f"{name}.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))
