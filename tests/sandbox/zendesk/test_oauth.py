"""OAuth: consent, codes with PKCE, tokens, refresh with rotation, scopes."""

import base64
import hashlib
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.sandbox.small import Small

VERIFIER = "v" * 64
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
)
REDIRECT = "http://127.0.0.1:54321/callback"


def request_of(**changes: Any) -> dict[str, str]:
    """Return the parameters of an authorization request; None leaves one out."""
    sent = {
        "response_type": "code", "client_id": "csm", "redirect_uri": REDIRECT, "state": "s&1",
        "scope": "tickets:read users:read", "code_challenge": CHALLENGE,
        "code_challenge_method": "S256", **changes,
    }  # fmt: skip
    return {key: value for key, value in sent.items() if value is not None}


def page(small: Small, **changes: Any) -> requests.Response:
    """Open the page that asks for consent."""
    url = f"{small.url}/oauth/authorizations/new"
    return small.get(url, None, params=request_of(**changes))


def approve(small: Small, decision: str = "allow", **changes: Any) -> dict[str, str]:
    """Fill in the page's own form, and return what the redirect carries."""
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page(small, **changes).text))
    form = {key: value.replace("&amp;", "&") for key, value in form.items()}
    answer = small.call(
        "POST", f"{small.url}/oauth/authorizations/new", None,
        data={**form, "decision": decision, "user_id": "101"}, allow_redirects=False,
    )  # fmt: skip
    assert answer.status_code == 302
    where = urlsplit(answer.headers["Location"])
    assert f"{where.scheme}://{where.netloc}{where.path}" == changes.get("redirect_uri", REDIRECT)
    return {key: values[0] for key, values in parse_qs(where.query).items()}


def exchange(small: Small, *, as_form: bool = False, **changes: Any) -> requests.Response:
    """Send a token request."""
    sent = {"client_id": "csm", **changes}
    how: dict[str, Any] = {"data": sent} if as_form else {"json": sent}
    return small.call("POST", f"{small.url}/oauth/tokens", None, **how)


def by_code(small: Small, code: str, **changes: Any) -> requests.Response:
    """Exchange a code."""
    sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT,
            "code_verifier": VERIFIER, **changes}  # fmt: skip
    return exchange(small, **sent)


def tokens(small: Small, **changes: Any) -> dict[str, Any]:
    """Go the whole way to a pair of tokens."""
    answer = by_code(small, approve(small, **changes)["code"])
    assert answer.status_code == 200
    pair: dict[str, Any] = answer.json()
    return pair


def test_the_whole_way(small: Small) -> None:
    """Consent, code, tokens, a call; the loopback redirect came back on the client's own port."""
    said = approve(small)
    assert said["state"] == "s&1"
    pair = by_code(small, said["code"]).json()
    assert (pair["token_type"], pair["expires_in"], pair["scope"]) == (
        "bearer", 1800, "tickets:read users:read",
    )  # fmt: skip
    me = small.get("users/me", None, bearer=pair["access_token"]).json()["user"]
    assert me["name"] == "Robin Vale"


def test_a_denial(small: Small) -> None:
    """Who denies sends the client an error and no code."""
    said = approve(small, "deny")
    assert (said["error"], "code" in said) == ("access_denied", False)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"client_id": "unknown"}, "invalid_client"),
        ({"redirect_uri": "http://127.0.0.1:54321/elsewhere"}, "invalid_request"),
        ({"redirect_uri": "http://127.0.0.1.evil.example/callback"}, "invalid_request"),
        ({"redirect_uri": "http://a@127.0.0.1/callback"}, "invalid_request"),
        ({"redirect_uri": "https://127.0.0.1/callback"}, "invalid_request"),
        ({"redirect_uri": "http://127.0.0.1:99999/callback"}, "invalid_request"),
        ({"redirect_uri": "http://127.0.0.1:0/callback"}, "invalid_request"),
        ({"redirect_uri": REDIRECT + "#fragment"}, "invalid_request"),
        ({"redirect_uri": REDIRECT + "?more=1"}, "invalid_request"),
        ({"redirect_uri": None}, "invalid_request"),
        ({"scope": "users:write"}, "invalid_scope"),  # not allowed for this client
        ({"scope": "everything"}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
    ],
)
def test_requests_that_get_no_page(small: Small, changes: dict[str, Any], code: str) -> None:
    """What is wrong with the request is an error, and never a redirect."""
    answer = page(small, **changes)
    assert answer.status_code in (400, 401)
    assert answer.json()["error"] == code


