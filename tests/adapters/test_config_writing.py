"""The config file is written whole or not at all, by one run at a time."""

import errno
import os
import resource
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from csm_cli.adapters.config_writing import ConfigFile
from csm_cli.domain.errors import Conflict, CsmError, Unexpected, WrongUsage
from csm_cli.domain.setup import Wanted

URL = "https://a.example"


def _config(folder: Path) -> ConfigFile:
    return ConfigFile(folder / "config" / "csm" / "config.toml", folder / "state" / "config.lock")


def _set(config: ConfigFile, name: str = "zendesk.url", typed: str = URL) -> None:
    config.set("default", name, typed)


def _left(folder: Path) -> set[str]:
    return {each.name for each in folder.rglob("*") if each.is_file() and each.suffix != ".lock"}


def test_a_new_file_is_for_its_owner(tmp_path: Path) -> None:
    """File 0600 and every folder that had to be made 0700, whatever the umask allows."""
    before = os.umask(0o000)
    try:
        _set(_config(tmp_path))
    finally:
        os.umask(before)
    file = tmp_path / "config" / "csm" / "config.toml"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent, file.parents[1])]
    assert modes == [0o600, 0o700, 0o700]
    assert _left(tmp_path) == {"config.toml"}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """A config file that leads into a folder of dotfiles is changed there."""
    target = tmp_path / "dotfiles" / "csm.toml"
    target.parent.mkdir()
    target.write_text("# mine\n")
    config = _config(tmp_path)
    config.path.parent.mkdir(parents=True)
    config.path.symlink_to(target)
    _set(config)
    assert config.path.is_symlink()
    assert URL in target.read_text()
    assert "# mine" in target.read_text()


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    """It is told, and left."""
    config = _config(tmp_path)
    config.path.mkdir(parents=True)
    with pytest.raises(WrongUsage, match=r"can't be read: Is a directory") as told:
        _set(config)
    assert told.value.written == "nothing was written"
    assert _left(tmp_path) == set()


def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    """It is told, and left."""
    config = _config(tmp_path)
    config.path.parent.mkdir(parents=True)
    config.path.symlink_to(config.path)
    with pytest.raises(CsmError, match=r"can't be (read|written)"):
        _set(config)
    assert config.path.is_symlink()


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    """It is told, and left."""
    (tmp_path / "config").write_text("a file")
    with pytest.raises(WrongUsage, match="can't be read"):
        _set(_config(tmp_path))
    assert (tmp_path / "config").read_text() == "a file"


@contextmanager
def _no_file_larger_than(size: int) -> Iterator[None]:
    """What a full disk looks like to a process; `SIGXFSZ` is ignored by Python."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("was", [None, "# mine, and it stays\n"])
def test_a_disk_without_room(tmp_path: Path, was: str | None) -> None:
    """The file is as it was, or not there, and nothing half-written lies beside it."""
    config = _config(tmp_path)
    if was is not None:
        config.path.parent.mkdir(parents=True)
        config.path.write_text(was)
    with _no_file_larger_than(20), pytest.raises(Unexpected) as told:
        _set(config)
    assert os.strerror(errno.EFBIG) in told.value.message
    assert told.value.written == "nothing was written"
    assert config.text() == was
    assert _left(tmp_path) == ({"config.toml"} if was else set())


@pytest.mark.parametrize("closed", ["config", "state"])
def test_a_home_that_takes_nothing(tmp_path: Path, closed: str) -> None:
    """A folder that can't be written, not even by root, is named, with the variable to change."""
    folders = {"config": tmp_path, "state": tmp_path, closed: Path("/proc/csm")}
    config = ConfigFile(folders["config"] / "config.toml", folders["state"] / "config.lock")
    with pytest.raises(Unexpected) as told:
        _set(config)
    assert "/proc/csm" in told.value.message
    assert f"CSM_{closed.upper()}" in (told.value.hint or "")
    assert _left(tmp_path) == set()


def test_a_file_that_changed_meanwhile(tmp_path: Path) -> None:
    """What was planned on another text than the one that is there is not written."""
    config = _config(tmp_path)
    plan = config.planned("default", [Wanted("zendesk.url", URL)])
    _set(config, "limits.timeout_seconds", "9")
    with pytest.raises(Conflict):
        config.replace(plan.before, plan.after)
    assert URL not in (config.text() or "")


def test_many_at_once(tmp_path: Path) -> None:
    """Of eight that each set a key at the same moment, none undoes what another did."""
    names = [f"routes.route_{number}" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: _set(_config(tmp_path), name, "there"), names))
    assert set(_config(tmp_path).tables()["routes"]) == {name.partition(".")[2] for name in names}


def test_a_mistake_elsewhere_is_no_hindrance(tmp_path: Path) -> None:
    """One of two mistakes can be mended by a command; a new one can't be made."""
    config = _config(tmp_path)
    config.path.parent.mkdir(parents=True)
    config.path.write_text('[limits]\ntimeout_seconds = "x"\nverify_seconds = "y"\n')
    _set(config, "limits.timeout_seconds", "3")
    config.unset("default", "limits.verify_seconds")
    assert config.tables() == {"limits": {"timeout_seconds": 3}}
    with pytest.raises(WrongUsage):
        _set(config, "profile", "nobody")
    assert "profile" not in config.tables()


def test_the_same_value_writes_nothing(tmp_path: Path) -> None:
    """A file that says so already is not touched."""
    config = _config(tmp_path)
    _set(config)
    before = config.path.stat()
    _set(config)
    after = config.path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
