"""Comments: who will read them, what is made of their words, how they are listed."""

from typing import Any

import pytest

from tests.sandbox.small import Small


def comment_event(small: Small, number: int, as_: str, **comment: Any) -> dict[str, Any]:
    """Add a comment and return its event; the list of comments must agree on who reads it."""
    answer = small.update(number, as_, comment=comment)
    assert answer.status_code == 200
    event: dict[str, Any] = answer.json()["audit"]["events"][0]
    assert small.comments(number)[-1]["public"] == event["public"]
    return event


@pytest.mark.parametrize(
    ("number", "sent", "public"),
    [
        (1001, {}, True),  # the ticket was opened in public, so a note without `public` is none
        (1001, {"public": None}, True),
        (1001, {"public": "maybe"}, True),
        (1001, {"public": False}, False),
        (1001, {"public": "false"}, False),
        (1001, {"public": True}, True),
        (1007, {}, False),  # opened with a private note
        (1007, {"public": True}, True),
    ],
)
def test_who_reads_a_full_agents_comment(
    small: Small, number: int, sent: dict[str, Any], public: bool
) -> None:
    """Without a decision the ticket's first comment decides, so usually the public."""
    assert comment_event(small, number, "robin", body="Words", **sent)["public"] is public


def test_a_public_comment_makes_the_ticket_public(small: Small) -> None:
    """`is_public` says whether any comment of the ticket is public."""
    assert small.ticket(1007)["is_public"] is False
    comment_event(small, 1007, "robin", body="Hello", public=True)
    assert small.ticket(1007)["is_public"] is True


@pytest.mark.parametrize("sent", [{}, {"public": True}, {"public": False}])
def test_light_agents_write_notes_only(small: Small, sent: dict[str, Any]) -> None:
    """Whatever a light agent sends becomes a private note."""
    assert comment_event(small, 1001, "lin", body="Mine", **sent)["public"] is False


def test_a_light_agents_own_ticket_is_the_exception(small: Small) -> None:
    """Their comment is public when they are the requester and not in the ticket's group."""
    assert comment_event(small, 1004, "lin", body="I asked", public=False)["public"] is True
    assert small.update(1004, "noor", group_id=301).status_code == 200  # Lin is in Support
    assert comment_event(small, 1004, "lin", body="I asked", public=True)["public"] is False


@pytest.mark.parametrize(
    "change",
    [{"status": "pending"}, {"tags": ["new_tag"]}, {"group_id": 302}, {"assignee_id": 101},
     {"custom_fields": [{"id": 603, "value": "escalated"}]}, {"priority": "low"}],
)  # fmt: skip
def test_light_agents_fail_whole(small: Small, change: dict[str, Any]) -> None:
    """A field change beside a light agent's note fails both, and nothing is written."""
    before, comments = small.ticket(1001), small.comments(1001)
    note = {"body": "And a note", "public": False}
    answer = small.update(1001, "lin", comment=note, **change)
    assert (answer.status_code, answer.json()["error"]["title"]) == (403, "Forbidden")
    assert (small.ticket(1001), small.comments(1001)) == (before, comments)


def test_a_value_that_changes_nothing_is_no_field_change(small: Small) -> None:
    """A light agent's note passes beside a status that is already so."""
    answer = small.update(1001, "lin", status="open", comment={"body": "Same", "public": False})
    assert answer.status_code == 200


def test_the_three_forms_of_a_text(small: Small) -> None:
    """Text is escaped in `html_body`; blank lines part paragraphs."""
    event = comment_event(
        small, 1001, "robin", body=" <b>1 & 2</b>\n\nthen\nthis 🦔\n", public=False
    )
    assert event["body"] == "<b>1 & 2</b>\n\nthen\nthis 🦔"
    assert event["html_body"] == (
        '<div class="zd-comment" dir="auto"><p dir="auto">&lt;b&gt;1 &amp; 2&lt;/b&gt;</p>\n\n'
        '<p dir="auto">then\n<br> this 🦔</p></div>'
    )
    assert event["plain_body"] == "<b>1 & 2</b> \n\n then\n\n this 🦔"


