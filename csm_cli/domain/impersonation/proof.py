"""Why an audit may call itself complete: what was asked for, what came, and how it adds up."""

from typing import NamedTuple

from csm_cli.domain.impersonation.paging import Walked


class Proof(NamedTuple):
    """What can be shown about one audit.

    `organization_found` and `members_found` are about the organization. The rest is about the
    reading of the window, which audits of several organizations share: `walked` says how its
    pages followed one another, `page_rows` how many rows a full one has, `counted` how many
    PostHog counts without pages, null if it did not say. `cached` and `cut` say that an answer
    was an old one, or not all of one. `halvings` counts the questions that were too much for
    PostHog at once and were asked in two halves.
    """

    organization_found: bool
    members_found: bool
    walked: Walked
    page_rows: int
    counted: int | None
    cached: bool = False
    cut: bool = False
    halvings: int = 0

    @property
    def holds(self) -> bool:
        """Whether every row that the data can show was fetched, and this shows it."""
        return (
            self.organization_found
            and self.members_found
            and self.read_to_the_end
            and self.counted == self.walked.rows
            and not self.cached
            and not self.cut
        )

    @property
    def read_to_the_end(self) -> bool:
        """Whether every full page was followed by another request, and the last one was short."""
        walked = self.walked
        return (
            walked.in_order
            and not walked.stretches
            and walked.full_pages == walked.full_pages_followed
            and walked.last_page_rows is not None
            and walked.last_page_rows < self.page_rows
        )
