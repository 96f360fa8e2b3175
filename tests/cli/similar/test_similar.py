"""`csm similar` on the default scenario, over HTTP."""

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import httpx
import jsonschema
import pytest

from tests.adapters.scripted_server import Reply, scripted
from tests.cli.zendesk_of_sandbox import Zendesk
from tests.conftest import Served
from tests.terminal import Terminal

SCHEMA = json.loads((files("csm_cli") / "schemas" / "similar.json").read_text(encoding="utf-8"))


def checked(document: Any) -> Any:
    """The document, which fits its schema."""
    jsonschema.validate(document, SCHEMA)
    return document


def _asked(sandbox: Served) -> list[Mapping[str, Any]]:
    log: list[Mapping[str, Any]] = httpx.get(
        f"{sandbox.services['github']}/_sandbox/requests"
    ).json()
    return [each for each in log if not each["path"].startswith("/_sandbox")]


def test_a_ticket(reader: Terminal) -> None:
    """The issue that its owner's label has comes first; never the ticket itself; all is told."""
    out = reader("similar 48213 --json --verbose")
    document = checked(out.json)
    assert (out.exit_code, document["ticket"], document["complete"]) == (0, 48213, True)
    best = document["matches"][0]
    assert best["url"] == "https://github.com/PostHog/posthog/issues/91433"
    assert [each["code"] for each in best["reasons"]] == ["words", "area", "recent"]
    assert best["score"] == sum(each["points"] for each in best["reasons"])
    [message] = [each for each in best["also"] if each["source"] == "slack"]
    assert message["url"].startswith("https://posthog-sandbox.slack.com/archives/C0REPLAY/p")
    sources = {each["source"] for each in document["matches"]}
    assert {"zendesk", "github", "pylon", "docs", "tips"} == sources
    assert not [each for each in document["matches"] if "/tickets/48213" in each["url"]]
    for each in document["sources"]:
        for query in each["queries"]:
            assert f": {query}\n" in out.stderr
    assert "the docs: nothing of the query was sent" in out.stderr


def test_what_is_said_is_what_is_sent(csm: Terminal, sandbox: Served) -> None:
    """The queries of the document are those that arrive, to the letter, and no others."""
    document = csm("similar 48240 --json").json
    told = {each["source"]: each["queries"] for each in document["sources"]}
    asked = _asked(sandbox)

    def queries(service: str, path: str, name: str) -> list[str]:
        found = [each for each in asked if (each["service"], each["path"]) == (service, path)]
        return [dict(httpx.QueryParams(each["query"]))[name] for each in found]

    assert queries("github", "/search/issues", "q") == told["github"]
    assert queries("slack", "/api/search.messages", "query") == told["slack"]
    tickets = queries("zendesk", "/api/v2/search.json", "query")
    assert [each.removeprefix("type:ticket ") for each in tickets] == told["zendesk"]
    [pylon] = [each["body"] for each in asked if each["service"] == "pylon"]
    values = [each["value"] for each in pylon["filter"]["subfilters"]]
    assert told["pylon"] == ["title contains one of: " + ", ".join(values)]
    [site] = [each for each in asked if each["service"] == "website"]
    assert (site["path"], site["query"]) == ("/llms.txt", "")


def test_an_error_string_is_sent_whole(reader: Terminal) -> None:
    """Within quotation marks, to GitHub as well; it makes its finds the best ones."""
    document = checked(reader("similar 48240 --json").json)
    assert document["searched_for"]["public"]["error_strings"] == ["permission denied on charges"]
    for each in document["sources"]:
        if each["source"] in {"zendesk", "github", "slack"}:
            assert '"permission denied on charges"' in each["queries"][0]
    best = document["matches"][:2]
    assert {each["source"] for each in best} == {"github", "slack"}
    assert {each["reasons"][0]["code"] for each in best} == {"error_string"}


