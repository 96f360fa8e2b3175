"""A comment is asked to become private once; what comes of it is never read off the answer."""

import pytest

from csm_cli.domain.errors import CsmError, NotAllowed, NotFound, OutcomeUnknown, Refused
from tests.adapters.scripted_server import Reply
from tests.adapters.zendesk.conftest import Served

PATH = "/api/v2/tickets/48213/comments/900/make_private.json"


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(200, b""), OutcomeUnknown),
        (Reply(200, ""), OutcomeUnknown),
        (Reply(200, {}), OutcomeUnknown),
        (Reply(200, b"<html>Sign in</html>", (("Content-Type", "text/html"),)), OutcomeUnknown),
        (Reply(302, b"", (("Location", "/access"),)), OutcomeUnknown),
        (Reply(503, b""), OutcomeUnknown),
        (Reply(200, b"", hangs=2), OutcomeUnknown),
        (Reply(403, {"error": "Forbidden"}), NotAllowed),
        (Reply(404, {"error": "RecordNotFound"}), NotFound),
        (Reply(422, {"error": "RecordInvalid"}), Refused),
    ],
)
def test_one_request_whatever_comes_back(
    served: Served, reply: Reply, error: type[CsmError]
) -> None:
    """An answer that is empty, as documented, tells as little as none at all."""
    with served(reply) as (desk, server):
        with pytest.raises(error):
            desk.make_private(48213, 900)
        assert [(asked.method, asked.path) for asked in server.asked] == [("PUT", PATH)]
