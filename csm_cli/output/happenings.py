"""What `--verbose` tells of each thing that happens between csm and the outside: a line each."""

from datetime import datetime

from csm_cli.domain.happenings import (
    Began,
    Ended,
    Failed,
    Happening,
    Opened,
    Remembered,
    Repeated,
    Requested,
    Sending,
    Waited,
)
from csm_cli.output.times import span

_KILO = 1000
_WORTH_TELLING = 0.001  # seconds of a wait


def told(at: datetime, happening: Happening) -> str | None:
    """The line, with the time in UTC; null for what a person need not be told."""
    words = _words(happening)
    return words and f"{at:%H:%M:%S}.{at.microsecond // 1000:03d} UTC  {words}"


def _words(happening: Happening) -> str | None:
    told: str | None
    match happening:
        case Requested():
            told = _requested(happening)
        case Repeated(method, url, status, problem):
            told = f"{method} {url}: again, after {status or problem}"
        case Waited(seconds):
            told = f"waiting {seconds:.1f} s" if seconds >= _WORTH_TELLING else None
        case Remembered(name, age):
            told = f"{name}: from the cache, {span(age)} old"
        case Opened(url):
            told = f"opened {url}"
        case Ended():
            told = _ended(happening)
        # The end of each is told, the person typed the command, and is told what failed.
        case Sending() | Began() | Failed():
            told = None
    return told


def _requested(request: Requested) -> str:
    answer = str(request.status) if request.status else f"no answer ({request.problem})"
    if request.status and request.problem:
        answer += f" not read to its end ({request.problem})"
    parts = [f"{request.method} {request.url}", answer, f"{request.seconds * 1000:.0f} ms"]
    if request.request_id:
        parts.append(f"id {request.request_id}")
    parts.append(f"sent {size(request.sent)}, got {size(request.received)}")
    return "  ".join(parts)


def _ended(ended: Ended) -> str:
    if not ended.requests:
        return f"nothing left this machine; {ended.seconds:.2f} s in all"
    requests = f"{ended.requests} request{'' if ended.requests == 1 else 's'}"
    return (
        f"{requests} with {size(ended.sent)} left this machine, to {', '.join(ended.hosts)}; "
        f"{ended.seconds:.2f} s in all"
    )


def size(count: int) -> str:
    """A number of bytes for a person."""
    if count < _KILO:
        return f"{count} B"
    if count < _KILO**2:
        return f"{count / _KILO:.1f} kB"
    return f"{count / _KILO**2:.1f} MB"
