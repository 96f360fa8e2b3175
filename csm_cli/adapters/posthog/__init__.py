"""PostHog: its query API, and the log of impersonations that is read through it.

query_api.py  one query sent, one answer read
pace.py       no more queries than PostHog allows
table.py      the rows of an answer, by rows or by columns
errors.py     every way in which PostHog refuses, as csm's errors
audit_log.py  the port `AuditLog`: queries out, the domain's values in
ahead.py      the next page, asked for while this one is read
directory.py  the port `Directory`: customers by name, address and domain
rows.py       an answer's cells, made sense of
queries/      the queries, as files that PostHog's own grammar is asked about in the tests
"""
