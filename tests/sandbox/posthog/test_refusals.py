"""Keys, projects, limits and bodies: what the API says when it says no."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sandbox.posthog.asking import Asking, asking, event

QUERY = {"query": {"kind": "HogQLQuery", "query": "SELECT 1"}}
SLOW = (
    "SELECT count() FROM events AS a CROSS JOIN events AS b CROSS JOIN events AS c "
    "WHERE concat(a.distinct_id, b.distinct_id) != c.event"
)
KEYS = [
    {"key": "phx_all", "region": "us", "scopes": ["*"]},
    {"key": "phx_write", "region": "us", "scopes": ["query:write"]},
    {"key": "phx_user", "region": "us", "scopes": ["user:read"]},
    {"key": "phx_elsewhere", "region": "us", "scopes": ["*"], "projects": [7]},
    {"key": "phx_eu", "region": "eu", "scopes": ["*"]},
]


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """A PostHog with keys of all sorts."""
    with asking(tmp_path_factory.mktemp("keyed"), keys=KEYS, project_id=12) as asked:
        del asked.http.headers["Authorization"]
        yield asked


def _ask(
    asked: Asking, method: str, path: str, key: str | None = "phx_all", **options: Any
) -> httpx.Response:
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    return asked.http.request(method, path, headers=headers, **options)


def _told(response: httpx.Response) -> tuple[int, str, str, str]:
    body = response.json()
    assert set(body) == {"type", "code", "detail", "attr"}
    return response.status_code, body["type"], body["code"], body["detail"]


def test_no_key(keyed: Asking) -> None:
    """Without credentials: 401 and the way to bring some."""
    for headers in ({}, {"Authorization": "Basic abc"}, {"Authorization": "Bearer"}):
        response = keyed.http.post("/api/projects/12/query/", json=QUERY, headers=headers)
        assert _told(response)[:3] == (401, "authentication_error", "not_authenticated")
        assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("key", ["phx_nonsense", "phx_eu"])
def test_an_unknown_key(keyed: Asking, key: str) -> None:
    """A key of the other region is as unknown as any; the detail says where it was found."""
    invalid = (401, "authentication_error", "authentication_failed")
    told = _told(_ask(keyed, "POST", "/api/projects/12/query/", key, json=QUERY))
    assert told == (*invalid, "Personal API key found in request Authorization header is invalid.")
    body = {**QUERY, "personal_api_key": key}
    told = _told(_ask(keyed, "POST", "/api/projects/12/query/", None, json=body))
    assert told == (*invalid, "Personal API key found in request body is invalid.")
    told = _told(_ask(keyed, "GET", f"/api/users/@me/?personal_api_key={key}", None))
    assert told == (*invalid, "Personal API key found in request query string is invalid.")


def test_the_eu_host(keyed: Asking) -> None:
    """Each host knows the keys of its region only."""
    eu = Asking(keyed.sandbox, "phx_eu", "posthog_eu")
    with eu.http:
        assert eu.http.get("/api/users/@me/").status_code == 200
        assert eu.http.post("/api/projects/12/query/", json=QUERY).json()["results"] == [[1]]
        refused = eu.http.get("/api/users/@me/", headers={"Authorization": "Bearer phx_all"})
        assert refused.status_code == 401


def test_other_places_for_the_key(keyed: Asking) -> None:
    """A good key is taken from the body and the query string as well."""
    body = {**QUERY, "personal_api_key": "phx_all"}
    assert _ask(keyed, "POST", "/api/projects/12/query/", None, json=body).status_code == 200
    path = "/api/users/@me/?personal_api_key=phx_all"
    assert _ask(keyed, "GET", path, None).status_code == 200


@pytest.mark.parametrize(
    ("key", "method", "path", "status", "detail"),
    [
        ("phx_user", "POST", "/api/projects/12/query/", 403,
         "API key missing required scope 'query:read'"),
        ("phx_user", "GET", "/api/projects/12/query/x/", 403,
         "API key missing required scope 'query:read'"),
        ("phx_write", "GET", "/api/users/@me/", 403, "API key missing required scope 'user:read'"),
        ("phx_write", "GET", "/api/projects/12/groups_types/", 403,
         "API key missing required scope 'group:read'"),
        ("phx_elsewhere", "POST", "/api/projects/12/query/", 403,
         "API key does not have access to the requested project: ID 12."),
        ("phx_all", "POST", "/api/projects/13/query/", 404, "Project not found."),
        ("phx_all", "POST", "/api/projects/x/query/", 404, "Project not found."),
        ("phx_all", "POST", "/api/teams/12/query/", 404, "Endpoint not found."),
        ("phx_all", "GET", "/api/projects/12/insights/", 404, "Endpoint not found."),
        ("phx_all", "GET", "/api/projects/12/query/", 405, 'Method "GET" not allowed.'),
        ("phx_all", "PUT", "/api/users/@me/", 405, 'Method "PUT" not allowed.'),
    ],
)  # fmt: skip
def test_what_a_key_may_not(
    keyed: Asking, key: str, method: str, path: str, status: int, detail: str
) -> None:
    """Scopes and projects give 403, unknown projects and paths 404."""
    options = {"json": QUERY} if method == "POST" else {}
    told = _told(_ask(keyed, method, path, key, **options))
    kind = "authentication_error" if status == 403 else "invalid_request"
    assert (told[0], told[1], told[3]) == (status, kind, detail)


def test_what_a_key_may(keyed: Asking) -> None:
    """`query:write` and `*` hold `query:read`; the project may be called current."""
    for key in ("phx_write", "phx_all"):
        for path in ("projects/12/query/", "projects/12/query", "projects/@current/query/"):
            assert _ask(keyed, "POST", f"/api/{path}", key, json=QUERY).status_code == 200
    types = _ask(keyed, "GET", "/api/projects/12/groups_types/").json()
    assert (types[0]["group_type"], types[0]["group_type_index"]) == ("organization", 0)
    me = _ask(keyed, "GET", "/api/users/@me/").json()
    assert (me["email"], me["team"]["id"]) == ("robin.vale@posthog.example", 12)


def test_the_old_path(keyed: Asking) -> None:
    """Environments still answer, and say that projects are their successor."""
    response = _ask(keyed, "POST", "/api/environments/12/query/", json=QUERY)
    assert response.json()["results"] == [[1]]
    assert response.headers["Deprecation"] == "true"
    assert response.headers["Link"] == '</api/projects/12/query/>; rel="successor-version"'
    refused = _ask(keyed, "POST", "/api/environments/12/query/", "phx_user", json=QUERY)
    assert (refused.status_code, refused.headers["Deprecation"]) == (403, "true")
    assert "Deprecation" not in _ask(keyed, "POST", "/api/projects/12/query/", json=QUERY).headers


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({}, "query"),
        ({"query": "SELECT 1"}, "query"),
        ({"query": {"kind": "TrendsQuery"}}, "query.kind"),
        ({"query": {"query": "SELECT 1"}}, "query.kind"),
        ({"query": {"kind": "HogQLQuery"}}, "query.query"),
        ({"query": {"kind": "HogQLQuery", "query": 1}}, "query.query"),
        ({"query": {"kind": "HogQLQuery", "query": "x", "value": {}}}, "query.value"),
        ({"query": {"kind": "HogQLQuery", "query": "x", "values": []}}, "query.values"),
        ({"query": {"kind": "HogQLQuery", "query": "x", "values": {"filters": 1}}},
         "query.values.filters"),
        ({"query": {"kind": "HogQLQuery", "query": "x", "explain": True}}, "query.explain"),
        ({"query": {"kind": "HogQLQuery", "query": "x", "filters": {"dateRange": {}}}},
         "query.filters"),
        ({"query": {"kind": "HogQLQuery", "query": "x", "modifiers": {"debug": True}}},
         "query.modifiers.debug"),
        ({"query": {"kind": "HogQLQuery", "query": "x",
                    "modifiers": {"convertToProjectTimezone": "no"}}},
         "query.modifiers.convertToProjectTimezone"),
        ({**QUERY, "filters_override": {"a": 1}}, "filters_override"),
        ({**QUERY, "client_query_id": 5}, "client_query_id"),
        ({**QUERY, "limit": 5}, "limit"),
        ([1], None),
    ],
)  # fmt: skip
def test_bodies_that_do_not_fit(keyed: Asking, body: object, attr: str | None) -> None:
    """A body with something missing, wrong or unknown is a 400 that names the place."""
    response = _ask(keyed, "POST", "/api/projects/12/query/", json=body)
    assert _told(response)[:2] == (400, "validation_error")
    assert response.json()["attr"] == attr


def test_bodies_that_are_no_json(keyed: Asking) -> None:
    """Broken JSON is a parse error, any other kind of body is not taken."""
    path, key = "/api/projects/12/query/", {"Authorization": "Bearer phx_all"}
    for content in (b"{", b"\xff", b'{"query": NaN}', b"[" * 100_000, b""):
        headers = {**key, "Content-Type": "application/json; charset=utf-8"}
        response = keyed.http.post(path, content=content, headers=headers)
        assert _told(response)[:3] == (400, "invalid_request", "parse_error")
    unknown = {"Authorization": "Bearer phx_x", "Content-Type": "application/json"}
    assert keyed.http.post(path, content=b"{", headers=unknown).status_code == 401
    response = keyed.http.post(path, data={"query": "SELECT 1"}, headers=key)
    assert _told(response)[:3] == (415, "invalid_request", "unsupported_media_type")


def test_the_kind_in_the_path(keyed: Asking) -> None:
    """The path may name the kind, and must then be right."""
    assert _ask(keyed, "POST", "/api/projects/12/query/HogQLQuery/", json=QUERY).status_code == 200
    wrong = _ask(keyed, "POST", "/api/projects/12/query/HogQLMetadata/", json=QUERY)
    assert (wrong.status_code, wrong.json()["attr"]) == (400, "query.kind")


@pytest.mark.parametrize(
    ("text", "valid", "place"),
    [
        ("SELECT event FROM events", True, None),
        ("SELECT count() FROM", False, (19, 19)),
        ("SELECT nope FROM events", False, (0, 23)),
        ("SELECT 1 OFFSET 1", False, (0, 17)),
        ("SELECT {x}", False, (0, 10)),
    ],
)
def test_metadata(keyed: Asking, text: str, valid: bool, place: tuple[int, int] | None) -> None:
    """HogQLMetadata says whether a query would run, and where it is wrong, without running it."""
    query = {"kind": "HogQLMetadata", "language": "hogQL", "query": text}
    answer = _ask(keyed, "POST", "/api/projects/12/query/", json={"query": query}).json()
    assert (answer["isValid"], answer["warnings"], answer["notices"]) == (valid, [], [])
    found = [(each["start"], each["end"]) for each in answer["errors"]]
    assert found == ([] if place is None else [place])
    other = {**query, "language": "hog"}
    refused = _ask(keyed, "POST", "/api/projects/12/query/", json={"query": other})
    assert (refused.status_code, refused.json()["attr"]) == (400, "query.language")


def test_the_throttle(tmp_path: Path) -> None:
    """Beyond its queries a minute a key is told to wait, and how long; others are not."""
    with asking(tmp_path, limits={"queries_per_minute": 2, "queries_per_hour": 3}) as asked:
        asked.advance(now="2026-05-01T12:00:00Z")
        assert [asked.post("SELECT 1").status_code for _ in range(3)] == [200, 200, 429]
        response = asked.post("SELECT 1")
        wait = response.headers["Retry-After"]
        assert int(wait) in (59, 60)
        assert _told(response) == (
            429, "throttled_error", "throttled",
            f"Request was throttled. Expected available in {wait} seconds.",
        )  # fmt: skip
        assert asked.http.get("/api/users/@me/").status_code == 200
        eu = Asking(asked.sandbox, "phx_sandbox_eu", "posthog_eu")
        with eu.http:
            assert eu.post("SELECT 1").status_code == 200
        asked.advance(advance_s=61)
        assert [asked.post("SELECT 1").status_code for _ in range(2)] == [200, 429]
        assert int(asked.post("SELECT 1").headers["Retry-After"]) in range(3530, 3541)
        asked.sandbox.reset()
        assert asked.post("SELECT 1").status_code == 200


def test_the_default_throttle(tmp_path: Path) -> None:
    """240 queries a minute are let through, and the next is not."""
    with asking(tmp_path, limits={}) as asked:
        asked.advance(now="2026-05-01T12:00:00Z")
        codes = [asked.post("SELECT 1", refresh="blocking").status_code for _ in range(241)]
        assert codes == [200] * 240 + [429]


def test_too_many_at_once(tmp_path: Path) -> None:
    """A query beyond those that may run waits a while, then is refused without a time."""
    events = [event(number, "x", "2026-01-01T00:00:00Z") for number in range(900)]
    limits = {
        "queries_per_minute": 10_000,
        "queries_per_hour": 10_000,
        "concurrent_queries": 1,
        "seconds_in_queue": 0.2,
        "query_seconds": 2,
    }
    with asking(tmp_path, events=events, limits=limits) as asked:
        asked.answer("SELECT 1")
        slow: list[httpx.Response] = []
        thread = threading.Thread(target=lambda: slow.append(asked.post(SLOW)))
        thread.start()
        refused = asked.post("SELECT 1")
        while refused.status_code == 200 and thread.is_alive():
            refused = asked.post("SELECT 2")
        assert _told(refused)[:3] == (429, "throttled_error", "throttled")
        assert "Retry-After" not in refused.headers
        assert asked.post("SELECT 1", refresh="blocking").status_code == 200
        thread.join()
        assert _told(slow[0])[:3] == (504, "server_error", "error")
        assert asked.one("SELECT 3") == 3


def test_too_much_memory(tmp_path: Path) -> None:
    """A query that would take more than it may is a 504 as well; the next one is answered."""
    events = [event(number, f"e{number}", "2026-01-01T00:00:00Z") for number in range(2000)]
    limits = {"query_bytes": 10_000_000, "queries_per_minute": 1000, "queries_per_hour": 1000}
    with asking(tmp_path, events=events, limits=limits) as asked:
        text = "SELECT groupArray(concat(event, repeat('x', 20000))) FROM events LIMIT 1"
        told = _told(asked.post(text))
        assert told[:3] == (504, "server_error", "error")
        assert "memory" in told[3]
        assert asked.one("SELECT 1") == 1
