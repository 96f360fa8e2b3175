-- What is on record about some organizations, and how many people each has today: a row for
-- each that is known at all, as a group or by its people.
SELECT
    organization_key,
    max(name_text) AS organization_name,
    max(name_escaped) AS organization_name_escaped,
    max(plan_text) AS organization_plan,
    uniqExactIf(email_key, email_key != '') AS addresses,
    countIf(is_person = 1 AND email_key = '') AS without_email,
    countIf(host IN {us_sites}) AS in_us,
    countIf(host IN {eu_sites}) AS in_eu
FROM (
    SELECT
        key AS organization_key,
        0 AS is_person,
        JSONExtractString(properties, 'name') AS name_text,
        coalesce(toString(properties.name), '') AS name_escaped,
        JSONExtractString(properties, {plan_property}) AS plan_text,
        '' AS email_key,
        '' AS host
    FROM groups
    WHERE index = {group_index} AND key IN {organization_ids}
    UNION ALL
    SELECT
        toString(properties.organization_id) AS organization_key,
        1 AS is_person,
        '' AS name_text,
        '' AS name_escaped,
        '' AS plan_text,
        lower(coalesce(toString(properties.email), '')) AS email_key,
        domain(coalesce(toString(properties.instance_url), '')) AS host
    FROM persons
    WHERE properties.organization_id IN {organization_ids}
)
GROUP BY organization_key
ORDER BY organization_key ASC
LIMIT {most}
