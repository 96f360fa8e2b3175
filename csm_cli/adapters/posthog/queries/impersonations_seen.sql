-- Which events of impersonation there are, how many of each, and the newest: to notice that they
-- have been renamed.
SELECT event AS event_name,
  count() AS events_counted,
  toString(toTimeZone(max(timestamp), 'UTC')) AS newest_at
FROM events
WHERE event IN {event_names}
  AND timestamp >= toDateTime({since}, 'UTC')
GROUP BY event
ORDER BY events_counted DESC
LIMIT 100
