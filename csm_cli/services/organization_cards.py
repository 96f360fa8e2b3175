"""What is known of the organizations that a look-up found: records, links, doubts."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from csm_cli.domain import links
from csm_cli.domain.errors import CsmError, NotAllowed, NotFound, NotSignedIn, Unavailable
from csm_cli.domain.organizations import (
    Candidate,
    Customs,
    Found,
    Links,
    Lookup,
    Match,
    Organization,
    Record,
)
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import DeskOrganization
from csm_cli.domain.vitally import VitallyRecord, differs
from csm_cli.services.organization_beside import Beside, Told
from csm_cli.services.organization_ports import DeskOrganizations, Directory

NOT_ASKED = (NotSignedIn, NotAllowed, NotFound, Unavailable)
"""The errors after which another service may still know."""

_TYPED = {"id", "admin_url"}


class Cards:
    """Describes what was found; one question to PostHog for all of it, one to Zendesk for one.

    Vitally is asked beside both. Of candidates Zendesk and Vitally are not asked: they are
    listed to be told apart, and no more.
    """

    def __init__(
        self,
        directory: Callable[[], Directory],
        desk: Callable[[], DeskOrganizations],
        beside: Beside,
        customs: Customs,
    ) -> None:
        self._directory = directory
        self._desk = desk
        self._beside = beside
        self._customs = customs
        self._notices: list[Notice] = []
        self._refused: CsmError | None = None

    def of(self, found: Found) -> Lookup:
        """The organizations of a look-up, described; see `Organizations.describe`."""
        settled = found.settled
        ask = self._beside.begin(settled.id) if settled else Told
        records = self._records([candidate.id for candidate in found.candidates])
        filed = (settled.desk or self._filed(settled)) if settled else None
        told = ask()
        match, fitting = found.match, found.candidates
        if settled and settled.id not in records:
            if found.kind in _TYPED and filed is None and told.record is None:
                self._refuse()
                match, fitting = Match.NONE, ()
            elif self._refused is None:
                self._note("not_in_posthog", f"PostHog has no organization {settled.id}")
        cards = [self._card(each, found, records, filed or each.desk, told) for each in fitting]
        notices = tuple(dict.fromkeys((*found.notices, *self._notices)))
        # A service that gave nothing is told once, by what it was asked first.
        missing = {each.service: each for each in (*told.missing, *found.missing)}
        lacking = tuple(missing.values())
        return Lookup(found.query, found.kind, match, tuple(cards), notices, lacking)

    def _records(self, organization_ids: Sequence[str]) -> Mapping[str, Record]:
        if not organization_ids:
            return {}
        try:
            directory = self._directory()
            records = directory.records(organization_ids)
        except NOT_ASKED as problem:
            self._refused = problem
            self._note("posthog_not_asked", f"PostHog was not asked: {problem.message}")
            return {}
        self._notices += directory.notices
        return records

    def _filed(self, candidate: Candidate) -> DeskOrganization | None:
        """The desk's record with this id; none at all is as usual as one."""
        try:
            filed = self._desk().with_ids([candidate.id])
        except NOT_ASKED as problem:
            self._note("zendesk_not_asked", f"Zendesk was not asked: {problem.message}")
            return None
        if len(filed) > 1:
            numbers = ", ".join(str(each.id) for each in filed)
            text = f"several organizations of Zendesk carry this id: {numbers}"
            self._note("several_in_zendesk", text)
        return filed[0] if len(filed) == 1 else None

    def _refuse(self) -> None:
        """An id of which nobody could be asked may exist or not."""
        if self._refused is not None:
            raise self._refused

    def _card(
        self,
        candidate: Candidate,
        found: Found,
        records: Mapping[str, Record],
        filed: DeskOrganization | None,
        told: Told,
    ) -> Organization:
        record = records.get(candidate.id)
        region = self._region(candidate, found, record)
        self._compare(record, told.record)
        return Organization(
            id=candidate.id,
            name=(record and record.name) or (filed and filed.name) or _name(told.record),
            region=region,
            plan=record and record.plan,
            members=record and record.members,
            found_by=candidate.found_by,
            confirmed=candidate.confirmed,
            links=self._links(candidate.id, region, filed, told.record),
            desk=filed,
            vitally=told.record,
        )

    def _compare(self, record: Record | None, in_vitally: VitallyRecord | None) -> None:
        """PostHog's name stays; that Vitally has another may mean another customer."""
        if record and in_vitally and differs(record.name, in_vitally):
            text = f"Vitally calls it {in_vitally.name!r}, and PostHog {record.name!r}"
            self._note("vitally_differs", text)

    def _region(self, candidate: Candidate, found: Found, record: Record | None) -> str | None:
        """Where its people's accounts are; the region in a typed address is only the next best."""
        region = record.region if record else None
        if record and record.mixed and found.settled:
            text = "its people's accounts are in several regions"
            self._note("region_mixed", f"{text}, most in {region}" if region else text)
        if found.region and region and found.region != region:
            text = f"the address names the region {found.region}, and its people are in {region}"
            self._note("region_differs", text)
        region = region or found.region
        if region is None and found.settled and self._refused is None:
            text = f"nothing tells the region of {candidate.id}, so there is no admin link"
            self._note("region_unknown", text)
        return region

    def _links(
        self,
        organization_id: str,
        region: str | None,
        filed: DeskOrganization | None,
        in_vitally: VitallyRecord | None,
    ) -> Links:
        sites = self._customs.sites
        page = links.organization_page(organization_id, region, sites) if region else None
        return Links(
            admin=page and page.url,
            billing=links.billing_page(organization_id, sites).url,
            desk=self._desk().page(filed.id) if filed else None,
            vitally=_vitally_page(self._customs.vitally, organization_id, in_vitally),
        )

    def _note(self, code: str, text: str) -> None:
        self._notices.append(Notice(code, text))


def _name(record: VitallyRecord | None) -> str | None:
    return record.name if record else None


def _vitally_page(
    form: str | None, organization_id: str, record: VitallyRecord | None
) -> str | None:
    """The page there; null where its form is not known, or it needs an id that is not."""
    if form is None or ("{vitally_id}" in form and record is None):
        return None
    number = quote(record.id, safe="") if record else ""
    return form.replace("{id}", organization_id).replace("{vitally_id}", number)
