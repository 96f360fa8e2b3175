-- Where the accounts with an address are today: the organizations they are at home in, with how
-- many of them are on each region's hosts. A row without an organization stands for those in none.
SELECT
    coalesce(toString(properties.organization_id), '') AS organization_key,
    countIf(domain(coalesce(toString(properties.instance_url), '')) IN {us_sites}) AS in_us,
    countIf(domain(coalesce(toString(properties.instance_url), '')) IN {eu_sites}) AS in_eu
FROM persons
WHERE lower(properties.email) = {email}
GROUP BY organization_key
ORDER BY organization_key ASC
LIMIT {most}
