SELECT
    toString(uuid) AS event_uuid,
    toString(toTimeZone(timestamp, 'UTC')) AS occurred_at,
    event AS event_name,
    properties.region AS region,
    toString(coalesce(properties.target_user_id, properties.user_id)) AS target_user_id,
    coalesce(properties.target_user_email, properties.user_email) AS target_email,
    toString(properties.staff_user_id) AS staff_user_id,
    properties.staff_user_email AS staff_email,
    distinct_id,
    properties.mode AS raw_mode,
    JSONExtractString(properties, 'reason') AS reason,
    properties.ticket_id AS ticket_id
FROM events
WHERE event IN ('impersonation_started', 'impersonation_upgraded', 'impersonation_downgraded')
  AND timestamp >= toDateTime({since}, 'UTC')
  AND timestamp < toDateTime({until}, 'UTC')
  AND (
        lower(coalesce(properties.target_user_email, properties.user_email)) IN {emails}
     OR (event != 'impersonation_started'
         AND properties.staff_user_id IS NOT NULL
         AND (properties.target_user_id IS NULL
              OR toString(properties.target_user_id) = toString(properties.staff_user_id)))
  )
  AND (
        timestamp < toDateTime({cursor_ts}, 'UTC')
     OR (timestamp = toDateTime({cursor_ts}, 'UTC') AND toString(uuid) < {cursor_uuid})
  )
ORDER BY timestamp DESC, toString(uuid) DESC
LIMIT {page_plus_one}
