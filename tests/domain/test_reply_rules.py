"""What must not reach a customer is found however it is written, and nothing else is."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters.defaults import load
from csm_cli.domain.reply_rules import Internal, internal_links, problems, quoted_notes
from csm_cli.domain.tickets import Entry, Mark
from tests.services.writable_desk import ADA, START, THEO

INTERNAL = Internal.of(load(), "http://127.0.0.1:8123")
UUID = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
NOTE = "Robin, they said in the call that the renewal is at risk, so please offer the credit first"

INTERNAL_ONES = {
    "https://us.posthog.com/admin/posthog/user/17/change/": "admin",
    "https://eu.posthog.com/admin": "admin",
    "https://app.posthog.com/admin/": "admin",
    "us.posthog.com/admin/login": "admin",
    "HTTPS://US.PostHog.com/Admin/": "admin",
    "https://us.posthog.com:443/admin/": "admin",
    "https://me@us.posthog.com/admin/": "admin",
    "https://us.posthog.com//admin/": "admin",
    "https://us.posthog.com/%61dmin/": "admin",
    "https://us.posthog.com/%2561dmin/": "admin",
    "https://us.posthog.com/project/7/../../admin/": "admin",
    "https://us.posthog.com./admin/": "admin",
    "https://us.posthog.com\u200b/admin/": "admin",
    "https://us.posthog.com/\uff41dmin/": "admin",
    "https:us.posthog.com/admin/": "admin",
    "the admin:us.posthog.com/admin/": "admin",
    "//us.posthog.com/admin/": "admin",
    "_us.posthog.com/admin/_": "admin",
    "hxxps://us.posthog.com/admin/": "admin",
    "https://us.posthog.com/admin;a=b": "admin",
    "https://us\u3002posthog\u3002com/admin/": "admin",
    "\u8a73\u7d30\u3002us.posthog.com/admin/": "admin",
    "\u3053\u3061\u3089us.posthog.com/admin/": "admin",
    "https://us.posthog.com/&#97;dmin/": "admin",
    "https://us.posthog&period;com/admin/": "admin",
    "https://us.posthog.com\ufe0f/admin/": "admin",
    "https://us.post\u034fhog.com/ad\u115fmin/": "admin",
    "https://us.posthog.com/%EF%BD%81dmin/": "admin",
    "https://us.posthog.com/%E2%80%8Badmin/": "admin",
    "https://us.p\u043esthog.com/admin/": "admin",
    "https://us.posthog.com/\u0430dm\u0456n/": "admin",
    "https://US.POSTH\u039fG.COM/\u0410DMIN/": "admin",
    "https://us.posthog.com\u2044admin/": "admin",
    "us.posthog\u2024com\u2215admin/": "admin",
    "https:\\us.posthog.com\\admin": "admin",
    "us.posthog.com\\admin\\posthog": "admin",
    "us[.]posthog[.]com/admin/": "admin",
    "https://us.posthog.com/\nadmin/posthog/user/17/": "admin",
    "https://us.posthog\n  .com/ad\nmin/posthog/user/17/": "admin",
    "https://www.google.com/url?q=https://us.posthog.com/admin/": "admin",
    "https://out.example/?url=https%3A%2F%2Fus.posthog.com%2Fadmin%2F&data=1": "admin",
    "https://web.archive.example/2026/https://us.posthog.com/admin/": "admin",
    "https://us.posthog.com/login?next=/admin/posthog/user/17/change/": "admin",
    "https://us.posthog.com/login?next=%2Fadmin%2Fposthog": "admin",
    "https://us.posthog.com/project/002/replay/018f": "PostHog's own project",
    "https://us.posthog.com/project\n/2/replay/018f": "PostHog's own project",
    "http://go/session/abc": "short link",
    f"http://go/adminOrgUS/{UUID}": "short link",
    "go/ticketByUUID/123": "short link",
    "GO/billing/123": "short link",
    "g\u043e/session/abc": "short link",
    "go\u2044session/abc": "short link",
    "https://github.com/PostHog/product-internal.git": "internal page",
    "https://us.posthog.com/project/2/replay/018f?t=30": "PostHog's own project",
    "https://us.posthog.com/project/2/error_tracking?filterGroup=%7B": "PostHog's own project",
    "https://us.posthog.com/project/2": "PostHog's own project",
    "https://us.posthog.com/api/projects/2/query/": "PostHog's own project",
    "https://posthoghelp.zendesk.com/agent/tickets/48213": "agents of Zendesk",
    "posthoghelp.zendesk.com/agent/filters/32900866985627": "agents of Zendesk",
    "https://posthoghelp.zendesk.com/tickets/48213": "agents of Zendesk",
    "https://posthoghelp.zendesk.com/api/v2/tickets/48213.json": "agents of Zendesk",
    "http://127.0.0.1:8123/agent/tickets/48213": "agents of Zendesk",
    "https://posthog.vitally-eu.io/organizations/1": "internal page",
    "https://posthog.slack.com/archives/C05MUMZLC13/p1700000048230": "internal page",
    "https://github.com/PostHog/product-internal/issues/12": "internal page",
}
OPEN = [
    "https://posthog.com/docs/session-replay/troubleshooting",
    "https://us.posthog.com/project/60931/replay/018f",
    "https://us.posthog.com/project/21/insights/abc",
    "https://eu.posthog.com/project/2/insights/abc",
    "https://us.posthog.com/settings/administration",
    "https://posthoghelp.zendesk.com/hc/en-us/requests/48213",
    "https://github.com/PostHog/posthog/issues/12",
    "https://github.com/PostHog/product-internals",
    "https://status.posthog.com",
    "https://hedgebox.example/admin/",
    "it was a go/no-go decision, an hour ago/yesterday",
    "as a string: 'let it go\\nthen stop', in C:\\go\\src\\main.go",
    "\u0434\u043e\u0431\u0440\u044b\u0439, \u0433\u043e/\u0441\u0435\u043a\u0443\u043d\u0434\u0430",
    "run posthog/go/main.go, see e.g. node.js 3.9.1",
    "set `{{ user.name }}` and {% if x %} in the template, for {distinct_id}",
    "mail robin.vale@posthog.example, robin@eu.posthog.com or robin@mail.vitally.io",
    "it is at https://us.posthog.com\nadmin rights are needed",
    "see https://posthog.com/docs/api.\nGo to us.posthog.com/settings\nand back",
    "https://us.posthog.com/login?next=/project/60931/replay/018f",
]


@pytest.mark.parametrize(("address", "what"), INTERNAL_ONES.items())
@pytest.mark.parametrize("frame", ["{}", "Hi,\nsee {}.", "Hi,\n[here]({}), thanks", "Hi,\n<{}>"])
def test_internal_addresses_are_found(address: str, what: str, frame: str) -> None:
    """Whatever the spelling, alone, in a sentence, as a Markdown link: found, with its line."""
    (found,) = {each.partition(",")[0] for each in internal_links(frame.format(address), INTERNAL)}
    assert what in found
    assert f"line {2 if frame.startswith('Hi') else 1} " in found


@pytest.mark.parametrize("text", OPEN)
def test_what_customers_can_open_passes(text: str) -> None:
    """Docs, the customer's own project, public issues, and words that only look like a link."""
    assert internal_links(text, INTERNAL) == ()
    assert problems(text, 1000, ()) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing"),
        (" \n\t- \u200b", "nothing"),
        ("Hi\n[[name]]", "line 2"),
        ("see <<link>>", "line 1"),
        ("TODO ask Theo", "line 1"),
        ("Hi\n  What blocks it?  ", "line 2 is the template's"),
        ("x" * 1001, "1,001 bytes"),
        ("é" * 501, "1,002 bytes"),
    ],
)
def test_unfinished_text_is_found(text: str, said: str) -> None:
    """Nothing, what was to be filled in, a prompt that was left, and more than a reply can have."""
    (found,) = problems(text, 1000, ["What blocks it?"])
    assert said in found