def test_html_wins_and_is_cleaned(small: Small) -> None:
    """`html_body` beats `body`; scripts, handlers and unsafe links go, their text stays."""
    html = (
        '<p onclick="x()">Hi <a href="javascript:x()">bad</a> <a href="https://ok.example">ok</a>'
        "</p><script>alert(1)</script><marquee>moving</marquee>"
    )
    event = comment_event(small, 1001, "robin", body="ignored", html_body=html, public=False)
    assert event["html_body"] == (
        '<div class="zd-comment" dir="auto"><p>Hi <a>bad</a> '
        '<a href="https://ok.example">ok</a></p>moving</div>'
    )
    assert event["body"] == "Hi bad ok\nmoving"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>one\n two</p>\n\n<p>three<br>four</p>", "one two\n\nthree\nfour"),
        ("<pre>  a\n\n\n\tb   c\n</pre>", "a\n\n\n\tb   c"),
        ("<p>x</p><pre>\n  y</pre> z", "x\n\n  y\nz"),
        ("<b>a</b> <i>b</i>\n", "a b"),
        ("<pre>&#123;&#123;ticket.id&#125;&#125; &lt;b&gt; &amp;amp;</pre>",
         "{{ticket.id}} <b> &amp;"),
        ("<pre>{{ticket.id}}</pre>", "1001"),
    ],
)  # fmt: skip
def test_the_text_of_html(small: Small, html: str, kept: str) -> None:
    """White space is HTML's: one blank outside of `pre`, as it is within; Liquid sees the source.

    So a brace that is written as an entity is no placeholder any more.
    """
    event = comment_event(small, 1001, "robin", html_body=html, public=False)
    assert (event["body"], event["plain_body"]) == (kept, kept)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a **b** *c* __d__ _e_ ~~f~~",
         "<p>a <strong>b</strong> <em>c</em> <strong>d</strong> <em>e</em> <s>f</s></p>"),
        ("snake_case_name 2 * 3 * 4 \\*", "<p>snake_case_name 2 * 3 * 4 *</p>"),
        ("`x * y` and [docs](https://ok.example)",
         '<p><code>x * y</code> and <a href="https://ok.example">docs</a></p>'),
        ("# Title\n\n> said\n\n---",
         "<h1>Title</h1>\n\n<blockquote><p>said</p></blockquote>\n\n<hr>"),
        ("```\n<b>  x\n```", "<pre><code>&lt;b&gt;  x\n</code></pre>"),
        ("see\n\n    indented\n    code", "<p>see</p>\n\n<pre><code>indented\ncode</code></pre>"),
    ],
)  # fmt: skip
def test_markdown_in_a_text(small: Small, words: str, shown: str) -> None:
    """`body` stays as it was typed; `html_body`, which people see, lacks the signs."""
    event = comment_event(small, 1001, "robin", body=words, public=False)
    assert event["body"] == words
    inner = event["html_body"].removeprefix('<div class="zd-comment" dir="auto">')
    assert inner.removesuffix("</div>").replace(' dir="auto"', "") == shown


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("see {{ticket.id}} / {{ ticket.title }}", "see 1001 / Replay does not load"),
        ("{{ticket.requester.first_name}} {{current_user.email}}",
         "Dana robin.vale@posthog.example"),
        ("{{ticket.ticket_field_604}}|{{ticket.no.such}}|", "user-1||"),
        ("{{ ticket.title | upcase }}", "Replay does not load"),
        ("{{ '{{' }}ticket.id}} {% raw %}{{ticket.id}}{% endraw %}",
         "{{ticket.id}} {{ticket.id}}"),
        ("a{% if x %}b{% endif %}c { {ticket.id} }", "abc { {ticket.id} }"),
        ("{{ticket.group.name}} {{ticket.organization.name}} {{ticket.assignee.name}}.",
         "Support Hedgebox Inc ."),
    ],
)  # fmt: skip
def test_placeholders_are_expanded(small: Small, words: str, kept: str) -> None:
    """Liquid in an agent's comment is filled in when it is saved."""
    assert comment_event(small, 1001, "robin", body=words, public=False)["body"] == kept


def test_placeholders_cannot_bring_markup_into_html(small: Small) -> None:
    """A customer's subject with tags in it stays text in an HTML comment."""
    small.update(1001, subject="<img src=x> & co")
    event = comment_event(small, 1001, "robin", html_body="<p>{{ticket.title}}</p>", public=False)
    assert "<p>&lt;img src=x&gt; &amp; co</p>" in event["html_body"]


@pytest.mark.parametrize(
    "sent", [{"body": ""}, {"body": "  \n"}, {"public": False}, {"body": None}]
)
def test_no_words_no_comment(small: Small, sent: dict[str, Any]) -> None:
    """An empty comment is none, and no update either."""
    before = small.ticket(1001)
    answer = small.update(1001, comment=sent)
    assert answer.json()["audit"]["events"] == []
    assert small.ticket(1001) == before


def test_sizes(small: Small) -> None:
    """A comment has a longest length, a ticket a largest number of comments."""
    assert small.update(1001, comment={"body": "x" * 65_536}).status_code == 422
    assert small.update(1001, comment={"body": "x" * 65_535}).status_code == 200
    small.limit(comments_per_ticket=4)
    full = small.update(1001, comment={"body": "one more", "public": False})
    assert full.status_code == 422
    assert small.update(1001, status="pending").status_code == 200


def test_an_agent_may_speak_for_somebody(small: Small) -> None:
    """`author_id` names another author; a light agent may not, an unknown one is refused."""
    assert comment_event(small, 1001, "robin", body="From Jo", author_id=202)["author_id"] == 202
    assert small.update(1001, "lin", comment={"body": "x", "author_id": 202}).status_code == 403
    assert small.update(1001, comment={"body": "x", "author_id": 999}).status_code == 422


def test_order_and_side_loads(small: Small) -> None:
    """Oldest first; newest first by `sort` for cursors and by `sort_order` for offsets."""
    bodies = [item["body"] for item in small.comments(1001)]
    assert bodies[-1] == "Which browser is it?"
    by_cursor = small.get(
        "tickets/1001/comments?sort=-created_at&page[size]=2&include=users"
    ).json()
    assert [item["body"] for item in by_cursor["comments"]] == bodies[:0:-1]
    assert [user["name"] for user in by_cursor["users"]] == ["Ada Park"]
    by_offset = small.get(
        "tickets/1001/comments?sort_order=desc&per_page=1&include_inline_images=false"
    ).json()
    assert [item["body"] for item in by_offset["comments"]] == bodies[-1:]
    wrong_pair = small.get("tickets/1001/comments?sort=-created_at").json()["comments"]
    assert [item["body"] for item in wrong_pair] == bodies
