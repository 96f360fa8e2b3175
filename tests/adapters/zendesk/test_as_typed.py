"""Text arrives as it was typed: the sandbox's Zendesk stores it, and shows it, sign for sign.

The sandbox renders Markdown, fills in placeholders, cleans HTML and pulls white space together,
as Zendesk does; csm's adapter writes to it over real HTTP.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from csm_cli.adapters.accounts import ZendeskAccount
from csm_cli.adapters.cache import Cache
from csm_cli.adapters.zendesk.desk import ZendeskDesk
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.domain.notes import readable
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Mark, Write
from csm_cli.sandbox import Sandbox
from tests.adapters.zendesk.conftest import FACTS, pacer
from tests.sandbox.small import SCENARIO, Small

NUMBER = 1001
PIECES = [
    "{{ticket.id}}", "{{ ticket.title | upcase }}", "{% raw %}", "{% endraw %}", "{%if x%}",
    "{{'{{'}}", "<b>bold</b>", "<script>alert(1)</script>", "<pre>", "</pre>", "<!-- x -->",
    "&amp;", "&#123;", "&lt;", "**b**", "*i*", "__init__", "_i_", "`code`", "```\n", "~~no~~",
    "# h", "> q", "---\n", "[a](https://b.example)", "![i](x.png)", "\\*", "\r\n", "\n\n\n\n",
    "    ", "\t", "  ", "\x00", "\x1b[31m", "\x85", "\x9b", "\u0301", "\u202e", "\u2028", "\ufeff",
    "\u00a0", "\ud83d", "🦔", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "ﷺ", "-", "1. ", "x",
    "Claimed by Robin Vale <robin.vale@posthog.example> with csm", '{"a": {"b": [1, 2]}}',
]  # fmt: skip

RUNS = re.compile(r"\t|[ ]{2}|^[ ]|\n{3}", re.MULTILINE)

texts = (
    st.text(max_size=60)
    | st.text(st.sampled_from("{}%*_`#>~<&;\\[]()|-=+!\"' \t\n\r\x00\x1baé1"), max_size=40)
    | st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
    | st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=9).map("\n".join)
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A sandbox of its own, whose Zendesk takes as many updates as anybody sends."""
    with Sandbox(tmp_path_factory.mktemp("typed"), SCENARIO) as sandbox:
        made = Small(sandbox)
        much = 10**6
        made.limit(
            account_per_minute=much,
            tickets_update_per_minute=much,
            ticket_updates_per_10_minutes=much,
            comments_per_ticket=much,
        )
        yield made
        made.close()


@pytest.fixture(scope="module")
def robin(small: Small) -> Iterator[ZendeskDesk]:
    """The adapter of csm, signed in to it."""
    account = ZendeskAccount(
        small.url, "robin.vale@posthog.example", "sandbox-robin", None, "a test"
    )
    session = SafeSession(
        account,
        timeout=20,
        cap=1,
        certificates=None,
        announce=lambda _: None,
        pacer=pacer(),
    )
    cache = Cache(None, timedelta(hours=1), lambda: datetime.now(UTC))
    desk = ZendeskDesk(account, session, cache, FACTS, aside=lambda: session)
    yield desk
    desk.close()


def left(robin: ZendeskDesk, small: Small, typed: str) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Leave a note; what csm found different, and the comment as the sandbox keeps it."""
    version = robin.ticket(TicketRef(NUMBER)).version
    receipt = robin.apply(Write(NUMBER, version, Mark("op", "note"), typed))
    query = {"sort": "-created_at", "page[size]": "20"}
    newest = small.get(f"tickets/{NUMBER}/comments", params=query).json()["comments"]
    return receipt.differences, next(item for item in newest if item["id"] == receipt.note.id)


class Page(HTMLParser):
    """The signs that a person sees on a page; white space apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        """Collect them."""
        self.text += data


def assert_as_typed(robin: ZendeskDesk, small: Small, typed: str) -> None:
    """Stored is what was typed, shown is every sign of it, private is the note; no fault is found.

    What `readable` changes (pictures of control characters, white space around) is tested with it.
    """
    text = readable(typed)
    differences, comment = left(robin, small, typed)
    page = Page()
    page.feed(comment["html_body"])
    page.close()
    assert comment["body"] == text
    assert "".join(page.text.split()) == "".join(text.split())
    if RUNS.search(text):  # a browser pulls them together, but for those in a `pre`
        assert "<pre>" in comment["html_body"]
        assert page.text == text
    assert comment["public"] is False
    assert differences == ()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(texts.filter(readable), min_size=1, max_size=12))
def test_text_arrives_as_typed(robin: ZendeskDesk, small: Small, typed: list[str]) -> None:
    """Any text, and any mixture of what Zendesk would make something else of."""
    for text in typed:
        assert_as_typed(robin, small, text)


@pytest.mark.parametrize("frame", ["{}", "see {} there", "one\n{}\ntwo"])
def test_each_piece_arrives_as_typed(robin: ZendeskDesk, small: Small, frame: str) -> None:
    """Each of them by itself, among words, and on a line of its own."""
    for piece in PIECES:
        if readable(text := frame.replace("{}", piece)):
            assert_as_typed(robin, small, text)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(min_size=1), st.integers(60_001, 200_000))
def test_long_text_arrives_whole(robin: ZendeskDesk, small: Small, typed: str, size: int) -> None:
    """Of a note that is longer than Zendesk takes, every byte is in the file beside it."""
    assume(readable(typed))
    text = (typed * (size // len(typed) + 1))[:size] + "x"
    assume(len(readable(text).encode()) > FACTS.note_limit)
    differences, comment = left(robin, small, text)
    assert differences == ()
    assert len(comment["body"]) < 65_535
    (file,) = comment["attachments"]
    assert small.get(file["content_url"]).content == text.encode()


@pytest.mark.parametrize("signs", ["one endless line ", "x", "🦔", "é\n"])
def test_a_note_of_exactly_what_fits(robin: ZendeskDesk, small: Small, signs: str) -> None:
    """The longest note that csm sends whole is one that Zendesk takes."""
    text = (signs * FACTS.note_limit).encode()[: FACTS.note_limit].decode(errors="ignore").strip()
    differences, comment = left(robin, small, text)
    assert (differences, comment["body"], comment["attachments"]) == ((), text, [])
