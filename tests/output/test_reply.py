"""What a person sees of a reply before it is sent."""

from io import BytesIO, StringIO, TextIOWrapper

import pytest

from csm_cli.domain.replies import REQUESTER, Channel, Prepared, Reader, Reply
from csm_cli.domain.tickets import Mark
from csm_cli.environment import Environment
from csm_cli.output.present import console
from csm_cli.output.reply import plan
from tests.services.writable_desk import THEO, Clock, WritableDesk


@pytest.mark.parametrize(
    ("encoding", "text", "lacking"),
    [
        ("utf-8", "Hi Zo\u00eb, add the \U0001f3ab emoji", False),
        ("latin-1", "Hi Zo\u00eb", False),
        ("ascii", "Hi Zo\u00eb", True),
        ("ascii", "Hi Theo", False),
    ],
)
def test_a_screen_that_lacks_letters(encoding: str, text: str, lacking: bool) -> None:
    """What stands there is not what is sent, and a warning says so before anybody types."""
    ticket = WritableDesk(Clock()).add()
    reader = Reader(THEO, REQUESTER)
    reply = Reply(ticket.number, "", Mark("x", "reply"), text, (reader,), Channel("mail"), None)
    written = BytesIO()
    screen = TextIOWrapper(written, encoding=encoding, errors="replace")
    plan(
        console(Environment(StringIO(), StringIO(), screen, {}, width=100), stderr=True),
        Prepared(reply, ticket, frozenset()),
    )
    screen.flush()
    assert (b"warning: this terminal lacks some of its letters" in written.getvalue()) == lacking
