"""What to see before somebody logs in as a customer; a content warning before all else."""

from collections.abc import Iterable, Iterator, Sequence

from csm_cli.domain.login_as import USER, USER_SEARCH, Aim, Place
from csm_cli.domain.organizations import Accounts
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import DeskOrganization

_CONTENT = "content_warning"
_NOBODY_LOOKED = "so nobody has looked whether there is a content warning"

OF_A_PAGE = (
    Notice(
        "target_unverified",
        "an address may come from anybody: look on the admin page whose project it is "
        "before you log in",
    ),
    Notice("no_organization", f"the address names no organization, {_NOBODY_LOOKED}"),
)


def gravest_first(warnings: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each warning once, those about what may be seen there first."""
    once = dict.fromkeys(warnings)
    return tuple(sorted(once, key=lambda notice: notice.code != _CONTENT))


def of_desk(filed: Iterable[DeskOrganization]) -> Iterator[Notice]:
    """The content warnings that the desk's organizations carry."""
    for each in filed:
        if each.content_warning:
            yield Notice(_CONTENT, f"content warning: {each.content_warning}")


def unseen(*, asked: bool) -> Iterator[Notice]:
    """Where the desk, which has the content warnings, was not asked or gave no answer."""
    if not asked:
        yield Notice("content_unseen", f"nothing came from Zendesk, {_NOBODY_LOOKED}")


def of_other_region(aims: Iterable[Aim], where: Place) -> Iterator[Notice]:
    """Numbers that the ticket's text names for a region that it is not."""
    if where.region and any(aim.region not in {None, where.region} for aim in aims):
        text = "the numbers in the ticket's text are of the other region, and are left out"
        yield Notice("numbers_left_out", text)


def of_user(*, known: bool) -> Iterator[Notice]:
    """Of a user's number; `known` says whether a region came with it."""
    if not known:
        text = "the same number is somebody else's in the other region"
        yield Notice("user_id_per_region", text)
    yield Notice("no_organization", f"a user's number names no organization, {_NOBODY_LOOKED}")


def of_ticket(
    aims: Sequence[Aim], address: str | None, *, asked: bool, organized: bool = True
) -> Iterator[Notice]:
    """What of a ticket's pages only the customer says; `asked` is whether PostHog's records were.

    The text can be written by whoever filed the ticket, and so can the address be given; there
    is nothing to hold it against where the ticket has no organization, so is not `organized`.
    """
    typed = [aim for aim in aims if not aim.verified]
    if any(aim.kind == USER or aim.id != address for aim in typed):
        text = (
            "what the ticket's text names was typed by the customer, as far as anybody knows, and "
            "is not verified: look on the admin page whether it is the ticket's organization"
        )
        yield Notice("target_typed_by_customer", text)
    if address and any((aim.kind, aim.id) == (USER_SEARCH, address) for aim in typed):
        why = "PostHog's records were not asked"
        if asked:
            why = "PostHog's records do not have it in the ticket's organization"
        if not organized:
            why = "the ticket has no organization to hold it against"
        yield Notice("address_unverified", f"the requester's address is not verified: {why}")
    if not aims:
        yield Notice("nobody_named", "the ticket names no user, organization or project")


def of_homes(address: str, accounts: Sequence[Accounts], *, asked: bool) -> Iterator[Notice]:
    """Of an address, and of where it is at home."""
    homes = dict.fromkeys(each.organization_id for each in accounts if each.organization_id)
    if len(homes) > 1:
        text = f"the address is in several organizations: {', '.join(homes)}"
        yield Notice("several_organizations", text)
    if not accounts and asked:
        text = f"PostHog knows nobody with the address {address}; a search there may find nothing"
        yield Notice("not_in_posthog", text)
    if not homes:
        yield Notice("no_organization", f"no organization is known, {_NOBODY_LOOKED}")
