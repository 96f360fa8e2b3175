"""What must hold in every cell, held against the server's own state."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from csm_cli.domain.history import REPORT_VERB
from tests.reliability.commands import REPLY, UNDO
from tests.reliability.runs import CONTENT, FILE, Stage, Told
from tests.reliability.world import Truth

DONE, ROLE_DUE = 0, 8


class Scene(NamedTuple):
    """A cell being played: the ticket before anything of csm's, and before the command."""

    stage: Stage
    origin: Truth
    start: Truth

    @classmethod
    def of(cls, stage: Stage) -> "Scene":
        """Get the stage ready, and look at the ticket before and after."""
        origin = stage.world.truth(stage.cell.ticket)
        prepared = stage.prepared()
        if not stage.cell.command.first:
            return cls(prepared, origin, origin)
        return cls(prepared, origin, stage.world.truth(stage.cell.ticket))

    def now(self) -> Truth:
        """The ticket as it stands."""
        return self.stage.world.truth(self.stage.cell.ticket)


def one_note_at_most(scene: Scene, told: Told, now: Truth, *, already: bool = False) -> None:
    """One note at most, none public, its fields and files with it or not at all, and no lie.

    Of a command that replies the same holds for replies, each of which is public.
    `already` says that an earlier run of the cell may have written the note.
    """
    command = scene.stage.cell.command
    added = now.added(scene.start)
    public = command.kind == REPLY
    assert all(comment["public"] is public for comment in added), "the wrong people can read it"
    notes = notes_of(scene, now)
    assert len(notes) == len(added) <= 1, [note["body"] for note in added]
    _fields_go_with_it(scene, now, there=bool(notes))
    if command.attaches and notes:
        _the_file_is_with_it(scene, notes[0])
    if told.open:
        return
    # Success means that the note is there; an error means that it is not, unless an earlier
    # run had written it.
    if told.exit_code in {DONE, ROLE_DUE}:
        assert notes, f"told {told.outcome}, and there is no note"
    elif not already:
        assert not notes, f"told exit code {told.exit_code}, and the note is there"


def notes_of(scene: Scene, now: Truth) -> list[Mapping[str, Any]]:
    """The new notes that carry the mark of the cell's command."""
    return [
        comment
        for comment in now.added(scene.start)
        if comment["metadata"]["custom"].get("csm_verb") == scene.stage.cell.command.verb
    ]


def nothing_is_left_uploaded(scene: Scene, told: Told) -> None:
    """A file whose note was refused is taken back: csm asks for it once per file."""
    stage = scene.stage
    sent = [one for one in stage.world.log() if "/uploads" in one["path"]]
    taken_back = [one for one in sent if one["method"] == "DELETE"]
    uploaded = [one for one in sent if one["method"] == "POST" and one["status"] == 201]
    at_the_note = stage.cell.request.name == "ticket" and stage.cell.request.writes
    if at_the_note and not told.open and told.exit_code != DONE:
        assert len(taken_back) == len(uploaded) == 1
    if told.exit_code == DONE:
        assert not taken_back, "the file of a note that is there was taken away"


def _fields_go_with_it(scene: Scene, now: Truth, *, there: bool) -> None:
    command = scene.stage.cell.command
    if command.kind == UNDO and there:
        assert now.state == scene.origin.state, "not everything was put back"
    elif command.changes:
        assert (now.state != scene.start.state) == there, "a note without its fields, or they alone"
    else:
        assert now.state == scene.start.state, "fields changed that nobody asked for"


def _the_file_is_with_it(scene: Scene, note: Mapping[str, Any]) -> None:
    (file,) = note["attachments"]
    content = scene.stage.world.content(file)
    if scene.stage.cell.command.verb == REPORT_VERB:
        _the_report_is_whole(note, content)
        return
    assert (file["file_name"], file["size"]) == (FILE, len(CONTENT))
    assert content == CONTENT


def _the_report_is_whole(note: Mapping[str, Any], content: bytes) -> None:
    """The page ends where a page ends, and has the sum that the note tells."""
    assert content.rstrip().endswith(b"</html>")
    [digest] = re.findall(r"csm-stamp/1 session [0-9]+ [0-9a-f]{64}", note["plain_body"])
    assert digest.encode() in content
