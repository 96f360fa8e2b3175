-- How many impersonations there are, in one number that owes nothing to paging. An event that
-- was delivered twice and is not merged yet counts once.
SELECT uniqExact(toString(toTimeZone(timestamp, 'UTC')), toString(uuid)) AS events_counted
FROM events
WHERE event IN {event_names}
  AND timestamp >= toDateTime({since}, 'UTC')
  AND timestamp < toDateTime({until}, 'UTC')
LIMIT 1
