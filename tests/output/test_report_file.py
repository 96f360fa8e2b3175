"""A result written to a file."""

import os
import stat
from pathlib import Path

import pytest

from csm_cli.domain.errors import WrongUsage
from csm_cli.output.report_file import free, write


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Whatever the process's mask says; and nothing else is left in the folder."""
    path, before = tmp_path / "audit.csv", os.umask(0)
    try:
        write(path, "Größe\r\n".encode(), force=False)
    finally:
        os.umask(before)
    assert path.read_bytes() == "Größe\r\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_another_file_is_never_overwritten_unasked(tmp_path: Path) -> None:
    """Neither one that was there, nor one that came while the work was done, nor a link."""
    path, link = tmp_path / "audit.csv", tmp_path / "link.csv"
    free(path, force=False)
    path.write_text("mine")
    link.symlink_to(tmp_path / "nowhere")
    for taken in (path, link):
        with pytest.raises(WrongUsage, match="exists"):
            free(taken, force=False)
        with pytest.raises(WrongUsage, match="exists"):
            write(taken, b"new", force=False)
    assert path.read_text() == "mine"
    assert sorted(tmp_path.iterdir()) == [path, link]


def test_force_replaces_it_in_one_step(tmp_path: Path) -> None:
    """Permissions included; a link is replaced itself, not what it points to."""
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("precious")
    link.symlink_to(target)
    write(free(link, force=True), b"new", force=True)
    assert (target.read_text(), link.read_text()) == ("precious", "new")
    assert stat.S_IMODE(link.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["folder", "missing/audit.csv", "pipe"])
def test_a_place_that_takes_no_file_is_refused_before_the_work(name: str, tmp_path: Path) -> None:
    """A folder, a file in a folder that does not exist, or what is no file: it would be lost."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WrongUsage):
        free(tmp_path / name, force=True)


def test_a_failure_leaves_no_half_file(tmp_path: Path) -> None:
    """The old content stays whole."""
    path = tmp_path / "folder"
    path.mkdir()
    with pytest.raises(OSError, match="irectory"):
        write(path, b"new", force=True)
    assert list(tmp_path.iterdir()) == [path]
