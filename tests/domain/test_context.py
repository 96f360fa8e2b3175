"""Who is believed about a ticket's customer, and what a person is warned of."""

from datetime import UTC, datetime
from typing import Any

from csm_cli.domain import context, links
from csm_cli.domain.context import Known
from csm_cli.domain.links import PUBLISHED
from csm_cli.domain.tickets import DeskOrganization, Ticket
from tests.domain.forms import OTHER_ID, Form, body

HEDGEBOX = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
FORM = Form(3, "Hi", "Hedgebox Inc", "Hedgebox web", 48113, "US")
FILED = DeskOrganization(1, "Hedgebox Inc", HEDGEBOX)
HOLDING = DeskOrganization(9, "Gmail user - Please assign to correct org")
_NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def _of(**kept: Any) -> context.Context:
    """What is known of a ticket from the newest form, with some things otherwise."""
    told: dict[str, Any] = {
        "organization": FILED,
        "organization_id": HEDGEBOX,
        "area": "session_replay",
        "severity": "high",
        "tags": ("plan_scale", "high"),
        "description": body(FORM),
        **kept,
    }
    ticket = Ticket(1, "", "subject", "open", "v", _NOW, _NOW, _NOW, **told)
    return context.of(ticket, PUBLISHED, "please assign to correct org")


def _codes(known: context.Context) -> list[str]:
    return [notice.code for notice in known.warnings]


def test_when_all_agree_there_is_nothing_to_warn_of() -> None:
    """The field gives the id, the desk's record the name; project and region are hints."""
    known = _of()
    assert known.organization_id == Known(HEDGEBOX, "field", confirmed=True)
    assert known.organization_name == Known("Hedgebox Inc", "zendesk_organization", confirmed=True)
    assert known.project_id == Known("48113", "body", confirmed=False)
    assert known.region == Known("us", "body", confirmed=False)
    assert known.area == Known("session_replay", "field", confirmed=True)
    assert (known.plan, known.severity) == ("scale", "high")
    assert known.warnings == ()


def test_a_holding_organization_is_not_believed() -> None:
    """Somebody filed under a free-mail holding: the field gives the id, the text a name."""
    known = _of(organization=HOLDING)
    assert known.organization_id == Known(HEDGEBOX, "field", confirmed=True)
    assert known.organization_name == Known("Hedgebox Inc", "body", confirmed=False)
    assert _codes(known) == ["misfiled"]
    assert HEDGEBOX in known.warnings[0].text


def test_a_holding_organization_without_a_field_leaves_a_hint() -> None:
    """Only the text is left then, and it confirms nothing."""
    known = _of(organization=HOLDING, organization_id=None)
    assert known.organization_id == Known(HEDGEBOX, "body", confirmed=False)


def test_the_field_wins_over_another_filing() -> None:
    """Filed under another customer than the field says: the field counts, and it is told."""
    known = _of(organization=DeskOrganization(2, "Kelpworks", OTHER_ID))
    assert known.organization_id.value == HEDGEBOX
    assert known.organization_name == Known("Hedgebox Inc", "body", confirmed=False)
    assert _codes(known) == ["misfiled"]
    assert "Kelpworks" in known.warnings[0].text


def test_without_a_field_the_desks_record_counts() -> None:
    """A ticket from Slack has neither field nor block, but a requester who is known."""
    known = _of(organization_id=None, description="It is slow", area=None)
    assert known.organization_id == Known(HEDGEBOX, "zendesk_organization", confirmed=True)
    assert known.organization_name == Known("Hedgebox Inc", "zendesk_organization", confirmed=True)
    assert (known.region, known.project_id, known.area) == (Known(), Known(), Known())


def test_a_filing_without_an_id_confirms_no_name() -> None:
    """The desk's record may be of another customer while it holds no id to compare."""
    unrecorded = DeskOrganization(4, "Hedge Box", None)
    known = _of(organization=unrecorded, description="It is slow")
    assert known.organization_name == Known("Hedge Box", "zendesk_organization", confirmed=False)
    alone = _of(organization=unrecorded, organization_id=None, description="It is slow")
    assert alone.organization_name == Known("Hedge Box", "zendesk_organization", confirmed=True)


def test_a_text_about_another_organization_is_told_and_not_followed() -> None:
    """The text names somebody else: no region, project or user from it, no page built with it."""
    known = _of(organization_id=OTHER_ID, organization=None)
    assert known.organization_id.value == OTHER_ID
    assert known.organization_name == Known()
    hints = (known.region, known.project_id, known.project_name, known.user_id, known.user_email)
    assert set(hints) == {Known()}
    assert links.ADMIN_ORGANIZATION not in {link.kind for link in known.links}
    assert _codes(known) == ["organization_mismatch"]


