"""The rules of an impersonation audit: who from PostHog signed in as a member of whom.

    window.py       which stretch of time is asked about
    records.py      an impersonation as PostHog recorded it, and as csm reports it
    members.py      who belongs, or belonged, to the organization
    paging.py       walking a log page by page without losing or repeating a row
    proof.py        why an audit may call itself complete
    attribution.py  which records concern the organization, and how that is known
    ticket_links.py the ticket that a reason names
    remarks.py      every flag, warning and limitation that a result can carry
    question.py     what an audit is asked
    parties.py      the organizations of an audit
    keeping.py      an audit that is not finished, as a value
    packing.py      values as plain data for a file, and back
    how_far.py      how far an audit has come
    watching.py     what is new since the last audit
    result.py       the audit as one value, and when it may call itself complete
    sessions.py     the sittings that events are of; groups.py counts them
    tables.py       records and rows, the same in every format; stamp.py sums them up
    report.py       all that is shown of an audit, as one value of words and tables
    disclosure.py   what of it a customer may have, with staff_names.py, shown_reasons.py and
                    customer_words.py; customer_report.py makes a report of that alone
    filing.py       a report on a ticket

Nothing here asks a service, reads a clock or knows a query.
"""