@pytest.mark.parametrize("ticket", [48213, 48220, 48230, 48276, 48285, 48290, 48291, 48292])
def test_nothing_private_is_sent_to_github(reader: Terminal, ticket: int) -> None:
    """No name, address, organization or number of any ticket's, whatever it is about."""
    shown = reader(f"show {ticket} --json").json
    document = reader(f"similar {ticket} --source github --json").json
    [github] = document["sources"]
    sent = " ".join(github["queries"]).casefold().replace("repo:posthog/posthog", "")
    asked = shown["requester"]
    private = [asked["name"], asked["email"], str(ticket)]
    organization = shown["zendesk_organization"]
    private += [organization["name"]] if organization else []
    for each in private:
        for part in each.casefold().replace("@", " ").replace(".", " ").split():
            if len(part) > 3 and part not in {"example", "github", "noreply"}:
                assert part not in sent


def test_words(reader: Terminal) -> None:
    """Several words of one's own; operators among them are words."""
    out = reader(
        ["similar", 'recordings stop repo:evil/x OR in:#random "iframe" -canvas', "--json"]
    )
    document = checked(out.json)
    assert document["ticket"] is None
    assert document["matches"]
    for each in document["sources"]:
        for query in each["queries"]:
            bare = query.replace("repo:PostHog/posthog is:issue", "")
            assert "repo:" not in bare
            assert "in:" not in bare
            assert " OR " not in bare
            assert " -" not in bare


@pytest.mark.parametrize(
    ("words", "strings"),
    [
        (["permission", "denied", "on", "charges"], ["permission denied on charges"]),
        (["permission denied on charges"], ["permission denied on charges"]),
        (["recordings of our checkout"], []),
        (["permission denied for ada@hedgebox.example today"], []),
        (["permission denied on charges since we moved to the new plan"], []),
    ],
)
def test_a_typed_error_is_one(reader: Terminal, words: list[str], strings: list[str]) -> None:
    """Up to eight words that sound like an error are searched for as they stand.

    Quotation marks around them are the shell's: csm never sees those.
    """
    document = checked(reader(["similar", "--json", "-s", "github", *words]).json)
    assert document["searched_for"]["private"]["error_strings"] == strings
    assert document["searched_for"]["public"]["error_strings"] == strings
    sent = document["sources"][0]["queries"]
    assert all(f'"{each}"' in sent[0] for each in strings)


def test_lines_on_stdin_stay_lines(csm: Terminal, zendesk: Zendesk) -> None:
    """A ticket's text that is piped is taken apart as one that is an argument is.

    Its trailer is stripped, and who is named there is named to no public search.
    """
    body = zendesk.ticket(48240)["description"]
    text = f"TypeError: the hedgebox player is undefined\nThanks for looking\n\n{body}"
    line = ["similar", "--json", "-s", "github"]
    piped = checked(csm([*line, "-"], stdin=text).json)
    assert piped["searched_for"] == checked(csm([*line, text]).json)["searched_for"]
    wording = str(piped["searched_for"]["public"]).casefold()
    assert "hedgebox" not in wording
    assert "thanks" not in wording
    assert "person_id_override" not in wording


def test_a_long_text_hides_whom_its_end_names(csm: Terminal, zendesk: Zendesk) -> None:
    """A log of a thousand lines before the trailer makes no customer's name public."""
    body = zendesk.ticket(48240)["description"]
    log = "TypeError: the hedgebox player is undefined\n" + "at a line of the log\n" * 1500
    out = csm(["similar", "--json", "-s", "github", "-"], stdin=f"{log}\n{body}")
    assert "hedgebox" not in str(checked(out.json)["searched_for"]["public"]).casefold()


def test_places_are_chosen(csm: Terminal, sandbox: Served) -> None:
    """Only what is named is asked, and nothing for what is not there; the limit is kept."""
    out = csm("similar recordings iframe -s docs -s pylon --limit 1 --json")
    document = checked(out.json)
    assert [each["source"] for each in document["sources"]] == ["pylon", "docs"]
    assert (len(document["matches"]), document["omitted"]) == (1, 3)
    assert {each["service"] for each in _asked(sandbox)} == {"pylon", "website"}


