"""What happened between csm and the outside during a run, as values for whoever wants to be told.

A `Record` is told of each as it is over. What a URL holds is masked before anything is kept or
shown; headers and bodies are no part of these values, so that none can be told by mistake.
"""

from collections.abc import Callable
from typing import NamedTuple


class Sending(NamedTuple):
    """A request is about to be sent, with so many bytes; `Requested` says how it ended."""

    method: str
    url: str
    sent: int


class Requested(NamedTuple):
    """A request that is over: answered, or not.

    `sent` and `received` are bytes of the bodies; `problem` is the kind of what went wrong when
    no answer came, or with a status, when it was not read to its end. `request_id` is the
    service's own.
    """

    method: str
    url: str
    seconds: float
    status: int | None
    request_id: str | None
    sent: int
    received: int
    problem: str | None


class Repeated(NamedTuple):
    """A read is sent again, after this status or, without one, this kind of failure."""

    method: str
    url: str
    status: int | None
    problem: str | None


class Waited(NamedTuple):
    """Something is about to be waited for, so long."""

    seconds: float


class Remembered(NamedTuple):
    """A value was taken from this machine's cache instead of being asked for."""

    name: str
    age_seconds: float


class Opened(NamedTuple):
    """A page was handed to the person's browser."""

    url: str


class Began(NamedTuple):
    """A command began."""

    command: str
    version: str


class Ended(NamedTuple):
    """A command ended, with the code of its error, if one ended it; and what left the machine."""

    command: str
    seconds: float
    error: str | None
    requests: int
    sent: int
    hosts: tuple[str, ...]


class Failed(NamedTuple):
    """csm itself failed; of a traceback the places, never the message, which may hold a secret."""

    error: str
    frames: tuple[str, ...]


Happening = Sending | Requested | Repeated | Waited | Remembered | Opened | Began | Ended | Failed
Record = Callable[[Happening], None]


def unrecorded(_: Happening) -> None:
    """The record of a run that nobody wants to know of."""