def entry(body: str, *, private: bool, number: int = 7) -> Entry:
    """An entry of Ada's if it is private, else of the customer's."""
    return Entry(number, ADA if private else THEO, private, body, START)


@pytest.mark.parametrize(
    "text",
    [
        NOTE,
        f"Hi Theo,\n\n{NOTE}",
        "Hi,\nplease offer the credit first, they said in the call that the renewal is at risk",
        "Hi,\nTHEY SAID, “in the call”,\n\nthat the **renewal**\nis at\u00a0risk.",
        "Hi, " + NOTE.replace("e", "e\u115f\u200b\ufe0f").replace("a", "\uff41"),
        "Hi, " + NOTE.translate(str.maketrans("aeopcs", "\u0430\u0435\u043e\u0440\u0441\u0455")),
    ],
)
def test_words_of_a_note_are_found(text: str) -> None:
    """Capitals, quotes, line ends, emphasis and the order of sentences make no other text.

    What is told names the note, and shows no more of it than five words.
    """
    (found,) = quoted_notes(text, [entry(NOTE, private=True), entry("Hi", private=False)])
    assert "note 7 of Ada Park, 2026-11-23 10:00 UTC" in found
    assert "risk" not in found or "offer" not in found
    assert len(found) < 140


@pytest.mark.parametrize(
    "text",
    [
        "Hi Theo, the renewal is at risk of being late.",
        "Thank you for the call; I am looking into it and will tell you by tomorrow.",
        "See https://posthog.com/docs/session-replay/troubleshooting-and-faq-for-recordings",
        "TypeError: Cannot read properties of undefined (reading 'snapshot') is what you sent",
    ],
)
def test_what_is_no_secret_passes(text: str) -> None:
    """A few words in common, an address, and what the customer wrote and the note repeats."""
    error = "TypeError: Cannot read properties of undefined (reading 'snapshot')"
    entries = [
        entry(NOTE, private=True),
        entry(f"He sees {error} there", private=True),
        entry(
            "See https://posthog.com/docs/session-replay/troubleshooting-and-faq-for-recordings",
            private=True,
        ),
        entry(f"I get: {error}.", private=False),
    ]
    assert quoted_notes(text, entries) == ()


