"""What can go wrong with a request: in the words of the sandbox's `/_sandbox/faults`."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Fault(NamedTuple):
    """What the sandbox does to a request; `name` says it for people."""

    name: str
    arming: Mapping[str, Any]

    @property
    def late(self) -> bool:
        """Whether the server does its work before it fails."""
        return bool(self.arming["when"] == "after")

    @property
    def kind(self) -> Mapping[str, Any]:
        """What it is, whenever it comes."""
        return {name: value for name, value in self.arming.items() if name != "when"}

    @property
    def hangs(self) -> bool:
        """Whether csm waits in vain, so that its patience decides how long the cell takes."""
        return bool(self.arming["fault"] == "hang")


def _fault(kind: str, when: str, **more: Any) -> Fault:
    return Fault(f"{kind} {when}", {"fault": kind, "when": when, **more})


def _status(status: int, when: str, retry_after: str | None = None) -> Fault:
    asked = f", Retry-After {'as a date' if 'GMT' in (retry_after or '') else 'as seconds'}"
    name = f"{status} {when}{asked if retry_after else ''}"
    arming = {"fault": "status", "status": status, "when": when}
    return Fault(name, arming | ({"retry_after": retry_after} if retry_after else {}))


_PAST = "Wed, 21 Oct 2015 07:28:00 GMT"
_LONGER_THAN_ANYBODY_WAITS = 120

FAULTS = (
    _fault("latency", "before", seconds=0.2),
    _fault("drop", "before"),
    _fault("drop", "after"),
    _fault("hang", "before", seconds=_LONGER_THAN_ANYBODY_WAITS),
    _fault("hang", "after", seconds=_LONGER_THAN_ANYBODY_WAITS),
    _fault("redirect", "before"),
    _fault("redirect", "after"),
    _fault("html", "before"),
    _fault("html", "after"),
    _fault("truncated", "after"),
    _status(413, "before"),
    _status(429, "before"),
    _status(429, "before", "1"),
    _status(429, "before", _PAST),
    _status(500, "before"),
    _status(500, "after"),
    _status(502, "after"),
    _status(503, "before"),
    _status(503, "before", "1"),
    _status(503, "after"),
    _status(504, "after"),
)
"""Each way in which a request can fail, before and after the server has done the work."""

_HANGS = {"fault": "hang", "seconds": _LONGER_THAN_ANYBODY_WAITS}

KILLS = (
    Fault("killed before", {**_HANGS, "when": "before"}),
    Fault("killed after", {**_HANGS, "when": "after"}),
)
"""The request gets no answer, and csm is killed while it waits for one."""
