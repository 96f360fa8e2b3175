"""`uploads` and `attachments`: files on their way to a comment, and once they are there.

An uploaded file waits under a token until a comment takes it or its time is over. Zendesk's help
("Can I attach files to tickets using the API") gives it 60 minutes, the developer reference three
days; the shorter life is the default here. Its content is read without signing in, by whoever has
the address, as in an account that has not made attachments private.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from urllib.parse import quote

from csm_cli.sandbox.facts import clock
from csm_cli.sandbox.world import World
from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import ApiError, missing_parameter, not_found
from csm_cli.sandbox.zendesk.records import Record, new_id


def create(call: Call) -> Answer:
    """Keep one file; with the token of an earlier one, beside it."""
    name = call.parameter("filename")
    if not name:
        raise missing_parameter("filename")
    most = int(call.limits["attachment_bytes"])
    if len(call.body) > most:
        description = f"Attachment is larger than {most} bytes"  # the words are assumed
        raise ApiError(413, {"error": "AttachmentTooLarge", "description": description})
    token = call.parameter("token")
    if token is None:
        token = secrets.token_urlsafe(18)
        expires_at = call.now.timestamp() + float(call.limits["upload_seconds"])
        call.db.execute("INSERT INTO upload VALUES (?, ?)", (token, expires_at))
    elif not _alive(call.db, token):
        raise not_found()
    attachment = _keep(call, token, name)
    shown = show_attachment(attachment, call.base_url)
    files = [show_attachment(item, call.base_url) for item in _files(call.db, token)]
    body = {"upload": {"token": token, "attachment": shown, "attachments": files}}
    return Answer(body, 201, {"Location": shown["url"]})


def delete(call: Call) -> Answer:
    """Forget the files of a token that no comment has taken."""
    token = call.path_values["token"]
    if not _alive(call.db, token):
        raise not_found()
    call.db.execute("DELETE FROM attachment WHERE upload = ?", (token,))
    call.db.execute("DELETE FROM upload WHERE token = ?", (token,))
    return Answer("", 204)


def show(call: Call) -> Answer:
    """Show one attachment, of a comment or still waiting."""
    row = call.db.execute(
        "SELECT upload, body FROM attachment WHERE id = ?", (call.number("attachment_id"),)
    ).fetchone()
    if row is None or not (row["upload"] is None or _alive(call.db, row["upload"])):
        raise not_found()
    return Answer({"attachment": show_attachment(json.loads(row["body"]), call.base_url)})


def take(db: sqlite3.Connection, tokens: list[object]) -> list[Record]:
    """Hand the files of these tokens over to a comment.

    Tokens that are unknown or over are ignored, as Zendesk ignores most of what it does not know
    (assumed: nobody has published what it does).
    """
    taken: list[Record] = []
    for token in tokens:
        if not isinstance(token, str) or not _alive(db, token):
            continue
        taken += _files(db, token)
        db.execute("UPDATE attachment SET upload = NULL WHERE upload = ?", (token,))
        db.execute("DELETE FROM upload WHERE token = ?", (token,))
    return taken


def show_attachment(attachment: Record, base_url: str) -> Record:
    """Show an attachment with its addresses on the host that serves it now."""
    if "key" not in attachment:  # a scenario's own, which is shown as it was written
        return attachment
    name = quote(attachment["file_name"], safe="")
    address = f"{base_url}/attachments/token/{attachment['key']}/?name={name}"
    return {
        "url": f"{base_url}/api/v2/attachments/{attachment['id']}.json",
        "id": attachment["id"],
        "file_name": attachment["file_name"],
        "content_url": address,
        "mapped_content_url": address,
        "content_type": attachment["content_type"],
        "size": attachment["size"],
        "width": None,
        "height": None,
        "inline": False,
        "deleted": False,
        "malware_access_override": False,
        "malware_scan_result": "not_scanned",
        "thumbnails": [],
    }


def content(world: World, key: str) -> Answer | None:
    """Return the file behind a `content_url`; None if there is none, or not any more."""
    with world.read() as db:
        row = db.execute(
            "SELECT upload, body, content FROM attachment WHERE key = ?", (key,)
        ).fetchone()
        if row is None or not (row["upload"] is None or _alive(db, row["upload"])):
            return None
    attachment = json.loads(row["body"])
    name = quote(attachment["file_name"], safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Answer(bytes(row["content"]), 200, headers, attachment["content_type"])


def _keep(call: Call, token: str, name: str) -> Record:
    attachment = {
        "id": new_id(call.db),
        "key": secrets.token_urlsafe(18),
        "file_name": name,
        "content_type": call.content_type or "application/octet-stream",
        "size": len(call.body),
    }
    call.db.execute(
        "INSERT INTO attachment VALUES (?, ?, ?, ?, ?)",
        (attachment["id"], attachment["key"], token, json.dumps(attachment), call.body),
    )
    return attachment


def _files(db: sqlite3.Connection, token: str) -> list[Record]:
    rows = db.execute("SELECT body FROM attachment WHERE upload = ? ORDER BY id", (token,))
    return [json.loads(row["body"]) for row in rows]


def _alive(db: sqlite3.Connection, token: str) -> bool:
    row = db.execute("SELECT expires_at FROM upload WHERE token = ?", (token,)).fetchone()
    return row is not None and clock(db).timestamp() < row["expires_at"]