def test_a_reply_that_came_back_as_a_note_can_be_sent_again() -> None:
    """It is private, and was meant for the customer: its own words are no secret."""
    withheld = entry(NOTE, private=True)._replace(mark=Mark("op1", "reply"))
    assert quoted_notes(NOTE, [withheld]) == ()
    assert len(quoted_notes(NOTE, [withheld, entry(NOTE, private=True)])) == 1


@pytest.mark.parametrize("text", ["https://a/?" + "x=/" * 9000, "a.b\n" * 2000, "https:/" * 4000])
def test_a_long_text_is_judged_in_seconds(text: str) -> None:
    """No text makes the search for addresses take longer than its length asks for."""
    began = process_time()
    internal_links(text, INTERNAL)
    assert process_time() - began < 6


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_judged(text: str, note: str) -> None:
    """No text makes a rule fail, and a note's own text is found wherever it is long enough."""
    internal_links(text, INTERNAL)
    problems(text, 1000, (note,))
    quoted_notes(text, [entry(note, private=True)])


@given(st.text("abcdefg ,.\n", min_size=60, max_size=200), st.text("hijk \n", max_size=50))
def test_a_note_is_found_in_any_surroundings(note: str, around: str) -> None:
    """A whole note of enough letters is found between other words."""
    letters = [char for char in note if char.isalnum()]
    found = quoted_notes(f"{around}{note}{around}", [entry(note, private=True)])
    assert bool(found) == (len(letters) >= 36)
