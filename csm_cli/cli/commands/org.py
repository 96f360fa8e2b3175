"""`csm org`: which organization of PostHog's somebody means, and where to go on from there."""

from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.organizations import say_doubts, tell
from csm_cli.cli.web import Web, check, show_page

app = group("Look up a customer's organization: id, region, plan, members, links.")


@command(app, "org")
def org(
    invocation: Invocation,
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY",
            help="An id, admin page, ticket, e-mail, domain or name; - reads stdin.",
        ),
    ],
    web: Web = False,
) -> int:
    """Look up a customer's organization: id, region, plan, members, links.

    When several organizations fit, they are listed and none is chosen. Nothing is changed
    anywhere. --web opens its page in PostHog's admin interface, or in Zendesk.
    """
    check(invocation, web=web)
    organizations = invocation.runtime.organizations
    found = organizations.find(" ".join(invocation.words(query)))
    described = organizations.describe(found)
    if web and (settled := described.settled):
        say_doubts(invocation, described)
        page = settled.links.admin or settled.links.desk
        return show_page(invocation, page, f"organization {settled.id}")
    return tell(invocation, described)
