-- The records of some organizations, as far as there are any.
SELECT
    key AS organization_key,
    properties.name AS organization_name
FROM groups
WHERE index = {group_index} AND key IN {organization_ids}
ORDER BY key ASC
LIMIT {page_rows}
