-- One page of what tells who belongs to some organizations: a row for each organization, person
-- and address. The first branch knows the people as they are now. The second knows who was in
-- one of the organizations when an event happened; rows of an organization that was not asked
-- about have no name and no address, and tell that the same people were elsewhere as well.
SELECT
    concat(organization_key, ' ', person_key, ' ', email_key) AS evidence_key,
    any(organization_key) AS organization,
    any(person_key) AS person,
    any(email_key) AS email,
    max(now_member) AS is_current,
    max(elsewhere) AS is_elsewhere,
    max(site) AS instance,
    count() OVER () AS rows_left
FROM (
    SELECT
        toString(properties.organization_id) AS organization_key,
        toString(id) AS person_key,
        coalesce(toString(properties.email), '') AS email_key,
        1 AS now_member,
        if(ifNull(toFloat(toString(properties.organization_count)), 0) > 1, 1, 0) AS elsewhere,
        coalesce(toString(properties.instance_url), '') AS site
    FROM persons
    WHERE properties.organization_id IN {organization_ids}
    UNION ALL
    SELECT
        if(organization_then IN {organization_ids}, organization_then, '') AS organization_key,
        person_key,
        if(
            organization_key = '', '', coalesce(nullIf(email_then, ''), email_of_person, '')
        ) AS email_key,
        0 AS now_member,
        0 AS elsewhere,
        if(organization_key = '', '', coalesce(instance_then, '')) AS site
    FROM (
        SELECT
            -- A deleted person has no id any more; the account's own id tells it apart still.
            if(
                toString(person_id) = '00000000-0000-0000-0000-000000000000',
                distinct_id,
                toString(person_id)
            ) AS person_key,
            JSONExtractString(properties, '$set', 'email') AS email_then,
            toString(person.properties.email) AS email_of_person,
            toString(person.properties.instance_url) AS instance_then,
            -- One that joins an organization may be at home in another one as yet.
            arrayJoin(arrayDistinct([
                multiIf(
                    {group_index} = 0, $group_0,
                    {group_index} = 1, $group_1,
                    {group_index} = 2, $group_2,
                    {group_index} = 3, $group_3,
                    $group_4
                ),
                coalesce(toString(properties.organization_id), '')
            ])) AS organization_then
        FROM events
        WHERE event IN {membership_events}
          AND timestamp >= toDateTime({since}, 'UTC')
          AND timestamp < toDateTime({until}, 'UTC')
          AND distinct_id IN (
              SELECT distinct_id
              FROM events
              WHERE event IN {membership_events}
                AND timestamp >= toDateTime({history_since}, 'UTC')
                AND timestamp < toDateTime({history_until}, 'UTC')
                AND (
                    multiIf(
                        {group_index} = 0, $group_0,
                        {group_index} = 1, $group_1,
                        {group_index} = 2, $group_2,
                        {group_index} = 3, $group_3,
                        $group_4
                    ) IN {organization_ids}
                    OR properties.organization_id IN {organization_ids}
                )
          )
    )
    WHERE organization_then != ''
)
GROUP BY evidence_key
HAVING evidence_key > {after}
ORDER BY evidence_key ASC
LIMIT {page_rows}