def test_a_text_that_contradicts_the_desks_record_is_told() -> None:
    """Without a field, the record stands against the text."""
    known = _of(organization_id=None, organization=DeskOrganization(2, "Kelpworks", OTHER_ID))
    assert known.organization_id.value == OTHER_ID
    assert _codes(known) == ["organization_mismatch"]


def test_the_oldest_form_is_compared_by_name() -> None:
    """It gives no id, so another name than that of the record is worth a warning."""
    oldest = body(FORM._replace(generation=1))
    assert _codes(_of(organization_id=None, description=oldest)) == []
    renamed = body(FORM._replace(generation=1, organization="Kelpworks"))
    assert _codes(_of(organization_id=None, description=renamed)) == ["organization_mismatch"]


def test_a_field_that_holds_no_id_is_told() -> None:
    """Free text in the organization field is no organization, and the record counts."""
    known = _of(organization_id="hedgebox")
    assert known.organization_id == Known(HEDGEBOX, "zendesk_organization", confirmed=True)
    assert _codes(known) == ["organization_mismatch"]


def test_an_area_that_only_the_text_gives_is_a_hint() -> None:
    """The field wins over the text; without it the text is all there is."""
    assert _of(area="billing").area == Known("billing", "field", confirmed=True)
    assert _of(area=None).area == Known("session_replay", "body", confirmed=False)


def test_a_content_warning_comes_first() -> None:
    """Whatever else is wrong, it is seen before any link."""
    warned = DeskOrganization(9, "Gmail user - please assign to correct org", None, "gore")
    assert _codes(_of(organization=warned)) == ["content_warning", "misfiled"]
    assert _of(organization=warned).warnings[0].text == "content warning: gore"
    assert _codes(_of(tags=("content_warning",))) == ["content_warning"]


def test_a_refused_address_is_told_and_a_customers_own_host_is_not() -> None:
    """A strange admin address is worth a warning; a page of the customer's own server is not."""
    forged = body(FORM).replace("us.posthog.com/admin", "us.posthog.com.evil.example/admin")
    assert _codes(_of(description=forged)) == ["link_refused"]
    elsewhere = body(FORM).replace("https://us.posthog.com/project/48113", "https://ph.example/x")
    assert _codes(_of(description=elsewhere)) == []


def test_plans_that_contradict_each_other_are_none() -> None:
    """Exactly one plan tag is the rule; two of them override all others."""
    assert _of(tags=("plan_scale", "plan_boost")).plan is None
    assert _codes(_of(tags=("plan_scale", "plan_boost"))) == ["several_plans"]
    assert _of(tags=("plan_startup", "plan_scale")).plan == "startup"
    assert _of(tags=("plan_pay-as-you-go_paying",)).plan == "pay-as-you-go_paying"
    assert _of(tags=("planet", "owner_plan_b")).plan is None


def test_links_are_built_where_the_text_has_none() -> None:
    """An id makes a billing link, and with a region an admin page; never a second billing link."""
    kinds = [link.kind for link in _of().links]
    assert kinds.count(links.BILLING) == 1
    assert kinds.count(links.ADMIN_ORGANIZATION) == 1
    billing = _of(description=body(FORM._replace(area="billing"))).links
    assert [link.source for link in billing if link.kind == links.BILLING] == ["body"]
    slack = _of(description="It is slow")
    assert [link.kind for link in slack.links] == [links.BILLING]


def test_facts_for_a_note_say_which_are_hints() -> None:
    """A label tells what only the ticket's text says; what is not known has no line."""
    facts = dict(context.facts(_of()))
    assert facts["Customer"] == "Hedgebox Inc"
    assert facts["Organization ID"] == HEDGEBOX
    assert facts["Plan"] == "scale"
    assert facts["Severity"] == "high"
    assert facts["Target area"] == "session_replay"
    assert facts[f"Region ({context.UNCONFIRMED})"] == "US"
    assert facts[f"Project ({context.UNCONFIRMED})"] == "Hedgebox web (48113)"
    assert facts[f"Session replay ({context.UNCONFIRMED})"].startswith("http://go/session/")
    assert "Org admin" in facts
    assert "Sentry" not in " ".join(facts)


def test_facts_for_a_note_leave_out_another_organizations_text() -> None:
    """Once field and text differ on the customer, no link of the text goes into a note."""
    facts = context.facts(_of(organization_id=OTHER_ID, organization=None))
    assert [label for label, _ in facts if context.UNCONFIRMED in label] == []
    assert ("Organization ID", OTHER_ID) in facts


def test_facts_for_a_note_leave_out_refused_addresses() -> None:
    """What is no link is not passed on as one."""
    forged = body(FORM).replace("us.posthog.com/admin", "us.posthog.com.evil.example/admin")
    assert "evil" not in repr(context.facts(_of(description=forged)))
