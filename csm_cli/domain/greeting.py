"""How a customer is greeted: by the name that they are called by, or by none.

The name is whatever somebody typed into a form. Only letters and what joins them are taken for a
name, so that no markup, address, placeholder or line of somebody's own reaches a reply.
"""

import re
import unicodedata

from csm_cli.domain.plain import line
from csm_cli.domain.tickets import Person

_LONGEST = 30
_JOINING = frozenset("'\u2019-\u00b7")
# What a shared mailbox calls itself, or a company, or a program.
_NOBODY = frozenset({
    "accounts", "admin", "administrator", "alert", "alerts", "automation", "billing", "bot",
    "bv", "community", "company", "contact", "corp", "corporation", "customer", "customers",
    "dev", "developer", "developers", "engineering", "finance", "gmbh", "hello", "help",
    "helpdesk", "inc", "info", "it", "limited", "llc", "ltd", "mail", "marketing", "me", "no",
    "none", "noreply", "notification", "notifications", "null", "office", "ops", "plc",
    "product", "pty", "question", "questions", "reply", "robot", "root", "sales", "sarl",
    "security", "service", "services", "support", "system", "team", "tech", "test", "undefined",
    "unknown", "user", "webmaster",
})  # fmt: skip
_TITLES = frozenset({
    "dr", "dr.", "frau", "herr", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "prof", "prof.",
})  # fmt: skip


def called(name: str | None) -> str | None:
    """What to call somebody of this name; null if it does not look like a person's.

    `Okonkwo, Theo` is called Theo. A name in one word is taken whole.
    """
    cleaned = line(name or "")
    if not cleaned or _odd(cleaned):
        return None
    last, comma, first = cleaned.partition(",")
    words = [word for word in (first if comma else last).split() if word.lower() not in _TITLES]
    if not words or any(_generic(word) for word in cleaned.replace(",", " ").split()):
        return None
    # A title stands before a family name, and so alone it calls for the whole name.
    titled = cleaned.split()[0].lower() in _TITLES
    chosen = cleaned if titled else words[0]
    short = len(words[0].strip(".")) > 1 and len(chosen) <= _LONGEST
    return chosen if short and words[0][0].isalpha() else None


def name_of(person: Person | None) -> str | None:
    """What a customer can be called; null for staff, and for a name that is none."""
    return called(person.name) if person is not None and person.kind == "customer" else None


def greeting(name: str | None, *, chat: bool) -> str:
    """The first words of a reply: those of a mail end with a comma, those of a chat do not."""
    return f"Hi {name or 'there'}{'!' if chat else ','}"


def _odd(name: str) -> bool:
    """Whether anything in it is no part of a name."""
    return any(
        not (unicodedata.category(char)[0] in "LM" or char in _JOINING or char in " ,.")
        for char in name
    ) or bool(re.search(r"\w\.\w{2,}", name))  # a domain


def _generic(word: str) -> bool:
    return word.lower().rstrip(".") in _NOBODY
