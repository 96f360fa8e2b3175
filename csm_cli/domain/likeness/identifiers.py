"""Taking out of a text what points at one person, one customer or one record.

Each of them leaves a gap, `GAP`, that no error string reaches across. Every pattern is bounded, so
that none can run back and forth over hostile text.
"""

import re
import unicodedata
from collections.abc import Iterator

from csm_cli.domain.intake import without_form_lines

GAP = "\0"
"""What stands where something was taken out."""

_ADDRESS = re.compile(r"\b(?:[a-z][a-z0-9+.-]{1,20}://|www\.)\S+", re.IGNORECASE | re.ASCII)
_EMAIL = re.compile(r"[^\s<>()\[\]\"',;:]{1,100}@[^\s<>()\[\]\"',;:]{1,200}")
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.)([\w.-]{1,200})", re.IGNORECASE | re.ASCII)
_EVERYWHERE = (
    re.compile(
        r"(?<![\w'.-])(?:[\w'.-]{1,40} ){0,3}<[^<>\s@]{1,100}@[^<>\s]{1,200}>"
    ),  # a name, an address
    re.compile(
        r"(?<!\S)[^\s(\[]{1,100}\s?[(\[]at[)\]]\s?[^\s(\[]{1,100}(?:\s?[(\[]dot[)\]]\s?[^\s(\[]{1,60}){0,4}"
    ),
    re.compile(r"\b(?:password|passwd|pwd|secret)\s?[:=]\s?\S+", re.IGNORECASE),
    re.compile(r"\b(?:Basic|Bearer)\s[A-Za-z0-9+/=._-]{6,}"),
    re.compile(r"(?:/home/|/Users/|\\Users\\)[^\s/\\]+", re.IGNORECASE),
    _ADDRESS,
    _EMAIL,  # and handles
    re.compile(r"(?<!\w)@[\w.-]{1,100}"),
    re.compile(r"(?<!\w):[a-z0-9_+-]{1,40}:(?!\w)", re.ASCII),  # Slack's names of pictures
    re.compile(r"\b[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\b", re.IGNORECASE | re.ASCII),
    re.compile(r"\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b", re.ASCII),  # IP addresses
    re.compile(r"\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b", re.IGNORECASE | re.ASCII),  # of devices
    re.compile(r"(?<![\w.])\+?[0-9][0-9 ()/-]{6,20}[0-9](?![\w.])", re.ASCII),  # telephones, ids
    re.compile(r"\b(?=[a-z]{0,40}[0-9])[0-9a-f]{12,64}\b", re.IGNORECASE | re.ASCII),
    re.compile(
        r"\b(?:ph[acrsx]|gh[pousr]|xox[a-z]|sk|pk|rk|github)_?[A-Za-z0-9_-]{12,}\b", re.ASCII
    ),
    re.compile(r"\b(?:ph[acrsx]_|gh[pousr]_|xox[a-z]-|glpat-|github_pat_)[\w-]+", re.ASCII),
    re.compile(r"\beyJ[\w-]{8,}(?:\.[\w-]{0,4000}){0,4}", re.ASCII),  # a signed token
    re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b", re.ASCII),
    re.compile(
        r"(?<![\w/+-])(?=[\w/+-]{0,40}[0-9])(?=[\w/+-]{0,40}[a-z])(?=[\w/+-]{0,40}[A-Z])[\w/+-]{20,}",
        re.ASCII,
    ),
    re.compile(r"\b[0-9]{5,}\b", re.ASCII),
)
_DOMAIN = re.compile(r"\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.[a-z]{2,24}\b(?!\()", re.IGNORECASE)
_CODE = ("posthog.", "window.", "process.", "console.")
_CODE_ENDS = (".js", ".ts", ".py", ".go", ".io.js")
# With a name or two behind it; more words than that are a sentence of what is wrong.
_GREETING = re.compile(
    r"^[ \t>*_]{0,10}(?:hi|hey|hello|dear|thanks|thank you|cheers|regards|best|kind regards"
    r"|best regards|good (?:morning|afternoon|evening))\b"
    r"(?:[ \t,:]{1,5}[^\s.!?]{1,30}){0,3}[ \t,:]{0,5}$",
    re.IGNORECASE | re.MULTILINE,
)
_COURTESY = re.compile(
    r"^[ \t]{0,10}(?:thanks|thank you|cheers|regards|best|kind regards|best regards|all the best"
    r"|many thanks|greetings)[ \t,.!]{0,5}\n(?:[ \t]{0,10}\n)?[^\n]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)


def stripped(text: str) -> str:
    """A text without the form's lines, greetings, addresses, e-mails, hosts, ids and keys.

    Names of files and of code look like hosts, and stay.
    """
    text = without_form_lines(_plain(text).replace("\r\n", "\n").replace(GAP, " "))
    for pattern in (_COURTESY, _GREETING, *_EVERYWHERE):
        text = pattern.sub(GAP, text)
    return _DOMAIN.sub(lambda found: found[0] if _is_code(found[0]) else GAP, text)


def pointers(text: str) -> Iterator[str]:
    """The e-mails, and the hosts of addresses, in a text: each is somebody's."""
    whole = _plain(text)
    yield from (found[0].strip(".") for found in _EMAIL.finditer(whole))
    yield from (found[1].strip(".") for found in _HOST.finditer(whole))


def _plain(text: str) -> str:
    """The text without signs that nobody sees: they would part a word that is looked for."""
    found = unicodedata.normalize("NFC", text)
    return (
        found
        if found.isascii()
        else "".join(one for one in found if unicodedata.category(one) != "Cf")
    )


def _is_code(name: str) -> bool:
    return name.casefold().startswith(_CODE) or name.casefold().endswith(_CODE_ENDS)
