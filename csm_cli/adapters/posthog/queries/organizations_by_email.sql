-- Organizations that an address is tied to: by the people who have it, and by events of the
-- past that carried it, or that those people sent.
SELECT
    organization_key,
    max(is_now) AS is_current,
    max(elsewhere) AS is_further
FROM (
    SELECT
        toString(properties.organization_id) AS organization_key,
        1 AS is_now,
        if(ifNull(toFloat(toString(properties.organization_count)), 0) > 1, 1, 0) AS elsewhere
    FROM persons
    WHERE lower(properties.email) = {email}
      AND properties.organization_id IS NOT NULL
    UNION ALL
    SELECT
        if(
            group_then = '', coalesce(toString(properties.organization_id), ''), group_then
        ) AS organization_key,
        0 AS is_now,
        0 AS elsewhere
    FROM (
        SELECT
            properties,
            multiIf(
                {group_index} = 0, $group_0,
                {group_index} = 1, $group_1,
                {group_index} = 2, $group_2,
                {group_index} = 3, $group_3,
                $group_4
            ) AS group_then
        FROM events
        WHERE event IN {membership_events}
          AND timestamp >= toDateTime({since}, 'UTC')
          AND timestamp < toDateTime({until}, 'UTC')
          AND (
              lower(JSONExtractString(properties, '$set', 'email')) = {email}
              OR lower(person.properties.email) = {email}
          )
    )
)
WHERE organization_key != ''
GROUP BY organization_key
ORDER BY is_current DESC, organization_key ASC
LIMIT {most}
