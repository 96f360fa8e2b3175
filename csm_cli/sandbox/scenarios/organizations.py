"""Who the customers are: four companies, PostHog itself, and a few that are there to be confused.

A PostHog organization has a UUID; its twin in Zendesk carries that as `external_id`. Regions are
told apart by `region`, as the customers' user ids are only unique within one.
"""

from __future__ import annotations

from typing import NamedTuple

from csm_cli.sandbox.scenarios.dice import identifier


class Project(NamedTuple):
    """A project of a customer; its number is the one in PostHog's URLs."""

    number: int
    name: str

    @property
    def uuid(self) -> str:
        """The key of the project's group."""
        return identifier("project", self.number)


class Organization(NamedTuple):
    """A company that uses PostHog. Without `zendesk_id` it never wrote to support."""

    name: str
    slug: str
    uuid: str
    region: str
    created_at: str
    plan: str = "free"
    plan_tag: str = "plan_free"
    support_type: str = "free_support"
    owner: str | None = None
    zendesk_id: int | None = None
    domain: str | None = None
    projects: tuple[Project, ...] = ()
    content_warning: str | None = None

    @property
    def site(self) -> str:
        """Where the organization's people use PostHog."""
        return f"https://{self.region.lower()}.posthog.com"


HEDGEBOX = Organization(
    name="Hedgebox Inc",
    slug="hedgebox-inc",
    uuid="0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01",
    region="US",
    created_at="2022-11-29T16:04:11Z",
    plan="enterprise",
    plan_tag="plan_enterprise",
    support_type="priority_support",
    owner="Robin Vale",
    zendesk_id=370000000001,
    domain="hedgebox.example",
    projects=(
        Project(48113, "Hedgebox web"),
        Project(48114, "Hedgebox mobile"),
        Project(51877, "Hedgebox: checkout (beta), v2"),
    ),
)
KELPWORKS = Organization(
    name="Kelpworks",
    slug="kelpworks",
    uuid="01871d5c-03be-0000-9f42-c0e7d1a25b02",
    region="US",
    created_at="2023-03-26T09:41:50Z",
    plan="scale",
    plan_tag="plan_scale",
    support_type="priority_support",
    owner="Robin Vale",
    zendesk_id=370000000002,
    domain="kelpworks.example",
    projects=(Project(60931, "Kelpworks app"), Project(60932, "Tank sensors")),
)
NORDLICHT = Organization(
    name="Nordlicht Analytik GmbH",
    slug="nordlicht-analytik-gmbh",
    uuid="018a9bb0-55d4-0000-a1c8-3e90b7f44c03",
    region="EU",
    created_at="2023-09-16T07:12:33Z",
    plan="boost",
    plan_tag="plan_boost",
    support_type="email_support",
    owner="Zoë Åkerblom",
    zendesk_id=370000000003,
    domain="nordlicht-analytik.example",
    projects=(Project(7204, "Nordlicht Portal"),),
)
TIDEWATER = Organization(
    name="Tidewater Freight",
    slug="tidewater-freight",
    uuid="018ea7c9-e2f7-0000-b6d3-58a1c94f7e04",
    region="EU",
    created_at="2024-04-04T13:55:02Z",
    plan="pay-as-you-go",
    plan_tag="plan_pay-as-you-go_paying",
    support_type="email_support",
    zendesk_id=370000000004,
    domain="tidewater-freight.example",
    projects=(Project(9518, "Driver app"), Project(9519, "Booking site")),
    content_warning="Recordings of the driver chat can show photographs of accidents.",
)

POSTHOG = Organization(
    name="PostHog",
    slug="posthog",
    uuid="0170342e-5c00-0000-7d11-b1c5e6a08e00",
    region="US",
    created_at="2020-02-11T10:00:00Z",
    projects=(Project(2, "PostHog App + Website"),),
)
# The same name as the customer, in the other region: a trial that somebody forgot.
HEDGEBOX_TRIAL = Organization(
    name="Hedgebox Inc",
    slug="hedgebox-inc-1",
    uuid="018f02aa-91c0-0000-8e15-2b7d0c6aef05",
    region="EU",
    created_at="2024-04-22T08:30:19Z",
    projects=(Project(9731, "Default project"),),
)
# Where one of the customer's people tries things out, and where staff once left her switched to.
HEDGEBOX_STAGING = Organization(
    name="Hedgebox staging",
    slug="hedgebox-staging",
    uuid="01901c3e-4d77-0000-b20a-7f61e8d5a906",
    region="US",
    created_at="2024-06-15T11:20:45Z",
    projects=(Project(71220, "staging"),),
)
# Known as a group, but nobody belongs to it any more.
QUILLFEATHER = Organization(
    name="Quillfeather Press",
    slug="quillfeather-press",
    uuid="01889f04-6c2b-0000-97e1-d4b83a1c5f07",
    region="US",
    created_at="2023-06-09T15:48:27Z",
)
# People belong to it, but its group was never registered.
MARROW_AND_PINE = Organization(
    name="Marrow & Pine Studio",
    slug="marrow-pine-studio",
    uuid="0192b7e8-2f90-0000-8c6d-91fa4e37d208",
    region="US",
    created_at="2024-10-23T18:02:14Z",
    projects=(Project(83341, "Shop"),),
)
# Somebody else's customer: none of its sessions may turn up in an audit of the others.
GLASSHOUSE = Organization(
    name="Glasshouse Labs",
    slug="glasshouse-labs",
    uuid="018c41d2-a8e5-0000-b7f2-06c9d1e84a09",
    region="US",
    created_at="2023-12-07T12:00:36Z",
    domain="glasshouse.example",
    projects=(Project(66010, "Greenhouse"),),
)

CUSTOMERS = (HEDGEBOX, KELPWORKS, NORDLICHT, TIDEWATER)
# In the order in which the truth about them is told.
AUDITED = (
    *CUSTOMERS, HEDGEBOX_TRIAL, HEDGEBOX_STAGING, QUILLFEATHER, MARROW_AND_PINE, GLASSHOUSE,
)  # fmt: skip
GROUPED = (*CUSTOMERS, POSTHOG, HEDGEBOX_TRIAL, HEDGEBOX_STAGING, QUILLFEATHER, GLASSHOUSE)
