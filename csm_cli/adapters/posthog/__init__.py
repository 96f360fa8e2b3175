"""PostHog: its query API, and the log of impersonations that is read through it.

query_api.py  one query sent, one answer read
errors.py     every way in which PostHog refuses, as csm's errors
audit_log.py  the port `AuditLog`: queries out, the domain's values in
rows.py       an answer's cells, made sense of
queries/      the queries, as files that PostHog's own grammar is asked about in the tests
"""
