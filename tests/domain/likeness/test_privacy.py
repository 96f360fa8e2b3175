"""What of a ticket may be said in public."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csm_cli.domain.likeness.privacy import private, public_wording
from csm_cli.domain.likeness.wording import Wording
from csm_cli.domain.names import key, words

_LETTERS = st.text(string.ascii_letters + "äöüéñçłß", min_size=2, max_size=12)
_NAME = st.lists(_LETTERS, min_size=1, max_size=3).map(" ".join)
_DOMAIN = st.tuples(
    st.text(string.ascii_lowercase, min_size=3, max_size=12),
    st.sampled_from(["com", "io", "co.uk", "example"]),
).map(".".join)
_EMAIL = st.tuples(st.text(string.ascii_lowercase + ".", min_size=2, max_size=12), _DOMAIN).map(
    lambda parts: f"{parts[0].strip('.') or 'xx'}@{parts[1]}"
)
_SENTENCES = st.sampled_from(
    [
        "{} says that recordings stop at the checkout",
        'the page says "the flag of {} is not found in this project"',
        "TypeError: Cannot read properties of {} while it loads",
        "our event is called {}_checkout and is missing",
        "see `{}.track` or {}-staging",
        "(as {} told you) exports fail with 504",
        "Hi {}",
        "Cheers\n{}",
        "window.{}.init fails",
    ]
)


def _said(found: Wording) -> list[str]:
    """Every word that a public service would read, without accents and in small letters."""
    return [part for text in (*found.phrases, *found.words) for part in (key(text), *words(text))]


def _holds_none(found: Wording, told: list[str]) -> None:
    said = _said(found)
    for each in told:
        for part in words(each.partition("@")[2].rpartition(".")[0] if "@" in each else each):
            assert part not in said or len(part) < 2
            if len(part) >= 4:
                assert not any(part in word for word in said)


@given(st.lists(st.tuples(_SENTENCES, st.sampled_from(["name", "email", "domain"]))), _NAME, _EMAIL)
@example([("our event is called {}_checkout and is missing", "domain")], "Li", "li@hedgebox.io")
@example([("our event is called {}_checkout and is missing", "name")], "AA", "aa@aaa.com")
@example([("TypeError: Cannot read properties of {} while it loads", "name")], "Ada", "a@b.com")
def test_nothing_of_the_ticket_leaves(told: list[tuple[str, str]], name: str, email: str) -> None:
    """Names, addresses, domains and customers, as they stand, in small letters, or within a word.

    Whatever the sentence around them: none of their parts is in what a public service is sent.
    """
    domain = email.partition("@")[2]
    values = {"name": name, "email": email, "domain": domain}
    lines = [line.replace("{}", values[kind]) for line, kind in told]
    lines += [line.replace("{}", values[kind].lower()) for line, kind in told]
    hidden = private([name, email, domain])
    _holds_none(public_wording("\n".join(lines), hidden, {"recording", "flag"}), [name, email])


@given(st.text(string.ascii_letters + string.digits + " .-_@:/'\"\n", max_size=300))
def test_no_id_leaves(text: str) -> None:
    """No number of four digits and more, no address, no @, whatever is typed."""
    found = public_wording(text, private([]))
    for each in (*found.phrases, *found.words):
        digits = "".join(one if one.isdigit() else " " for one in each).split()
        assert all(len(run) < 4 for run in digits)
        assert "@" not in each
        assert "://" not in each


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Yesterday Janine from Contoso saw exports fail", {"janine", "contoso"}),
        ("exports fail for customer12345 and org_48113", {"customer12345", "org_48113"}),
        ("exports fail at data.contoso.com and shop.contoso.de", {"data.contoso.com", "contoso"}),
        ('"Janine Meier is not found in this list"', {"janine", "meier"}),
        ("Error: no flag for 'janine' in this project", {"janine"}),
        ("exports fail for @janine and +49 170 1234567", {"janine", "170", "1234567"}),
        ("exports fail for Jean-Luc and Ann.Lee", {"jean-luc", "ann.lee"}),
    ],
)
def test_what_may_be_a_name_is_taken_for_one(text: str, gone: set[str]) -> None:
    """Strangers who stand nowhere on the ticket: a capital, a quoted value, a long number."""
    said = _said(public_wording(text, private([])))
    assert not gone & {*said, *(part for each in said for part in each.split())}
    assert said  # and not by saying nothing at all


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("exports fail with eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.dozjg", "eyJ dozjg"),
        (
            "exports fail, AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAM",
            "AKIA wJalr K7MD",
        ),
        ("exports fail with xK9mQ2pLw and secret=hunterhunter", "xK9mQ2pLw hunter"),
        ("exports fail with Basic YWRhOnNlY3JldA== and phc_abc glpat-abcdEF", "YWRh phc_ glpat"),
        ("exports fail for cus_NffrFeUfNV2Hib, aBcD12Ef and U012AB3CD", "cus_ aBcD U012"),
        (
            "exports fail on 00:1B:44:11:3A:B7 in /home/janine/x and C:\\Users\\theo\\y",
            "1B janine theo",
        ),
        ("exports fail for McDonald and DeShawn of AcmeCorp", "McDonald DeShawn Acme"),
        ("exports fail for Initech3 on Initech_prod", "Initech"),
        ("exports fail for 山田太郎 and müller", "山田太郎 müller"),
        ("exports fail for ada@hedgebox.net at hedgebox, ada", "hedgebox ada"),
        ("exports fail at https://app.kelpworks.io/x, so kelpworks_flags waits", "kelpworks"),
        ("exports fail for janine meier <jm@x.io>", "janine meier"),
        ("exports fail for janine (at) contoso (dot) com", "janine contoso"),
        ("exports fail for lovelace@x.io, Lov\u200belace, love\u00adlace", "love lace elace"),
    ],
)
def test_no_key_no_id_and_no_name_in_code_leaves(text: str, gone: str) -> None:
    """What is a key, a record's id, or looks like code because a name has a capital within it.

    Also what an e-mail or an address in the text says of somebody, where it stands alone.
    """
    found = public_wording(text, private([]), {"export"})
    said = " ".join((*found.phrases, *found.words))
    assert not [each for each in gone.split() if each.casefold() in said.casefold()]
    assert "exports" in said


@pytest.mark.parametrize(
    "text",
    [
        "I can't see why: ValidationError: Invalid breakdown for 'acme_vip' in a funnel",
        "Theo's page: ValidationError: Invalid breakdown for 'acme_vip' in the users' funnel",
        "ValidationError: Invalid breakdown for 'acme's_vip', it isn't in a funnel",
        "ValidationError: Invalid breakdown for b'acme_vip' and it didn't help a funnel",
        "it's ValidationError: Invalid breakdown for \u2018acme_vip\u2019 that doesn't funnel",
    ],
)
def test_an_apostrophe_opens_no_quotation(text: str) -> None:
    """What stands in single quotation marks goes, and nothing else, whatever "can't" is around."""
    found = public_wording(text, private(()), {"funnel"})
    assert "acme" not in " ".join(_said(found))
    assert "funnel" in found.words
    assert found.phrases == ("ValidationError Invalid breakdown for",)


def test_what_is_no_error_is_not_sent_as_one() -> None:
    """Where what was wrong had to go, no accidental rest of the sentence stands for it."""
    text = "AcmeError: Zoe's list 'acme' in the list of theirs and on the page"
    assert public_wording(text, private(()), {"list"}).phrases == ()


def test_code_that_nobody_is_named_in_stays() -> None:
    """Errors of JavaScript, the SDK's names and those of flags and of options are searched for."""
    text = (
        "TypeError and ChunkLoadError in PostHogProvider since capture_pageview, webgl2, "
        "posthog-js 1.2.3 and content-security-policy; useFeatureFlagEnabled"
    )
    found = public_wording(text, private([]))
    kept = {"TypeError", "ChunkLoadError", "PostHogProvider", "capture_pageview", "webgl2"}
    assert {*kept, "posthog-js", "useFeatureFlagEnabled"} <= set(found.words)


def test_what_tells_the_matter_apart_stays() -> None:
    """Names of products, words of code and error strings are what a search in public is for."""
    text = (
        "Hi Tomasz,\nin Safari the canvas is black since captureCanvas is on. The log says\n"
        '"Query exceeded the time limit for Hedgebox Inc".\nThanks\nTheo'
    )
    found = public_wording(text, private(["Theo Brandt", "Hedgebox Inc"]), {"safari", "canvas"})
    assert found.phrases == ("exceeded the time limit for",)
    assert {"captureCanvas", "safari", "canvas", "black"} <= set(found.words)


def test_a_mail_service_is_nobody() -> None:
    """Of an address at a mail service everybody uses, the part before the @ alone is private."""
    hidden = private(["jane.doe@gmail.com"], {"gmail.com"})
    assert hidden.parts == {"jane", "doe", "janedoe"}
    assert not hidden.holds("gmail")
