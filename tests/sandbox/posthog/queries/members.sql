SELECT
    email_key,
    max(is_current) AS is_current_member,
    countIf(is_current = 1) AS person_rows,
    min(seen_at) AS first_evidence,
    max(seen_at) AS last_evidence,
    groupUniqArray(site) AS sites
FROM (
    SELECT
        lower(coalesce(properties.email, '')) AS email_key,
        1 AS is_current,
        created_at AS seen_at,
        coalesce(properties.instance_url, '') AS site
    FROM persons
    WHERE properties.organization_id = {org_id}
    UNION ALL
    SELECT
        lower(coalesce(nullIf(JSONExtractString(properties, '$set', 'email'), ''), person.properties.email, '')) AS email_key,
        0 AS is_current,
        timestamp AS seen_at,
        coalesce(person.properties.instance_url, '') AS site
    FROM events
    WHERE event IN ('user logged in', 'user updated', 'user joined organization', 'user signed up')
      AND timestamp >= toDateTime({member_since}, 'UTC')
      AND timestamp < toDateTime({until}, 'UTC')
      AND ($group_0 = {org_id} OR properties.organization_id = {org_id})
)
GROUP BY email_key
ORDER BY email_key ASC
LIMIT 5001