def test_the_page_holds_no_markup_of_others(small: Small) -> None:
    """A state with markup in it stays an attribute's text."""
    text = page(small, state='"><script>x</script>').text
    assert "<script>" not in text
    assert "sandbox-" not in text


@pytest.mark.parametrize(
    "changes",
    [{"code_verifier": "w" * 64}, {"code_verifier": None}, {"redirect_uri": REDIRECT + "x"},
     {"client_id": "server", "client_secret": "sandbox-secret"}, {"code": "made-up"}],
)  # fmt: skip
def test_codes_are_bound(small: Small, changes: dict[str, Any]) -> None:
    """A code works with its verifier, redirect and client only; the right one still works after."""
    code = approve(small)["code"]
    answer = by_code(small, **{"code": code, **changes})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    assert by_code(small, code).status_code == 200


def test_codes_work_once_and_not_for_long(small: Small) -> None:
    """The second use is refused, and so is the first after 120 seconds."""
    code = approve(small)["code"]
    assert by_code(small, code).status_code == 200
    assert by_code(small, code).json()["error"] == "invalid_grant"
    code = approve(small)["code"]
    small.advance(121)
    assert by_code(small, code).json()["error"] == "invalid_grant"


def test_access_tokens_end(small: Small) -> None:
    """After half an hour: 401 `invalid_token`, and nobody on `users/me`."""
    token = tokens(small)["access_token"]
    assert small.get("tickets/1001", None, bearer=token).status_code == 200
    small.advance(1801)
    answer = small.get("tickets/1001", None, bearer=token)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert small.get("users/me", None, bearer=token).json()["user"]["id"] is None


def test_a_suspended_user_is_out(small: Small) -> None:
    """A token is worth nothing while its user is suspended."""
    token = tokens(small)["access_token"]
    small.put("users/101", {"user": {"suspended": True}}, "noor")
    assert small.get("tickets/1001", None, bearer=token).status_code == 401


def test_refreshing_rotates(small: Small) -> None:
    """The new pair works, and both halves of the old pair are dead."""
    old = tokens(small)
    refresh = {"grant_type": "refresh_token", "refresh_token": old["refresh_token"]}
    new = exchange(small, as_form=True, **refresh).json()
    assert new["scope"] == old["scope"]
    assert small.get("tickets/1001", None, bearer=new["access_token"]).status_code == 200
    assert small.get("tickets/1001", None, bearer=old["access_token"]).status_code == 401
    again = exchange(small, **refresh)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_a_refresh_may_narrow_the_scopes(small: Small) -> None:
    """Fewer scopes are granted, more are refused and use nothing up."""
    refresh = {"grant_type": "refresh_token", "refresh_token": tokens(small)["refresh_token"]}
    wider = exchange(small, **refresh, scope="tickets:read tickets:write")
    assert wider.json()["error"] == "invalid_scope"
    pair = exchange(small, **refresh, scope="tickets:read").json()
    assert pair["scope"] == "tickets:read"
    assert small.get("users/101", None, bearer=pair["access_token"]).status_code == 403


def test_refresh_tokens_end(small: Small) -> None:
    """After thirty days a refresh token is worth nothing; until then it outlives its partner."""
    pair = tokens(small)
    small.advance(29 * 86_400)
    refresh = {"grant_type": "refresh_token", "refresh_token": pair["refresh_token"]}
    pair = exchange(small, **refresh).json()
    small.advance(31 * 86_400)
    refresh["refresh_token"] = pair["refresh_token"]
    assert exchange(small, **refresh).json()["error"] == "invalid_grant"


def test_other_lives(small: Small) -> None:
    """A client may ask for other lives, within bounds."""
    pair = by_code(small, approve(small)["code"], expires_in=300).json()
    assert pair["expires_in"] == 300
    for changes in (
        {"expires_in": 299}, {"expires_in": "x"}, {"expires_in": "\u00b2"},
        {"refresh_token_expires_in": 60},
    ):  # fmt: skip
        answer = by_code(small, approve(small)["code"], **changes)
        assert answer.json()["error"] == "invalid_request"


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "tickets/1001/audits", "read"),
        ("GET", "search?query=x", "read"),
        ("GET", "groups", "read"),
        ("GET", "organizations/501", "organizations:read"),
        ("PUT", "tickets/1001", "tickets:write"),
        ("PUT", "users/201", "users:write"),
    ],
)
def test_missing_scopes(small: Small, method: str, path: str, scope: str) -> None:
    """A call outside the scopes is 403 and names what is missing; `read` covers all reading."""
    token = tokens(small)["access_token"]
    answer = small.call(method, path, None, bearer=token, json={"ticket": {"subject": "x"}})
    assert answer.status_code == 403
    assert answer.json() == {
        "error": "Forbidden",
        "description": f"You are missing the following required scopes: {scope}",
    }
    wide = tokens(small, scope="read tickets:write")["access_token"]
    if method == "GET":
        assert small.get(path, None, bearer=wide).status_code == 200


