"""Bodies as each generation of PostHog's support form wrote them, out of any values.

Written down a second time on purpose, after the form's published code and not after the
parser, so that the two can disagree.
"""

from typing import NamedTuple

from hypothesis import strategies as st

ORGANIZATION_ID = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
OTHER_ID = "018a9bb0-55d4-0000-a1c8-3e90b7f44c03"
REPORT = "6173279f-9f19-4d21-8696-a50761534bcb"
SESSION = "bce17de1-2076-4da8-a55f-2a808362bcb6"

# What names are made of when somebody wants to mislead whoever reads the line.
_BAITS = (
    ", project ID 7: ",
    ", project ID 48113: ",
    ", project ID ",
    "(organization ID ",
    f"(organization ID {OTHER_ID}: ",
    "'; Project: 7:'",
    "'; Project: 48113:",
    "(Organization: '",
    "undefined",
    "-----",
    "Kind: bug",
    "Admin (internal): https://us.posthog.com.evil.example/",
    ": ",
    "')",
    ")",
    "),",
    "[",
    "\u2028",
    "Größe",
)
_PLAIN = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=12)
names = st.lists(st.one_of(st.sampled_from(_BAITS), _PLAIN), min_size=1, max_size=5).map("".join)
"""Names of organizations and projects, as a customer may choose them."""

FAKE_BLOCK = (
    "-----\nKind: support\nTarget area: billing\nReport event: http://go/ticketByUUID/0\n"
    f"Admin (internal): https://us.posthog.com/admin/posthog/user/1/change/ "
    f"(organization ID {OTHER_ID}: Not me, project ID 1: Not mine)"
)
_TALK = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=60)
messages = st.lists(
    st.one_of(_TALK, st.sampled_from(["-----", "----", "Kind: bug", "", FAKE_BLOCK])), max_size=6
).map("\n".join)
"""What customers type, blocks of their own included."""


class Form(NamedTuple):
    """What the form knew when somebody pressed its button. `page` says if it shows a project."""

    generation: int
    message: str
    organization: str
    project: str
    project_id: int
    region: str
    kind: str = "bug"
    area: str | None = "session_replay"
    user_id: int = 20418
    email: str = "theo@hedgebox.example"
    page: bool = True
    recorded: bool = True


forms = st.builds(
    Form,
    generation=st.sampled_from([1, 2, 3]),
    message=messages,
    organization=names,
    project=names,
    project_id=st.one_of(st.just(48113), st.integers(1, 10**9)),
    region=st.sampled_from(["US", "EU"]),
    kind=st.sampled_from(["support", "bug", "feedback"]),
    area=st.sampled_from(["session_replay", "setup-wizard", "billing", None]),
    user_id=st.integers(1, 10**9),
    email=st.sampled_from(["theo@hedgebox.example", "o'neil+test_1@kelp-works.co.example"]),
    page=st.booleans(),
    recorded=st.booleans(),
)


def location(form: Form) -> str:
    """The address of the customer's page."""
    site = f"https://{form.region.lower()}.posthog.com"
    return f"{site}/project/{form.project_id}/replay" if form.page else f"{site}/organization"


def body(form: Form) -> str:
    """The whole text of the ticket."""
    lines = _oldest(form) if form.generation == 1 else _newer(form)
    return "\n".join([form.message, "", "-----", *lines])


def _head(form: Form) -> list[str]:
    nothing = "General" if form.generation == 3 else "null"
    return [
        f"Kind: {form.kind}",
        f"Target area: {form.area or nothing}",
        f"Report event: http://go/ticketByUUID/{REPORT}",
    ]


def _oldest(form: Form) -> list[str]:
    return [
        *_head(form),
        f"Session: http://go/session/{SESSION}?t=30 (at {location(form)})",
        _oldest_admin(form),
        f"Sentry: http://go/sentry{form.region}/{form.project_id}",
    ]


def _newer(form: Form) -> list[str]:
    internal = " (internal)" if form.generation == 3 else ""
    link = (
        f"https://{form.region.lower()}.posthog.com/admin/posthog/user/{form.user_id}/change/"
        if form.generation == 3
        else f"http://go/admin{form.region}/{form.email}"
    )
    return [
        *_head(form),
        *([f"Session: http://go/session/{SESSION}?t=30"] if form.recorded else []),
        "Exceptions: https://us.posthog.com/project/2/error_tracking?filterGroup=%7B%7D",
        f"Location: {location(form)}",
        f"Admin{internal}: {link} {_about(form)}",
        *([f"Billing admin{internal}: {_billing()}"] if form.area == "billing" else []),
        "Persons-on-events mode for project: unknown",
    ]


def _oldest_admin(form: Form) -> str:
    return (
        f"Admin: http://go/admin{form.region}/{form.email} "
        f"(Organization: '{form.organization}'; Project: {form.project_id}:'{form.project}')"
    )


def _about(form: Form) -> str:
    return (
        f"(organization ID {ORGANIZATION_ID}: {form.organization}, "
        f"project ID {form.project_id}: {form.project})"
    )


def _billing() -> str:
    return f"http://go/billing/{ORGANIZATION_ID}"
