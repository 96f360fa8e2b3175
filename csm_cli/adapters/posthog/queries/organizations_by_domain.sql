-- Organizations whose people of today have addresses that end like this.
SELECT
    toString(properties.organization_id) AS organization_key,
    uniqExact(lower(properties.email)) AS addresses
FROM persons
WHERE properties.email ILIKE {pattern} AND properties.organization_id IS NOT NULL
GROUP BY organization_key
ORDER BY addresses DESC, organization_key ASC
LIMIT {most}
