"""Drafts: what could not be sent is kept, apart from what was kept before."""

import stat
from pathlib import Path

import pytest

from csm_cli.adapters.drafts import keep
from csm_cli.domain.errors import Unexpected


def test_every_draft_is_kept(tmp_path: Path) -> None:
    """A second one does not replace the first, and both are their owner's alone."""
    files = [keep(tmp_path / "drafts", "escalate-1", text) for text in ("one\n", "zwei ü\n")]
    assert [file.read_text(encoding="utf-8") for file in files] == ["one\n", "zwei ü\n"]
    assert [file.name for file in files] == ["escalate-1.md", "escalate-1-2.md"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_no_place_to_keep_it() -> None:
    """Told, without the text itself in the message."""
    with pytest.raises(Unexpected) as told:
        keep(Path("/proc/nothing"), "escalate-1", "a canary")
    assert "canary" not in told.value.message
