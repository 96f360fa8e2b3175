"""The journal's file: its tables from version to version, and values to and from their columns."""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from csm_cli.adapters.sqlite_file import SqliteFile
from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import Unexpected
from csm_cli.domain.history import Before, Intent
from csm_cli.domain.tickets import Change, Group, Hand, Mark, Marker, Option, Write

_STEPS = (
    """
CREATE TABLE intents (
    operation_id TEXT PRIMARY KEY,
    profile TEXT NOT NULL,
    ticket INTEGER NOT NULL,
    verb TEXT NOT NULL,
    content TEXT NOT NULL,        -- a hash of the words, to recognise a re-run
    plan TEXT,                    -- the write as JSON while undecided, then null
    began_at TEXT NOT NULL,
    settled_at TEXT,
    outcome TEXT,                 -- null while undecided
    note_id INTEGER,
    request_id TEXT
) STRICT;
CREATE INDEX undecided ON intents (profile, ticket, verb, content) WHERE outcome IS NULL;
""",
    """
ALTER TABLE intents RENAME TO first_intents;
DROP INDEX undecided;
CREATE TABLE intents (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- in the order of recording, whatever clocks say
    operation_id TEXT NOT NULL UNIQUE,
    profile TEXT,                 -- of the settings; null before it was kept
    account TEXT NOT NULL,        -- the desk, and as whom
    ticket INTEGER NOT NULL,
    verb TEXT NOT NULL,
    undoes TEXT,                  -- the operation that it takes back
    words TEXT,                   -- a hash of the intent, to recognise a re-run; null once settled
    plan TEXT,                    -- the write as JSON, with the note's text; null once settled
    change TEXT,                  -- what it changes besides the note, as JSON
    before TEXT,                  -- what stood there, as JSON; null before it was kept
    began_at TEXT NOT NULL,
    settled_at TEXT,
    outcome TEXT,                 -- null while undecided
    how TEXT,                     -- how the outcome became known
    note_id INTEGER,
    updated_at TEXT,              -- the ticket's, right after
    differences TEXT,             -- from the plan, as a JSON list of sentences
    request_ids TEXT NOT NULL DEFAULT ''  -- one a line
) STRICT;
INSERT INTO intents (operation_id, account, ticket, verb, words, plan, began_at, settled_at,
    outcome, note_id, request_ids)
    SELECT operation_id, profile, ticket, verb, CASE WHEN outcome IS NULL THEN content END, plan,
    began_at, settled_at, outcome, note_id, coalesce(request_id || char(10), '')
    FROM first_intents ORDER BY rowid;
DROP TABLE first_intents;
CREATE INDEX undecided ON intents (account, ticket, verb, words) WHERE outcome IS NULL;
""",
    # How often a write may have been sent.
    "ALTER TABLE intents ADD COLUMN sendings INTEGER NOT NULL DEFAULT 1;\n",
    # Plans, changes and what stood before are longer lists: severity and tags. Older ones are read.
    "UPDATE intents SET sendings = sendings;\n",
)

VERSION = len(_STEPS)
"""The version of a file that this csm has brought up to date."""

COLUMNS = (
    "operation_id, profile, account, ticket, verb, began_at, settled_at, outcome, how, note_id,"
    " request_ids, updated_at, differences, change, before, undoes"
)
"""What `intent` reads, in its order."""


def file(path: Path) -> SqliteFile:
    """The file with these tables in it."""
    return SqliteFile(path, "the journal", _STEPS)


def damaged(path: Path, problem: Exception) -> Unexpected:
    """The error for an entry that makes no sense."""
    return Unexpected(
        f"an entry of the journal {path} is damaged ({type(problem).__name__})",
        hint="CSM_STATE names another folder",
    )


def intent(row: Sequence[Any]) -> Intent:
    """An entry by its columns.

    Raises:
        TypeError, ValueError: it is damaged.
    """
    operation_id, profile, account, ticket, verb, began_at, settled_at, outcome, how = row[:9]
    note_id, request_ids, updated_at, differences, change, before, undoes = row[9:]
    return Intent(
        operation_id,
        profile,
        account,
        ticket,
        verb,
        datetime.fromisoformat(began_at),
        _moment(settled_at),
        outcome,
        how,
        note_id,
        tuple(request_ids.split("\n")[:-1]),
        _moment(updated_at),
        tuple(json.loads(differences or "[]")),
        _change(json.loads(change or "null")),
        _before(json.loads(before or "null")),
        undoes,
    )


def write(text: str) -> Write:
    """A write as it was recorded: nested lists in the order of the values' fields.

    Raises:
        TypeError, ValueError: it is damaged.
    """
    ticket, version, mark, note, change, *later = json.loads(text)
    attachments = tuple(Attachment(*file) for file in (later[0] if later else ()))
    kept = later[1] if len(later) > 1 else None
    tags = None if kept is None else tuple(kept)
    return Write(ticket, version, Mark(*mark), note, _change(change), attachments, tags)


def version(text: str) -> str:
    """The version of the ticket that a write, or a reply, was planned on.

    Raises:
        KeyError, TypeError, ValueError: it is damaged.
    """
    plan = json.loads(text)
    return str(plan["version"] if isinstance(plan, dict) else plan[1])


def digest(words: str) -> str:
    """What is kept of an intent's words: enough to know them again."""
    return sha256(words.encode()).hexdigest()


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _change(plan: Sequence[Any] | None) -> Change | None:
    if plan is None:
        return None
    group, assignee, marker, *later = plan
    severity, added, removed = later or (None, (), ())
    return Change(
        Group(*group) if group else None,
        Hand(*assignee) if assignee else None,
        (_marker(marker[0]), Option(*marker[1])) if marker else None,
        severity,
        tuple(added),
        tuple(removed),
    )


def _before(kept: Sequence[Any] | None) -> Before | None:
    if kept is None:
        return None
    status, group, assignee, option, *later = kept
    severity, tags = later or (None, ())
    return Before(
        status,
        Group(*group) if group else None,
        Hand(*assignee),
        Option(*option) if option else None,
        severity,
        tuple(tags),
    )


def _marker(plan: Sequence[Any]) -> Marker:
    field_id, title, escalated = plan
    return Marker(field_id, title, Option(*escalated))
