"""What conversations said, kept between runs as long as their tickets do not change.

One JSON file per account, for its owner alone. A file that is damaged or can't be written is as
good as none: it never fails a command.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from csm_cli.adapters import private_file
from csm_cli.domain.claims import Claim
from csm_cli.domain.talk import Said, Talk
from csm_cli.domain.tickets import Person

_NAME = "talks.json"
_MOST = 5000


class _Kept(NamedTuple):
    version: str
    at: str
    talk: Any


class KeptTalks:
    """Fulfils the port `Talks`.

    Args:
        folder: Where the file is; null keeps nothing beyond the run.
        lifetime: How long something is kept at the most.
        now: The clock, aware and in UTC.
    """

    def __init__(
        self, folder: Path | None, lifetime: timedelta, now: Callable[[], datetime]
    ) -> None:
        self._path = folder and folder / _NAME
        self._lifetime = lifetime
        self._now = now
        self._talks: dict[str, _Kept] | None = None
        self._changed = False

    def get(self, number: int, version: str) -> Talk | None:
        """What was kept of this version of the ticket; null if nothing was."""
        kept = self._all().get(str(number))
        return _told(kept) if kept and kept.version == version else None

    def former(self, number: int) -> Talk | None:
        """What was kept of the ticket, whichever version it had; null if nothing was."""
        kept = self._all().get(str(number))
        return _told(kept) if kept else None

    def put(self, number: int, version: str, talk: Talk) -> None:
        """Keep it in place of what was kept of the ticket before."""
        self._all()[str(number)] = _Kept(version, self._now().isoformat(), _plain(talk))
        self._changed = True

    def save(self) -> None:
        """Write what is new to the disk."""
        if not self._changed or self._path is None:
            return
        self._changed = False
        newest = sorted(self._all().items(), key=lambda item: item[1].at)[-_MOST:]
        text = json.dumps(dict(newest))
        with suppress(OSError):
            private_file.write(self._path, text, lasting=False)

    def _all(self) -> dict[str, _Kept]:
        if self._talks is None:
            self._talks = dict(self._read())
        return self._talks

    def _read(self) -> Iterable[tuple[str, _Kept]]:
        oldest = (self._now() - self._lifetime).isoformat()
        try:
            text = self._path.read_text(encoding="utf-8") if self._path else "{}"
            read = {number: _Kept(*kept) for number, kept in json.loads(text).items()}
            return [(number, kept) for number, kept in read.items() if kept.at >= oldest]
        except (OSError, ValueError, TypeError, AttributeError):
            return ()


def _told(kept: _Kept) -> Talk | None:
    with suppress(TypeError, ValueError, LookupError, AttributeError):  # damaged
        return _understood(kept.talk)
    return None


def _plain(talk: Talk) -> Mapping[str, Any]:
    return json.loads(json.dumps(talk._asdict(), default=_iso))  # type: ignore[no-any-return]


def _iso(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(value)


def _understood(kept: Mapping[str, Any]) -> Talk:
    claim, unanswered = kept["claim"], kept["unanswered"]
    return Talk(
        claim=claim and Claim(Person(*claim[0]), datetime.fromisoformat(claim[1]), int(claim[2])),
        last=_said(kept["last"]),
        ours=_said(kept["ours"]),
        unanswered=unanswered and datetime.fromisoformat(unanswered),
        whole=bool(kept["whole"]),
    )


def _said(kept: Any) -> Said | None:
    return kept and Said(Person(*kept[0]), datetime.fromisoformat(kept[1]))
