"""What a document says of how an audit was proved, and of what earlier runs had told."""

from typing import Any

from csm_cli.domain.impersonation.proof import Proof
from csm_cli.domain.impersonation.result import Audit
from csm_cli.domain.impersonation.window import rfc3339


def proof_record(proof: Proof) -> dict[str, Any]:
    """Each thing that must hold for a complete audit, as it was seen."""
    walked = proof.walked
    return {
        "organization_found": proof.organization_found,
        "members_found": proof.members_found,
        "pages": walked.pages,
        "page_rows": proof.page_rows,
        "full_pages": walked.full_pages,
        "full_pages_followed": walked.full_pages_followed,
        "last_page_rows": walked.last_page_rows,
        "in_order": walked.in_order,
        "read_to_the_end": proof.read_to_the_end,
        "rows": walked.rows,
        "counted": proof.counted,
        "cached": proof.cached,
        "cut": proof.cut,
        "halvings": proof.halvings,
    }


def watch_record(audit: Audit) -> dict[str, Any] | None:
    """What was told before, if only the news is; null otherwise."""
    if audit.watch is None:
        return None
    last, told_before = audit.watch
    return {
        "first": last is None,
        "last_until": rfc3339(last) if last else None,
        "told_before": told_before,
    }
