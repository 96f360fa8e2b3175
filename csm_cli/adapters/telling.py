"""Tells the record of one request, by whichever library it is sent."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from csm_cli.domain.happenings import Record, Requested, Sending

# Zendesk, PostHog, Pylon and Vitally; GitHub; Slack.
_IDS = ("X-Request-Id", "X-Zendesk-Request-Id", "X-GitHub-Request-Id", "X-Slack-Req-Id")


class Reply:
    """What came of a request: to be filled in by whoever sent it."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.request_id: str | None = None
        self.received = 0

    def came(self, status: int, headers: Mapping[str, str], received: int) -> None:
        """An answer came, with a body of so many bytes; `headers` ask for names in any case."""
        self.status, self.received = status, received
        self.request_id = next((headers[name] for name in _IDS if name in headers), None)


@contextmanager
def told(record: Record, method: str, url: str, sent: int) -> Iterator[Reply]:
    """Around the sending of one request; it is told as it begins, and once, however it ends."""
    record(Sending(method, url, sent))
    reply, began, problem = Reply(), time.monotonic(), None
    try:
        yield reply
    except BaseException as error:
        problem = type(error).__name__
        raise
    finally:
        seconds = round(time.monotonic() - began, 6)
        record(
            Requested(
                method, url, seconds, reply.status, reply.request_id, sent, reply.received, problem
            )
        )
