"""The rules of an impersonation audit: who from PostHog signed in as a member of whom.

    window.py       which stretch of time is asked about
    records.py      an impersonation as PostHog recorded it, and as csm reports it
    members.py      who belongs, or belonged, to the organization
    paging.py       walking a log page by page without losing or repeating a row
    attribution.py  which records concern the organization, and how that is known
    ticket_links.py the ticket that a reason names
    remarks.py      every flag, warning and limitation that a result can carry
    result.py       the audit as one value, and when it may call itself complete

Nothing here asks a service, reads a clock or knows a query.
"""
