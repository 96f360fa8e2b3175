"""The sandbox's Vitally: a key that is good, and one that is not."""

from typing import Any

import pytest

from tests.sandbox.small_services.asking import Small

KEY = ("sk_live_canary", "")


def test_admins_by_pages(services: Small) -> None:
    """A page of the size that was asked for, and the cursor of the next."""
    first = services.ask("vitally", "/resources/admins?limit=2", auth=KEY).json()
    assert [admin["id"] for admin in first["results"]] == ["a-1", "a-2"]
    last = services.ask("vitally", f"/resources/admins?limit=2&from={first['next']}", auth=KEY)
    assert [admin["id"] for admin in last.json()["results"]] == ["a-3"]
    assert last.json()["next"] is None


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"auth": ("unknown", "")},
        {"auth": ("sk_live_canary", "password")},
        {"auth": ("", "sk_live_canary")},
        {"key": "sk_live_canary"},
        {"headers": {"Authorization": "Basic §"}},
    ],
)
def test_not_signed_in(services: Small, options: dict[str, Any]) -> None:
    """The key is the user name of Basic authentication, with an empty password."""
    options["headers"] = {
        name: value.encode() for name, value in options.pop("headers", {}).items()
    }
    assert services.ask("vitally", "/resources/admins", **options).status_code == 401


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "from=x"])
def test_pages_that_there_are_not(services: Small, query: str) -> None:
    """A page has one to a hundred entries."""
    assert services.ask("vitally", f"/resources/admins?{query}", auth=KEY).status_code == 400


def test_one_customer_by_either_id(services: Small) -> None:
    """Vitally's own or the external one, with who has which role; another is not there."""
    own = services.ask("vitally", "/resources/accounts/v-1", auth=KEY).json()
    assert services.ask("vitally", "/resources/accounts/org-1", auth=KEY).json() == own
    assert (own["externalId"], own["organizationId"], own["csmId"]) == ("org-1", "v-9", "a-1")
    held = [(role["keyRole"]["label"], role["vitallyUser"]["name"]) for role in own["keyRoles"]]
    assert held == [("CSM", "Robin Vale"), ("Account Executive", "Ada Park")]
    path = "/resources/organizations/group%2F1"
    assert services.ask("vitally", path, auth=KEY).json()["accountsCount"] == 1
    assert services.ask("vitally", "/resources/accounts/v-9", auth=KEY).status_code == 404


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["v-3", "v-1"]),
        ("?status=activeOrChurned", ["v-2", "v-3", "v-1"]),
        ("?status=churned", ["v-2"]),
        ("?sortBy=createdAt", ["v-3", "v-1"]),
    ],
)
def test_customers_by_pages(services: Small, query: str, ids: list[str]) -> None:
    """The latest first; of accounts those that are customers, unless others are asked for."""
    whole = services.ask("vitally", f"/resources/accounts{query}", auth=KEY).json()
    assert [each["id"] for each in whole["results"]] == ids
    join = "&" if query else "?"
    first = services.ask("vitally", f"/resources/accounts{query}{join}limit=1", auth=KEY).json()
    assert [each["id"] for each in first["results"]] == ids[:1]
    assert (first["next"] is None) == (len(ids) == 1)
    if first["next"] is not None:
        following = f"/resources/accounts{query}{join}limit=1&from={first['next']}"
        rest = services.ask("vitally", following, auth=KEY).json()
        assert [each["id"] for each in rest["results"]] == ids[1:2]


@pytest.mark.parametrize(
    "query",
    ["accounts?limit=101", "organizations?from=x", "accounts?status=all", "accounts?sortBy=x"],
)
def test_lists_that_there_are_not(services: Small, query: str) -> None:
    """A word that the service does not know is refused."""
    assert services.ask("vitally", f"/resources/{query}", auth=KEY).status_code == 400


def test_the_limit_of_a_minute(services: Small) -> None:
    """The headers tell of it on every answer, and of the seconds to wait."""
    for left in (3, 2, 1, 0):
        answer = services.ask("vitally", "/resources/admins", auth=KEY)
        assert answer.headers["RateLimit-Limit"] == "4, 4;window=60"
        assert answer.headers["RateLimit-Remaining"] == str(left)
    answer = services.ask("vitally", "/resources/admins", auth=KEY)
    assert (answer.status_code, 0 < int(answer.headers["RateLimit-Reset"]) <= 60) == (429, True)
    services.advance(60)
    assert services.ask("vitally", "/resources/admins", auth=KEY).status_code == 200


def test_elsewhere_is_nothing(services: Small) -> None:
    """A path that is not served is a 404."""
    assert services.ask("vitally", "/resources/nobody", auth=KEY).status_code == 404


def test_the_log_does_not_keep_the_key(services: Small) -> None:
    """It stands where other services have a user name, which the log would keep."""
    services.ask("vitally", "/resources/admins", auth=KEY)
    [entry] = services.log()
    assert entry["headers"]["authorization"] == "Basic ***:***"