def test_comments_come_with_tickets_read(small: Small) -> None:
    """The scope for tickets covers their comments, which the audits' does not."""
    token = tokens(small)["access_token"]
    assert small.get("tickets/1001/comments", None, bearer=token).status_code == 200


def test_no_scope_asked_for_is_all(small: Small) -> None:
    """A client gets all that it is allowed."""
    pair = tokens(small, scope=None)
    assert "tickets:write" in pair["scope"].split()
    answer = small.call(
        "PUT",
        "tickets/1001",
        None,
        bearer=pair["access_token"],
        json={"ticket": {"priority": "low"}},
    )
    assert answer.status_code == 200


def test_confidential_clients_show_their_secret(small: Small) -> None:
    """Without it they are not believed; with it they need no PKCE."""
    there = "https://server.example/callback"
    changes: dict[str, Any] = {"client_id": "server", "redirect_uri": there, "code_challenge": None,
               "code_challenge_method": None, "scope": None}  # fmt: skip
    code = approve(small, **changes)["code"]
    sent = {"client_id": "server", "redirect_uri": there, "code_verifier": None}
    assert by_code(small, code, **sent).status_code == 401
    assert by_code(small, code, **sent, client_secret="wrong").status_code == 401
    pair = by_code(small, code, **sent, client_secret="sandbox-secret").json()
    assert pair["scope"] == "read write"
    assert small.get("groups", None, bearer=pair["access_token"]).status_code == 200


@pytest.mark.parametrize("kind", ["password", "client_credentials", None])
def test_other_grants(small: Small, kind: str | None) -> None:
    """No other way leads to a token."""
    answer = exchange(small, grant_type=kind, username="robin", password="x")
    assert answer.json()["error"] == "unsupported_grant_type"


@pytest.mark.parametrize("body", [b"{", b"[]", b""])
def test_unreadable_token_requests(small: Small, body: bytes) -> None:
    """They are refused in the server's own shape."""
    headers = {"Content-Type": "application/json"}
    answer = small.call("POST", f"{small.url}/oauth/tokens", None, data=body, headers=headers)
    assert answer.json()["error"] == "invalid_request"


def test_revoking_the_current_token(small: Small) -> None:
    """The pair is dead at once; it takes the scope `write`, and a token that is one of OAuth's."""
    narrow = tokens(small)
    url = f"{small.url}/api/v2/oauth/tokens/current.json"
    headers = {"Authorization": f"Bearer {narrow['access_token']}"}
    assert requests.delete(url, headers=headers, timeout=20).status_code == 403
    me = small.get("users/me", None, bearer=narrow["access_token"]).json()["user"]
    assert me["name"] == "Robin Vale"

    there = "https://server.example/callback"
    changes: dict[str, Any] = {"client_id": "server", "redirect_uri": there, "code_challenge": None,
               "code_challenge_method": None, "scope": None}  # fmt: skip
    sent = {"client_id": "server", "client_secret": "sandbox-secret", "code_verifier": None}
    code = approve(small, **changes)["code"]
    wide = by_code(small, code, redirect_uri=there, **sent).json()
    headers = {"Authorization": f"Bearer {wide['access_token']}"}
    answer = requests.delete(url, headers=headers, timeout=20)
    assert (answer.status_code, answer.content) == (204, b"")
    assert small.get("groups", None, bearer=wide["access_token"]).status_code == 401
    again = exchange(
        small, grant_type="refresh_token", refresh_token=wide["refresh_token"],
        client_id="server", client_secret="sandbox-secret",
    )  # fmt: skip
    assert again.json()["error"] == "invalid_grant"
    basic = requests.delete(url, auth=("robin.vale@posthog.example/token", "no"), timeout=20)
    assert basic.status_code == 401
