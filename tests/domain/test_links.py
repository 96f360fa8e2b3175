"""Which addresses of a ticket's text are links, and which are only text."""

import pytest

from csm_cli.domain import links
from csm_cli.domain.links import PUBLISHED, Sites, found

UUID = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
ADMIN = "/admin/posthog/user/20418/change/"

GOOD = [
    (links.ADMIN_USER, f"https://us.posthog.com{ADMIN}"),
    (links.ADMIN_USER, f"https://EU.posthog.com{ADMIN}"),
    (links.ADMIN_USER, "http://go/adminEU/ann@kelp.example"),
    (links.ADMIN_ORGANIZATION, f"http://go/adminOrgUS/{UUID}"),
    (links.REPLAY, "http://go/session/bce17de1-2076?t=2576"),
    (links.REPLAY, "https://us.posthog.com/project/sTMFPsFhdP1Ssg/replay/019e200b-2166?t=1358"),
    (links.EXCEPTIONS, "https://us.posthog.com/project/2/error_tracking?filterGroup=%7B%7D"),
    (links.LOCATION, "https://us.posthog.com/project/5/insights/new#q={%22kind%22:[1|2]}"),
    (links.BILLING, f"http://go/billing/{UUID}"),
    (links.REPORT_EVENT, f"http://go/ticketByUUID/{UUID}"),
    (links.SENTRY, "http://go/sentryUS/5"),
]
BAD = [
    (links.ADMIN_USER, f"https://us.posthog.com.evil.example{ADMIN}", links.OTHER_HOST),
    (links.ADMIN_USER, f"https://evil.example/us.posthog.com{ADMIN}", links.OTHER_HOST),
    (links.ADMIN_USER, f"https://us.posthog.com@evil.example{ADMIN}", links.NOT_WEB),
    (links.ADMIN_USER, f"https://us.posthog.com:8443{ADMIN}", links.NOT_WEB),
    (links.ADMIN_USER, f"https://us.posthog.com:x{ADMIN}", links.NOT_WEB),
    (links.ADMIN_USER, f"https://evil.example\\@us.posthog.com{ADMIN}", links.NOT_WEB),
    (links.ADMIN_USER, f"https://us.posthog.com{ADMIN} x", links.NOT_WEB),
    (links.ADMIN_USER, f"https://us.posthog.com{ADMIN}\x1b]8;;https://evil.example", links.NOT_WEB),
    (links.ADMIN_USER, f"https://us.p\u043esthog.com{ADMIN}", links.NOT_WEB),
    (links.ADMIN_USER, f"http://us.posthog.com{ADMIN}", links.OTHER_HOST),
    (links.ADMIN_USER, f"//us.posthog.com{ADMIN}", links.NOT_WEB),
    (links.ADMIN_USER, "javascript:alert(1)", links.NOT_WEB),
    (links.ADMIN_USER, "file:///etc/passwd", links.NOT_WEB),
    (links.ADMIN_USER, "http://[", links.NOT_WEB),
    (links.ADMIN_USER, "https://us.posthog.com/admin/logout/", links.OTHER_PATH),
    (links.ADMIN_USER, f"https://us.posthog.com{ADMIN}../../2/change/", links.OTHER_PATH),
    (links.ADMIN_USER, "http://go/adminUS/ann@kelp.example/x", links.OTHER_PATH),
    (links.ADMIN_USER, "http://go/anything", links.OTHER_PATH),
    (links.REPLAY, "https://go/../session/x", links.OTHER_PATH),
    (links.EXCEPTIONS, "http://go/project/2/error_tracking", links.OTHER_HOST),
    (links.EXCEPTIONS, "https://us.posthog.com/project/2/settings", links.OTHER_PATH),
    (links.BILLING, f"https://us.posthog.com/billing/{UUID}", links.OTHER_HOST),
    (links.LOCATION, "https://posthog.kelp.example/project/1/home", links.OTHER_HOST),
    (links.LOCATION, "https://us.posthog.com/admin/posthog/user/", links.OTHER_PATH),
    (links.LOCATION, "https://us.posthog.com//logout", links.OTHER_PATH),
]


@pytest.mark.parametrize(("kind", "address"), GOOD)
def test_what_the_form_writes_is_a_link(kind: str, address: str) -> None:
    """The shapes of all generations of the form are links of their kind, unchanged."""
    assert found(kind, address, PUBLISHED) == (kind, address, address, "body", None)


@pytest.mark.parametrize(("kind", "address", "flag"), BAD)
def test_what_only_looks_like_it_is_text(kind: str, address: str, flag: str) -> None:
    """Another host, page, scheme or a hidden sign: shown as it is, never as a link."""
    assert found(kind, address, PUBLISHED) == (kind, None, address, "body", flag)


def test_built_links_pass_the_check_of_found_ones() -> None:
    """What csm builds of an id has the very shape that it would accept from a form."""
    for region in ("us", "eu"):
        page = links.organization_page(UUID, region, PUBLISHED)
        assert page.url is not None
        assert found(page.kind, page.url, PUBLISHED).url == page.url
        assert links.region_of(page.url, PUBLISHED) == region
    billing = links.billing_page(UUID, PUBLISHED)
    assert billing.url is not None
    assert found(billing.kind, billing.url, PUBLISHED).url == billing.url


def test_hosts_come_from_the_facts() -> None:
    """A config file can name other hosts, and then those of the published code are strangers."""
    sites = Sites.of({"us_url": "https://US.test", "eu_url": "https://eu.test", "short_host": "s"})
    assert sites == ("us.test", "eu.test", "s")
    assert found(links.ADMIN_USER, f"https://us.test{ADMIN}", sites).flag is None
    assert found(links.ADMIN_USER, f"https://us.posthog.com{ADMIN}", sites).flag


def test_the_shipped_hosts_are_the_published_ones() -> None:
    """Without any configuration the facts and the form's published code agree."""
    from csm_cli.adapters import defaults  # noqa: PLC0415

    assert Sites.of(defaults.load()["posthog"]) == PUBLISHED
