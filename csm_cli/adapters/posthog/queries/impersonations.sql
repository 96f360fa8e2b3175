-- One page of everybody's impersonations, newest first, from below a place on. A time alone
-- does not name a place, because events can share one; the id beside it does.
SELECT
    toString(uuid) AS event_uuid,
    toString(toTimeZone(timestamp, 'UTC')) AS occurred_at,
    event AS event_name,
    properties.region AS event_region,
    properties.staff_user_email AS staff_email,
    toString(properties.staff_user_id) AS staff_id,
    -- The first upgrades named the account as user_id and user_email, and no staff.
    coalesce(
        toString(properties.target_user_email), toString(properties.user_email)
    ) AS target_email,
    coalesce(toString(properties.target_user_id), toString(properties.user_id)) AS target_id,
    properties.mode AS start_mode,
    -- Both spellings of the reason: a property keeps JSON's escapes, the extraction does not
    -- unless it is served from a column of its own.
    properties.reason AS reason_escaped,
    JSONExtractString(properties, 'reason') AS reason_text,
    properties.ticket_id AS support_ticket
FROM events
WHERE event IN {event_names}
  AND timestamp >= toDateTime({since}, 'UTC')
  AND timestamp < toDateTime({until}, 'UTC')
  AND (
      timestamp < toDateTime({below_time}, 'UTC')
      OR (timestamp = toDateTime({below_time}, 'UTC') AND toString(uuid) < {below_uuid})
  )
ORDER BY timestamp DESC, toString(uuid) DESC
LIMIT {page_rows}