def test_the_index_of_the_docs_is_kept(csm: Terminal, sandbox: Served) -> None:
    """A second run asks nobody; when it is older, with its tag, and gets no body again."""
    csm("similar recordings -s docs")
    assert "recording" in csm("similar recordings -s docs").casefold()
    assert len(_asked(sandbox)) == 1
    config = csm.variables["CSM_CONFIG"]
    with open(config, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("[website]\ndocs_index_hours = 0\n")
    out = csm("similar recordings -s docs --json").json
    assert (len(out["matches"]) > 0, [each["status"] for each in _asked(sandbox)]) == (
        True,
        [200, 304],
    )


def test_messages_are_read_as_slack_writes_them(csm: Terminal) -> None:
    """Its entities and links are no part of the words: the error is the same, the title legible."""
    written = (
        "<@U0ADA> in <#C0HELP|help>: <https://example.com/a?b=1&amp;c=2|the page> says "
        "Cannot read &lt;anonymous&gt; of undefined &amp; stops"
    )
    message = {
        "channel": {"id": "C0HELP", "name": "help"},
        "ts": "1795053011.000104",
        "text": written,
        "permalink": "https://posthog.slack.com/archives/C0HELP/p1795053011000104",
    }
    found = Reply(body={"ok": True, "messages": {"matches": [message]}})
    with scripted(*[found] * 2) as slack:
        words = '"Cannot read <anonymous> of undefined"'
        out = csm.with_(CSM_SLACK_URL=slack.url)(["similar", words, "-s", "slack", "--json"])
    (match,) = checked(out.json)["matches"]
    assert match["title"] == (
        "#help: @U0ADA in #help: the page says Cannot read <anonymous> of undefined & stops"
    )
    assert match["reasons"][0]["code"] == "error_string"


def test_a_screen(reader: Terminal) -> None:
    """Links to click where the terminal can; without, the addresses stand there."""
    out = reader.with_(terminal=True, TERM="xterm-256color")("similar 48220")
    assert "https://github.com/PostHog/posthog/issues/91410" in out
    plain = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", out).split())
    assert "the same area: feature/replay" in plain
    dumb = reader.with_(terminal=True, TERM="dumb")("similar 48220 -s github")
    assert "\x1b" not in dumb
    assert "github.com/PostHog/posthog/issues/91410" in dumb.replace("\n", "")
    narrow = reader.with_(terminal=True, TERM="dumb", width=60)("similar 48220 -s tips")
    assert all(line[0] == " " or line[:4].strip()[0].isdigit() for line in narrow.splitlines())
    nothing = reader.with_(terminal=True)("similar xylophone quarkiness -s pylon")
    assert (nothing.exit_code, "nothing alike found" in nothing) == (0, True)


def test_a_pipe(reader: Terminal) -> None:
    """A line each: score, place, title, address, state, why."""
    [line, *_] = reader("similar 48220").splitlines()
    score, source, title, url, state, why = line.split("\t")
    assert (source, state, url) == (
        "github",
        "open",
        "https://github.com/PostHog/posthog/issues/91410",
    )
    assert float(score) > 5
    assert ("Canvas" in title, "shares" in why) == (True, True)


def test_the_best_in_the_browser(reader: Terminal) -> None:
    """Without a browser its address is the result; with none found that is said."""
    assert reader("similar 48220 --web").strip() == (
        "https://github.com/PostHog/posthog/issues/91410"
    )
    assert reader("similar xylophone quarkiness -s pylon --web").exit_code == 5


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("similar 999999", 5),
        ("similar https://posthog.com/docs", 2),
        ("similar the and or", 2),
        ("similar flags --source moon", 2),
        ("similar flags --limit 0", 2),
        ("similar 48213 --web --json", 2),
    ],
)
def test_what_makes_no_sense(reader: Terminal, line: str, code: int) -> None:
    """No such ticket, the page of something else, nothing to look for, no such place."""
    out = reader(line)
    assert (out.exit_code, str(out)) == (code, "")
