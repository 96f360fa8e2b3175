"""The admin line of a ticket's block: who wrote, from which organization and which project.

Three shapes exist, one per generation of PostHog's support form, and the short one of its
"debug information" snippet:

    Admin (internal): https://us.posthog.com/admin/posthog/user/7/change/ (organization ID U: N, project ID 2: P)
    Admin: http://go/adminUS/ann@example.com (organization ID U: N, project ID 2: P)
    Admin: http://go/adminUS/ann@example.com (Organization: 'N'; Project: 2:'P')
    Admin (internal): http://go/adminOrgUS/U (project ID 2)

N and P are customers' text and may hold any of the characters around them, or the very words
that come next. The project's id is taken where only one reading is possible, or where one of
the readings is the project that the customer's page (`Location`) belongs to; else it and both
names stay unknown.
"""  # noqa: E501 - the lines as they are

import re
from typing import NamedTuple

from csm_cli.domain.refs import uuid_text

_ORGANIZATION = "(organization ID "
_PROJECT = re.compile(r", project ID ([0-9]{1,18}): ", re.ASCII)
_NO_PROJECT = ", project ID undefined: undefined"
_OLDEST_ORGANIZATION = "(Organization: '"
# The last quotation mark is only looked at: it may be the first one of the next match.
_OLDEST_PROJECT = re.compile(r"'; Project: ([0-9]{1,18}):(?=')", re.ASCII)
_ONLY_PROJECT = re.compile(r"\(project ID ([0-9]{1,18})\)\Z", re.ASCII)
_UUID_LENGTH = 36


class AdminLine(NamedTuple):
    """What the line says; null for what it does not, or says in more than one way."""

    url: str | None = None
    organization_id: str | None = None
    organization_name: str | None = None
    project_id: str | None = None
    project_name: str | None = None
    ambiguous: bool = False


def read(value: str, page_project: str | None) -> AdminLine:
    """Read what stands behind the key; `page_project` is the project of the customer's page."""
    url, _, about = value.strip().partition(" ")
    line = AdminLine(url or None)
    if about.startswith(_OLDEST_ORGANIZATION):
        names = about.removeprefix(_OLDEST_ORGANIZATION)
        whole = names.endswith("')")
        return _named(line, names[:-2] if whole else names, _OLDEST_PROJECT, page_project, whole)
    if about.startswith(_ORGANIZATION):
        return _identified(line, about.removeprefix(_ORGANIZATION), page_project)
    project = _ONLY_PROJECT.match(about)
    return line._replace(project_id=project[1] if project else None)


def is_oldest(value: str) -> bool:
    """Whether the line has the oldest of the shapes."""
    return value.strip().partition(" ")[2].startswith(_OLDEST_ORGANIZATION)


def _identified(line: AdminLine, about: str, page_project: str | None) -> AdminLine:
    """The shape with an id in front: `U: N, project ID 2: P)`."""
    whole = about.endswith(")")
    names = about[:-1] if whole else about
    identifier = uuid_text(names[:_UUID_LENGTH])
    if identifier and names[_UUID_LENGTH : _UUID_LENGTH + 2] == ": ":
        names = names[_UUID_LENGTH + 2 :]
        named = _named(line, names, _PROJECT, page_project, whole)
        return named._replace(organization_id=identifier)
    # No organization: the form then wrote `undefined: undefined` and goes on with the project.
    return _named(line, names, _PROJECT, page_project, whole)._replace(organization_name=None)


def _named(
    line: AdminLine,
    names: str,
    anchor: re.Pattern[str],
    page_project: str | None,
    whole: bool,
) -> AdminLine:
    """Both names and the project's id out of `N<anchor>P`; a line that was cut names nothing."""
    found = list(anchor.finditer(names))
    ids = {match[1] for match in found}
    if len(found) > 1 and page_project in ids:
        found = [match for match in found if match[1] == page_project]
        ids = {page_project}
    project_id = ids.pop() if len(ids) == 1 else None
    if len(found) == 1:
        at = found[0]
        name = names[at.end() + (anchor is _OLDEST_PROJECT) :]
        return line._replace(
            organization_name=names[: at.start()] or None,
            project_id=project_id,
            project_name=(name or None) if whole else None,
        )
    only_organization = names.removesuffix(_NO_PROJECT)
    alone = whole and not found and only_organization != names
    return line._replace(
        organization_name=(only_organization or None) if alone else None,
        project_id=project_id,
        ambiguous=len(found) > 1,
    )
