SELECT
    toString(uuid) AS event_uuid,
    toString(toTimeZone(timestamp, 'UTC')) AS occurred_at,
    properties.region AS region,
    toString(properties.staff_user_id) AS staff_user_id,
    lower(properties.staff_user_email) AS staff_key,
    toString(properties.target_user_id) AS target_user_id,
    lower(properties.target_user_email) AS target_key
FROM events
WHERE event = 'impersonation_started'
  AND timestamp >= toDateTime({since}, 'UTC')
  AND timestamp < toDateTime({until}, 'UTC')
  AND lower(properties.staff_user_email) IN {staff_emails}
ORDER BY timestamp ASC, toString(uuid) ASC
LIMIT 5001
